"""The index of remarks for one machine, in Whoosh."""

from collections.abc import Collection, Iterable
from pathlib import Path
from threading import Lock
from typing import Any, Final

from whoosh import fields, query
from whoosh.analysis import IDTokenizer, RegexTokenizer
from whoosh.index import FileIndex
from whoosh.searching import Searcher
from whoosh.writing import IndexWriter

from indexer.remarks.asked import Asked, Word
from indexer.remarks.document import Remark
from indexer.remarks.index import Candidate
from indexer.whoosh_engine.generations import Generations
from indexer.whoosh_engine.leaf import intact
from kb.errors import IndexUnavailableError
from kb.locking import locked

_POSITION: Final = "#2"
"""The key of the document that says up to which entry of the log the index has come.

It changes with what is indexed of a remark: an index of an older program has none, and is built anew.
"""

_WAIT: Final = 60.0


class WhooshRemarks:
    """A RemarkIndex that needs no server; safe between threads and beside other processes."""

    def __init__(self, folder: Path) -> None:
        self._generations = Generations(folder, _schema)
        self._lock = folder / "LOCK"
        self._using = Lock()
        self._opened: tuple[str, Searcher] | None = None

    def position(self) -> int:
        """Return the number of the last entry of the log that is worked in."""
        with self._using, intact(self._generations.folder):
            found = self._searcher().document(key=_POSITION)
        if found is None:
            raise IndexUnavailableError(folder=self._generations.folder)
        return int(found["round"])

    def change(self, remarks: Iterable[Remark], position: int) -> None:
        """Put remarks in the place of those with the same keys, as one change with the position."""
        with locked(self._lock):
            _write(self._generations.open(self._generations.current()), remarks, position)

    def rebuild(self, remarks: Iterable[Remark], position: int) -> int:
        """Index all anew, aside; then swap it in. Return how many remarks there are."""
        with locked(self._lock):
            name, index = self._generations.create()
            count = _write(index, remarks, position)
            self._generations.swap(name)
            return count

    def candidates(
        self, asked: Asked, rounds: Collection[int], most: int | None
    ) -> list[Candidate]:
        """Return remarks of some rounds in which all words stand, the best first; None is all of them."""
        if asked.is_empty or not rounds:
            return []
        of_rounds = query.Or([query.Term("within", str(one)) for one in rounds])
        with self._using, intact(self._generations.folder):
            found = self._searcher().search(_query(asked), filter=of_rounds, limit=most)
            return [Candidate(hit["key"], hit["round"], hit["at"], hit.score) for hit in found]

    def _searcher(self) -> Searcher:
        """Return a searcher on the index as it is now; whoever uses it holds the lock.

        It is opened anew whenever the index has changed: what Whoosh refreshes still shows what
        was deleted.
        """
        name = self._generations.current()
        if self._opened is not None:
            of, searcher = self._opened
            if of == name and searcher.up_to_date():
                return searcher
            self._opened = None
            searcher.close()
        searcher = self._generations.open(name).searcher()
        self._opened = name, searcher
        return searcher


def _schema() -> fields.Schema:
    ready = {"analyzer": RegexTokenizer(r"\S+"), "phrase": False}
    return fields.Schema(
        key=fields.ID(unique=True, stored=True, analyzer=IDTokenizer()),
        round=fields.STORED,
        at=fields.STORED,
        within=fields.ID,
        terms=fields.TEXT(**ready),
        words=fields.TEXT(**ready),
    )


def _write(index: FileIndex, remarks: Iterable[Remark], position: int) -> int:
    """Write remarks and the position; whatever goes wrong leaves the index as it was."""
    writer: IndexWriter = index.writer(timeout=_WAIT)
    count = 0
    try:
        for remark in remarks:
            writer.update_document(**_packed(remark))
            count += 1
        writer.update_document(key=_POSITION, round=position)
    except BaseException:
        writer.cancel()
        raise
    writer.commit()
    return count


def _packed(remark: Remark) -> dict[str, Any]:
    return {
        "key": remark.key,
        "round": remark.round,
        "at": remark.at,
        "within": str(remark.round),
        "terms": " ".join(sorted(remark.terms)),
        "words": " ".join(sorted(remark.words)),
    }


def _query(asked: Asked) -> query.Query:
    words = [_of_word(word) for word in asked.words]
    return query.And([*words, *(query.Prefix("words", prefix) for prefix in asked.prefixes)])


def _of_word(word: Word) -> query.Query:
    return query.Or([query.And([query.Term("terms", one) for one in terms]) for terms in word])
