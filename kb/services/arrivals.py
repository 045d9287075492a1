"""New comments are told to those who answer them: once a day and round, before the digests go out."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kb.access import GRANTED, Permission, PersonId
from kb.review.comments import CommentState
from kb.review.moderating import Moderation
from kb.review.reminders import digest_of
from kb.review.rounds import RoundState
from kb.services import audit, notices
from kb.services.notices import News, NoticeKind
from kb.storage.people import PersonRow
from kb.storage.review import CommentRow, RoundRow
from kb.storage.reviewing import NoticeRow

Clock = Callable[[], datetime]

_TAKING: Final = (RoundState.OPEN, RoundState.CLOSED, RoundState.ANSWERING)
"""While it is open, and late after the close, comments come into a round."""


def tell(db: Session, clock: Clock) -> int:
    """Tell those who answer how many comments came since they were told; return how many were told.

    It may be done any number of times: what is told goes until the last morning, and is told once.
    """
    until = digest_of(clock())
    came = {one: Counter(authors) for one, authors in _came(db, until)}
    people = _answering(db) if came else []
    return sum(_tell(db, one, people, authors, until) for one, authors in sorted(came.items()))


def _tell(
    db: Session, round_: int, people: list[PersonId], authors: Counter[PersonId], until: datetime
) -> int:
    """Tell people how many comments of others came into a round."""
    counts = {person: authors.total() - authors[person] for person in people}
    told = 0
    for count in sorted(set(counts.values()) - {0}):
        mark = f"{NoticeKind.NEW_COMMENTS} {round_} {audit.moment(until)}"
        facts = {"count": count}
        news = News(kind=NoticeKind.NEW_COMMENTS, mark=mark, round=round_, facts=facts)
        told += len(notices.tell(db, [one for one in people if counts[one] == count], news, until))
    return told


def _came(db: Session, until: datetime) -> Iterator[tuple[int, dict[PersonId, int]]]:
    """Yield the rounds into which comments came since they were told, with how many each wrote."""
    told = _told(db)
    rows = db.scalars(select(RoundRow.id).where(RoundRow.state.in_(_TAKING)))
    for id_ in rows.all():
        query = select(CommentRow.author_id, func.count()).where(
            CommentRow.round_id == id_,
            CommentRow.state == CommentState.SUBMITTED,
            CommentRow.moderation != Moderation.REMOVED,
            CommentRow.submitted_at < until,
        )
        if id_ in told:
            query = query.where(CommentRow.submitted_at >= told[id_])
        found = db.execute(query.group_by(CommentRow.author_id)).all()
        if found:
            yield id_, {PersonId(author): count for author, count in found}


def _told(db: Session) -> dict[int, datetime]:
    """Return until when the comments of each round have been told."""
    query = select(NoticeRow.round_id, func.max(NoticeRow.at))
    query = query.where(NoticeRow.kind == NoticeKind.NEW_COMMENTS)
    found = db.execute(query.group_by(NoticeRow.round_id)).all()
    return {id_: at for id_, at in found if id_ is not None}


def _answering(db: Session) -> list[PersonId]:
    """Return who answers comments, and can still sign in."""
    query = select(PersonRow.id, PersonRow.roles).where(PersonRow.is_active)
    mine = GRANTED[Permission.ANSWER_COMMENTS]
    rows = db.execute(query.order_by(PersonRow.id)).all()
    return [PersonId(id_) for id_, roles in rows if not mine.isdisjoint(roles)]
