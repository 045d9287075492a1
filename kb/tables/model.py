"""Documents made of tables: typed cells in rows, the same for every format."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from kb.language import Language


class Mark(Enum):
    """What became of words, compared with those in another cell."""

    NONE = auto()
    DELETED = auto()
    INSERTED = auto()


@dataclass(frozen=True, slots=True)
class Prose:
    """Words in a language; `pieces` are stretches of them, each with its mark."""

    pieces: tuple[tuple[str, Mark], ...]
    language: Language | None = None

    @property
    def text(self) -> str:
        """The words without their marks."""
        return "".join(words for words, _ in self.pieces)


Cell = str | int | date | datetime | Prose
"""A value of a table; moments are in the zone in which they are to be read. An empty text is no value."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` names it for programs, `width` is its share of the page in letters.

    One that is not `printed` stands only where there is room: in sheets, and in data.
    """

    key: str
    heading: str
    width: int = 12
    printed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under headings; `key` names it for programs.

    `empty` is what a reader is told if there are no rows. `is_tall` leaves room to write by hand.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    empty: str = ""
    is_tall: bool = False

    @property
    def printed(self) -> tuple[int, ...]:
        """The places of the columns that go on paper."""
        return tuple(place for place, one in enumerate(self.columns) if one.printed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document in the language of its headings: a title, facts about it, and tables.

    `notice` is what every reader has to be told. `at` is the moment whose state it shows.
    """

    language: Language
    title: str
    subject: str
    facts: tuple[tuple[str, Cell], ...] = ()
    notice: str = ""
    tables: tuple[Table, ...]
    at: datetime | None = None

    @property
    def size(self) -> int:
        """How many rows there are, by which progress is counted."""
        return sum(len(table.rows) for table in self.tables)


def prose(words: str, language: Language | None = None) -> Cell:
    """Return words in a language as a cell; an empty text has none."""
    return Prose(((words, Mark.NONE),), language) if words else ""
