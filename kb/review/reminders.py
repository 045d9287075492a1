"""When those who owe an answer are reminded, and when the digest of a day goes out: by the clock of Almaty.

A reminder that would come on a day off comes on the working day before; the one that a term is over
on the working day after. None comes before the hour at which digests go out, so that they are in them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from kb.law.procedure import Holidays
from kb.review import calendar


class Reminder(StrEnum):
    """How near the close of a round is."""

    WEEK = "week"
    TWO_DAYS = "two-days"
    LAST_DAY = "last-day"
    OVERDUE = "overdue"


BEFORE: Final = {Reminder.WEEK: 7, Reminder.TWO_DAYS: 2, Reminder.LAST_DAY: 0}
"""How many days before the last day of a round a reminder is due."""

HOUR: Final = time(8)
"""When in the morning reminders and digests are due."""
_GRACE: Final = timedelta(days=7)
"""How long after its day the reminder that a term is over still makes sense."""
_DAY: Final = timedelta(days=1)
_NONE: Final = Holidays()


@dataclass(frozen=True, slots=True)
class Term:
    """From when until when people are asked; `moved` are the days off that the procedure names."""

    opens: datetime
    closes: datetime
    moved: Holidays = _NONE

    def due(self, now: datetime) -> Reminder | None:
        """Return the reminder whose time it is: the last one that came due, so that none pile up.

        A reminder on the day on which the round opens would only repeat that it does.
        """
        last: Reminder | None = None
        for reminder, begins in self._beginnings():
            if begins <= now:
                last = reminder
        if last is not Reminder.OVERDUE:
            return last if now < self.closes else None
        return last if now < _morning(calendar.day_of(self.closes)) + _GRACE else None

    def _beginnings(self) -> Iterator[tuple[Reminder, datetime]]:
        """Yield each reminder with the moment from which on it is due, the earliest first."""
        end = calendar.last_day_before(self.closes)
        for reminder, days in BEFORE.items():
            day = self._working(end - days * _DAY, -_DAY)
            if day > calendar.day_of(self.opens):
                yield reminder, _morning(day)
        yield Reminder.OVERDUE, _morning(self._working(end + _DAY, _DAY))

    def _working(self, day: date, step: timedelta) -> date:
        """Return a day, or the nearest working one from it on in the direction of `step`."""
        while not calendar.is_working(day, self.moved):
            day += step
        return day


def digest_of(now: datetime) -> datetime:
    """Return the moment at which the digest of these hours was due: today's, or still yesterday's.

    >>> digest_of(datetime(2026, 11, 22, 2, 59, tzinfo=UTC)).isoformat()
    '2026-11-21T03:00:00+00:00'
    """
    today = _morning(calendar.day_of(now))
    return today if today <= now else today - _DAY


def _morning(day: date) -> datetime:
    return datetime.combine(day, HOUR, ZoneInfo(calendar.ZONE)).astimezone(UTC)
