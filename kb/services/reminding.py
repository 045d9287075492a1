"""Reminders to experts who owe an answer: by the clock, each once, and when a coordinator asks for it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.access import Permission, PersonId
from kb.errors import msg
from kb.law.procedure import Holidays
from kb.review import calendar
from kb.review.comments import CommentState
from kb.review.obstacle import refuse, told
from kb.review.reminders import Reminder, Term
from kb.review.rounds import Round, RoundState
from kb.services import arrivals, audit, catalogues, notice_letters, notices, rounds, seats
from kb.services.audit import Deed
from kb.services.mailing import Office
from kb.services.notices import News, NoticeKind
from kb.services.reviewing import round_of
from kb.services.seats import Seat
from kb.storage.review import CommentRow, OpinionRow, RoundRow

Clock = Callable[[], datetime]

NOT_OPEN: Final = msg("Only while a round is open are its experts reminded.")
_WAITING: Final = (RoundState.OPEN, RoundState.CLOSED, RoundState.ANSWERING)


def keep_up(db: Session, office: Office) -> None:
    """Do what only the clock asks for: open and close rounds, remind, tell, write the letters due."""
    rounds.keep_time(db, office.clock)
    remind(db, office.clock)
    arrivals.tell(db, office.clock)
    notice_letters.post_due(db, office)


def remind(db: Session, clock: Clock) -> int:
    """Remind those who owe an answer, as far as it is time; return how many were told something.

    It may be done any number of times: nobody is told the same twice.
    """
    rows = db.scalars(select(RoundRow).where(RoundRow.state.in_(_WAITING))).all()
    moved = catalogues.stored(db).procedure.holidays if rows else Holidays()
    return sum(_remind(db, row, moved, clock()) for row in rows)


def remind_now(
    db: Session, seat: Seat, office: Office, people: Iterable[PersonId] = ()
) -> list[PersonId]:
    """Remind experts of an open round at once by letter, or all who are silent; once a day each.

    Returns who was reminded. Those who have given their opinion are left out.
    """
    seat.officer(Permission.RUN_ROUNDS)
    refuse(told((seat.asked.state is not RoundState.OPEN, NOT_OPEN)))
    chosen, row = set(people), db.get_one(RoundRow, seat.id)
    owing = _owing(db, row, seat.asked) & chosen if chosen else silent(db, row.id, seat.asked)
    news = _news(row, NoticeKind.REMINDER, f"today {calendar.day_of(seat.now)}")
    reminded = notices.tell(db, owing, news, seat.now)
    if reminded:
        notice_letters.post_now(db, office, reminded, news.mark)
        after = {"people": reminded}
        audit.note(db, seat.viewer, Deed.EXPERTS_REMINDED, row, at=seat.now, after=after)
    return reminded


def silent(db: Session, round_: int, asked: Round) -> set[PersonId]:
    """Return those who owe an answer in a round, have submitted nothing and given no opinion."""
    wrote = select(CommentRow.author_id).where(
        CommentRow.round_id == round_, CommentRow.state == CommentState.SUBMITTED
    )
    heard = {PersonId(one) for one in db.scalars(wrote.distinct())}
    return set(seats.owing(db, asked)) - heard - _gave_opinions(db, round_)


def _owing(db: Session, row: RoundRow, asked: Round) -> set[PersonId]:
    return set(seats.owing(db, asked)) - _gave_opinions(db, row.id)


def _gave_opinions(db: Session, round_: int) -> set[PersonId]:
    query = select(OpinionRow.author_id).where(OpinionRow.round_id == round_)
    return {PersonId(one) for one in db.scalars(query)}


def _remind(db: Session, row: RoundRow, moved: Holidays, now: datetime) -> int:
    due = Term(row.opens, row.closes, moved).due(now)
    was_cut_short = bool(row.closed_because)
    if due is None or was_cut_short:
        return 0
    people = silent(db, row.id, round_of(row))
    return sum(len(notices.tell(db, to, one, now)) for to, one in _told(row, due, people))


def _told(
    row: RoundRow, due: Reminder, people: set[PersonId]
) -> Iterator[tuple[set[PersonId], News]]:
    if due is not Reminder.OVERDUE:
        yield people, _news(row, NoticeKind.REMINDER, due)
        return
    yield people, _news(row, NoticeKind.OVERDUE, due)
    if people and row.scheduled_by is not None:
        yield {PersonId(row.scheduled_by)}, _news(row, NoticeKind.SILENT, due, len(people))


def _news(row: RoundRow, kind: NoticeKind, when: str, count: int | None = None) -> News:
    """Return a reminder; once the close is another, its mark is another too."""
    closes = audit.moment(row.closes)
    facts = {"closes": closes} | ({} if count is None else {"count": count})
    mark = f"{kind} {row.id} {when} {closes}"
    return News(kind=kind, mark=mark, round=row.id, facts=facts)
