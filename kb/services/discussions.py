"""Public discussions, as everybody may know of them: announced, open, ended; nothing of other rounds."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from kb.access import PersonId, Viewer
from kb.law.identifiers import ActId
from kb.law.metadata import Metadata
from kb.law.procedure import RoundKind
from kb.review import rounds
from kb.review.comments import CommentState
from kb.review.dispositions import SETTLED
from kb.review.moderating import OPEN
from kb.review.rounds import RoundState
from kb.services import seats, threads
from kb.services.library import metadata_of
from kb.services.reviewing import round_of
from kb.services.seats import Clock, Seat
from kb.services.threads import Thread, Wanted
from kb.storage.acts import ActRow
from kb.storage.review import CommentRow, DispositionRow, RoundRow

UNDER_WAY: Final = frozenset({RoundState.CLOSED, RoundState.ANSWERING})


@dataclass(frozen=True, slots=True)
class Discussion:
    """A public round: what is discussed, from when until when, and how much was said and answered.

    `changed_at` is when it was opened, or when its term was extended last.
    """

    act: ActId
    number: int
    metadata: Metadata
    opens: datetime
    closes: datetime
    state: RoundState
    changed_at: datetime
    comments: int
    answered: int


@dataclass(frozen=True, slots=True)
class Mine:
    """What one person wrote in a public round."""

    discussion: Discussion
    threads: tuple[Thread, ...]


def listed(db: Session, clock: Clock) -> list[Discussion]:
    """Return all public rounds: those that close first come first, those long over last.

    What is announced is the title and the time; the text opens with the round.
    """
    loaded = (
        joinedload(RoundRow.version),
        joinedload(RoundRow.act),
        selectinload(RoundRow.extensions),
    )
    query = select(RoundRow).where(RoundRow.kind == RoundKind.PUBLIC).options(*loaded)
    rows = list(db.scalars(query.order_by(RoundRow.closes, RoundRow.id)))
    counts = _counts(db, [row.id for row in rows])
    return [_discussion(row, clock(), counts.get(row.id, (0, 0))) for row in rows]


def opened(db: Session, clock: Clock) -> list[Discussion]:
    """Return the public rounds in which anybody may comment now, those that close first first."""
    return [one for one in listed(db, clock) if one.state is RoundState.OPEN]


def of_person(db: Session, viewer: Viewer, clock: Clock) -> list[Mine]:
    """Return what a person wrote in public rounds, the newest round first."""
    if viewer.person is None:
        return []
    known = {(one.act, one.number): one for one in listed(db, clock)}
    found = [
        Mine(known[seat.asked.act, seat.asked.number], _threads(db, seat, viewer.person))
        for seat in _seats(db, viewer, clock)
        if (seat.asked.act, seat.asked.number) in known
    ]
    return sorted(found, key=lambda one: one.discussion.opens, reverse=True)


def _threads(db: Session, seat: Seat, person: PersonId) -> tuple[Thread, ...]:
    return tuple(threads.listed(db, seat, Wanted(person=person)))


def _seats(db: Session, viewer: Viewer, clock: Clock) -> Iterable[Seat]:
    """Return a person's places at the public rounds in which the person wrote."""
    query = select(ActRow.slug, RoundRow.number).join(RoundRow, RoundRow.act_id == ActRow.id)
    query = query.join(CommentRow, CommentRow.round_id == RoundRow.id).distinct()
    mine = (CommentRow.author_id == viewer.person, RoundRow.kind == RoundKind.PUBLIC)
    places = db.execute(query.where(*mine)).all()
    return [seats.take(db, viewer, ActId(slug), number, clock) for slug, number in places]


def _counts(db: Session, ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return how many comments of each round everybody may read, and how many of these are answered."""
    is_there = (CommentRow.state == CommentState.SUBMITTED, CommentRow.moderation.in_(OPEN))
    answered = func.count().filter(DispositionRow.status.in_(SETTLED))
    query = select(CommentRow.round_id, func.count(), answered)
    query = query.join(DispositionRow, DispositionRow.comment_id == CommentRow.id)
    query = query.where(CommentRow.round_id.in_(list(ids)), *is_there).group_by(CommentRow.round_id)
    return {id_: (comments, settled) for id_, comments, settled in db.execute(query)}


def _discussion(row: RoundRow, now: datetime, counts: tuple[int, int]) -> Discussion:
    asked = round_of(row)
    asked = replace(asked, state=rounds.due(asked, now))
    comments, answered = counts
    return Discussion(
        act=asked.act,
        number=asked.number,
        metadata=metadata_of(row.version),
        opens=asked.opens,
        closes=asked.closes,
        state=asked.state,
        changed_at=max([asked.opens, *(one.at for one in asked.extensions)]),
        comments=comments,
        answered=answered,
    )
