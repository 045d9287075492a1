"""One answer for each kind of error, in the reader's language or as JSON; it repeats nothing typed."""

import secrets
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, SecurityError

from kb.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    KBError,
    NotFoundError,
    SignInError,
    TooManyTriesError,
    UnavailableError,
    WithdrawnError,
    msg,
)
from kb.law.words import Words
from kb.review.obstacle import RefusedError
from webapp.locale import current, gettext
from webapp.refusals import told


class NotSetUpError(UnavailableError):
    """Nothing has been imported yet: there are no kinds of act, bodies, terms."""

    message = msg("The acts have not been imported yet.")


STATUSES: Final = (
    (WithdrawnError, HTTPStatus.GONE),
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (ForbiddenError, HTTPStatus.NOT_FOUND),
    (TooManyTriesError, HTTPStatus.TOO_MANY_REQUESTS),
    (SignInError, HTTPStatus.UNAUTHORIZED),
    (ConflictError, HTTPStatus.CONFLICT),
    (InvalidError, HTTPStatus.BAD_REQUEST),
    (UnavailableError, HTTPStatus.SERVICE_UNAVAILABLE),
)
"""What is forbidden is as if it were not there: 404, and not 403."""

TITLES: Final = {
    HTTPStatus.BAD_REQUEST: msg("We could not understand this request"),
    HTTPStatus.UNAUTHORIZED: msg("Not signed in"),
    HTTPStatus.NOT_FOUND: msg("There is nothing at this address"),
    HTTPStatus.GONE: msg("This text was withdrawn"),
    HTTPStatus.METHOD_NOT_ALLOWED: msg("This address does not accept that kind of request"),
    HTTPStatus.CONFLICT: msg("Someone else changed this first"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: msg("This is too large"),
    HTTPStatus.TOO_MANY_REQUESTS: msg("Too many attempts"),
    HTTPStatus.INTERNAL_SERVER_ERROR: msg("Something went wrong on our side"),
    HTTPStatus.SERVICE_UNAVAILABLE: msg("Not available at the moment"),
}
ADVICE: Final = {
    HTTPStatus.NOT_FOUND: msg(
        "The address may be mistyped, the text may have moved, or it is not open to everyone."
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: msg(
        "A file may have at most 10 MB, a text at most 2 MB. Go back: what you typed is still there."
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: msg("Nothing was lost. Please try again in a minute."),
}


_FOR_PROGRAMS: Final = ("/api/", "/hooks/")


def init_app(app: Flask) -> None:
    """Let an application answer every error in one shape."""
    app.register_error_handler(KBError, as_response)
    app.register_error_handler(HTTPException, _of_http)


def as_response(error: KBError) -> Response:
    """Return the answer to an error raised on purpose."""
    if isinstance(error, WithdrawnError):
        return answer(status_of(error), _reason(error))
    if isinstance(error, TooManyTriesError):
        return refused(answer(status_of(error), told(error)), error)
    if isinstance(error, RefusedError):
        return answer(status_of(error), told(error))
    advice = error.message if isinstance(error, UnavailableError) else ""
    return answer(status_of(error), advice)


def refused(response: Response, error: KBError) -> Response:
    """Give a page the status of an error that it tells of, and say how long to wait if it is that."""
    response.status_code = status_of(error)
    if isinstance(error, TooManyTriesError):
        response.retry_after = int(str(error.details["minutes"])) * 60
    return response


def _reason(error: WithdrawnError) -> str:
    """Return what stands in the place of a withdrawn text, in the reader's language."""
    words = gettext(msg("Publication No. %(number)s was withdrawn: %(reason)s"))
    reason = Words.model_validate(error.details["ground"])[current()]
    return words % {"number": error.details["number"], "reason": reason}


def accident(error: Exception) -> Response:
    """Return the answer to an error that nobody expected, and record it under a number."""
    number = secrets.token_hex(4)
    current_app.logger.error("accident %s", number, exc_info=error)
    words = msg("Nothing was lost. If it happens again, tell us this number: %(number)s")
    return answer(HTTPStatus.INTERNAL_SERVER_ERROR, gettext(words) % {"number": number})


def status_of(error: KBError) -> HTTPStatus:
    """Return the status that goes with an error."""
    return next(
        (status for kind, status in STATUSES if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )


def answer(status: HTTPStatus, advice: str = "") -> Response:
    """Return a page, or JSON for programs, that says what happened and what to do."""
    title = gettext(TITLES.get(status, TITLES[HTTPStatus.BAD_REQUEST]))
    advice = advice or ADVICE.get(status, "")
    words = {"status": status.value, "title": title, "advice": gettext(advice) if advice else ""}
    if request.path.startswith(_FOR_PROGRAMS):
        response = jsonify({"error": words})
    else:
        g.is_error = True
        response = make_response(render_template("error.html", **words))
    response.status_code = status.value
    return response


def _of_http(error: HTTPException) -> Response:
    if error.response is not None:
        return make_response(error.response)
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if 300 <= status < 400:
        return make_response(error.get_response(request.environ))
    if isinstance(error, SecurityError):  # A page has links, and there are none for such a host.
        return Response(gettext(TITLES[status]), status, mimetype="text/plain")
    return answer(status)
