"""What the acts are called that a viewer may know of: asked for by every page that refers to others."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from kb.access import Viewer
from kb.law.identifiers import ActId
from kb.law.procedure import RoundKind
from kb.law.words import Words
from kb.recent import Recent
from kb.services.library import metadata_of
from kb.storage.acts import ActRow, PublicationRow, VersionRow
from kb.storage.review import RoundRow

_KEPT: Final[Recent[Words]] = Recent(8192)


def known(db: Session, viewer: Viewer) -> dict[ActId, Words]:
    """Return the titles of all acts that a viewer may know of, in the version that the viewer reads."""
    found = dict(_titles(db, _published()))
    drafts = (pair for pair in _titles(db, _newest()) if pair[0] in viewer.drafts)
    return found | dict(drafts if viewer.drafts else ())


def discussed(db: Session, acts: Iterable[ActId]) -> dict[tuple[ActId, int], Words]:
    """Return what acts are called in their public rounds, by the numbers of these: everybody may know it."""
    query = (
        _pinned().add_columns(RoundRow.number).join(RoundRow, RoundRow.version_id == VersionRow.id)
    )
    query = query.where(RoundRow.kind == RoundKind.PUBLIC, ActRow.slug.in_(acts))
    return {
        (ActId(slug), number): _KEPT.get(content, partial(_title, db, id_))
        for slug, id_, content, number in db.execute(query).all()
    }


def by_words(titles: Mapping[ActId, Words]) -> dict[str, ActId]:
    """Return the acts by each of their titles, in small letters: as a text refers to them."""
    return {
        words.get(language).casefold(): act
        for act, words in titles.items()
        for language in words.languages()
    }


Pinned = Select[str, int, str]
"""The slug of an act, and the id and the content hash of a version of it."""


def _published() -> Pinned:
    newest = (
        select(PublicationRow.act_id, func.max(PublicationRow.number).label("number"))
        .where(PublicationRow.withdrawn_at.is_(None))
        .group_by(PublicationRow.act_id)
        .subquery()
    )
    same = (PublicationRow.act_id == newest.c.act_id) & (PublicationRow.number == newest.c.number)
    query = _pinned().join(PublicationRow, PublicationRow.version_id == VersionRow.id)
    return query.join(newest, same)


def _newest() -> Pinned:
    newest = (
        select(VersionRow.act_id, func.max(VersionRow.sequence).label("sequence"))
        .group_by(VersionRow.act_id)
        .subquery()
    )
    same = (VersionRow.act_id == newest.c.act_id) & (VersionRow.sequence == newest.c.sequence)
    return _pinned().join(newest, same)


def _pinned() -> Pinned:
    columns = select(ActRow.slug, VersionRow.id, VersionRow.content_hash)
    return columns.join(VersionRow, VersionRow.act_id == ActRow.id).order_by(ActRow.slug)


def _titles(db: Session, query: Pinned) -> Iterator[tuple[ActId, Words]]:
    for slug, id_, content in db.execute(query).all():
        yield ActId(slug), _KEPT.get(content, partial(_title, db, id_))


def _title(db: Session, id_: int) -> Words:
    return metadata_of(db.get_one(VersionRow, id_)).title
