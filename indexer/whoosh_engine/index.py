"""One Whoosh index: written by one at a time, read by many, followed as it changes."""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import chain, islice
from pathlib import Path
from threading import Lock
from typing import Final, Self

from whoosh.reading import IndexReader

from indexer.document import Edition, IndexDocument
from indexer.engine import IndexStatus
from indexer.whoosh_engine.generations import Generations
from indexer.whoosh_engine.leaf import Leaf, intact
from indexer.whoosh_engine.merging import MOST_PASSAGES
from indexer.whoosh_engine.snapshot import Snapshot
from indexer.whoosh_engine.view import View
from indexer.whoosh_engine.writing import Writer, tidy
from kb.errors import IndexUnavailableError
from kb.law.identifiers import ActId
from kb.locking import locked
from kb.recent import Recent

Moment = tuple[str, int]
"""The name of a generation, and the number of the last commit to it."""

_TRIES: Final = 5
"""How often an index is opened that is being replaced at that very moment."""

_VIEWS: Final = 8
"""How many different views of an index are kept, each with its own words."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An index as it was at a moment."""

    moment: Moment
    changed_at: datetime
    snapshot: Snapshot
    _views: Recent[View] = field(default_factory=lambda: Recent(_VIEWS))

    def view(self, drafts: frozenset[ActId]) -> View:
        """Return what one may read of it who may read these drafts; all who read the same share it."""
        of_here = drafts & self.snapshot.drafted
        return self._view(of_here, lambda e: e.is_newest if e.act in of_here else e.is_current)

    def on(self, day: date) -> View:
        """Return what applies on a day; it is the same for all, and until the next turn."""
        turn = bisect_right(self.snapshot.turns, day)
        return self._view(turn, lambda e: e.applies_on(day))

    def beside(self, other: Self) -> Self:
        """Return what is in two indexes, as if they were one."""
        moment = f"{self.moment} {other.moment}", 0
        changed = max(self.changed_at, other.changed_at)
        leaves = [*self.snapshot.leaves, *other.snapshot.leaves]
        return type(self)(moment, changed, Snapshot(leaves))

    def _view(self, name: Hashable, readable: Callable[[Edition], bool]) -> View:
        return self._views.get(name, lambda: View(self.snapshot, name, readable))


class WhooshIndex:
    """One of the indexes: the public one, that of older publications, or the desk's."""

    def __init__(self, folder: Path) -> None:
        self._generations = Generations(folder)
        self._lock = folder / "LOCK"
        self._opening = Lock()
        self._opened: Opened | None = None
        self._leaves: dict[str, Leaf] = {}

    # Writing

    def change(self, forgotten: Iterable[ActId], documents: Iterable[IndexDocument]) -> None:
        """Forget acts and add documents in place of those with the same key, as one change."""
        fresh = {document.key: document for document in documents}
        with locked(self._lock), Writer.on(self._generations.in_service()) as writer:
            writer.forget_acts(forgotten)
            writer.forget(fresh)
            for document in fresh.values():
                writer.add(document)

    def tidy(self) -> None:
        """Merge the small parts that changes leave, if there are many; what is found stays the same."""
        with locked(self._lock):
            tidy(self._generations.in_service())

    def rebuild(self, documents: Iterable[IndexDocument], start: Self | None = None) -> int:
        """Fill a new generation and put it in service; return how many documents were added.

        It begins empty, or with all that another index holds.
        """
        with locked(self._lock):
            name, index = self._generations.create(start.folder_in_service() if start else None)
            count = 0
            coming = iter(documents)
            for first in coming:
                with Writer.on(index) as writer:
                    for document in chain([first], islice(coming, MOST_PASSAGES - 1)):
                        writer.add(document)
                        count += 1
            self._generations.swap(name)
            return count

    def folder_in_service(self) -> Path:
        """Return the folder of the generation in service."""
        return self._generations.folder / self._generations.current()

    # Reading

    def opened(self) -> Opened:
        """Return the index as it is now; the same until it changes.

        Raises IndexUnavailableError if there is no index, or none that can be read.
        """
        for _ in range(_TRIES):
            seen = self._seen()
            try:
                return self._at(seen or self._moment())
            except IndexUnavailableError:
                if self._seen() == seen:
                    raise
        raise IndexUnavailableError(folder=self._generations.folder)

    def status(self) -> IndexStatus:
        """Return the state of the index."""
        opened = self.opened()
        name, number = opened.moment
        documents = int(opened.snapshot.live.sum())
        return IndexStatus(documents, f"{name}.{number}", opened.changed_at)

    def _moment(self) -> Moment:
        """Return what is in service now; the name of a file tells the last commit."""
        name = self._generations.current()
        with intact(self._generations.folder):
            files = (self._generations.folder / name).glob("_MAIN_*.toc")
            commits = [int(file.stem.rpartition("_")[2]) for file in files]
        return name, max(commits, default=-1)

    def _seen(self) -> Moment | None:
        """Return the same, or None if it was replaced while we looked, or nothing is there."""
        try:
            return self._moment()
        except IndexUnavailableError:
            return None

    def _at(self, moment: Moment) -> Opened:
        opened = self._opened
        if opened is not None and opened.moment == moment:
            return opened
        with self._opening:
            if self._opened is None or self._opened.moment != moment:
                self._opened = self._open(moment)
            return self._opened

    def _open(self, moment: Moment) -> Opened:
        index = self._generations.open(moment[0])
        with intact(self._generations.folder):
            changed = datetime.fromtimestamp(index.last_modified(), UTC)
            self._leaves = self._leaves_of(index.reader())
            return Opened(moment, changed, Snapshot(list(self._leaves.values())))

    def _leaves_of(self, reader: IndexReader) -> dict[str, Leaf]:
        """Return the segments by name; those that were read before are taken up again."""
        leaves = {}
        for one, _ in reader.leaf_readers():
            if one.doc_count_all():
                name = one.segment().segment_id()
                leaf = self._leaves.get(name)
                if leaf is None:
                    leaf = Leaf(one, self._generations.folder)
                else:
                    leaf.renew(one)
                leaves[name] = leaf
        return leaves
