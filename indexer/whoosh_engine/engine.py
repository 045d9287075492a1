"""The embedded engine, for one machine: two Whoosh indexes, and answers kept while they hold."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from indexer.document import IndexDocument
from indexer.engine import IndexStatus
from indexer.query import SearchQuery, SearchResult
from indexer.whoosh_engine.index import WhooshIndex
from indexer.whoosh_engine.searching import acts_with, search
from kb.access import Viewer
from kb.law.identifiers import ActId, EId
from kb.recent import Recent


class WhooshEngine:
    """A SearchEngine that needs no server."""

    def __init__(self, folder: Path) -> None:
        self._public = WhooshIndex(folder / "public")
        self._desk = WhooshIndex(folder / "desk")
        self._answers: Recent[SearchResult] = Recent(512)

    def put(self, documents: Iterable[IndexDocument]) -> None:
        """Add or replace documents; they can be found when this returns."""
        self.replace((), documents)

    def drop(self, act: ActId) -> None:
        """Forget an act in all its languages."""
        self.replace((act,), ())

    def replace(self, acts: Iterable[ActId], documents: Iterable[IndexDocument]) -> None:
        """Forget acts and put documents, as one change."""
        forgotten, fresh = tuple(acts), tuple(documents)
        self._public.change(forgotten, _published(fresh))
        self._desk.change(forgotten, fresh)

    def rebuild(self, documents: Iterable[IndexDocument]) -> int:
        """Index all anew, aside; then swap it in. Return how many documents there are."""
        fresh = tuple(documents)
        self._public.rebuild(_published(fresh))
        return self._desk.rebuild(fresh)

    def search(self, query: SearchQuery) -> SearchResult:
        """Answer with only what `query.viewer` may read."""
        moment, snapshot = self._index(query.viewer).snapshot()
        return self._answers.get((moment, _key(query)), lambda: search(query, snapshot))

    def acts_with(self, viewer: Viewer, eid: EId) -> tuple[ActId, ...]:
        """Return the acts that have a passage at an address, as far as a viewer may read them."""
        return acts_with(self._index(viewer).snapshot()[1], viewer, eid)

    def _index(self, viewer: Viewer) -> WhooshIndex:
        """Return the index that a viewer is answered from: who has not signed in, the public one."""
        return self._public if viewer.is_anonymous else self._desk

    def status(self) -> Mapping[str, IndexStatus]:
        """Return the state of each index."""
        return {"public": self._public.status(), "desk": self._desk.status()}


def _published(documents: Iterable[IndexDocument]) -> Iterator[IndexDocument]:
    return (document for document in documents if document.edition.is_published)


def _key(query: SearchQuery) -> tuple[object, ...]:
    """Return what an answer depends on; of the viewer, only what the viewer may read."""
    chosen = frozenset(query.chosen.items())
    asked = (query.text, query.day, query.interface, chosen, query.sort, query.by_act)
    return (*asked, query.literal, query.page, query.size, query.viewer.drafts)
