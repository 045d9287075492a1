"""Files that come with a form: kept at once, so that a form that cannot be taken loses none of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import request
from werkzeug.datastructures import FileStorage

from kb.errors import InvalidError, TooOftenError, msg
from kb.review.attachments import LARGEST, Given, Role
from kb.review.comments import CommentId
from kb.review.obstacle import RefusedError
from kb.services import files, filing
from kb.services.files import File, FileId
from kb.services.seats import Seat
from webapp.refusals import told
from webapp.request import db, keep_so_far

CHOSEN, SENT, STAY = "file", "files", "stay"
"""The fields of a form: the ids of files that were uploaded before, files that come now, and the ids
of those that go with what is edited and are to stay so."""


class NoFileError(InvalidError):
    """A form came without the file that it is for."""

    message = msg("Choose a file.")


@dataclass(frozen=True, slots=True)
class Uploads:
    """What is to go with what a form says, and why some of what came with it is not taken."""

    files: tuple[File, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def ids(self) -> list[FileId]:
        """What the files are known by."""
        return [one.id for one in self.files]


def taken(seat: Seat, role: Role = Role.ATTACHMENT) -> Uploads:
    """Keep the files that came with a form, and return them with those that came before.

    They are kept whatever becomes of the form; another's file is as if it were not named.
    """
    ids, problems = [FileId(one) for one in request.form.getlist(CHOSEN)], list[str]()
    sent = list(_sent())
    for one in sent:
        try:
            ids.append(keep(seat, one, role))
        except (RefusedError, TooOftenError) as error:
            problems.append(told(error))
    if sent:
        keep_so_far()
    return Uploads(tuple(files.unused(db(), seat, role, ids)), tuple(problems))


def chosen(seat: Seat, role: Role = Role.ATTACHMENT) -> Uploads:
    """Return the files that a form names, which were uploaded before."""
    ids = [FileId(one) for one in request.form.getlist(CHOSEN)]
    return Uploads(tuple(files.unused(db(), seat, role, ids)))


def submit(seat: Seat, uploads: Uploads, comment: CommentId) -> None:
    """Let files go with a comment, and take those back that were crossed out in its form."""
    if STAY in request.form:
        for one in files.of_comment(db(), seat, comment):
            if not one.is_removed and one.id not in request.form.getlist(STAY):
                filing.remove(db(), seat, one.id)
    filing.attach(db(), seat, uploads.ids, comment)


def keep(seat: Seat, sent: FileStorage, role: Role) -> FileId:
    """Keep one file, or raise RefusedError."""
    with db().begin_nested():
        return filing.upload(db(), seat, given(sent), role)


def only() -> FileStorage:
    """Return the one file that was sent, or raise NoFileError."""
    found = next(_sent(), None)
    if found is None:
        raise NoFileError
    return found


def given(sent: FileStorage) -> Given:
    """Return a file that was sent; of one that is too large no more is read than tells so."""
    return Given(sent.filename or "", sent.stream.read(LARGEST + 1))


def _sent() -> Iterator[FileStorage]:
    """Yield the files that came; a browser sends one without a name where none was chosen."""
    return (one for one in request.files.getlist(SENT) if one.filename)
