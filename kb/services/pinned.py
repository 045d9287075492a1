"""The text that a round is about: the version that it is pinned to, for those who may read it there."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kb.language import Language
from kb.law.identifiers import EId
from kb.law.passage import passages_in
from kb.law.procedure import RoundKind
from kb.recent import Recent
from kb.services import library, texts
from kb.services.library import Act, Edition
from kb.services.seats import Seat
from kb.storage.acts import ActRow, ExpressionRow, PublicationRow, VersionRow
from kb.storage.review import RoundRow


def act(db: Session, seat: Seat) -> Act | None:
    """Return the act in the version of a round; None to those who know of the round, but not of the text.

    Comments that are shown after the report do not open the draft that they were made on.
    """
    slug = seat.asked.act
    if not _may_read(db, seat):
        return None
    reader = replace(seat.viewer, drafts=seat.viewer.drafts | {slug})
    found = library.find(db, reader, slug, Edition(version=seat.asked.version))
    return found if slug in seat.viewer.drafts else replace(found, stage=None)


def newest(db: Session, seat: Seat) -> int:
    """Return the number of the newest version as far as a viewer may know of it: at least the round's."""
    if seat.asked.act not in seat.viewer.drafts:
        return seat.asked.version
    query = select(func.max(VersionRow.sequence)).join(ActRow).where(ActRow.slug == seat.asked.act)
    return db.scalar(query) or seat.asked.version


_WORDINGS: Final[Recent[Mapping[EId, str]]] = Recent(64)


def wordings(db: Session, found: Act, eid: EId) -> dict[Language, str]:
    """Return the Markdown of a provision in every language that has it."""
    return wordings_in(db, found.shown.texts, eid)


def wordings_in(db: Session, named: Mapping[Language, str], eid: EId) -> dict[Language, str]:
    """Return the Markdown of a provision in every one of some texts, named by their hashes, that has it."""
    told = {one: _wordings(db, name, one).get(eid, "") for one, name in named.items()}
    return {language: words for language, words in told.items() if words}


def named(db: Session, seat: Seat) -> dict[Language, str]:
    """Return the hashes of the texts that a round is about, to those who may read them; else nothing."""
    if not _may_read(db, seat):
        return {}
    query = select(VersionRow.kk, VersionRow.ru, VersionRow.en)
    query = query.join(RoundRow, RoundRow.version_id == VersionRow.id).where(RoundRow.id == seat.id)
    hashes = zip((Language.KK, Language.RU, Language.EN), db.execute(query).one(), strict=True)
    return {language: name for language, name in hashes if name}


def _wordings(db: Session, name: str, language: Language) -> Mapping[EId, str]:
    """Return the Markdown of every provision of a text, cut once for a content hash."""
    return _WORDINGS.get((name, language), lambda: _cut(db, name, language))


def _cut(db: Session, name: str, language: Language) -> Mapping[EId, str]:
    tree, text = texts.expression(db, name, language), db.get_one(ExpressionRow, name).text
    return {one.eid: one.wording for one in passages_in(tree, text)}


def _may_read(db: Session, seat: Seat) -> bool:
    is_open = seat.is_invited or seat.asked.kind is RoundKind.PUBLIC
    return is_open or seat.asked.act in seat.viewer.drafts or _is_published(db, seat)


def _is_published(db: Session, seat: Seat) -> bool:
    query = select(PublicationRow.id).join(
        RoundRow, RoundRow.version_id == PublicationRow.version_id
    )
    stands = PublicationRow.withdrawn_at.is_(None)
    return db.scalar(query.where(RoundRow.id == seat.id, stands).limit(1)) is not None
