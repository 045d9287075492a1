"""The former addresses of an act lead to its present ones, for those who may know of it."""

from flask import Flask, Response, make_response, redirect, request, url_for

from kb.errors import ActNotFoundError
from kb.law.identifiers import ActId
from kb.services import renaming
from webapp.errors import as_response
from webapp.request import SAFE, db, viewer


def init_app(app: Flask) -> None:
    """Let an application look for a new name before it says that there is no such act."""
    app.register_error_handler(ActNotFoundError, _moved)


def _moved(error: ActNotFoundError) -> Response:
    values = request.view_args or {}
    if request.method not in SAFE or request.endpoint is None or "act" not in values:
        return as_response(error)
    present = renaming.successor(db(), viewer(), ActId(values["act"]))
    if present is None:
        return as_response(error)
    address = url_for(request.endpoint, **{**values, "act": present})
    asked = request.query_string.decode("latin-1")
    return make_response(redirect(f"{address}?{asked}" if asked else address, code=301))
