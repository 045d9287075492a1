"""What the audit log tells to those who may read it; names are joined here, and stand nowhere in it."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from kb.access import Permission, PersonId, Viewer
from kb.errors import NotFoundError
from kb.law.identifiers import ActId
from kb.services.audit import Deed, moment, named
from kb.storage.acts import ActRow
from kb.storage.audit import AuditRow
from kb.storage.people import PersonRow


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person of the log, as that person is called now."""

    id: PersonId
    name: str
    full_name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A deed: who did it, when, on what, from which state to which.

    `actor` and `subject` are as the log has them, "person 3" or "system", "proposal 7"; `person` and
    `about` are the people whom that means: the subject, or who was invited.
    `act` is the act as it is called now.
    """

    number: int
    hash: str
    at: datetime
    actor: str
    person: Somebody | None
    deed: Deed
    subject: str
    about: Somebody | None
    act: ActId | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries are wanted: those by or about a person, of a kind, on an act, within a time."""

    person: PersonId | None = None
    deed: Deed | None = None
    act: ActId | None = None
    since: datetime | None = None
    until: datetime | None = None


ALL: Final = Wanted()
_INVITED: Final = re.compile(r"^invitation (\d+)/\d+$")
_A_DAY: Final = timedelta(days=1)


def entries(
    db: Session, viewer: Viewer, wanted: Wanted = ALL, *, start: int = 0, most: int | None = 50
) -> list[Entry]:
    """Return entries of the log, the newest first.

    Raises NotFoundError for those who may not read it: all of it, or that of the act.
    """
    _require(viewer, wanted)
    query = select(AuditRow).where(*_conditions(wanted)).order_by(AuditRow.number.desc())
    rows = db.scalars(query.offset(start).limit(most)).all()
    people = _people(db, rows)
    acts = {id_: slug for id_, slug in db.execute(select(ActRow.id, ActRow.slug))}  # noqa: C416
    return [_entry(row, people, acts) for row in rows]


def count(db: Session, viewer: Viewer, wanted: Wanted = ALL) -> int:
    """Return how many entries there are; NotFoundError for those who may not know."""
    _require(viewer, wanted)
    query = select(func.count()).select_from(AuditRow).where(*_conditions(wanted))
    return db.scalar(query) or 0


def people(db: Session, viewer: Viewer) -> list[Somebody]:
    """Return everybody whose deeds may be asked for, by name."""
    _require(viewer, ALL)
    rows = db.scalars(select(PersonRow).order_by(PersonRow.full_name, PersonRow.id))
    return [_somebody(row) for row in rows]


def acts(db: Session, viewer: Viewer) -> list[ActId]:
    """Return the acts whose deeds may be asked for."""
    _require(viewer, ALL)
    return [ActId(slug) for slug in db.scalars(select(ActRow.slug).order_by(ActRow.slug))]


def hours_of(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return when a day begins and ends in a zone."""
    return datetime.combine(day, time(), zone), datetime.combine(day + _A_DAY, time(), zone)


def tells_of(person: PersonId) -> ColumnElement[bool]:
    """Return what is true of the rows of the log that tell of a person."""
    number, invited = named(person), AuditRow.subject.startswith(f"invitation {person}/")
    return or_(AuditRow.actor == number, AuditRow.subject == number, invited)


def _require(viewer: Viewer, wanted: Wanted) -> None:
    if viewer.may(Permission.READ_AUDIT):
        return
    if wanted.act is None or not viewer.may(Permission.READ_LOG_OF_ACT):
        raise NotFoundError


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.person is not None:
        found.append(tells_of(wanted.person))
    if wanted.deed is not None:
        found.append(AuditRow.deed == wanted.deed)
    if wanted.act is not None:
        act = select(ActRow.id).where(ActRow.slug == wanted.act).scalar_subquery()
        found.append(AuditRow.act_id == act)
    if wanted.since is not None:
        found.append(AuditRow.at >= moment(wanted.since))
    if wanted.until is not None:
        found.append(AuditRow.at < moment(wanted.until))
    return found


def _people(db: Session, rows: Iterable[AuditRow]) -> dict[str, Somebody]:
    """Return the people that entries name, by what the log calls them."""
    words = {_whom(word) for row in rows for word in (row.actor, row.subject)}
    numbers = [int(word.split()[1]) for word in words if word.startswith("person ")]
    found = db.scalars(select(PersonRow).where(PersonRow.id.in_(numbers)))
    return {named(PersonId(row.id)): _somebody(row) for row in found}


def _whom(word: str) -> str:
    """Return what the log calls the person whom a word of it means; that of an invitation is invited.

    >>> _whom("invitation 4/7"), _whom("proposal 7")
    ('person 4', 'proposal 7')
    """
    return _INVITED.sub(r"person \1", word)


def _somebody(row: PersonRow) -> Somebody:
    return Somebody(PersonId(row.id), row.name, row.full_name)


def _entry(row: AuditRow, people: Mapping[str, Somebody], acts: Mapping[int, str]) -> Entry:
    told = json.loads(row.line)["entry"]
    return Entry(
        number=row.number,
        hash=row.hash,
        at=datetime.fromisoformat(row.at),
        actor=row.actor,
        person=people.get(row.actor),
        deed=Deed(row.deed),
        subject=row.subject,
        about=people.get(_whom(row.subject)),
        act=ActId(acts[row.act_id]) if row.act_id is not None else None,
        before=told["before"] or {},
        after=told["after"] or {},
    )
