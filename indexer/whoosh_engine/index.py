"""One Whoosh index: written by one at a time, read by many, followed as it changes."""

import fcntl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any, Final

from whoosh.index import FileIndex
from whoosh.reading import IndexReader, TermNotFound
from whoosh.writing import SegmentWriter

from indexer.document import IndexDocument
from indexer.engine import IndexStatus
from indexer.whoosh_engine import schema as names
from indexer.whoosh_engine.generations import Generations
from indexer.whoosh_engine.leaf import Leaf
from indexer.whoosh_engine.merging import merge_small
from indexer.whoosh_engine.packing import pack
from indexer.whoosh_engine.snapshot import Snapshot
from kb.errors import IndexUnavailableError
from kb.law.identifiers import ActId

_MEMORY_MB: Final = 128
"""What a writer may gather before it sorts on disk."""


class WhooshIndex:
    """The public index, or the desk's."""

    def __init__(self, folder: Path) -> None:
        self._generations = Generations(folder)
        self._reading = Lock()
        self._snapshot: tuple[tuple[str, int], Snapshot] | None = None
        self._reader: IndexReader | None = None
        self._leaves: dict[str, Leaf] = {}

    # Writing

    def change(self, drop: Iterable[ActId], documents: Iterable[IndexDocument]) -> None:
        """Forget acts and add documents in place of those with the same key, as one change."""
        with self._locked():
            index = self._generations.in_service()
            fresh = list(documents)
            with _writer(index) as writer:
                _delete(writer, names.ACT, drop)
                _delete(writer, names.KEY, (document.key for document in fresh))
                for document in fresh:
                    writer.add_document(**pack(document))

    def rebuild(self, documents: Iterable[IndexDocument]) -> int:
        """Fill a new generation and put it in service; return how many documents it holds."""
        with self._locked():
            name, index = self._generations.create()
            count = 0
            with _writer(index) as writer:
                for document in documents:
                    writer.add_document(**pack(document))
                    count += 1
            self._generations.swap(name)
            return count

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Let one process write at a time; the lock goes with the process that holds it."""
        folder = self._generations.folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (folder / "LOCK").open("w", encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    # Reading

    def snapshot(self) -> tuple[tuple[str, int], Snapshot]:
        """Return the index as it is now, and a name for this moment; the same until it changes."""
        name = self._generations.current()
        if self._snapshot is not None and self._snapshot[0] == (name, self._latest(name)):
            return self._snapshot
        with self._reading:
            return self._opened(name)

    def status(self) -> IndexStatus:
        """Return the state of the index."""
        (name, number), snapshot = self.snapshot()
        changed = self._generations.open(name).last_modified()
        return IndexStatus(
            documents=int(snapshot.live.sum()),
            generation=f"{name}.{number}",
            changed_at=datetime.fromtimestamp(changed, UTC),
        )

    def _latest(self, name: str) -> int:
        """Return the number of the last commit, which the name of a file tells."""
        pattern = "_MAIN_*.toc"
        files = (self._generations.folder / name).glob(pattern)
        return max((int(file.stem.rpartition("_")[2]) for file in files), default=-1)

    def _opened(self, name: str) -> tuple[tuple[str, int], Snapshot]:
        index = self._generations.open(name)
        moment = (name, int(index.latest_generation()))
        if self._snapshot is not None and self._snapshot[0] == moment:
            return self._snapshot
        try:
            reader = index.reader()
            leaves = self._leaves_of(reader)
            snapshot = Snapshot(leaves)
        except Exception as fault:  # Damaged files raise errors of any kind.
            raise IndexUnavailableError(folder=self._generations.folder) from fault
        self._snapshot = (moment, snapshot)
        return self._snapshot

    def _leaves_of(self, reader: IndexReader) -> list[Leaf]:
        """Return the segments; those that were read before are taken up again."""
        leaves: dict[str, Leaf] = {}
        for one, _ in reader.leaf_readers():
            if not one.doc_count_all():
                continue
            name = one.segment().segment_id()
            leaf = self._leaves.get(name)
            if leaf is None:
                leaf = Leaf(one)
            else:
                leaf.renew(one)
            leaves[name] = leaf
        self._leaves, self._reader = leaves, reader
        return list(leaves.values())


@contextmanager
def _writer(index: FileIndex) -> Iterator[Any]:
    """Give a writer that commits at the end, or leaves everything as it was when an error comes."""
    writer = SegmentWriter(index, limitmb=_MEMORY_MB, timeout=60.0)
    try:
        yield writer
    except BaseException:
        writer.cancel()
        raise
    writer.commit(mergetype=merge_small)


def _delete(writer: Any, field: str, terms: Iterable[str]) -> None:
    with writer.reader() as reader:
        for term in terms:
            try:
                matcher = reader.postings(field, term.encode())
            except TermNotFound:
                continue
            for number in list(matcher.all_ids()):
                writer.delete_document(number)
