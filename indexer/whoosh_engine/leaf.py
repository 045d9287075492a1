"""A segment of a Whoosh index as arrays.

Segments never change, except that documents in them are deleted; so what was read of one serves
until the segment is gone, and a small change to a large index costs little.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import SegmentReader, TermNotFound

from indexer.document import Analysed
from indexer.whoosh_engine import schema as names
from indexer.whoosh_engine.packing import Shown, unpack_shown
from kb.language import Language

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

_KEPT: Final = 20_000
"""Posting lists that are kept in memory for a segment: some 20 MB for 10,000 passages."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The passages of a segment that a term stands in, and how often."""

    ids: Ints
    counts: Floats


_NONE: Final = Postings(np.empty(0, np.int32), np.empty(0, np.float32))


class Leaf:
    """A segment: its columns, and its postings as they are asked for."""

    def __init__(self, reader: SegmentReader) -> None:
        self._reader = reader
        self.size = int(reader.doc_count_all())
        self.editions = self._column(names.EDITION)
        self.places = self._column(names.PLACE)
        self.histories = self._column(names.HISTORY)
        packed = b"".join(self._column(names.LENGTHS))
        self.lengths = np.frombuffer(packed, np.uint32).reshape(self.size, 3).astype(np.float32)
        self._lexicons: dict[str, Counter[str]] = {}
        self._kept: OrderedDict[tuple[str, bytes], Postings] = OrderedDict()
        self._lock = Lock()

    def renew(self, reader: SegmentReader) -> None:
        """Read on with a newer reader of the same segment, which knows of newer deletions."""
        with self._lock:
            self._reader = reader

    def live(self) -> NDArray[np.bool_]:
        """Return which passages are not deleted."""
        alive = np.ones(self.size, np.bool_)
        alive[list(self._reader.segment().deleted_docs())] = False
        return alive

    def postings(self, field: str, term: bytes) -> Postings:
        """Return where a term stands; passages deleted since may be among them."""
        with self._lock:
            kept = self._kept.get((field, term))
            if kept is not None:
                self._kept.move_to_end((field, term))
                return kept
            found = self._read(field, term)
            self._kept[field, term] = found
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return found

    def positions(self, field: str, term: bytes) -> dict[int, Any]:
        """Return the places of a term in each passage that it stands in."""
        with self._lock:
            places = {}
            for matcher in self._matcher(field, term):
                places[matcher.id()] = matcher.value_as("positions")
            return places

    def lexicon(self, field: str) -> Counter[str]:
        """Return the terms of a field with the number of their passages, the deleted ones included."""
        with self._lock:
            if field not in self._lexicons:
                self._lexicons[field] = Counter(dict(self._terms(field)))
            return self._lexicons[field]

    def forgotten(self) -> Iterator[tuple[Language, Analysed]]:
        """Yield the terms of the passages that are deleted, and their languages."""
        for number in np.flatnonzero(~self.live()):
            shown = self.shown(int(number))
            yield shown.language, Analysed.of(shown.heading, shown.text, shown.language)

    def shown(self, number: int) -> Shown:
        """Return what is shown of a passage."""
        with self._lock:
            return unpack_shown(self._reader.stored_fields(number)[names.SHOWN])

    def _terms(self, field: str) -> Iterator[tuple[str, int]]:
        for (name, term), information in self._reader.iter_from(field, b""):
            if name != field:
                return
            yield term.decode(), int(information.doc_frequency())

    def _read(self, field: str, term: bytes) -> Postings:
        ids: list[int] = []
        counts: list[float] = []
        for matcher in self._matcher(field, term):
            ids.append(matcher.id())
            counts.append(matcher.weight())
        return Postings(np.array(ids, np.int32), np.array(counts, np.float32)) if ids else _NONE

    def _matcher(self, field: str, term: bytes) -> Iterator[Any]:
        try:
            matcher = self._reader.postings(field, term)
        except TermNotFound:
            return
        while matcher.is_active():
            yield matcher
            matcher.next()

    def _column(self, name: str) -> list[bytes]:
        if not self._reader.has_column(name):
            return [b""] * self.size
        column = self._reader.column_reader(name)
        return [column[number] for number in range(self.size)]
