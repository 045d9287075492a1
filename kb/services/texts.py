"""Texts as trees and as typeset rows, each made once for a content hash and kept."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, delete, func, select
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
from kb.storage.acts import (
    ActRow,
    ExpressionRow,
    ParsedRow,
    PublicationRow,
    TypesetRow,
    VersionRow,
)

KEPT: Final = 256
"""Texts that a process keeps in memory: the illustrative acts twice over."""


def content_hash(text: str) -> str:
    """Return the SHA-256 of a text, which is its name in the database and on certificates."""
    return hashlib.sha256(text.encode()).hexdigest()


def keep(db: Session, text: str, tree: Expression) -> str:
    """Store a text and its tree, unless they are there; return its hash."""
    name = content_hash(text)
    if db.get(ExpressionRow, name) is None:
        db.add(ExpressionRow(hash=name, text=text))
        db.flush()
    if db.get(ParsedRow, (name, tree.language, PARSER_VERSION)) is None:
        packed = pack_expression(tree)
        db.add(ParsedRow(hash=name, language=tree.language, version=PARSER_VERSION, tree=packed))
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

    def missing(self, db: Session) -> list[tuple[str, Language]]:
        """Return the texts that are shown, and whose rows are not stored yet."""
        kept = select(TypesetRow.hash, TypesetRow.language)
        there = {(row.hash, row.language) for row in db.execute(kept.where(self._is_mine))}
        return sorted(shown(db) - there)

    def typeset(self, db: Session, name: str, language: Language) -> TypesetRow:
        """Return the rows of a text as they are stored, made anew."""
        made = pack_rows(self._made(db, name, language))
        return TypesetRow(hash=name, language=language, setting=self.version, rows=made)

    def keep(self, db: Session, made: Iterable[TypesetRow]) -> None:
        """Store typeset rows, and drop those that were made with another glossary or program."""
        db.execute(delete(TypesetRow).where(~self._is_mine))
        for row in made:
            db.merge(row)

    @property
    def _is_mine(self) -> ColumnElement[bool]:
        return TypesetRow.setting == self.version

    def _stored(self, db: Session, name: str, language: Language) -> tuple[Row, ...]:
        kept = db.get(TypesetRow, (name, language, self.version))
        return unpack_rows(kept.rows) if kept is not None else self._made(db, name, language)

    def _made(self, db: Session, name: str, language: Language) -> tuple[Row, ...]:
        tree = expression(db, name, language)
        return rows(tree, marks(tree, self.glossary, self.analyse))


def shown(db: Session) -> set[tuple[str, Language]]:
    """Return the texts of the newest version of every act and of all published ones."""
    newest = select(func.max(VersionRow.sequence)).where(VersionRow.act_id == ActRow.id)
    last = VersionRow.sequence == newest.correlate(ActRow).scalar_subquery()
    published = VersionRow.id.in_(select(PublicationRow.version_id))
    versions = db.scalars(select(VersionRow).join(ActRow).where(last | published))
    return {
        (name, language)
        for version in versions
        for language in Language
        if (name := version.hash_of(language)) is not None
    }
