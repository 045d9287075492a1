"""What each version changed: the history of an act, and of a provision, without reading any text."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.access import Viewer
from kb.law.identifiers import STEP, ActId, EId
from kb.law.wordings import Turn, Wordings, last_changed, turn
from kb.services import library
from kb.services.beginnings import wordings_of
from kb.services.library import Version
from kb.storage.acts import ActRow, VersionRow


@dataclass(frozen=True, slots=True)
class Step:
    """A version in the history of an act, and how much of the act it changed.

    `total` counts the provisions after it; `changed`, `added` and `gone` are those it reworded,
    brought in and took out.
    """

    version: Version
    total: int
    changed: int
    added: int
    gone: int

    @property
    def share(self) -> float:
        """Which part of the provisions there were or are was touched: 0 to 1."""
        touched = self.changed + self.added + self.gone
        return touched / (self.total + self.gone) if touched else 0.0

    @property
    def is_mostly_new(self) -> bool:
        """Whether more than half was touched."""
        return self.share > 1 / 2


def write(db: Session, version: VersionRow, before: VersionRow | None) -> None:
    """Note what a new version made of the wordings of the one before it."""
    earlier = wordings_of(db, before) if before is not None else {}
    version.turn = turn(earlier, wordings_of(db, version)).plain()


def history(db: Session, viewer: Viewer, act: ActId) -> list[Step]:
    """Return how an act came about, the newest version first, to those who may read its drafts."""
    if act not in viewer.drafts:
        return []
    steps, wordings = [], Wordings()
    for row, made in _turns(db, act):
        after = made.apply(wordings)
        added = sum(eid not in wordings for eid in made.fresh)
        changed = len(made.fresh) - added
        steps.append(Step(library.version(row), len(after), changed, added, len(made.gone)))
        wordings = after
    return steps[::-1]


def of_provision(db: Session, viewer: Viewer, act: ActId, eid: EId) -> list[Version]:
    """Return the versions in which a provision, or anything in it, changed; the newest first.

    For those who may not read drafts nothing: see kb.services.library.publications for them.
    """
    if act not in viewer.drafts:
        return []
    inside = f"{eid}{STEP}"
    found = [
        library.version(row)
        for row, made in _turns(db, act)
        if any(one == eid or one.startswith(inside) for one in (*made.fresh, *made.gone))
    ]
    return found[::-1]


def origins(db: Session, viewer: Viewer, act: ActId, sequence: int) -> dict[EId, Version]:
    """Return for each provision of a version the one that gave it its words; nothing to readers."""
    if act not in viewer.drafts:
        return {}
    until = ((row, made) for row, made in _turns(db, act) if row.sequence <= sequence)
    return {eid: library.version(row) for eid, row in last_changed(until).items()}


def _turns(db: Session, act: ActId) -> Iterable[tuple[VersionRow, Turn]]:
    """Yield the versions from the first; one that is older than this record is read once more."""
    query = select(VersionRow).join(ActRow).where(ActRow.slug == act)
    before: VersionRow | None = None
    for row in db.scalars(query.order_by(VersionRow.sequence)):
        if row.turn is None:
            earlier = wordings_of(db, before) if before is not None else {}
            yield row, turn(earlier, wordings_of(db, row))
        else:
            yield row, Turn.of_plain(row.turn)
        before = row
