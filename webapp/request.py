"""What the current request works with: its viewer, its database session, its language."""

import errno
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta
from typing import Final

from flask import Flask, Response, g, request
from sqlalchemy.orm import Session

from kb.access import Viewer
from kb.errors import StorageBusyError
from kb.language import Language
from kb.law.identifiers import ActId
from kb.services import seats, signing_in
from kb.services.seats import Seat
from kb.services.signing_in import Lifetime, SignedIn
from webapp.errors import accident, as_response
from webapp.site import Lists, site
from webapp.visit import Visit

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_KEEPS_NOTHING: Final = frozenset(
    {"verifying.check", "desk.preview", "patches.push", "offline.read", "writing.redline"}
)
"""What is sent with a form and changes nothing, as it is too large for an address; or what takes long
elsewhere, and notes it apart."""
FAILED: Final = 400
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


def init_app(app: Flask) -> None:
    """End each request's session with it: kept if all went well, undone if not."""
    app.after_request(_commit)
    app.teardown_request(_close)
    app.register_error_handler(Exception, _of_failure)


def db() -> Session:
    """Return the request's session: one that only reads, unless the method changes something."""
    if "session" not in g:
        database = site().database
        opened = database.reading() if _only_reads() else database.writing()
        g.closing = ExitStack()
        g.session = g.closing.enter_context(opened)
    session: Session = g.session
    return session


def lists() -> Lists:
    """Return the catalogues as they are now."""
    if "lists" not in g:
        g.lists = site().lists(db())
    found: Lists = g.lists
    return found


def signed_in() -> SignedIn | None:
    """Return who has signed in, if anybody."""
    if "signed_in" not in g:
        token = session_token()
        g.signed_in = signing_in.signed_in(db(), token, lifetime(), site().clock) if token else None
        if g.signed_in is not None and token:
            _touch(g.signed_in, token)
    person: SignedIn | None = g.signed_in
    return person


def is_signed_in() -> bool:
    """Tell whether somebody has signed in, before the request's own session is opened."""
    token = session_token()
    if token is None:
        return False
    with site().database.reading() as session:
        return signing_in.is_signed_in(session, token, lifetime(), site().clock)


def viewer() -> Viewer:
    """Return who asks; without a sign-in, nobody in particular."""
    person = signed_in()
    return person.viewer if person else Viewer()


def visit() -> Visit:
    """Return what a page is made from."""
    return Visit(db(), viewer(), lists(), language(), site().today())


def seat(act: str, number: int) -> Seat:
    """Return the viewer's place at a round; NotFoundError if there is none to know of."""
    return seats.take(db(), viewer(), ActId(act), number, site().clock)


def language() -> Language:
    """Return the language of the interface, which the address says."""
    found: Language = g.language
    return found


def cookie_name() -> str:
    """Return the name of the sign-in's cookie; the prefix lets only this host set it."""
    return "__Host-kb" if site().settings.https else "kb"


def session_token() -> str | None:
    """Return the token of the browser's sign-in, if it has one."""
    token = request.cookies.get(cookie_name())
    return token if token and len(token) < 200 else None


def lifetime() -> Lifetime:
    """Return how long a sign-in lasts."""
    settings = site().settings
    return Lifetime(timedelta(hours=settings.session_hours), timedelta(days=settings.session_days))


def _touch(person: SignedIn, token: str) -> None:
    """Note now and then that a sign-in is used; a busy database is no reason to refuse a page."""
    if not signing_in.needs_touch(person, site().clock):
        return
    if not _only_reads():
        signing_in.touch(db(), token, site().clock)
        return
    try:
        with site().database.writing() as other:
            signing_in.touch(other, token, site().clock)
    except StorageBusyError:
        g.not_touched = True


def _commit(response: Response) -> Response:
    """Keep what the request changed before its answer says so."""
    closing: ExitStack | None = g.get("closing")
    if closing is None or _only_reads():
        return response
    try:
        if response.status_code < FAILED:
            _close(None)
            _go_on()
        else:
            undo()
    except StorageBusyError as error:
        return as_response(error)
    return response


def _of_failure(error: Exception) -> Response:
    """Answer an error that no code raised on purpose: the database tells when it is busy or full."""
    try:
        _close(error)
    except StorageBusyError as meant:
        return as_response(meant)
    if isinstance(error, OSError) and error.errno in _FULL:
        return as_response(StorageBusyError())  # There is no room to receive a file.
    return accident(error)


def _only_reads() -> bool:
    return request.method in SAFE or request.endpoint in _KEEPS_NOTHING


def afterwards(work: Callable[[], object]) -> None:
    """Have something done once what the request changed is kept; not if it is undone."""
    g.setdefault("afterwards", []).append(work)


def _go_on() -> None:
    for work in g.pop("afterwards", []):
        work()


def keep_so_far() -> None:
    """Keep what the request has changed until now, whatever becomes of the rest of it."""
    _close(None)


def undo() -> None:
    """Undo what the request has changed until now; whatever comes after it begins anew."""
    with suppress(_UndoneError):
        _close(_UndoneError())


class _UndoneError(Exception):
    """Leaves the session, so that it is rolled back."""


def _close(error: BaseException | None) -> None:
    closing: ExitStack | None = g.pop("closing", None)
    g.pop("session", None)
    if closing is not None:
        closing.__exit__(type(error) if error else None, error, None)


@contextmanager
def apart() -> Iterator[Session]:
    """Open a session whose changes are kept whatever becomes of the request: a failure that counts."""
    with site().database.writing() as session:
        yield session
