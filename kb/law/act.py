"""An act as a tree of provisions, in one language."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol, Self

from kb.language import Language
from kb.law.identifiers import NOWHERE, EId


class ProvisionKind(StrEnum):
    """What a provision is called; the value is the unit's part of an eId."""

    PREAMBLE = "preamble"
    SECTION = "sec"
    CHAPTER = "chp"
    DIVISION = "dvs"
    GROUP = "hdg"
    ARTICLE = "art"
    PARAGRAPH = "para"
    SUBPARAGRAPH = "subpara"
    PART = "al"
    INDENT = "indent"
    TABLE = "table"
    NOTE = "note"
    APPENDIX = "att"
    CONCLUSION = "conclusions"


RANK: Final = {
    ProvisionKind.PREAMBLE: 0,
    ProvisionKind.APPENDIX: 0,
    ProvisionKind.CONCLUSION: 0,
    ProvisionKind.SECTION: 1,
    ProvisionKind.CHAPTER: 2,
    ProvisionKind.DIVISION: 3,
    ProvisionKind.GROUP: 4,
    ProvisionKind.ARTICLE: 5,
    ProvisionKind.PARAGRAPH: 6,
    ProvisionKind.SUBPARAGRAPH: 7,
    ProvisionKind.PART: 8,
    ProvisionKind.INDENT: 9,
    ProvisionKind.TABLE: 10,
    ProvisionKind.NOTE: 10,
}
"""A provision stands inside one of a smaller rank."""

CONTAINERS: Final = frozenset(
    {
        ProvisionKind.PREAMBLE,
        ProvisionKind.SECTION,
        ProvisionKind.CHAPTER,
        ProvisionKind.DIVISION,
        ProvisionKind.GROUP,
        ProvisionKind.APPENDIX,
        ProvisionKind.CONCLUSION,
    }
)
"""Units that group the basic units, and are not cited for a rule of their own."""


class Addressed(Protocol):
    """Anything of a kind that stands at an address: a provision, or its row on a page."""

    @property
    def eid(self) -> EId:
        """The address."""
        ...

    @property
    def kind(self) -> ProvisionKind:
        """The kind."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One unit of an act: a chapter, an article, a paragraph, a note.

    `label` is the number as printed ("Статья 5-1.", "5-1-бап.", "1)") and `number` what it
    counts ("5-1"): a later law inserts "5-1", and nothing is ever renumbered. `text` is the
    provision's own words, without those of its children; `markup` the same in Markdown.
    A table has its cells in `rows`, the heading row first. `line` is where the provision begins in
    its source and `text_line` where its words do, which may stand below its heading; both from 1.
    """

    kind: ProvisionKind
    eid: EId = NOWHERE
    number: str = ""
    label: str = ""
    heading: str = ""
    text: str = ""
    markup: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    line: int = 0
    text_line: int = 0
    children: tuple[Self, ...] = ()

    def walk(self) -> Iterator[Self]:
        """Yield this provision and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """An act in one language: its title and its provisions in the order of the text."""

    language: Language
    title: str = ""
    title_line: int = 0
    provisions: tuple[Provision, ...] = ()

    def walk(self) -> Iterator[Provision]:
        """Yield every provision, parents before their children."""
        for provision in self.provisions:
            yield from provision.walk()


def begins_unit(provision: Addressed) -> bool:
    """Tell whether a provision begins an article, or a paragraph that stands in no article."""
    if provision.kind is ProvisionKind.ARTICLE:
        return True
    in_article = f"{ProvisionKind.ARTICLE}_" in provision.eid
    return provision.kind is ProvisionKind.PARAGRAPH and not in_article
