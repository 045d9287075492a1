"""The fields of the Whoosh indexes; how they are filled is `posting_pool`'s and `packing`'s."""

from array import array
from collections.abc import Sequence
from typing import Any, Final

from whoosh import columns, fields, formats

from kb.language import Language


class Positions(formats.Format):  # type: ignore[misc]  # Whoosh has no types
    """The places of a term in a passage, two bytes each."""

    def __init__(self) -> None:
        self.field_boost = 1.0
        self.options: dict[str, Any] = {}

    def decode_frequency(self, value: bytes) -> int:
        """Return how often the term stands in the passage."""
        return len(value) // 2

    def decode_weight(self, value: bytes) -> float:
        """Return the same as a weight."""
        return float(len(value) // 2)

    def decode_positions(self, value: bytes) -> Sequence[int]:
        """Return the places, in order."""
        places = array("H")
        places.frombytes(value)
        return places


class _Ready(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field whose terms come analysed; lengths are kept in a column of our own."""

    analyzer = None
    column_type = None
    indexed = True
    multitoken_query = "default"
    scorable = False
    spelling = False
    stored = False
    unique = False
    vector = None


class Placed(_Ready):
    """The terms of a text, with their places in it."""

    def __init__(self) -> None:
        self.format = Positions()


class Counted(_Ready):
    """Terms and how often they stand in a text."""

    def __init__(self) -> None:
        self.format = formats.Existence()  # The count is the weight that every posting has.


KEY: Final = "key"
ACT: Final = "act"
SHOWN: Final = "shown"
EDITION: Final = "edition"
PLACE: Final = "place"
HISTORY: Final = "history"
LENGTHS: Final = "lengths"
DIFFERENT: Final = "different"


def terms(language: Language) -> str:
    """Return the field of the terms of a language."""
    return f"terms_{language}"


def headings(language: Language) -> str:
    """Return the field of the terms of headings."""
    return f"headings_{language}"


def grams(language: Language) -> str:
    """Return the field of the character 4-grams."""
    return f"grams_{language}"


def words(language: Language) -> str:
    """Return the field of the words as they are written."""
    return f"words_{language}"


def schema() -> fields.Schema:
    """Return the fields of an index, the same for the public one and the desk's."""
    made = fields.Schema(
        **{
            KEY: Counted(),
            ACT: Counted(),
            SHOWN: fields.STORED,
            EDITION: fields.COLUMN(columns.VarBytesColumn()),
            PLACE: fields.COLUMN(columns.VarBytesColumn()),
            HISTORY: fields.COLUMN(columns.VarBytesColumn()),
            LENGTHS: fields.COLUMN(columns.VarBytesColumn()),
            DIFFERENT: fields.COLUMN(columns.VarBytesColumn()),
        }
    )
    for language in Language:
        made.add(terms(language), Placed())
        made.add(headings(language), Counted())
        made.add(grams(language), Counted())
        made.add(words(language), Counted())
    return made
