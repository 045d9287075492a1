"""Where the languages of an act say the same, where they differ, and what is missing in which."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kb.language import Language
from kb.law.act import CONTAINERS, Provision, begins_unit
from kb.law.draft import Draft
from kb.law.finding import Finding
from kb.law.folder import TEXTS
from kb.law.identifiers import STEP, EId
from kb.law.parallel import Aligned, align

ORDER: Final = tuple(Language)
"""The columns: always all languages, so that one without a text is seen to be without."""

_PARITY: Final = "parity."


class Agreement(StrEnum):
    """What a language has at an address, beside the others."""

    SAME = "same"
    DIFFERS = "differs"
    MISSING = "missing"


_WORST: Final = (Agreement.MISSING, Agreement.DIFFERS, Agreement.SAME)


@dataclass(frozen=True, slots=True)
class Line:
    """A provision in each language, in the order of `ORDER`.

    A line of a unit counts all that lies in the unit; `parts` are the provisions directly below it.
    """

    eid: EId
    cells: tuple[Agreement, ...]
    is_container: bool = False
    parts: tuple["Line", ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether all languages say the same here."""
        return all(cell is Agreement.SAME for cell in self.cells)


def lines(draft: Draft, findings: Iterable[Finding]) -> tuple[Line, ...]:
    """Return a line for each heading and each basic unit of an act, in the order of the text.

    `findings` are those of the act's checks; of them only the ones that compare languages count.
    """
    differing = {
        (str(found.details["eid"]), found.file)
        for found in findings
        if found.rule.name.startswith(_PARITY) and "eid" in found.details
    }
    texts = {lang: tuple(draft.expressions[lang].walk()) for lang in draft.expressions}
    own = [_line(row, differing) for row in align(texts, ORDER)]
    return tuple(_gathered(own))


@dataclass(frozen=True, slots=True)
class _Own:
    """A provision's own agreement, without what lies in it."""

    eid: EId
    cells: tuple[Agreement, ...]
    is_container: bool
    is_unit: bool


def _line(row: Aligned[Provision], differing: set[tuple[str, str]]) -> _Own:
    cells = tuple(
        _cell(cell, (row.eid, TEXTS[language]) in differing)
        for language, cell in zip(ORDER, row.cells, strict=True)
    )
    return _Own(row.eid, cells, row.first.kind in CONTAINERS, begins_unit(row.first))


def _cell(cell: Provision | None, differs: bool) -> Agreement:  # noqa: FBT001
    if cell is None:
        return Agreement.MISSING
    return Agreement.DIFFERS if differs else Agreement.SAME


def _gathered(own: Sequence[_Own]) -> Iterator[Line]:
    """Yield a line for what begins a unit or groups units, with all that follows within it."""
    at = 0
    while at < len(own):
        one, end = own[at], at + 1
        if not one.is_container:
            while end < len(own) and own[end].eid.startswith(f"{one.eid}{STEP}"):
                end += 1
        inside = own[at + 1 : end]
        yield Line(one.eid, _worst([one, *inside]), one.is_container, tuple(_parts(one, inside)))
        at = end


def _parts(unit: _Own, inside: Sequence[_Own]) -> Iterator[Line]:
    """Yield a line for each provision directly below a unit."""
    depth = unit.eid.count(STEP) + 2
    within: dict[EId, list[_Own]] = {}
    for one in inside:
        within.setdefault(EId(STEP.join(one.eid.split(STEP)[:depth])), []).append(one)
    for eid, several in within.items():
        yield Line(eid, _worst(several))


def _worst(several: Sequence[_Own]) -> tuple[Agreement, ...]:
    columns = zip(*(one.cells for one in several), strict=True)
    return tuple(min(column, key=_WORST.index) for column in columns)
