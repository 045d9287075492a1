"""The history of an act as a drawing: what happened when, from left to right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

WIDTH: Final = 960
_MARGIN: Final = 40
_NEAR: Final = 90
_GAPS: Final = 64
"""The least distance of two publications, or of two events, as far as there is room for it."""


class Lane(StrEnum):
    """A line of the drawing."""

    PUBLICATION = "publication"
    VERSION = "version"
    EVENT = "event"
    ROUND = "round"


_WITH_WORDS: Final = frozenset({Lane.PUBLICATION, Lane.EVENT})


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened on a day, or until another; `label` is written beside it."""

    lane: Lane
    day: date
    label: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A moment at its place on the line; `end` is where what lasts is over."""

    moment: Moment
    x: float
    end: float

    @property
    def anchor(self) -> str:
        """Which end of its words stands at the point, so that none are cut off at the margin."""
        if self.x < _NEAR:
            return "start"
        return "end" if self.x > WIDTH - _NEAR else "middle"


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a year."""

    year: int
    x: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing `WIDTH` wide."""

    first: date
    last: date
    points: tuple[Point, ...]
    ticks: tuple[Tick, ...]

    def lane(self, lane: str) -> list[Point]:
        """Return the points on one line."""
        return [point for point in self.points if point.moment.lane == lane]


def timeline(moments: Iterable[Moment]) -> Timeline | None:
    """Return the drawing of an act's history; None if there is nothing to draw."""
    known = sorted(moments, key=lambda moment: moment.day)
    if not known:
        return None
    first, last = known[0].day, max(moment.until or moment.day for moment in known)
    points = [point for lane in Lane for point in _placed(lane, known, first, last)]
    years = range(first.year + 1, last.year + 1)
    step = len(years) // 12 + 1
    ticks = [Tick(year, _x(date(year, 1, 1), first, last)) for year in years[::step]]
    return Timeline(first, last, tuple(points), tuple(ticks))


def _x(day: date, first: date, last: date) -> float:
    days = (last - first).days
    share = (day - first).days / days if days else 0.5
    return round(_MARGIN + share * (WIDTH - 2 * _MARGIN), 1)


def _placed(lane: Lane, known: Sequence[Moment], first: date, last: date) -> Iterator[Point]:
    """Yield the points of a line; those with words stand apart so that they can be read."""
    mine = [moment for moment in known if moment.lane is lane]
    places = [_x(moment.day, first, last) for moment in mine]
    if lane in _WITH_WORDS:
        places = _apart(places)
    for moment, place in zip(mine, places, strict=True):
        yield Point(moment, place, _x(moment.until, first, last) if moment.until else place)


def _apart(places: Sequence[float]) -> list[float]:
    """Move points to the right until they stand apart, then to the left those that fall off the line."""
    end = float(WIDTH - _MARGIN)
    gap = min(_GAPS, (end - _MARGIN) / max(len(places) - 1, 1))
    apart: list[float] = []
    for place in places:
        apart.append(max(place, apart[-1] + gap) if apart else place)
    limit = end
    for at in reversed(range(len(apart))):
        apart[at] = round(min(apart[at], limit), 1)
        limit = apart[at] - gap
    return apart
