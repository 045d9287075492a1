"""The queue of a round: its comments as those see them who answer them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from kb.access import Permission, PersonId
from kb.errors import NotFoundError
from kb.language import Language
from kb.law.identifiers import EId
from kb.review.anchors import Anchor
from kb.review.comments import CommentId, CommentState, Content
from kb.review.dispositions import Disposition
from kb.review.moderating import Moderation
from kb.review.visibility import Sight
from kb.services import noting, threads
from kb.services.gathering import Gathered, gather
from kb.services.reviewing import anchor_from, content_from
from kb.services.seats import Seat
from kb.services.threads import Author
from kb.storage.people import PersonRow
from kb.storage.review import CommentRow, DispositionRow

_FEW_LETTERS: Final = 100
"""So much of a comment tells it from others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A comment that was submitted, with the answer to it; `revision` is that of the answer.

    `proposer` and `confirmer` are who proposed the answer and confirmed it, by name.
    """

    id: CommentId
    author: Author
    anchor: Anchor
    content: Content
    submitted_at: datetime
    is_late: bool
    disposition: Disposition
    revision: int
    proposer: str
    confirmer: str
    notes: int


def entries(db: Session, seat: Seat, eid: EId | None = None) -> list[Entry]:
    """Return the comments of a round, those withdrawn left out, in the order of their submission.

    With `eid` only those on that provision.
    """
    seat.officer(Permission.SEE_REVIEWS)
    there = () if eid is None else (CommentRow.eid == eid,)
    found = gather(db, (*_submitted(seat), *there))
    officers, notes = _officers(db, seat), noting.counts(db, seat)
    return [_entry(seat, one, officers, notes) for one in found]


@dataclass(frozen=True, slots=True)
class Brief:
    """A comment as it is told from others: what it is on, whose it is, how it begins."""

    id: CommentId
    eid: EId
    author: str
    words: str
    language: Language


def briefly(db: Session, seat: Seat) -> list[Brief]:
    """Return all of them in few words, in the order of their submission."""
    seat.officer(Permission.SEE_REVIEWS)
    words = func.substr(CommentRow.text, 1, _FEW_LETTERS)
    query = select(CommentRow.id, CommentRow.eid, PersonRow.full_name, words, CommentRow.language)
    query = query.join(PersonRow, CommentRow.author_id == PersonRow.id).where(*_submitted(seat))
    return [
        Brief(CommentId(id_), EId(eid), author, " ".join(begins.split()), Language(language))
        for id_, eid, author, begins, language in db.execute(
            query.order_by(CommentRow.submitted_at, CommentRow.id)
        )
    ]


def places(db: Session, seat: Seat) -> dict[CommentId, EId]:
    """Return which provision each of them is on, in the order of their submission."""
    seat.officer(Permission.SEE_REVIEWS)
    query = select(CommentRow.id, CommentRow.eid).where(*_submitted(seat))
    found = db.execute(query.order_by(CommentRow.submitted_at, CommentRow.id))
    return {CommentId(id_): EId(eid) for id_, eid in found}


def find(found: list[Entry], comment: CommentId) -> Entry:
    """Return one of them, or raise NotFoundError."""
    entry = next((one for one in found if one.id == comment), None)
    if entry is None:
        raise NotFoundError
    return entry


def _submitted(seat: Seat) -> tuple[ColumnElement[bool], ...]:
    """Return what is true of comments that wait for an answer or have one: not if they are taken out."""
    is_there = CommentRow.state == CommentState.SUBMITTED
    return *threads.of_comments(seat), is_there, CommentRow.moderation != Moderation.REMOVED


def _entry(
    seat: Seat,
    found: Gathered,
    officers: Mapping[PersonId, str],
    notes: Mapping[CommentId, int],
) -> Entry:
    row, answered, id_ = found.row, found.disposition, CommentId(found.row.id)
    return Entry(
        id=id_,
        author=threads.author(found.author, Sight.NAMED),
        anchor=anchor_from(row, seat.asked.version),
        content=content_from(row, found.suggestions),
        submitted_at=row.submitted_at,
        is_late=row.is_late,
        disposition=answered,
        revision=found.answer.revision,
        proposer=_name(officers, answered.proposed_by),
        confirmer=_name(officers, answered.confirmed_by),
        notes=notes.get(id_, 0),
    )


def _name(officers: Mapping[PersonId, str], person: PersonId | None) -> str:
    return officers.get(person, "") if person is not None else ""


def _officers(db: Session, seat: Seat) -> dict[PersonId, str]:
    """Return who proposed or confirmed an answer in a round, by name."""
    mine = DispositionRow.round_id == seat.id
    proposers, confirmers = DispositionRow.proposed_by, DispositionRow.confirmed_by
    officers = select(proposers).where(mine).union(select(confirmers).where(mine))
    query = select(PersonRow.id, PersonRow.full_name).where(PersonRow.id.in_(officers))
    return {PersonId(id_): name for id_, name in db.execute(query)}
