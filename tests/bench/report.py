"""What a measurement says: tables of figures, and the demands that figures are held against."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Value = str | int | float


class Verdict(StrEnum):
    """Whether a demand is met; on a busy machine the wall clock says less than the CPU's."""

    HOLDS = "holds"
    HOLDS_IN_CPU = "holds in CPU time"
    FAILS = "FAILS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A figure and the bound it must keep; `cpu` is the same figure in CPU time, where there is one."""

    what: str
    figure: float
    unit: str = ""
    at_least: float | None = None
    at_most: float | None = None
    cpu: float | None = None

    @property
    def verdict(self) -> Verdict:
        if self._keeps(self.figure):
            return Verdict.HOLDS
        if self.cpu is not None and self._keeps(self.cpu):
            return Verdict.HOLDS_IN_CPU
        return Verdict.FAILS

    @property
    def bound(self) -> str:
        limits = (("≥", self.at_least), ("≤", self.at_most))
        return " ".join(f"{sign} {limit:,g}" for sign, limit in limits if limit is not None)

    def row(self) -> tuple[str, ...]:
        cpu = "" if self.cpu is None else f"{_rounded(self.cpu)} {self.unit}".rstrip()
        figure = f"{_rounded(self.figure)} {self.unit}".rstrip()
        return self.what, figure, cpu, f"{self.bound} {self.unit}".rstrip(), self.verdict

    def as_json(self) -> dict[str, Any]:
        return {
            "demand": self.what,
            "figure": self.figure,
            "cpu": self.cpu,
            "unit": self.unit,
            "bound": self.bound,
            "verdict": self.verdict,
        }

    def _keeps(self, figure: float) -> bool:
        enough = self.at_least is None or figure >= self.at_least
        return enough and (self.at_most is None or figure <= self.at_most)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of figures; `columns` gives each column's name, and the format of its numbers.

    The first column names what was measured.
    """

    title: str
    columns: Mapping[str, str]
    rows: Sequence[tuple[Value, ...]]

    def lines(self) -> Iterator[str]:
        """Yield the table in Markdown, aligned, so that a page of the documentation can take it."""
        formats = ("", *self.columns.values())
        texts = [
            [_shown(value, format_) for value, format_ in zip(row, formats, strict=True)]
            for row in self.rows
        ]
        return in_markdown((self.title, *self.columns), texts)

    def as_json(self) -> dict[str, Any]:
        names = (self.title, *self.columns)
        rows = [dict(zip(names[1:], row[1:], strict=True)) | {"what": row[0]} for row in self.rows]
        return {"table": self.title, "rows": rows}


def of_demands(demands: Sequence[Demand]) -> Iterator[str]:
    """Yield demands as a table in Markdown."""
    heading = ("Demand", "figure", "in CPU time", "bound", "")
    return in_markdown(heading, [demand.row() for demand in demands])


def in_markdown(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table whose first column is words and whose others are figures."""
    widths = [max(map(len, column)) for column in zip(heading, *rows, strict=True)]
    yield _line(heading, widths)
    yield _line([_ruler(n, width) for n, width in enumerate(widths)], widths)
    for row in rows:
        yield _line(row, widths)


def _ruler(column: int, width: int) -> str:
    return "-" * width if column == 0 else "-" * max(width - 1, 1) + ":"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = zip(cells, widths, strict=True)
    padded = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
    return f"| {' | '.join(padded)} |"


def _shown(value: Value, format_: str) -> str:
    return value if isinstance(value, str) else format(value, format_)


def _rounded(figure: float) -> str:
    """Return a figure with four digits, and all of those before the point.

    >>> _rounded(0.92991), _rounded(31.64), _rounded(12345.6)
    ('0.9299', '31.64', '12,346')
    """
    return f"{figure:,.0f}" if abs(figure) >= 1000 else f"{figure:.4g}"
