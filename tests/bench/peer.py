"""SQLite FTS5 on the same passages, as one would use it plainly: the yardstick beside the engine."""

import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from indexer.document import IndexDocument

_WORD: Final = re.compile(r"\w+")

_SCHEMA: Final = """
CREATE TABLE passage (id INTEGER PRIMARY KEY, act, kind, body, lang, year);
CREATE VIRTUAL TABLE words USING fts5 (title, heading, text, tokenize = 'unicode61');
"""
_BEST: Final = """
SELECT rowid, snippet(words, 2, '[', ']', '…', 40) FROM words WHERE words MATCH ?
ORDER BY bm25(words, 0.0, 0.6, 1.0) LIMIT 10
"""
_COUNTS: Final = """
SELECT kind, body, lang, year, count(*) FROM words JOIN passage ON passage.id = words.rowid
WHERE words MATCH ? GROUP BY kind, body, lang, year
"""


class Fts5:
    """A full-text table: Unicode words without stems, BM25, snippets of its own."""

    def __init__(self, file: Path) -> None:
        self._db = sqlite3.connect(file)

    def fill(self, documents: Iterable[IndexDocument]) -> None:
        """Add passages, all in one transaction."""
        self._db.executescript(_SCHEMA)
        with self._db:
            for number, one in enumerate(documents, 1):
                edition = one.edition
                facets = (edition.kind, edition.body, edition.language, edition.day.year)
                row = (number, edition.act, *facets)
                self._db.execute("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?)", row)
                self._db.execute(
                    "INSERT INTO words (rowid, title, heading, text) VALUES (?, ?, ?, ?)",
                    (number, edition.title, one.heading, one.text),
                )

    def best(self, text: str) -> list[Any]:
        """Return the ten best passages with any of the words, with snippets."""
        return self._asked(_BEST, text)

    def best_and_counts(self, text: str) -> list[Any]:
        """Return the same with the counts of four facets over all that was found."""
        return self._asked(_BEST, text) + self._asked(_COUNTS, text)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def _asked(self, statement: str, text: str) -> list[Any]:
        terms = " OR ".join(f'"{word}"' for word in _WORD.findall(text))
        return self._db.execute(statement, (terms,)).fetchall() if terms else []
