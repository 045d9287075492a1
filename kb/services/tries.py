"""Counted failures: of one subject so many within a while, and no more."""

import math
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kb.errors import TooManyTriesError
from kb.storage.people import FailedTryRow

MOST: Final = 10
WINDOW: Final = timedelta(minutes=15)


def refuse_too_many(db: Session, subject: str, now: datetime) -> None:
    """Raise TooManyTriesError if a subject has failed too often lately."""
    tries = _lately(db, subject, now)
    if len(tries) >= MOST:
        ends = tries[MOST - 1] + WINDOW
        raise TooManyTriesError(minutes=math.ceil((ends - now) / timedelta(minutes=1)))


def note(db: Session, subject: str, now: datetime) -> None:
    """Count a failure, and forget old ones.

    Tries that were refused for being too many do not count: the wait has an end for those who go
    on trying, and a flood of them fills no table.
    """
    db.execute(delete(FailedTryRow).where(FailedTryRow.at <= now - WINDOW))
    if len(_lately(db, subject, now)) < MOST:
        db.add(FailedTryRow(subject=subject, at=now))


def forget(db: Session, subject: str) -> None:
    """Forget the failures of a subject."""
    db.execute(delete(FailedTryRow).where(FailedTryRow.subject == subject))


def _lately(db: Session, subject: str, now: datetime) -> list[datetime]:
    """Return when a subject failed lately, the last first."""
    recent = (FailedTryRow.subject == subject) & (FailedTryRow.at > now - WINDOW)
    return list(db.scalars(select(FailedTryRow.at).where(recent).order_by(FailedTryRow.at.desc())))
