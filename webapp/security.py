"""The one gate that every request passes, and the headers of every answer.

A route without a policy answers 404: a new page is closed until it is declared open. What its
viewer may not know about answers 404 as well, from the services.
"""

from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, redirect, request, url_for
from werkzeug.exceptions import SecurityError
from werkzeug.wrappers import Response as BaseResponse

from kb.access import Permission
from kb.review.attachments import LARGEST, MOST_FILES
from webapp import request as current
from webapp.jinja import version_of
from webapp.locale import current as current_language
from webapp.policies import DESKS, POLICIES, Policy
from webapp.site import site

_A_TEXT: Final = 2 * 1024 * 1024 + 8 * 1024
_WORDINGS: Final = 512 * 1024
MOST_BYTES: Final = {
    "verifying.check": _A_TEXT,
    "desk.preview": _A_TEXT,
    "writing.save": _WORDINGS,
    "writing.redline": _WORDINGS,
    "review.declare": _WORDINGS,
    "answers.propose": 2 * _WORDINGS,
    "offline.submit": _A_TEXT,
}
"""What more may be sent to than to other routes: texts of 2 MB, and what a form has around them."""
_FILES: Final = 2 * MOST_FILES * LARGEST
MOST_WITH_FILES: Final = {
    "offline.read": 2 * LARGEST,
    "review.submit": _FILES,
    "review.edit": _FILES,
    "writing.save": _FILES,
    "opinions.give": _FILES,
    "files.upload": LARGEST + _WORDINGS,
    "rounds.documents": LARGEST + _WORDINGS,
}
"""What somebody who has signed in may send files to: more than is taken, so that each is answered."""

_CSP: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS: Final = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_HSTS: Final = "max-age=31536000; includeSubDomains"
_FOR_NOBODY_ELSE: Final = "private, no-store"
_ASK_AGAIN: Final = "private, no-cache"
_FOR_A_YEAR: Final = "public, max-age=31536000, immutable"
_SAME_SITE: Final = frozenset({"same-origin", "none"})


def init_app(app: Flask) -> None:
    """Put the gate before every view, and the headers on every answer."""
    app.before_request(gate)
    app.after_request(_headers)


def gate() -> BaseResponse | None:
    """Let a request pass, or answer in the view's place."""
    if isinstance(request.routing_exception, SecurityError):
        return None  # The host is not this site's: Flask refuses it before anything is looked up.
    policy = POLICIES.get(request.endpoint or "")
    _make_room()
    if policy is not Policy.SAME_FOR_ALL:
        _receive()
        current.viewer()
    if request.routing_exception is not None:
        return None  # Flask answers: nothing there, another method, another address.
    if policy is None:
        abort(404)
    if request.method not in current.SAFE and _comes_from_elsewhere():
        abort(400)
    if policy is Policy.SIGNED_IN:
        return _asked_to_sign_in()
    return _desk(DESKS[policy]) if policy in DESKS else None


def safe_target(target: str | None) -> str | None:
    r"""Return a path within this site that may be redirected to, or None.

    >>> safe_target("/ru/acts/"), safe_target("//evil.example"), safe_target("/\\\\evil.example")
    ('/ru/acts/', None, None)
    """
    if not target or not target.startswith("/") or len(target) > 2000:
        return None
    if target.startswith("//") or "\\" in target or not target.isprintable():
        return None
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else None


def came_from() -> str | None:
    """Return the page of this site that a link was followed from, as far as the browser tells."""
    try:
        page = urlsplit(request.referrer or "")
    except ValueError:
        return None
    return safe_target(page.path) if page.netloc == request.host else None


def _make_room() -> None:
    """Let the forms take more that are made for it, before anything reads what was sent."""
    most = MOST_BYTES.get(request.endpoint or "")
    if most is not None:
        request.max_content_length = request.max_form_memory_size = most
    with_files = MOST_WITH_FILES.get(request.endpoint or "")
    if with_files is not None and request.method == "POST" and current.is_signed_in():
        request.max_content_length = with_files


def _receive() -> None:
    """Receive what was sent before a writer's turn begins: nobody waits for a slow sender."""
    if request.method not in current.SAFE:
        _ = request.form


def _desk(permission: Permission) -> BaseResponse | None:
    if not current.viewer().is_anonymous and not current.viewer().may(permission):
        abort(404)
    return _asked_to_sign_in()


def _asked_to_sign_in() -> BaseResponse | None:
    if not current.viewer().is_anonymous:
        return None
    form = url_for("accounts.sign_in_form", lang=current_language(), next=request.path)
    return redirect(form)


def _comes_from_elsewhere() -> bool:
    """Tell whether a browser says that another site sent a request that changes something."""
    sent_from = request.headers.get("Sec-Fetch-Site")
    return sent_from is not None and sent_from not in _SAME_SITE


def _headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if site().settings.https:
        response.headers.setdefault("Strict-Transport-Security", _HSTS)
    response.headers["Cache-Control"] = _cache_control(response)
    response.vary.add("Cookie")
    return response


def _cache_control(response: Response) -> str:
    """Nothing of a signed-in viewer, of a form or of an error is kept by anybody."""
    if response.status_code >= 400 or request.method not in {"GET", "HEAD"}:
        return _FOR_NOBODY_ELSE
    if request.endpoint == "static":
        return _FOR_A_YEAR if _is_newest() else _ASK_AGAIN
    has_form = "csrf_token" in g
    return _FOR_NOBODY_ELSE if has_form or g.get("signed_in") else _ASK_AGAIN


def _is_newest() -> bool:
    """Tell whether a static file was asked for in the version that this process has."""
    name = str((request.view_args or {}).get("filename"))
    return request.args.get("v") == version_of(name)
