"""Internal notes on comments: what those who answer say to one another."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from kb.access import Permission
from kb.errors import msg
from kb.review.comments import CommentId
from kb.review.obstacle import refuse, told
from kb.services import audit, threads
from kb.services.audit import Deed
from kb.services.seats import Seat
from kb.storage.review import CommentRow
from kb.storage.reviewing import NoteRow

NO_NOTE: Final = msg("Write the note.")


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody noted."""

    author: str
    text: str
    at: datetime


def add(db: Session, seat: Seat, comment: CommentId, text: str) -> None:
    """Note something on a comment, for those who see all of the review; sent twice in a row it is one.

    An auditor reads the notes, and writes none.
    """
    by, row = seat.officer(Permission.WRITE_NOTES), threads.row_of(db, seat, comment)
    refuse(told((not text.strip(), NO_NOTE)))
    query = select(NoteRow).where(NoteRow.comment_id == row.id).order_by(NoteRow.id.desc())
    last = db.scalar(query.limit(1))
    if last is not None and (last.author_id, last.text) == (by, text.strip()):
        return
    added = NoteRow(comment=row, author_id=by, text=text.strip(), at=seat.now)
    db.add(added)
    after = {"comment": row.id}
    audit.note(db, seat.viewer, Deed.NOTE_ADDED, added, at=seat.now, after=after)


def listed(db: Session, seat: Seat, comment: CommentId) -> list[Note]:
    """Return the notes on a comment, the oldest first."""
    seat.officer(Permission.SEE_REVIEWS)
    row = threads.row_of(db, seat, comment)
    query = select(NoteRow).where(NoteRow.comment_id == row.id).order_by(NoteRow.id)
    rows = db.scalars(query.options(joinedload(NoteRow.author)))
    return [Note(one.author.full_name, one.text, one.at) for one in rows]


def counts(db: Session, seat: Seat) -> dict[CommentId, int]:
    """Return how many notes there are on each comment of a round that has any."""
    seat.officer(Permission.SEE_REVIEWS)
    query = select(NoteRow.comment_id, func.count()).join(CommentRow)
    mine = query.where(CommentRow.round_id == seat.id).group_by(NoteRow.comment_id)
    return {CommentId(comment): number for comment, number in db.execute(mine)}
