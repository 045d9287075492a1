"""The one gate that every request passes, and the headers of every answer.

A route without a policy answers 404: a new page is closed until it is declared open. What its
viewer may not know about answers 404 as well, from the services.
"""

from enum import Enum, auto
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kb.access import Permission
from webapp import request as current
from webapp.locale import current as current_language
from webapp.site import site


class Policy(Enum):
    """Who may come to a route."""

    ANYBODY = auto()
    DESK = auto()
    """Those with something to do in drafts; others are asked to sign in, or find nothing."""


POLICIES: Final = {
    "static": Policy.ANYBODY,
    "pages.start": Policy.ANYBODY,
    "pages.home": Policy.ANYBODY,
    "pages.about": Policy.ANYBODY,
    "pages.help_": Policy.ANYBODY,
    "pages.view": Policy.ANYBODY,
    "pages.set_view": Policy.ANYBODY,
    "acts.catalogue": Policy.ANYBODY,
    "acts.show": Policy.ANYBODY,
    "acts.publication": Policy.ANYBODY,
    "acts.version": Policy.ANYBODY,
    "acts.provision": Policy.ANYBODY,
    "glossary.show": Policy.ANYBODY,
    "glossary.terms": Policy.ANYBODY,
    "search.results": Policy.ANYBODY,
    "accounts.sign_in": Policy.ANYBODY,
    "accounts.sign_in_form": Policy.ANYBODY,
    "accounts.sign_out": Policy.ANYBODY,
    "desk.show": Policy.DESK,
    "api.acts": Policy.ANYBODY,
    "api.act": Policy.ANYBODY,
    "api.search": Policy.ANYBODY,
    "api.openapi": Policy.ANYBODY,
    "machines.healthy": Policy.ANYBODY,
    "machines.ready": Policy.ANYBODY,
    "machines.robots": Policy.ANYBODY,
    "machines.sitemap": Policy.ANYBODY,
    "machines.opensearch": Policy.ANYBODY,
}
"""Every endpoint with who may come; those of acts show each viewer only the viewer's own."""

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
    policy = POLICIES.get(request.endpoint or "")
    if policy is None:
        abort(404)
    if request.method not in current.SAFE and _comes_from_elsewhere():
        abort(400)
    if policy is Policy.DESK:
        return _desk()
    return None


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


def _desk() -> BaseResponse | None:
    if current.viewer().is_anonymous:
        form = url_for("accounts.sign_in_form", lang=current_language(), next=request.path)
        return redirect(form)
    if not current.viewer().may(Permission.SEE_DESK):
        abort(404)
    return None


def _comes_from_elsewhere() -> bool:
    """Tell whether a browser says that another site sent a request that changes something."""
    sent_from = request.headers.get("Sec-Fetch-Site")
    return sent_from is not None and sent_from not in _SAME_SITE


def _headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if site().settings.https:
        response.headers.setdefault("Strict-Transport-Security", _HSTS)
    response.headers.setdefault("Cache-Control", _cache_control(response))
    if "Cookie" not in response.headers.get("Vary", ""):
        response.vary.add("Cookie")
    return response


def _cache_control(response: Response) -> str:
    """Nothing of a signed-in viewer, of a form or of an error is kept by anybody on the way."""
    if request.endpoint == "static" and response.status_code < 400 and request.args.get("v"):
        return _FOR_A_YEAR
    is_open = response.status_code < 400 and request.method in {"GET", "HEAD"}
    if is_open and g.get("signed_in") is None and not g.get("has_form"):
        return _ASK_AGAIN
    return _FOR_NOBODY_ELSE
