"""A redline of two tables, by rows and cells."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kb.law.redline.alignment import Stretch, align
from kb.law.redline.change import (
    CellChange,
    ChangeKind,
    RowChange,
    differs,
    of_kind,
)
from kb.law.redline.outline import Numbers
from kb.law.redline.tokens import cores
from kb.law.redline.words import compare

Cells = tuple[str, ...]

_LEAST: Final = 0.3
"""The share of equal cells or words from which two rows in the same place are one."""


def whole(rows: Sequence[Cells], kind: ChangeKind) -> tuple[RowChange, ...]:
    """Return the rows of a table that is the same, inserted or deleted as a whole."""
    return tuple(RowChange(kind, tuple(_whole_cell(cell, kind) for cell in row)) for row in rows)


def _whole_cell(cell: str, kind: ChangeKind) -> CellChange:
    return CellChange(kind, of_kind(cell, kind))


def compare_rows(
    old: Sequence[Cells], new: Sequence[Cells], numbers: Numbers
) -> tuple[RowChange, ...]:
    """Return what became of every row of a table, in the order of the newer one."""
    return tuple(_Tables(old, new, numbers).changes())


@dataclass(frozen=True, slots=True)
class _Tables:
    """Two tables, the older and the newer one."""

    old: Sequence[Cells]
    new: Sequence[Cells]
    numbers: Numbers

    def changes(self) -> Iterator[RowChange]:
        everything = Stretch(0, len(self.old), 0, len(self.new))
        for one in self._aligned(lambda row: self._key(*row), everything):
            if one.is_equal:
                yield from self._pairs(one)
            else:
                for inner in self._aligned(lambda row: self._key(*row[:1]), one):
                    yield from self._changed(inner)

    def _aligned(self, key: Callable[[Cells], int], within: Stretch) -> Iterator[Stretch]:
        """Yield the stretches of rows whose keys correspond."""
        olds = [key(row) for row in self.old[within.old : within.old_end]]
        news = [key(row) for row in self.new[within.new : within.new_end]]
        for one in align(olds, news):
            yield Stretch(
                within.old + one.old,
                within.old + one.old_end,
                within.new + one.new,
                within.new + one.new_end,
                is_equal=one.is_equal,
            )

    def _key(self, *cells: str) -> int:
        return self.numbers.of(("cells", *map(self._words, cells)))

    def _words(self, cell: str) -> tuple[int, ...]:
        return tuple(self.numbers.vocabulary.numbers(cores(cell)))

    def _changed(self, one: Stretch) -> Iterator[RowChange]:
        """Yield rows whose first cells are equal, or rows in one another's place if they are alike."""
        both = min(one.old_end - one.old, one.new_end - one.new)
        pairs = [(one.old + at, one.new + at) for at in range(both)]
        if one.is_equal or all(self._are_alike(i, j) for i, j in pairs):
            yield from self._pairs(Stretch(one.old, one.old + both, one.new, one.new + both))
        else:
            both = 0
        yield from whole(self.old[one.old + both : one.old_end], ChangeKind.DELETED)
        yield from whole(self.new[one.new + both : one.new_end], ChangeKind.INSERTED)

    def _are_alike(self, i: int, j: int) -> bool:
        rows = self.old[i], self.new[j]
        old, new = ({word for cell in row for word in self._words(cell)} for row in rows)
        total = len(old) + len(new)
        return not total or 2 * len(old & new) / total >= _LEAST

    def _pairs(self, one: Stretch) -> Iterator[RowChange]:
        news = self.new[one.new : one.new_end]
        for old, new in zip(self.old[one.old : one.old_end], news, strict=True):
            cells = tuple(self._cells(old, new))
            same = all(cell.kind is ChangeKind.SAME for cell in cells)
            yield RowChange(ChangeKind.SAME if same else ChangeKind.CHANGED, cells)

    def _cells(self, old: Cells, new: Cells) -> Iterator[CellChange]:
        """Yield the cells of a row: one by one, or as they correspond if their number is another."""
        if len(old) == len(new):
            yield from map(self._cell, old, new)
            return
        keys = [self._key(cell) for cell in old], [self._key(cell) for cell in new]
        for one in align(*keys):
            both = min(one.old_end - one.old, one.new_end - one.new)
            yield from map(self._cell, old[one.old : one.old + both], new[one.new : one.new + both])
            for cell in old[one.old + both : one.old_end]:
                yield _whole_cell(cell, ChangeKind.DELETED)
            for cell in new[one.new + both : one.new_end]:
                yield _whole_cell(cell, ChangeKind.INSERTED)

    def _cell(self, old: str, new: str) -> CellChange:
        pieces = compare(old, new, self.numbers.vocabulary)
        return CellChange(ChangeKind.CHANGED if differs(pieces) else ChangeKind.SAME, pieces)
