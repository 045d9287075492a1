"""Drawings of how far a round has come: who has been active, and how many comments came on which day."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from kb.errors import msg
from kb.review import calendar
from kb.services.progressing import Participant

WIDTH: Final = 640
HEIGHT: Final = 120
_GAP: Final = 2
_DAY: Final = timedelta(days=1)
_MOST_DAYS: Final = 120
"""More days than these are not drawn one by one: what came before is left to the table."""

_AMONG_EXPERTS: Final = {
    "opinion": msg("gave an opinion"),
    "commented": msg("commented, no opinion yet"),
    "read": msg("opened or read the text only"),
    "nothing": msg("nothing yet"),
}
"""What an expert has done, as it looks in the bar and as it is called."""

_IN_PUBLIC: Final = {
    "commented": msg("commented"),
    "read": _AMONG_EXPERTS["read"],
    "nothing": _AMONG_EXPERTS["nothing"],
}


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a bar `WIDTH` wide; `name` says how it looks, `label` is what it counts."""

    name: str
    label: str
    count: int
    x: float
    width: float
    part: float


@dataclass(frozen=True, slots=True)
class Column:
    """The comments of a day, as a column that stands on `HEIGHT`."""

    day: date
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Days:
    """The comments of a round day by day, from its first day to its last."""

    columns: tuple[Column, ...]
    most: int

    @property
    def told(self) -> tuple[Column, ...]:
        """The days on which something came."""
        return tuple(one for one in self.columns if one.count)


def shares(people: Sequence[Participant], *, in_public: bool = False) -> tuple[Share, ...]:
    """Return how many experts have done what, as parts of a bar; of nobody nothing is drawn.

    In public there are no opinions to give.
    """
    counts = Counter(_done(one) for one in people)
    found: list[Share] = []
    x = 0.0
    for name, label in (_IN_PUBLIC if in_public else _AMONG_EXPERTS).items():
        part = counts[name] / len(people) if people else 0.0
        width = round(part * WIDTH, 1)
        found.append(Share(name, label, counts[name], round(x, 1), width, part))
        x += width
    return tuple(found)


def days(people: Iterable[Participant], opens: datetime, closes: datetime) -> Days:
    """Return the comments of a round by the days of Almaty on which they came."""
    counts = Counter(calendar.day_of(remark.at) for one in people for remark in one.remarks)
    first, last = calendar.day_of(opens), calendar.last_day_before(closes)
    last = max(last, *counts) if counts else last
    first = max(first, last - (_MOST_DAYS - 1) * _DAY)
    most = max(counts.values(), default=0)
    wide = WIDTH / ((last - first).days + 1)
    there = [first + number * _DAY for number in range((last - first).days + 1)]
    columns = (
        _column(day, counts[day], number * wide, wide, most) for number, day in enumerate(there)
    )
    return Days(tuple(columns), most)


def _column(day: date, count: int, x: float, wide: float, most: int) -> Column:
    height = round(count / most * HEIGHT, 1) if most else 0.0
    width = round(max(wide - _GAP, 1), 1)
    return Column(day, count, round(x, 1), round(HEIGHT - height, 1), width, height)


def _done(one: Participant) -> str:
    if one.opinion is not None:
        return "opinion"
    if one.remarks:
        return "commented"
    return "read" if one.opened_at or one.read else "nothing"
