"""The embedded engine, for one machine: two Whoosh indexes, and answers kept while they hold."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from indexer.document import IndexDocument
from indexer.engine import IndexStatus
from indexer.query import SearchQuery, SearchResult
from indexer.whoosh_engine.index import Opened, WhooshIndex
from indexer.whoosh_engine.searching import acts_with, search
from indexer.whoosh_engine.view import View
from kb.access import Viewer
from kb.law.identifiers import ActId, EId
from kb.recent import Recent


class WhooshEngine:
    """A SearchEngine that needs no server; safe between threads and beside other processes."""

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
        published = (document for document in fresh if document.edition.is_published)
        self._public.change(forgotten, published)
        self._desk.change(forgotten, fresh)
        self._public.tidy()
        self._desk.tidy()

    def rebuild(self, documents: Iterable[IndexDocument]) -> int:
        """Index all anew, aside; then swap it in. Return how many documents there are."""
        drafts: deque[IndexDocument] = deque()
        published = self._public.rebuild(_published(documents, drafts))
        return published + self._desk.rebuild(_taken_from(drafts), start=self._public)

    def search(self, query: SearchQuery) -> SearchResult:
        """Answer with only what `query.viewer` may read."""
        opened, view = self._open(query.viewer)
        key = (opened.moment, view.drafts, _key(query))
        return self._answers.get(key, lambda: search(query, view))

    def acts_with(self, viewer: Viewer, eid: EId) -> tuple[ActId, ...]:
        """Return the acts that have a passage at an address, as far as a viewer may read them."""
        return acts_with(self._open(viewer)[1], eid)

    def status(self) -> Mapping[str, IndexStatus]:
        """Return the state of each index."""
        return {"public": self._public.status(), "desk": self._desk.status()}

    def _open(self, viewer: Viewer) -> tuple[Opened, View]:
        """Return the index that a viewer is answered from, and what the viewer may read of it.

        Whoever may read no drafts, as one who has not signed in, is answered from the public one.
        """
        drafts = frozenset[ActId]() if viewer.is_anonymous else viewer.drafts
        opened = (self._desk if drafts else self._public).opened()
        return opened, opened.view(drafts)


def _published(
    documents: Iterable[IndexDocument], drafts: deque[IndexDocument]
) -> Iterator[IndexDocument]:
    """Yield the documents that everybody may read, and lay the others aside."""
    for document in documents:
        if document.edition.is_published:
            yield document
        else:
            drafts.append(document)


def _taken_from(laid_aside: deque[IndexDocument]) -> Iterator[IndexDocument]:
    while laid_aside:
        yield laid_aside.popleft()


def _key(query: SearchQuery) -> tuple[object, ...]:
    """Return what an answer depends on, apart from what the viewer may read."""
    chosen = frozenset(query.chosen.items())
    asked = (query.text, query.day, query.interface, chosen, query.sort, query.by_act)
    return (*asked, query.literal, query.page, query.size)
