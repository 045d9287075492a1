"""One answer for each kind of error, in the reader's language or as JSON; it repeats nothing typed."""

import secrets
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from kb.errors import (
    ConflictError,
    ForbiddenError,
    InvalidError,
    KBError,
    NotFoundError,
    SignInError,
    TooManyTriesError,
    UnavailableError,
    msg,
)
from webapp.locale import current, gettext

STATUSES: Final = (
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
    HTTPStatus.BAD_REQUEST: msg("This request cannot be understood"),
    HTTPStatus.UNAUTHORIZED: msg("Not signed in"),
    HTTPStatus.NOT_FOUND: msg("There is nothing at this address"),
    HTTPStatus.METHOD_NOT_ALLOWED: msg("This address does not take that"),
    HTTPStatus.CONFLICT: msg("Somebody was faster"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: msg("This is too large"),
    HTTPStatus.TOO_MANY_REQUESTS: msg("Too many attempts"),
    HTTPStatus.INTERNAL_SERVER_ERROR: msg("Something went wrong on our side"),
    HTTPStatus.SERVICE_UNAVAILABLE: msg("Not available at the moment"),
}
ADVICE: Final = {
    HTTPStatus.NOT_FOUND: msg(
        "The address may be mistyped, the text may have moved, or it is not open to everyone."
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: msg("Nothing was lost. Please try again in a minute."),
    HTTPStatus.SERVICE_UNAVAILABLE: msg("Nothing was lost. Please try again in a minute."),
}


def init_app(app: Flask) -> None:
    """Let an application answer every error in one shape."""
    app.register_error_handler(KBError, as_response)
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(Exception, _of_accident)


def as_response(error: KBError) -> Response:
    """Return the answer to an error raised on purpose."""
    return answer(status_of(error))


def status_of(error: KBError) -> HTTPStatus:
    """Return the status that goes with an error."""
    return next(
        (status for kind, status in STATUSES if isinstance(error, kind)),
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )


def answer(status: HTTPStatus) -> Response:
    """Return a page, or JSON for those who ask the API, that says what happened and what to do."""
    title = gettext(TITLES.get(status, TITLES[HTTPStatus.BAD_REQUEST]))
    advice = gettext(ADVICE[status]) if status in ADVICE else ""
    if request.path.startswith("/api/"):
        response = jsonify({"error": {"status": status.value, "title": title, "advice": advice}})
    else:
        g.setdefault("language", current())
        page = render_template("error.html", status=status.value, title=title, advice=advice)
        response = make_response(page)
    response.status_code = status.value
    return response


def _of_http(error: HTTPException) -> Response:
    if error.response is not None:
        return make_response(error.response)
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if 300 <= status < 400:
        return make_response(error.get_response(request.environ))
    return answer(status)


def _of_accident(error: Exception) -> Response:
    g.request_id = secrets.token_hex(4)
    current_app.logger.error("accident %s", g.request_id, exc_info=error)
    return answer(HTTPStatus.INTERNAL_SERVER_ERROR)
