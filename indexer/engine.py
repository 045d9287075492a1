"""The protocol of a search engine; tests/indexer/test_engine*.py spell out its promises."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from indexer.document import IndexDocument
from indexer.query import SearchQuery, SearchResult
from kb.access import Viewer
from kb.law.identifiers import ActId, EId


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """The state of one index: how many passages it holds, and since when."""

    documents: int
    generation: str
    changed_at: datetime | None


class SearchEngine(Protocol):
    """An index of passages that shows each viewer only what the viewer may read.

    What is published goes into the public indexes, the newest of it also into the desk's, and drafts
    into the desk's only; who has not signed in is answered from the public ones, whatever is asked,
    and so is everybody who asks for the law of a day. Older publications have no part in an answer
    to who names no day.
    """

    def put(self, documents: Iterable[IndexDocument]) -> None:
        """Add or replace documents; they can be found when this returns."""
        ...

    def drop(self, act: ActId) -> None:
        """Forget an act in all its languages."""
        ...

    def replace(self, acts: Iterable[ActId], documents: Iterable[IndexDocument]) -> None:
        """Forget acts and put documents, as one change."""
        ...

    def rebuild(self, documents: Iterable[IndexDocument]) -> int:
        """Index all anew, aside; then swap it in. Return how many documents there are."""
        ...

    def search(self, query: SearchQuery) -> SearchResult:
        """Answer with only what `query.viewer` may read."""
        ...

    def acts_with(self, viewer: Viewer, eid: EId, as_of: date | None = None) -> tuple[ActId, ...]:
        """Return the acts that have a passage at an address, as far as a viewer may read them.

        With `as_of` it is those whose publication that applies on that day has one.
        """
        ...

    def status(self) -> Mapping[str, IndexStatus]:
        """Return the state of each index."""
        ...
