"""Files of a round as a viewer may have them: each is seen with what it hangs on, and not otherwise.

What was uploaded and not yet submitted with anything is its uploader's own.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, NewType

from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlalchemy.orm import Session

from kb.access import Permission, PersonId
from kb.errors import NotFoundError
from kb.language import Language
from kb.law.procedure import RoundKind
from kb.review.attachments import DOCUMENTS, Role
from kb.review.comments import CommentId, CommentState
from kb.review.visibility import Scope
from kb.services import screening, threads
from kb.services.seats import Seat
from kb.services.threads import ALL, Wanted
from kb.storage.files import FileRow
from kb.storage.review import CommentRow, OpinionRow

FileId = NewType("FileId", str)
"""Random, since it stands in addresses."""

UNUSED: Final = (
    FileRow.comment_id.is_(None),
    FileRow.opinion_id.is_(None),
    FileRow.role.not_in(DOCUMENTS),
)
"""What is true of a file that was uploaded and submitted with nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file as it is listed; of one that was removed only this is left to be seen.

    One `is_withheld` that a moderator took out with what its comment said before.
    """

    id: FileId
    role: Role
    name: str
    media_type: str
    size: int
    hash: str
    language: Language | None
    at: datetime
    is_mine: bool
    removed_at: datetime | None
    is_withheld: bool = False

    @property
    def is_removed(self) -> bool:
        """Whether it was taken back."""
        return self.removed_at is not None


def find(db: Session, seat: Seat, file: FileId) -> tuple[File, bytes]:
    """Return a file that a viewer may have, with its content, or raise NotFoundError."""
    row = row_of(db, seat, file)
    return _file(seat, row), row.stored.content


def of_comments(db: Session, seat: Seat, wanted: Wanted = ALL) -> dict[CommentId, list[File]]:
    """Return the files of comments whose words a viewer may read, those removed among them."""
    is_withheld = screening.withheld() if seat.is_public else false()
    query = select(FileRow, is_withheld).join(CommentRow, FileRow.comment_id == CommentRow.id)
    query = query.where(*threads.of_comments(seat, wanted), _is_whole(seat))
    found: dict[CommentId, list[File]] = {}
    for row, is_out in db.execute(query.order_by(FileRow.at, FileRow.id)):
        one = replace(_file(seat, row), is_withheld=is_out)
        found.setdefault(CommentId(str(row.comment_id)), []).append(one)
    return found


def of_comment(db: Session, seat: Seat, comment: CommentId) -> list[File]:
    """Return the files of one comment, as far as a viewer may read it."""
    return of_comments(db, seat, threads.only(comment)).get(comment, [])


def of_opinions(db: Session, seat: Seat) -> dict[int, list[File]]:
    """Return the files of all opinions that a viewer may know of, by the opinion's number."""
    query = select(FileRow).join(OpinionRow, FileRow.opinion_id == OpinionRow.id)
    found: dict[int, list[File]] = {}
    for row in db.scalars(query.where(*threads.of_opinions(seat)).order_by(FileRow.at, FileRow.id)):
        found.setdefault(int(row.opinion_id or 0), []).append(_file(seat, row))
    return found


def documents(db: Session, seat: Seat) -> list[File]:
    """Return the documents of a round, for those who read its draft."""
    if not _reads_documents(seat):
        return []
    query = select(FileRow).where(FileRow.round_id == seat.id, FileRow.role.in_(DOCUMENTS))
    query = query.where(FileRow.removed_at.is_(None))
    return _files(db, seat, query.order_by(FileRow.role, FileRow.language, FileRow.at))


def unused(
    db: Session, seat: Seat, role: Role | None = None, ids: Collection[FileId] | None = None
) -> list[File]:
    """Return what a viewer has uploaded and not yet submitted, or what there is of it under some ids."""
    if seat.viewer.person is None or (ids is not None and not ids):
        return []
    query = select(FileRow).where(*unused_by(seat, seat.viewer.person))
    if role is not None:
        query = query.where(FileRow.role == role)
    if ids is not None:
        query = query.where(FileRow.id.in_(ids))
    return _files(db, seat, query.order_by(FileRow.at, FileRow.id))


def row_of(db: Session, seat: Seat, file: FileId) -> FileRow:
    """Return the row of a file that a viewer may have, or raise NotFoundError."""
    row = db.get(FileRow, file)
    if row is None or row.round_id != seat.id or row.removed_at or not _may_have(db, seat, row):
        raise NotFoundError
    return row


def is_unused(row: FileRow) -> bool:
    """Tell whether a file was uploaded and submitted with nothing."""
    return row.comment_id is None and row.opinion_id is None and row.role not in DOCUMENTS


def _may_have(db: Session, seat: Seat, row: FileRow) -> bool:
    """Tell whether a viewer sees what a file hangs on."""
    if row.comment_id is not None:
        of_comment = select(FileRow.id).join(CommentRow, FileRow.comment_id == CommentRow.id)
        seen = (*threads.of_comments(seat), _is_whole(seat))
        return db.scalar(of_comment.where(FileRow.id == row.id, *seen)) is not None
    if row.opinion_id is not None:
        opinion = select(OpinionRow.id).where(OpinionRow.id == row.opinion_id)
        return db.scalar(opinion.where(*threads.of_opinions(seat))) is not None
    if row.role in DOCUMENTS:
        return _reads_documents(seat)
    return row.by_id == seat.viewer.person


def _reads_documents(seat: Seat) -> bool:
    """Tell whether a viewer reads the draft: what explains it is told to nobody else."""
    is_public = seat.asked.kind is RoundKind.PUBLIC
    return is_public or seat.is_invited or seat.viewer.may(Permission.READ_DRAFTS)


def _is_whole(seat: Seat) -> ColumnElement[bool]:
    """Return what is true of a file that is seen with its comment: with a withdrawn one none is."""
    if seat.reach is Scope.ALL:
        return true()
    is_there = CommentRow.state != CommentState.WITHDRAWN
    seen = is_there & ~screening.withheld() if seat.is_public else is_there
    return or_(CommentRow.author_id == seat.viewer.person, seen)


def unused_by(seat: Seat, person: PersonId) -> tuple[ColumnElement[bool], ...]:
    """Return what is true of the files that somebody has uploaded and submitted with nothing."""
    return FileRow.round_id == seat.id, FileRow.by_id == person, *UNUSED


def _files(db: Session, seat: Seat, query: Select[FileRow]) -> list[File]:
    return [_file(seat, row) for row in db.scalars(query)]


def _file(seat: Seat, row: FileRow) -> File:
    return File(
        id=FileId(row.id),
        role=Role(row.role),
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        hash=row.hash,
        language=Language(row.language) if row.language else None,
        at=row.at,
        is_mine=row.by_id == seat.viewer.person,
        removed_at=row.removed_at,
    )
