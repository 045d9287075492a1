"""The fields of the Whoosh indexes: terms come analysed, and are written as they come.

Whoosh would tokenize, count and pickle each word one by one; here a passage's terms arrive
counted, which makes indexing several times as fast, and the files hold what they would anyway.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from whoosh import columns, fields, formats

from kb.language import Language

_MOST_POSITIONS: Final = 65535

Posting = tuple[bytes, int, float, bytes]


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
    """A field whose values are terms already."""

    analyzer = None
    column_type = None
    indexed = True
    multitoken_query = "default"
    scorable = True
    spelling = False
    stored = False
    unique = False
    vector = None


class Terms(_Ready):
    """The terms of a text in their order, with their places."""

    def __init__(self) -> None:
        self.format = Positions()

    def index(self, value: Sequence[str], **_: Any) -> Iterable[Posting]:
        """Yield a posting for each different term."""
        places: dict[str, array[int]] = defaultdict(lambda: array("H"))
        for place, term in enumerate(value):
            places[term].append(min(place, _MOST_POSITIONS))
        for term, found in places.items():
            yield term.encode(), len(found), float(len(found)), found.tobytes()


class Counted(_Ready):
    """Terms with their frequencies, in no order."""

    def __init__(self) -> None:
        self.format = formats.Frequency()

    def index(self, value: Counter[str], **_: Any) -> Iterable[Posting]:
        """Yield a posting for each term."""
        for term, count in value.items():
            yield term.encode(), count, float(count), formats.pack_uint(count)


class Present(_Ready):
    """Terms that are there or not."""

    scorable = False

    def __init__(self) -> None:
        self.format = formats.Existence()

    def index(self, value: Iterable[str], **_: Any) -> Iterable[Posting]:
        """Yield a posting for each term."""
        for term in value:
            yield term.encode(), 1, 1.0, b""


KEY: Final = "key"
ACT: Final = "act"
SHOWN: Final = "shown"
EDITION: Final = "edition"
PLACE: Final = "place"
HISTORY: Final = "history"
LENGTHS: Final = "lengths"


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
            KEY: Present(),
            ACT: Present(),
            SHOWN: fields.STORED,
            EDITION: fields.COLUMN(columns.VarBytesColumn()),
            PLACE: fields.COLUMN(columns.VarBytesColumn()),
            HISTORY: fields.COLUMN(columns.VarBytesColumn()),
            LENGTHS: fields.COLUMN(columns.VarBytesColumn()),
        }
    )
    for language in Language:
        made.add(terms(language), Terms())
        made.add(headings(language), Counted())
        made.add(grams(language), Counted())
        made.add(words(language), Present())
    return made
