"""Terms in days: which days people work in Kazakhstan, and until when a round is open.

A term begins on the day after the event. Of working days it ends on the last of them; of calendar
days, if its last day is a day off, on the working day that follows. It ends with the end of that day
in Almaty. Days off are Saturdays, Sundays and the holidays of the law; one that falls on a weekend
gives the next working day off, but for Christmas and Kurban Ait. What the Government orders beyond
that, and on which day Kurban Ait was announced, is in procedure.yaml.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from holidays import country_holidays

from kb.law.procedure import Deadline, Holidays

ZONE: Final = "Asia/Almaty"
"""Where days begin and end; clocks there are not changed with the seasons."""

REACH: Final = timedelta(days=731)
"""How far ahead a day may be chosen: two years."""

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5
_NONE: Final = Holidays()


def is_working(day: date, moved: Holidays = _NONE) -> bool:
    """Tell whether people work on a day.

    >>> is_working(date(2027, 3, 22)), is_working(date(2027, 3, 26))
    (False, True)
    """
    if day in moved.working:
        return True
    off, working = _year(day.year)
    if day in moved.off or day in off:
        return False
    return day.weekday() < _SATURDAY or day in working


@lru_cache(maxsize=16)
def _year(year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Return the holidays of a year, and the days of its weekends on which people work."""
    found = country_holidays("KZ", years=year)
    return frozenset(found), frozenset(getattr(found, "weekend_workdays", ()))


def last_day(event: date, term: Deadline, moved: Holidays = _NONE) -> date:
    """Return the last day of a term that an event sets going."""
    if term.count == "calendar":
        end = event + term.days * _DAY
        return end if is_working(end, moved) else next_working(end, moved)
    following = _working_after(event, moved)
    return [next(following) for _ in range(term.days)][-1]


def next_working(day: date, moved: Holidays = _NONE) -> date:
    """Return the first day after another on which people work.

    >>> next_working(date(2026, 12, 4)), next_working(date(2026, 12, 15))
    (datetime.date(2026, 12, 7), datetime.date(2026, 12, 17))
    """
    return next(_working_after(day, moved))


def _working_after(day: date, moved: Holidays) -> Iterator[date]:
    while True:
        day += _DAY
        if is_working(day, moved):
            yield day


def day_of(moment: datetime) -> date:
    """Return the day in Almaty that a moment falls on."""
    return moment.astimezone(ZoneInfo(ZONE)).date()


def is_in_reach(day: date, now: datetime) -> bool:
    """Tell whether a day may be chosen: it is not over, and not more than two years ahead.

    >>> [is_in_reach(date(year, 3, 26), end_of(date(2027, 3, 25))) for year in (2026, 2027, 2030)]
    [False, True, False]
    """
    today = day_of(now)
    return today <= day <= today + REACH


def end_of(day: date) -> datetime:
    """Return the moment in UTC at which a day is over in Almaty: the first that is too late.

    >>> end_of(date(2027, 3, 26)).isoformat()
    '2027-03-26T19:00:00+00:00'
    """
    midnight = datetime.combine(day + _DAY, time(), ZoneInfo(ZONE))
    return midnight.astimezone(UTC)


def last_day_before(closes: datetime) -> date:
    """Return the day to be shown to people as the last: that of the moment before the close."""
    return day_of(closes - timedelta(microseconds=1))


def whole_last_day(closes: datetime) -> date | None:
    """Return the day with whose end a term is over, or None for a term that ends within a day.

    >>> whole_last_day(end_of(date(2027, 3, 26)))
    datetime.date(2027, 3, 26)
    """
    last = last_day_before(closes)
    return last if end_of(last) == closes else None


def closes(opens: datetime, term: Deadline, moved: Holidays = _NONE) -> datetime:
    """Return when a term that begins to run at a moment is over, in UTC."""
    return end_of(last_day(day_of(opens), term, moved))
