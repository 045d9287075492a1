"""Bars drawn on the server, each with its label above it; a table beside them says the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 400
"""How wide a drawing is, in its own measure."""

ROW: Final = 40
_LONGEST: Final = 340
_LETTERS: Final = 50
DRAWN: Final = 12
"""So many bars are drawn at most; the table has all."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: how many there are of something."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: `y` is where its label begins, `width` how long it is, as `WIDTH` counts."""

    label: str
    number: int
    y: int
    width: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with its table; `name` is its address on the page, `head` says what each row is."""

    name: str
    title: str
    head: str
    rows: tuple[Row, ...]
    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        """How high the drawing is."""
        return ROW * len(self.bars)

    @property
    def total(self) -> int:
        """The sum of all rows."""
        return sum(row.number for row in self.rows)


def chart(name: str, title: str, head: str, rows: Iterable[Row]) -> Chart | None:
    """Return the drawing of what there is any of; None if there is nothing."""
    known = tuple(row for row in rows if row.number)
    if not known:
        return None
    most = max(row.number for row in known)
    bars = (
        Bar(_shortened(row.label), row.number, at * ROW, round(_LONGEST * row.number / most, 1))
        for at, row in enumerate(known[:DRAWN])
    )
    return Chart(name, title, head, known, tuple(bars))


def _shortened(label: str) -> str:
    return label if len(label) <= _LETTERS else f"{label[: _LETTERS - 1].rstrip()}…"
