"""Writing into a Whoosh index; a damaged one raises IndexUnavailableError."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

from whoosh.index import FileIndex
from whoosh.reading import TermNotFound
from whoosh.writing import SegmentWriter

from indexer.document import IndexDocument
from indexer.whoosh_engine import schema as names
from indexer.whoosh_engine.leaf import intact
from indexer.whoosh_engine.merging import drop_empty, merge_small, to_merge
from indexer.whoosh_engine.packing import pack
from indexer.whoosh_engine.posting_pool import PostingPool
from kb.law.identifiers import ActId

_WAIT: Final = 60.0
"""Seconds to wait for Whoosh's lock, which nobody holds who does not hold ours."""


class Writer:
    """Adds passages to an index and forgets others, all at once when it is done."""

    def __init__(self, index: FileIndex) -> None:
        self._segment = _segment_writer(index)
        self._pool: PostingPool = self._segment.pool
        self._folder = Path(index.storage.folder)
        self._has_changed = False

    @classmethod
    @contextmanager
    def on(cls, index: FileIndex) -> Iterator[Self]:
        """Give a writer that commits at the end, or leaves all as it was when an error comes.

        An index in which nothing has changed is left as it was, too.
        """
        writer = cls(index)
        try:
            yield writer
        except BaseException:
            writer._segment.cancel()
            raise
        if writer._has_changed:
            writer._segment.commit(mergetype=drop_empty)
        else:
            writer._segment.cancel()

    def add(self, document: IndexDocument) -> None:
        """Add a passage."""
        self._pool.add_passage(self._segment.docnum, document)
        self._segment.add_document(**pack(document))
        self._has_changed = True

    def forget_acts(self, acts: Iterable[ActId]) -> None:
        """Forget all passages of some acts."""
        self._forget(names.ACT, acts)

    def forget(self, keys: Iterable[str]) -> None:
        """Forget the passages with these keys."""
        self._forget(names.KEY, keys)

    def _forget(self, field: str, terms: Iterable[str]) -> None:
        with intact(self._folder), self._segment.reader() as reader:
            for term in terms:
                try:
                    matcher = reader.postings(field, term.encode())
                except TermNotFound:
                    continue
                for number in list(matcher.all_ids()):
                    self._segment.delete_document(number)
                    self._has_changed = True


def tidy(index: FileIndex) -> None:
    """Merge the small segments, if there are many."""
    writer = _segment_writer(index)
    if not to_merge(writer.segments):
        writer.cancel()
        return
    with intact(Path(index.storage.folder)):
        writer.commit(mergetype=merge_small)


def _segment_writer(index: FileIndex) -> SegmentWriter:
    writer = SegmentWriter(index, timeout=_WAIT)
    writer.pool = PostingPool()
    return writer
