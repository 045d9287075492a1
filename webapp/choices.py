"""What a reader chose, kept in the reader's browser: languages, and how pages look."""

from typing import Final

from flask import request
from werkzeug.wrappers import Response

from webapp.locale import COOKIE, current
from webapp.site import site

_YEAR: Final = 365 * 24 * 3600


def keep(response: Response, name: str, value: str) -> None:
    """Keep a choice for a year; no script needs to read it."""
    secure = site().settings.https
    response.set_cookie(name, value, _YEAR, secure=secure, httponly=True, samesite="Lax")


def keep_language(response: Response) -> None:
    """Keep the language of the interface for the next visit."""
    if request.cookies.get(COOKIE) != current().value:
        keep(response, COOKIE, current().value)
