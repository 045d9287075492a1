"""Since when the provisions of a published text apply, and what becomes of them afterwards."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.language import Language
from kb.law import beginnings, force
from kb.law.beginnings import Beginning, Edition
from kb.law.force import History
from kb.law.identifiers import EId
from kb.law.metadata import Metadata
from kb.law.parse import PARSER_VERSION
from kb.law.passages import passages
from kb.law.wordings import Wordings, wordings
from kb.recent import Recent
from kb.services import library, texts
from kb.services.library import Act, Publication
from kb.storage.acts import ActRow, VersionRow

_KEPT: Final[Recent[Wordings]] = Recent(256)


def of_act(db: Session, act: Act) -> Mapping[EId, Beginning]:
    """Return the beginning of every provision of a published text; nothing of a draft."""
    if act.is_draft or act.publication is None:
        return {}
    number = act.publication.number
    standing = [one for one in library.publications(db, act.act) if not one.is_withdrawn]
    editions = sorted((one for one in standing if one.number <= number), key=lambda p: p.number)
    versions = _versions(db, act, {one.version for one in editions})
    named = named_days(db, versions[act.publication.version], act.metadata)
    if len(editions) == 1:
        only = Edition(number, dict.fromkeys(named, ""), editions[0].starts)
        return beginnings.beginnings([only], named)
    told = [_edition(db, one, versions[one.version]) for one in editions]
    return beginnings.beginnings(told, named)


def histories(db: Session, act: Act) -> Mapping[EId, History]:
    """Return the history of every provision of a published text; nothing of a draft."""
    changes = act.changes()
    return {eid: force.history(one.day, changes) for eid, one in of_act(db, act).items()}


def days(db: Session, act: Act) -> list[date]:
    """Return the days on which passages of a published text begin, each once."""
    first = next(iter(act.shown.texts.items()), None)
    if first is None:
        return []
    begin = of_act(db, act)
    tree = texts.expression(db, first[1], first[0])
    return sorted({begin[passage.provision.eid].day for passage in passages(tree)})


def named_days(db: Session, version: VersionRow, metadata: Metadata) -> dict[EId, date | None]:
    """Return the days that an act itself sets for its provisions, None for those without."""
    days: dict[EId, date | None] = {}
    for language, name in _names(version).items():
        tree = texts.expression(db, name, language)
        days = force.starts(tree, metadata.commencement) | days
    return days


def wordings_of(db: Session, version: VersionRow) -> Wordings:
    """Return what each provision of a version says, as marks; versions never change."""
    names = _names(version)
    key = (PARSER_VERSION, *names.items())
    return _KEPT.get(
        key, lambda: wordings(texts.expression(db, name, one) for one, name in names.items())
    )


def _names(version: VersionRow) -> dict[Language, str]:
    return {one: name for one in Language if (name := version.hash_of(one)) is not None}


def _edition(db: Session, publication: Publication, version: VersionRow) -> Edition:
    return Edition(publication.number, wordings_of(db, version), publication.starts)


def _versions(db: Session, act: Act, sequences: set[int]) -> dict[int, VersionRow]:
    query = select(VersionRow).join(ActRow).where(ActRow.slug == act.act)
    rows = db.scalars(query.where(VersionRow.sequence.in_(sequences)))
    return {row.sequence: row for row in rows}
