"""The history of an act as a drawing: what happened when, from left to right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

WIDTH: Final = 960
_MARGIN: Final = 40
_LETTER: Final = 8
"""How wide a letter of a label is at most, on average."""

_GAP: Final = 10
_ROWS: Final = 4
"""Rows of labels at most: what finds no room in them stands in the tables below."""


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
    """A moment at its place on the line; `end` is where what lasts is over.

    `row` counts from the line outwards: labels that are near one another stand in different rows;
    None if there is no room for the label.
    """

    moment: Moment
    x: float
    end: float
    row: int | None = 0

    @property
    def anchor(self) -> str:
        """Which end of its label stands at the point, so that none are cut off at the margin."""
        half = _width(self.moment.label) / 2
        if self.x < half:
            return "start"
        return "end" if self.x > WIDTH - half else "middle"

    @property
    def span(self) -> tuple[float, float]:
        """Where its label begins and ends."""
        width = _width(self.moment.label)
        before = {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return self.x - before, self.x - before + width


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

    def rows(self, lane: str) -> int:
        """Return how many rows the labels of a line take."""
        return max(((point.row or 0) + 1 for point in self.lane(lane)), default=0)


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
    """Yield the points of a line, each at its day; labels go to the first row that has room."""
    ends: list[float] = []
    for moment in known:
        if moment.lane is lane:
            x = _x(moment.day, first, last)
            point = Point(moment, x, _x(moment.until, first, last) if moment.until else x)
            yield replace(point, row=_row(point, ends)) if lane in _WITH_WORDS else point


def _row(point: Point, ends: list[float]) -> int | None:
    """Return the row that has room for a label, and note where the label ends in it."""
    begin, end = point.span
    for row, taken in enumerate(ends):
        if taken + _GAP <= begin:
            ends[row] = end
            return row
    if len(ends) == _ROWS:
        return None
    ends.append(end)
    return len(ends) - 1


def _width(label: str) -> int:
    return len(label) * _LETTER
