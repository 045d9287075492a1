"""What each version changed: the history of an act, and of a provision, without reading any text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, defer

from kb.access import Viewer
from kb.law.identifiers import STEP, ActId, EId
from kb.law.wordings import Turn, Wordings, last_changed, turn
from kb.services import library
from kb.services.beginnings import wordings_of
from kb.services.library import Publication, Version
from kb.storage.acts import ActRow, VersionRow


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of an act a text changed.

    `total` counts the provisions after it; `changed`, `added` and `gone` are those it reworded,
    brought in and took out.
    """

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


@dataclass(frozen=True, slots=True)
class Step(Extent):
    """A version in the history of an act, and how much of the act it changed."""

    version: Version


@dataclass(frozen=True, slots=True)
class Issue(Extent):
    """A publication that stands, and how much it changed of the one before it that stands."""

    publication: Publication


def write(db: Session, act: ActId, version: VersionRow, now: Wordings) -> None:
    """Note what a new version, which says `now`, made of the wordings of those before it."""
    earlier = Wordings()
    for _, made in _turns(db, act):
        earlier = made.apply(earlier)
    version.turn = turn(earlier, now).plain()


def history(db: Session, viewer: Viewer, act: ActId) -> list[Step]:
    """Return how an act came about, the newest version first, to those who may read its drafts."""
    if act not in viewer.drafts:
        return []
    steps: list[Step] = []
    known: set[EId] = set()
    for row, made in _turns(db, act):
        steps.append(Step(*_counted(known, made), library.version(row)))
    return steps[::-1]


def issues(db: Session, act: ActId) -> list[Issue]:
    """Return how what everybody may read of an act came about, the newest publication first."""
    known: set[EId] = set()
    found = [Issue(*_counted(known, made), one) for one, made in _published(db, act)]
    return found[::-1]


def _counted(known: set[EId], made: Turn) -> tuple[int, int, int, int]:
    """Return the numbers of an extent, and bring what is known up to date."""
    added = sum(eid not in known for eid in made.fresh)
    known.difference_update(made.gone)
    known.update(made.fresh)
    return len(known), len(made.fresh) - added, added, len(made.gone)


def of_provision(db: Session, viewer: Viewer, act: ActId, eid: EId) -> list[Version]:
    """Return the versions in which a provision, or anything in it, changed; the newest first.

    For those who may not read drafts nothing: see `issues_of_provision` for them.
    """
    if act not in viewer.drafts:
        return []
    found = [library.version(row) for row, made in _turns(db, act) if _touches(made, eid)]
    return found[::-1]


def issues_of_provision(db: Session, act: ActId, eid: EId) -> list[Publication]:
    """Return the publications in which a provision, or anything in it, changed; the newest first."""
    return [one for one, made in _published(db, act) if _touches(made, eid)][::-1]


def _touches(made: Turn, eid: EId) -> bool:
    inside = f"{eid}{STEP}"
    return any(one == eid or one.startswith(inside) for one in (*made.fresh, *made.gone))


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
    lean = query.options(defer(VersionRow.details), defer(VersionRow.starts))
    for row in db.scalars(lean.order_by(VersionRow.sequence)):
        if row.turn is None:
            earlier = wordings_of(db, before) if before is not None else {}
            yield row, turn(earlier, wordings_of(db, row))
        else:
            yield row, Turn.of_plain(row.turn)
        before = row


def _published(db: Session, act: ActId) -> Iterator[tuple[Publication, Turn]]:
    """Yield the publications that stand, the first first, with what each made of the wordings."""
    standing = [one for one in library.publications(db, act) if not one.is_withdrawn]
    query = select(VersionRow).join(ActRow).where(ActRow.slug == act)
    numbers = VersionRow.sequence.in_({one.version for one in standing})
    rows = {row.sequence: row for row in db.scalars(query.where(numbers))}
    before = Wordings()
    for one in sorted(standing, key=lambda publication: publication.number):
        after = wordings_of(db, rows[one.version])
        yield one, turn(before, after)
        before = after
