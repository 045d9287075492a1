"""Redlines between two editions of an act that a viewer may read, each made once and kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice, pairwise
from typing import Any, Final

from sqlalchemy import Row, delete, select, tuple_
from sqlalchemy.orm import Session

from kb.access import Viewer
from kb.language import Language
from kb.law.act import Expression
from kb.law.identifiers import ActId, EId
from kb.law.parse import PARSER_VERSION
from kb.law.redline.change import ChangeKind, Redline
from kb.law.redline.comparing import REDLINE_VERSION, redline
from kb.law.redline.stored import pack_redline, unpack_redline
from kb.law.redline.summary import Counts
from kb.recent import Recent
from kb.services import library, texts
from kb.services.library import Edition
from kb.storage.acts import ActRow, PublicationRow, VersionRow
from kb.storage.redlines import RedlineRow

SETTING: Final = f"{PARSER_VERSION}.{REDLINE_VERSION}"
"""Redlines with another setting were made by another program, and may differ."""

NEWEST: Final = 20
"""Versions of an act whose redlines are made in advance; older ones are compared when they are asked for."""

KEPT: Final = 32
"""Redlines that a process keeps in memory; one of a long act takes some megabytes."""

_TITLE: Final = "title"
_ALONE: Final[Recent[Expression]] = Recent(1024)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts to be compared, by their hashes; empty where there is no text in the language."""

    language: Language
    old: str
    new: str

    @property
    def is_whole(self) -> bool:
        """Whether there are two texts."""
        return bool(self.old and self.new)


def pair(
    db: Session, viewer: Viewer, act: ActId, language: Language, editions: tuple[Edition, Edition]
) -> Pair:
    """Return the texts of an older and a newer edition of an act in a language.

    An edition without a text in it counts as an empty text. Raises EditionNotFoundError alike if
    there is no such edition and if it is not the viewer's to know about, as `library.find` does.
    """
    older, newer = (library.find(db, viewer, act, edition) for edition in editions)
    return Pair(language, older.shown.texts.get(language, ""), newer.shown.texts.get(language, ""))


def neighbours(db: Session, act: ActId | None = None) -> list[Pair]:
    """Return the texts that are compared most, drafts included: those of neighbours in an act's history.

    That is each publication with the one before it, and each of the newest versions with the one
    before it; of one act, or of all. For those who make redlines in advance; what a viewer may
    read, `pair` says.
    """
    texts_ = (VersionRow.act_id, VersionRow.kk, VersionRow.ru, VersionRow.en)
    versions = select(*texts_).order_by(VersionRow.act_id, VersionRow.sequence)
    standing = PublicationRow.withdrawn_at.is_(None)
    published = select(*texts_).join(PublicationRow.version).where(standing)
    published = published.order_by(VersionRow.act_id, PublicationRow.number)
    if act is not None:
        mine = VersionRow.act_id == select(ActRow.id).where(ActRow.slug == act).scalar_subquery()
        versions, published = versions.where(mine), published.where(mine)
    found: dict[Pair, None] = {}
    for history in _by_act(db.execute(versions)):
        found |= dict.fromkeys(_pairs(history[-NEWEST - 1 :]))
    for history in _by_act(db.execute(published)):
        found |= dict.fromkeys(_pairs(history))
    return list(found)


def _by_act(rows: Iterable[Row[Any]]) -> Iterator[list[Row[Any]]]:
    return (list(history) for _, history in groupby(rows, key=lambda row: row.act_id))


def _pairs(rows: Sequence[Row[Any]]) -> Iterator[Pair]:
    for older, newer in pairwise(rows):
        for language in Language:
            one = Pair(language, getattr(older, language) or "", getattr(newer, language) or "")
            if one.is_whole and one.old != one.new:
                yield one


