"""The rows of a redline: languages side by side, with what is the same folded between changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from kb.language import Language
from kb.law.act import CONTAINERS, RANK, ProvisionKind
from kb.law.identifiers import EId
from kb.law.parallel import Aligned, align
from kb.law.redline.change import Change, ChangeKind, Redline

_HEADED: Final = CONTAINERS | {ProvisionKind.ARTICLE}
_SET_IN_AS_WHAT_IT_STANDS_IN: Final = frozenset(
    {ProvisionKind.PART, ProvisionKind.NOTE, ProvisionKind.TABLE}
)
_LOWEST: Final = 6


@dataclass(frozen=True, slots=True)
class Line:
    """A provision in one language and how it is set, as `kb.law.render.Row` is.

    `eid` is its address on the page: the newer one, or "was-" and the older one of what is deleted.
    """

    eid: EId
    change: Change
    depth: int
    level: int

    @property
    def is_quiet(self) -> bool:
        """Whether nothing changed, or only what it stands in has moved."""
        kind = self.change.kind
        return kind is ChangeKind.SAME or (self.change.is_carried and kind is ChangeKind.MOVED)


Row = Aligned[Line]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Rows that stand together: shown, or folded because nothing in them changed."""

    is_folded: bool
    rows: tuple[Row, ...]


def lines(redline: Redline) -> list[Line]:
    """Return the provisions of a redline, set as in the text."""
    found: list[Line] = []
    around: list[tuple[int, int, int]] = [(0, 0, 2)]
    for change in redline.changes:
        place = change.place
        del around[place.depth + 1 :]
        outer, inner, level = around[-1]
        depth = outer if place.kind in _SET_IN_AS_WHAT_IT_STANDS_IN else inner
        headed = place.kind in _HEADED and bool(change.label or change.heading)
        eid = place.eid if change.after else EId(f"was-{place.eid}")
        found.append(Line(eid, change, depth, level if headed else 0))
        inner = depth if RANK[place.kind] <= RANK[ProvisionKind.ARTICLE] else depth + 1
        around.append((depth, inner, min(level + 1, _LOWEST) if headed else level))
    return found


def rows(redlines: Mapping[Language, Redline], order: Sequence[Language]) -> list[Row]:
    """Return the provisions of all languages, each with its line per language."""
    return align({one: lines(redline) for one, redline in redlines.items()}, order)


def telling(row: Row) -> Line | None:
    """Return the first line of a row that is not quiet, if there is one."""
    return next((line for line in row.cells if line is not None and not line.is_quiet), None)


def stretches(of: Sequence[Row]) -> Iterator[Stretch]:
    """Yield rows that changed, with what they stand in, and rows that did not, in turn."""
    shown = _shown(of)
    for is_shown, some in groupby(zip(of, shown, strict=True), key=lambda pair: pair[1]):
        yield Stretch(not is_shown, tuple(row for row, _ in some))


def _shown(of: Sequence[Row]) -> list[bool]:
    """Tell of each row whether it changed, or heads anything that did."""
    shown = [telling(row) is not None for row in of]
    around: list[int] = []
    for at, row in enumerate(of):
        del around[row.first.change.place.depth :]
        around.append(at)
        if shown[at]:
            for heading in around:
                shown[heading] = True
    return shown


def listed(of: Iterable[Row]) -> Iterator[tuple[Row, Line]]:
    """Yield the rows that a list of changes names: of what came or went as a whole, only the whole."""
    around: list[ChangeKind] = []
    for row in of:
        depth = row.first.change.place.depth
        del around[depth:]
        line = telling(row)
        kind = line.change.kind if line else ChangeKind.SAME
        as_a_whole = kind in {ChangeKind.INSERTED, ChangeKind.DELETED}
        if line is not None and not (as_a_whole and kind in around[-1:]):
            yield row, line
        around.append(kind)
