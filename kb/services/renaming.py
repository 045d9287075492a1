"""Acts that get another slug: the same act under a new name, and the addresses it had before."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.access import Viewer
from kb.errors import ActNotFoundError, WithdrawnError
from kb.language import Language
from kb.law.draft import Draft
from kb.law.identifiers import ActId
from kb.services import audit, library
from kb.storage.acts import ActRow, ExpressionRow, VersionRow
from kb.storage.imports import AliasRow, ProblemRow
from kb.storage.queue import IndexTaskRow

ALIKE: Final = 0.6
"""The share of equal lines from which on two texts are the same act's."""

_FEW_LINES: Final = 3
"""A text of fewer lines says nothing about whose it is: a title, and that the rest will follow."""


def predecessor(db: Session, draft: Draft, removed: Iterable[str]) -> ActRow | None:
    """Return the act that goes on under the name of a draft, if one was removed for it.

    `removed` are the folders that went with the same commit. If the draft was broken when it came,
    the one that went then is meant.
    """
    if db.scalar(select(ActRow.id).where(ActRow.slug == draft.act)) is not None:
        return None
    known = db.get(ProblemRow, draft.path)
    waiting = [known.predecessor] if known is not None and known.predecessor else []
    acts = filter(None, (_act_at(db, path) for path in dict.fromkeys([*removed, *waiting])))
    shares = [(likeness(_texts(db, act), draft.texts), act) for act in acts]
    share, act = max(shares, key=lambda pair: pair[0], default=(0.0, None))
    return act if share >= ALIKE else None


def likeness(old: Mapping[Language, str], new: Mapping[Language, str]) -> float:
    """Return the share of lines that two acts have in common, 1 if they have a whole text so."""
    lines = [
        (_lines(old.get(language, "")), _lines(new.get(language, ""))) for language in Language
    ]
    if any(one == other and one.total() >= _FEW_LINES for one, other in lines):
        return 1.0
    most = sum(max(one.total(), other.total()) for one, other in lines)
    return sum((one & other).total() for one, other in lines) / most if most else 0.0


def rename(db: Session, act: ActRow, slug: ActId, now: datetime) -> None:
    """Give an act another slug; the old one leads to it from now on."""
    taken = db.get(AliasRow, slug)
    if taken is not None:
        db.delete(taken)
    alias = db.get(AliasRow, act.slug) or AliasRow(slug=act.slug)
    alias.act_id = act.id
    db.add(alias)
    before, after = {"slug": act.slug}, {"slug": slug}
    act.slug = slug
    db.add(IndexTaskRow(act_id=act.id, created_at=now))
    audit.note(db, audit.Agent.SYSTEM, audit.Deed.RENAMED, act, at=now, before=before, after=after)


def successor(db: Session, viewer: Viewer, slug: ActId) -> ActId | None:
    """Return the present slug of the act that had this one before, if the viewer may know of it."""
    alias = db.get(AliasRow, slug)
    if alias is None or alias.act.slug == slug:
        return None
    present = ActId(alias.act.slug)
    try:
        library.find(db, viewer, present)
    except WithdrawnError:
        return present
    except ActNotFoundError:
        return None
    return present


def _act_at(db: Session, path: str) -> ActRow | None:
    """Return the act that lies in a folder, if the folder is that of an act."""
    act = db.scalar(select(ActRow).where(ActRow.slug == path.rpartition("/")[2]))
    return act if act is not None and act.path == path else None


def _texts(db: Session, act: ActRow) -> dict[Language, str]:
    """Return the newest texts of an act."""
    query = select(VersionRow).where(VersionRow.act_id == act.id)
    last = db.scalar(query.order_by(VersionRow.sequence.desc()).limit(1))
    names = {language: last.hash_of(language) for language in Language} if last else {}
    rows = {language: db.get(ExpressionRow, name) for language, name in names.items() if name}
    return {language: row.text for language, row in rows.items() if row is not None}


def _lines(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.splitlines() if line.strip())