def missing(db: Session) -> list[Pair]:
    """Return the neighbours in the history of all acts whose redlines are not stored yet."""
    columns = (RedlineRow.language, RedlineRow.old, RedlineRow.new)
    there = {
        Pair(Language(language), old, new)
        for language, old, new in db.execute(select(*columns).where(RedlineRow.setting == SETTING))
    }
    return [one for one in neighbours(db) if one not in there]


@dataclass(frozen=True)
class Redliner:
    """Gives redlines; it keeps the last ones in memory, and `keep` stores them in the database."""

    _kept: Recent[Redline] = field(default_factory=lambda: Recent(KEPT))

    def redline(self, db: Session, texts_: Pair) -> Redline:
        """Return what changed between two texts; who may read them, `pair` has asked."""
        return self._kept.get(texts_, lambda: _stored(db, texts_) or _made(db, texts_))

    def prepared(self, db: Session, pairs: Iterable[Pair]) -> list[RedlineRow]:
        """Return the redlines, not stored yet, of pairs of texts: so that nobody waits for them twice."""
        wanted = [one for one in pairs if one.is_whole]
        return [
            _row(one, self.redline(db, one))
            for one in wanted
            if db.get(RedlineRow, _key(one)) is None
        ]

    def keep(self, db: Session, prepared: Iterable[RedlineRow]) -> None:
        """Store redlines, and drop those that another program made."""
        db.execute(delete(RedlineRow).where(RedlineRow.setting != SETTING))
        for row in prepared:
            db.merge(row)


def of_provision(db: Session, texts_: Pair, eid: EId) -> Redline:
    """Return what changed between two texts in one provision and in all that stands in it."""
    language = texts_.language
    old, new = (_alone(db, name, language, eid) for name in (texts_.old, texts_.new))
    return redline(old, new)


def _alone(db: Session, name: str, language: Language, eid: EId) -> Expression:
    """Return a text of which there is nothing but one provision, or nothing at all."""
    return _ALONE.get((name, language, eid, PARSER_VERSION), lambda: _cut(db, name, language, eid))


def _cut(db: Session, name: str, language: Language, eid: EId) -> Expression:
    found = (one for one in _tree(db, name, language).walk() if one.eid == eid)
    return Expression(language=language, provisions=tuple(islice(found, 1)))


def counts(db: Session, pairs: Iterable[Pair]) -> dict[Pair, Counts]:
    """Return how much changed between pairs of texts, as far as their redlines are stored."""
    wanted = {one for one in pairs if one.is_whole}
    columns = (RedlineRow.language, RedlineRow.old, RedlineRow.new)
    query = select(*columns, RedlineRow.counts).where(
        RedlineRow.setting == SETTING,
        tuple_(*columns).in_([(one.language.value, one.old, one.new) for one in wanted]),
    )
    return {
        Pair(Language(language), old, new): _counts(plain)
        for language, old, new, plain in db.execute(query)
    }


def _key(texts_: Pair) -> tuple[str, str, str, str]:
    return texts_.old, texts_.new, texts_.language.value, SETTING


def _stored(db: Session, texts_: Pair) -> Redline | None:
    row = db.get(RedlineRow, _key(texts_))
    return unpack_redline(row.changes) if row is not None else None


def _made(db: Session, texts_: Pair) -> Redline:
    language = texts_.language
    return redline(_tree(db, texts_.old, language), _tree(db, texts_.new, language))


def _tree(db: Session, name: str, language: Language) -> Expression:
    return texts.expression(db, name, language) if name else Expression(language=language)


def _row(texts_: Pair, made: Redline) -> RedlineRow:
    old, new, language, setting = _key(texts_)
    return RedlineRow(
        old=old,
        new=new,
        language=language,
        setting=setting,
        counts=_plain(Counts.of(made)),
        changes=pack_redline(made),
    )


def _plain(counted: Counts) -> dict[str, Any]:
    return {kind.value: number for kind, number in counted.by_kind.items()} | {
        _TITLE: counted.title
    }


def _counts(plain: Mapping[str, Any]) -> Counts:
    return Counts({kind: plain[kind] for kind in ChangeKind}, plain[_TITLE])
