"""Texts as trees and as typeset rows, each made once for a content hash and kept."""

import hashlib
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from kb.language import Language
from kb.law.act import Expression
from kb.law.analysis import Analyse
from kb.law.glossary import Glossary
from kb.law.linking import marks
from kb.law.parse import PARSER_VERSION, parse
from kb.law.render import RENDER_VERSION, Row, rows
from kb.law.stored import pack_expression, pack_rows, unpack_expression, unpack_rows
from kb.recent import Recent
from kb.storage.acts import ExpressionRow, ParsedRow, TypesetRow

KEPT: Final = 256
"""Texts that a process keeps in memory: the illustrative acts twice over."""


def content_hash(text: str) -> str:
    """Return the SHA-256 of a text, which is its name in the database and on certificates."""
    return hashlib.sha256(text.encode()).hexdigest()


def keep(db: Session, text: str, language: Language) -> str:
    """Store a text and its tree, unless they are there; return its hash."""
    name = content_hash(text)
    if db.get(ExpressionRow, name) is None:
        db.add(ExpressionRow(hash=name, text=text))
        db.flush()
    if db.get(ParsedRow, (name, language, PARSER_VERSION)) is None:
        tree = pack_expression(parse(text, language))
        db.add(ParsedRow(hash=name, language=language, version=PARSER_VERSION, tree=tree))
    return name


def expression(db: Session, name: str, language: Language) -> Expression:
    """Return the tree of a stored text; it is parsed anew only if the parser has changed."""
    kept = db.get(ParsedRow, (name, language, PARSER_VERSION))
    if kept is not None:
        return unpack_expression(kept.tree)
    return parse(db.get_one(ExpressionRow, name).text, language)


@dataclass(frozen=True)
class Typesetter:
    """Makes rows of HTML from texts; `version` changes with everything that they depend on.

    One lasts as long as the glossary does not change. Rows are kept in memory and in the database.
    """

    glossary: Glossary
    analyse: Analyse
    version: str
    _kept: Recent[tuple[Row, ...]]

    @classmethod
    def of(
        cls, glossary: Glossary, glossary_hash: str, analyse: Analyse, analysis: int
    ) -> "Typesetter":
        """Return a typesetter for a glossary and an analysis."""
        parts = f"{PARSER_VERSION}.{RENDER_VERSION}.{analysis}.{glossary_hash}"
        return cls(glossary, analyse, content_hash(parts)[:16], Recent(KEPT))

    def rows(self, db: Session, name: str, language: Language) -> tuple[Row, ...]:
        """Return the typeset rows of a stored text."""
        return self._kept.get((name, language), lambda: self._stored(db, name, language))

    def prepare(self, db: Session, name: str, language: Language) -> None:
        """Store the rows of a text, so that no reader waits for them."""
        if db.get(TypesetRow, (name, language, self.version)) is None:
            packed = pack_rows(self._made(db, name, language))
            db.add(TypesetRow(hash=name, language=language, setting=self.version, rows=packed))

    def _stored(self, db: Session, name: str, language: Language) -> tuple[Row, ...]:
        kept = db.get(TypesetRow, (name, language, self.version))
        return unpack_rows(kept.rows) if kept is not None else self._made(db, name, language)

    def _made(self, db: Session, name: str, language: Language) -> tuple[Row, ...]:
        tree = expression(db, name, language)
        return rows(tree, marks(tree, self.glossary, self.analyse))
