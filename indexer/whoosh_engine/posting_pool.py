"""The postings of a segment in the making: gathered by term, where Whoosh handles each by itself.

Whoosh's own pool keeps every posting as a tuple, sorts them all, and pickles them to disk and back
when there are many; here only the terms are sorted, which is several times as fast.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from indexer.document import IndexDocument
from indexer.whoosh_engine import schema as names

Posting = tuple[str, bytes, int, float, bytes | None]
"""A field, a term, the number of a passage, how often the term stands in it, and its places."""

MOST_PLACES: Final = 65535
"""Words beyond are found, but not as part of a phrase."""


class PostingPool:
    """What `SegmentWriter.pool` is to Whoosh."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[bytes, _PostingList]] = {}

    def add_passage(self, number: int, document: IndexDocument) -> None:
        """Add all terms of a passage; passages come in the order of their numbers."""
        analysed, language = document.analysed, document.edition.language
        self._add_all(names.KEY, number, {document.key: 1})
        self._add_all(names.ACT, number, {document.edition.act: 1})
        self._add_all(names.words(language), number, dict.fromkeys(analysed.words, 1))
        self._add_all(names.headings(language), number, Counter(analysed.heading_terms))
        self._add_all(names.grams(language), number, analysed.grams)
        terms = self._field(names.terms(language))
        for term, places in _places(analysed.terms).items():
            terms[term.encode()].add(number, len(places), places.tobytes())

    def add(self, posting: Posting) -> None:
        """Add a posting of a segment that is merged into this one."""
        field, term, number, weight, value = posting
        self._field(field)[term].add(number, weight, value or b"")

    def iter_postings(self) -> Iterator[Posting]:
        """Yield all postings by field, term and passage, and forget them."""
        for field in sorted(self._fields):
            lists = self._fields.pop(field)
            for term in sorted(lists):
                one = lists.pop(term)
                for number, weight, value in one:
                    yield field, term, number, weight, value

    def cleanup(self) -> None:
        """Forget everything."""
        self._fields.clear()

    def _add_all(self, field: str, number: int, counts: dict[str, int]) -> None:
        lists = self._field(field)
        for term, count in counts.items():
            lists[term.encode()].add(number, count, b"")

    def _field(self, name: str) -> dict[bytes, "_PostingList"]:
        return self._fields.setdefault(name, defaultdict(_PostingList))


class _PostingList:
    """The passages that a term stands in, how often, and where."""

    __slots__ = ("_numbers", "_values", "_weights")

    def __init__(self) -> None:
        self._numbers = array("I")
        self._weights = array("f")
        self._values: list[bytes] = []

    def add(self, number: int, weight: float, value: bytes) -> None:
        self._numbers.append(number)
        self._weights.append(weight)
        self._values.append(value)

    def __iter__(self) -> Iterator[tuple[int, float, bytes]]:
        return zip(self._numbers, self._weights, self._values, strict=True)


def _places(terms: Iterable[str]) -> "dict[str, array[int]]":
    places: dict[str, array[int]] = defaultdict(lambda: array("H"))
    for place, term in enumerate(terms):
        places[term].append(min(place, MOST_PLACES))
    return places
