"""Counted tries: of one subject so many within a while, and no more."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kb.errors import TooManyTriesError
from kb.storage.people import FailedTryRow

MOST: Final = 10
WINDOW: Final = timedelta(minutes=15)
KEPT: Final = timedelta(hours=1)
"""How long tries are kept: no limit looks further back."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How often something may be tried within a while; `error` says so to people."""

    most: int
    within: timedelta
    error: type[TooManyTriesError] = TooManyTriesError


SIGN_INS: Final = Limit(MOST, WINDOW)


def refuse_too_many(db: Session, subject: str, now: datetime, limit: Limit = SIGN_INS) -> None:
    """Raise the limit's error, which tells the minutes to wait, if a subject has tried too often."""
    tries = _lately(db, subject, now, limit)
    if len(tries) >= limit.most:
        ends = tries[limit.most - 1] + limit.within
        raise limit.error(minutes=math.ceil((ends - now) / timedelta(minutes=1)))


def note(db: Session, subject: str, now: datetime, limit: Limit = SIGN_INS) -> None:
    """Count a try, and forget old ones.

    Tries that were refused for being too many do not count: the wait has an end for those who go
    on trying, and a flood of them fills no table.
    """
    is_over = (FailedTryRow.subject == subject) & (FailedTryRow.at <= now - limit.within)
    db.execute(delete(FailedTryRow).where(is_over | (FailedTryRow.at <= now - KEPT)))
    if len(_lately(db, subject, now, limit)) < limit.most:
        db.add(FailedTryRow(subject=subject, at=now))


def forget(db: Session, subject: str) -> None:
    """Forget the tries of a subject."""
    db.execute(delete(FailedTryRow).where(FailedTryRow.subject == subject))


def _lately(db: Session, subject: str, now: datetime, limit: Limit) -> list[datetime]:
    """Return when a subject tried lately, the last first."""
    recent = (FailedTryRow.subject == subject) & (FailedTryRow.at > now - limit.within)
    return list(db.scalars(select(FailedTryRow.at).where(recent).order_by(FailedTryRow.at.desc())))
