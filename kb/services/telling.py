"""Who is told of what happens in a round: those who are asked in it, commenters, those who answer."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.access import PersonId
from kb.law.procedure import RoundKind
from kb.review.comments import CommentId, CommentState
from kb.review.dispositions import SETTLED, Verdict
from kb.review.reattaching import Rule
from kb.review.rounds import RoundState
from kb.services import audit, notices, reporting, seats
from kb.services.notices import News, NoticeKind
from kb.services.reviewing import round_of
from kb.storage.review import CommentRow, DispositionRow, PlaceRow, ReplyRow, RoundRow

_STAYED: Final = frozenset({Rule.SAME})


def opened(db: Session, row: RoundRow, now: datetime) -> None:
    """Tell those who are asked that a round is open."""
    facts = {"closes": audit.moment(row.closes)}
    news = News(kind=NoticeKind.ROUND_OPENED, mark=f"opened {row.id}", round=row.id, facts=facts)
    notices.tell(db, seats.experts(db, round_of(row)), news, now)


def joined(db: Session, act: int, now: datetime) -> None:
    """Tell who has just accepted an invitation to an act which rounds of it are open."""
    query = select(RoundRow).where(RoundRow.act_id == act, RoundRow.state == RoundState.OPEN)
    for row in db.scalars(query).all():
        opened(db, row, now)


def extended(db: Session, row: RoundRow, reason: str, by: PersonId, now: datetime) -> None:
    """Tell all who take part that a round closes later, and why."""
    facts = {"closes": audit.moment(row.closes), "reason": reason}
    mark = f"extended {row.id} {audit.moment(row.closes)}"
    news = News(kind=NoticeKind.ROUND_EXTENDED, mark=mark, round=row.id, facts=facts)
    notices.tell(db, _all(db, row) - {by}, news, now)


def closed(db: Session, row: RoundRow, reason: str, now: datetime) -> None:
    """Tell all who take part that a round is closed; before its term is over, why."""
    facts = {"closes": audit.moment(row.closes), "reason": reason.strip()}
    news = News(kind=NoticeKind.ROUND_CLOSED, mark=f"closed {row.id}", round=row.id, facts=facts)
    notices.tell(db, _all(db, row), news, now)


def reported(db: Session, row: RoundRow, now: datetime) -> None:
    """Tell all who were asked in a round, or said something, that its report is there to read.

    In a public round nobody is asked by name: those are told who said something.
    """
    asked = () if row.kind == RoundKind.PUBLIC else seats.experts(db, round_of(row))
    news = News(kind=NoticeKind.ROUND_REPORTED, mark=f"reported {row.id}", round=row.id)
    notices.tell(db, {*asked, *reporting.heard(db, row.id)}, news, now)


def replied(db: Session, comment: CommentRow, reply: ReplyRow) -> None:
    """Tell the commenter that somebody replied, and all others who take part in the conversation."""
    mark, by, author = f"reply {reply.id}", PersonId(reply.author_id), PersonId(comment.author_id)
    notices.tell(db, {author} - {by}, _about(comment, NoticeKind.REPLIED, mark), reply.at)
    others = _in_conversation(db, comment) - {author, by}
    notices.tell(db, others, _about(comment, NoticeKind.CONVERSATION, mark), reply.at)


def _in_conversation(db: Session, comment: CommentRow) -> set[PersonId]:
    """Return who replied to a comment, or proposed an answer to it."""
    replied = select(ReplyRow.author_id).where(ReplyRow.comment_id == comment.id)
    proposed = select(DispositionRow.proposed_by).where(DispositionRow.comment_id == comment.id)
    found = {*db.scalars(replied), *db.scalars(proposed)}
    return {PersonId(one) for one in found if one is not None}


def answered(db: Session, row: DispositionRow, now: datetime) -> None:
    """Tell commenters of a confirmed answer, once they can read it.

    A duplicate is answered with what it repeats: its commenter is told when both are confirmed.
    """
    for one in (row, *_served(db, row)):
        if not _waits_for_another(db, one):
            mark = f"answered {one.comment_id} {audit.moment(now)}"
            news = _about(one.comment, NoticeKind.ANSWERED, mark)
            notices.tell(db, [PersonId(one.comment.author_id)], news, now)


def contested(db: Session, row: DispositionRow, by: Iterable[int | None], now: datetime) -> None:
    """Tell those who proposed and confirmed an answer that the commenter objects to it."""
    people = [PersonId(one) for one in by if one is not None]
    mark = f"contested {row.comment_id}"
    notices.tell(db, people, _about(row.comment, NoticeKind.CONTESTED, mark), now)


def moved(db: Session, row: RoundRow, version: int, placed: Iterable[PlaceRow]) -> None:
    """Tell commenters which of their comments do not stand where they stood; once a version."""
    by_author: dict[PersonId, list[PlaceRow]] = {}
    for one in placed:
        is_there = one.comment.state == CommentState.SUBMITTED
        if is_there and (one.rule is None or Rule(one.rule) not in _STAYED):
            by_author.setdefault(PersonId(one.comment.author_id), []).append(one)
    for author, found in by_author.items():
        notices.tell(db, [author], _moved(row, version, found), found[0].placed_at)


def _all(db: Session, row: RoundRow) -> set[PersonId]:
    """Return who takes part in a round: those who are asked, and who arranged it."""
    asked = set(seats.experts(db, round_of(row)))
    return asked if row.scheduled_by is None else asked | {PersonId(row.scheduled_by)}


def _moved(row: RoundRow, version: int, found: Sequence[PlaceRow]) -> News:
    """Return what is told of comments of one person: of several, which provisions they were on."""
    first, eids = found[0].comment, dict.fromkeys(one.comment.eid for one in found)
    is_alone = len(found) == 1
    rules = {one.rule for one in found}
    rule = rules.pop() if len(rules) == 1 else None
    facts: dict[str, object] = {"version": version, "count": len(found), "rule": rule}
    return News(
        kind=NoticeKind.MOVED,
        mark=f"moved {first.id} {version} {audit.moment(found[0].placed_at)}",
        round=row.id,
        comment=CommentId(first.id) if is_alone else None,
        facts=facts if is_alone else facts | {"eids": list(eids)},
    )


def _about(comment: CommentRow, kind: NoticeKind, mark: str) -> News:
    return News(kind=kind, mark=mark, round=comment.round_id, comment=CommentId(comment.id))


def _served(db: Session, row: DispositionRow) -> Iterable[DispositionRow]:
    """Return the duplicates that an answer serves, as far as they are confirmed."""
    query = select(DispositionRow).where(DispositionRow.original_id == row.comment_id)
    return db.scalars(query.where(DispositionRow.status.in_(SETTLED))).all()


def _waits_for_another(db: Session, row: DispositionRow) -> bool:
    if row.answer is None or row.answer["verdict"] != Verdict.DUPLICATE:
        return False
    original = db.get(DispositionRow, row.original_id)
    return original is None or original.status not in SETTLED
