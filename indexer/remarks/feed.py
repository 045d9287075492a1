"""From the rounds to the index of remarks, which follows the audit log."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from indexer.remarks.document import Remark
from indexer.remarks.index import RemarkIndex
from indexer.remarks.speaking import Speech, of_opinion, of_thread
from kb.access import Role, Viewer
from kb.errors import IndexUnavailableError
from kb.review.comments import CommentId
from kb.services import opining, seats, threads
from kb.services.seats import Seat
from kb.services.threads import Wanted
from kb.storage.audit import AuditRow
from kb.storage.base import Base
from kb.storage.review import CommentRow, OpinionRow, ReplyRow
from kb.storage.reviewing import ModerationRow

Clock = Callable[[], datetime]
Written = TypeVar("Written", CommentRow, OpinionRow)

COMMENT: Final = "comment"
OPINION: Final = "opinion"
_EVERYTHING: Final = Viewer(roles=frozenset({Role.AUDITOR}))
"""Whose eyes the index is made with; what others see of it is decided when they ask."""

_OF_COMMENT: Final[Mapping[str, type[Base]]] = {"reply": ReplyRow, "moderation": ModerationRow}
"""Rows that the log names by a number of their own, and that belong to a comment."""


def rebuild(db: Session, index: RemarkIndex, clock: Clock) -> int:
    """Index all that was ever said, and return in how many comments and opinions."""
    position = _newest(db)
    return index.rebuild(_everything(db, clock), position)


def catch_up(db: Session, index: RemarkIndex, clock: Clock) -> int:
    """Work in what was said since the index was last written; return in how many places.

    An index that is missing or cannot be read is built anew.
    """
    try:
        position = index.position()
    except IndexUnavailableError:
        return rebuild(db, index, clock)
    newest = _newest(db)
    if newest <= position:
        return 0
    fresh = list(_changed(db, _subjects(db, position, newest), clock))
    index.change(fresh, newest)
    return len(fresh)


def key(kind: str, name: object) -> str:
    """Return what a comment or an opinion is found by."""
    return f"{kind} {name}"


def _newest(db: Session) -> int:
    return db.scalar(select(func.max(AuditRow.number))) or 0


def _subjects(db: Session, after: int, until: int) -> set[tuple[str, str]]:
    """Return what the entries of the log are about: tables and keys."""
    within = AuditRow.number.between(after + 1, until)
    found = db.scalars(select(AuditRow.subject).where(within))
    return {(table, key) for table, _, key in (one.partition(" ") for one in found)}


def _changed(db: Session, subjects: Collection[tuple[str, str]], clock: Clock) -> Iterator[Remark]:
    """Yield what the entries are about as it is now; of a round with a new opinion, all opinions."""
    ids = {_comment_of(db, table, name) for table, name in subjects}
    comments = _of_rounds(db.scalars(select(CommentRow).where(CommentRow.id.in_(ids))))
    numbers = {int(name) for table, name in subjects if table == OPINION}
    opinions = _of_rounds(db.scalars(select(OpinionRow).where(OpinionRow.id.in_(numbers))))
    for seat in seats.everywhere(db, _EVERYTHING, clock):
        if seat.id in comments:
            only = tuple(CommentId(row.id) for row in comments[seat.id])
            yield from _comments(db, seat, Wanted(only=only))
        if seat.id in opinions:
            yield from _opinions(db, seat)


def _of_rounds(rows: Iterable[Written]) -> Mapping[int, Sequence[Written]]:
    found: dict[int, list[Written]] = defaultdict(list)
    for row in rows:
        found[row.round_id].append(row)
    return found


def _comment_of(db: Session, table: str, name: str) -> str | None:
    """Return the comment that an entry of the log is about, if it is about one."""
    if table in {COMMENT, "disposition"}:
        return name
    row = db.get(_OF_COMMENT[table], int(name)) if table in _OF_COMMENT else None
    found: str | None = getattr(row, "comment_id", None)
    return found


def _everything(db: Session, clock: Clock) -> Iterator[Remark]:
    for seat in seats.everywhere(db, _EVERYTHING, clock):
        yield from _comments(db, seat, threads.ALL)
        yield from _opinions(db, seat)


def _comments(db: Session, seat: Seat, wanted: Wanted) -> Iterator[Remark]:
    for thread in threads.listed(db, seat, wanted):
        if thread.submitted_at is not None:
            name = key(COMMENT, thread.id)
            yield _remark(name, seat, thread.submitted_at, of_thread(thread))


def _opinions(db: Session, seat: Seat) -> Iterator[Remark]:
    for told in opining.listed(db, seat):
        yield _remark(key(OPINION, told.id), seat, told.given_at, of_opinion(told))


def _remark(key_: str, seat: Seat, at: datetime, speeches: Iterable[Speech]) -> Remark:
    return Remark(key_, seat.id, at, tuple(one.said for one in speeches))
