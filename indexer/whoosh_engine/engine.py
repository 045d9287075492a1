"""The embedded engine, for one machine: Whoosh indexes, and answers kept while they hold."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
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
    """A SearchEngine that needs no server; safe between threads and beside other processes.

    Older publications lie in an index of their own, which only a search as of a day opens: other
    searches are not slower for them, and cannot be answered otherwise.
    """

    def __init__(self, folder: Path) -> None:
        self._public = WhooshIndex(folder / "public")
        self._older = WhooshIndex(folder / "older")
        self._desk = WhooshIndex(folder / "desk")
        self._applying: Recent[Opened] = Recent(1)
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
        self._older.change(forgotten, filter(_is_older, fresh))
        self._public.change(forgotten, (one for one in fresh if one.edition.is_current))
        self._desk.change(forgotten, (one for one in fresh if not _is_older(one)))
        for index in (self._older, self._public, self._desk):
            index.tidy()

    def rebuild(self, documents: Iterable[IndexDocument]) -> int:
        """Index all anew, aside; then swap it in. Return how many documents there are."""
        older: deque[IndexDocument] = deque()
        drafts: deque[IndexDocument] = deque()
        current = self._public.rebuild(_current(documents, older, drafts))
        published = current + self._older.rebuild(_taken_from(older))
        return published + self._desk.rebuild(_taken_from(drafts), start=self._public)

    def search(self, query: SearchQuery) -> SearchResult:
        """Answer with only what `query.viewer` may read."""
        opened, view = self._open(query.viewer, query.as_of)
        key = (opened.moment, view.name, _key(query))
        return self._answers.get(key, lambda: search(query, view))

    def acts_with(self, viewer: Viewer, eid: EId, as_of: date | None = None) -> tuple[ActId, ...]:
        """Return the acts that have a passage at an address, as far as a viewer may read them."""
        return acts_with(self._open(viewer, as_of)[1], eid)

    def status(self) -> Mapping[str, IndexStatus]:
        """Return the state of each index."""
        indexes = {"public": self._public, "older": self._older, "desk": self._desk}
        return {name: index.status() for name, index in indexes.items()}

    def _open(self, viewer: Viewer, as_of: date | None) -> tuple[Opened, View]:
        """Return the index that a viewer is answered from, and what the viewer may read of it.

        Whoever may read no drafts, as one who has not signed in, is answered from the public one;
        so is everybody who asks for the law of a day, beside that of older publications.
        """
        if as_of is not None:
            applying = self._opened_together()
            return applying, applying.on(as_of)
        drafts = frozenset[ActId]() if viewer.is_anonymous else viewer.drafts
        opened = (self._desk if drafts else self._public).opened()
        return opened, opened.view(drafts)

    def _opened_together(self) -> Opened:
        """Return all publications."""
        public, older = self._public.opened(), self._older.opened()
        moments = (public.moment, older.moment)
        return self._applying.get(moments, lambda: public.beside(older))


def _is_older(document: IndexDocument) -> bool:
    return document.edition.is_published and not document.edition.is_current


def _current(
    documents: Iterable[IndexDocument], older: deque[IndexDocument], drafts: deque[IndexDocument]
) -> Iterator[IndexDocument]:
    """Yield the documents that everybody reads who names no day, and lay the others aside."""
    for document in documents:
        if document.edition.is_current:
            yield document
        else:
            (older if _is_older(document) else drafts).append(document)


def _taken_from(laid_aside: deque[IndexDocument]) -> Iterator[IndexDocument]:
    while laid_aside:
        yield laid_aside.popleft()


def _key(query: SearchQuery) -> tuple[object, ...]:
    """Return what an answer depends on, apart from what the viewer may read."""
    chosen = frozenset(query.chosen.items())
    asked = (query.text, query.law_day, query.interface, chosen, query.sort, query.by_act)
    return (*asked, query.literal, query.page, query.size)
