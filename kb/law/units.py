"""The units that a provision's place is counted in, and paths made of them.

A path is language-independent: "пункт 2 статьи 5", "5-баптың 2-тармағы" and "Article 5(2)"
are all `(Step(ARTICLE, "5"), Step(PARAGRAPH, "2"))`.
"""

from enum import StrEnum
from typing import Final, NamedTuple

from kb.law.identifiers import STEP, EId


class Unit(StrEnum):
    """A unit of law, the greatest first; its value is the unit's name in an eId."""

    APPENDIX = "att"
    SECTION = "sec"
    CHAPTER = "chp"
    DIVISION = "dvs"
    ARTICLE = "art"
    PARAGRAPH = "para"
    PART = "al"
    SUBPARAGRAPH = "subpara"
    INDENT = "indent"

    @property
    def depth(self) -> int:
        """How deep the unit usually lies: 0 for an appendix, most for an indent."""
        return _DEPTHS[self]

    def holds(self, other: "Unit") -> bool:
        """Whether `other` may lie in this unit: part two of a subparagraph occurs too."""
        return self.depth < other.depth or (self is Unit.SUBPARAGRAPH and other is Unit.PART)


_DEPTHS: Final = {unit: depth for depth, unit in enumerate(Unit)}
UNITS: Final = {unit.value: unit for unit in Unit}
"""The units by their names in an eId."""


class Step(NamedTuple):
    """One step down: a unit and its number as printed, without the bracket ("5-1", "2").

    The number is empty for the only appendix of an act.
    """

    unit: Unit
    number: str


Path = tuple[Step, ...]
"""The way to a provision, from the greatest unit named down."""


def path_of(eid: EId) -> Path:
    """Return the path that an address spells, up to its first step that is no unit of law.

    >>> [str(step.unit) + step.number for step in path_of(EId("art_5-1__para_2__note_1"))]
    ['art5-1', 'para2']
    """
    path: list[Step] = []
    for part in eid.split(STEP):
        name, _, number = part.partition("_")
        if name not in UNITS:
            break
        path.append(Step(UNITS[name], number))
    return tuple(path)
