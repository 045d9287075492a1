"""A segment of a Whoosh index as arrays.

Segments never change, except that documents in them are deleted; so what was read of one serves
until the segment is gone, and a small change to a large index costs little.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import SegmentReader, TermNotFound

from indexer.ranking import Floats, Ints
from indexer.whoosh_engine import schema as names
from indexer.whoosh_engine.packing import PassageWords, Shown, unpack_shown, unpack_words
from kb.errors import IndexUnavailableError

_KEPT: Final = 20_000
"""Posting lists that are kept in memory for a segment: some 20 MB for 10,000 passages."""


@dataclass(frozen=True, slots=True)
class Postings:
    """The passages of a segment that a term stands in, and how often."""

    ids: Ints
    counts: Floats


_NONE: Final = Postings(np.empty(0, np.int32), np.empty(0, np.float32))


@contextmanager
def intact(folder: Path) -> Iterator[None]:
    """Raise IndexUnavailableError in place of what reading damaged files raises, which may be anything."""
    try:
        yield
    except IndexUnavailableError:
        raise
    except Exception as fault:
        raise IndexUnavailableError(folder=folder) from fault


class Leaf:
    """A segment: its columns, and its postings as they are asked for; safe between threads.

    All reading raises IndexUnavailableError if the files of the index in `folder` are damaged.
    """

    def __init__(self, reader: SegmentReader, folder: Path) -> None:
        self._reader = reader
        self._folder = folder
        self._lock = Lock()
        self.size = int(reader.doc_count_all())
        self.editions = self._column(names.EDITION)
        self.places = self._column(names.PLACE)
        self.histories = self._column(names.HISTORY)
        packed = b"".join(self._column(names.LENGTHS))
        self.lengths = np.frombuffer(packed, np.uint32).reshape(self.size, 3).astype(np.float32)
        self._lexicons: dict[str, Counter[str]] = {}
        self._words: dict[int, PassageWords] = {}
        self._kept: OrderedDict[tuple[str, bytes], Postings] = OrderedDict()

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
            found = self._kept[field, term] = self._read(field, term)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            return found

    def positions(self, field: str, term: bytes, among: Ints) -> dict[int, Sequence[int]]:
        """Return the places of a term in those of these passages that it stands in.

        The passages come in order.
        """
        places: dict[int, Sequence[int]] = {}
        with self._reading():
            matcher = self._matcher(field, term)
            for number in among.tolist():
                if matcher is None or not matcher.is_active():
                    break
                matcher.skip_to(number)
                if matcher.is_active() and matcher.id() == number:
                    places[number] = matcher.value_as("positions")
        return places

    def lexicon(self, field: str) -> Counter[str]:
        """Return the terms of a field with the number of their passages, the deleted ones included."""
        with self._reading():
            if field not in self._lexicons:
                self._lexicons[field] = Counter(dict(self._terms(field)))
            return self._lexicons[field]

    def words(self, number: int) -> PassageWords:
        """Return the words of a passage: what the lexicons would lack without it."""
        with self._reading():
            if number not in self._words:
                packed = self._reader.column_reader(names.DIFFERENT)[number]
                self._words[number] = unpack_words(packed)
            return self._words[number]

    def shown(self, number: int) -> Shown:
        """Return what is shown of a passage."""
        with self._reading():
            return unpack_shown(self._reader.stored_fields(number)[names.SHOWN])

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._lock, intact(self._folder):
            yield

    def _terms(self, field: str) -> Iterator[tuple[str, int]]:
        for (name, term), information in self._reader.iter_from(field, b""):
            if name != field:
                return
            yield term.decode(), int(information.doc_frequency())

    def _read(self, field: str, term: bytes) -> Postings:
        ids: list[int] = []
        counts: list[float] = []
        with intact(self._folder):
            matcher = self._matcher(field, term)
            while matcher is not None and matcher.is_active():
                ids.append(matcher.id())
                counts.append(matcher.weight())
                matcher.next()
        return Postings(np.array(ids, np.int32), np.array(counts, np.float32)) if ids else _NONE

    def _matcher(self, field: str, term: bytes) -> Any:
        """Return what walks through the passages of a term, or None if no passage has it."""
        try:
            return self._reader.postings(field, term)
        except TermNotFound:
            return None

    def _column(self, name: str) -> list[bytes]:
        if not self._reader.has_column(name):
            return [b""] * self.size
        column = self._reader.column_reader(name)
        return [column[number] for number in range(self.size)]
