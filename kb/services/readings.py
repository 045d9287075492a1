"""Readings: which provisions of the text of a round an expert has read and has nothing to remark on."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from kb.access import PersonId
from kb.errors import ProvisionNotFoundError
from kb.language import Language
from kb.law.act import Provision, begins_unit
from kb.law.identifiers import NOWHERE, EId
from kb.law.parallel import align
from kb.review.obstacle import Obstacle, refuse
from kb.review.rounds import RoundState, arrival
from kb.services import audit, texts
from kb.services.audit import Deed
from kb.services.seats import Seat
from kb.storage.review import RoundRow
from kb.storage.reviewing import ReadingRow


@dataclass(frozen=True, slots=True)
class Read:
    """When somebody opened the text, what they have marked as read, and when they last did either."""

    opened_at: datetime | None
    last_at: datetime
    units: frozenset[EId]


@dataclass(frozen=True, slots=True)
class Unit:
    """An article, or a paragraph in none, as a language has it."""

    provision: Provision
    language: Language

    @property
    def eid(self) -> EId:
        """The address."""
        return self.provision.eid


def mark(db: Session, seat: Seat, eid: EId) -> None:
    """Note that an expert has read a unit and has nothing to remark on it; twice is once.

    Raises ProvisionNotFoundError if no unit begins there, RefusedError while nothing can be said.
    """
    person = _reader(db, seat, eid)
    if db.get(ReadingRow, (seat.id, person, eid)) is None:
        db.add(_row(seat, person, eid))
        _note(db, seat, Deed.PROVISION_READ, eid)


def take_back(db: Session, seat: Seat, eid: EId) -> None:
    """Note that an expert has not read a unit after all."""
    person = _reader(db, seat, eid)
    row = db.get(ReadingRow, (seat.id, person, eid))
    if row is not None:
        db.delete(row)
        _note(db, seat, Deed.PROVISION_UNREAD, eid)


def needs_note(db: Session, seat: Seat) -> bool:
    """Tell whether an expert opens the text for the first time."""
    is_open = seat.asked.state is not RoundState.SCHEDULED
    if not (is_open and seat.is_invited) or seat.viewer.person is None:
        return False
    return db.get(ReadingRow, (seat.id, seat.viewer.person, NOWHERE)) is None


def note_opened(db: Session, seat: Seat) -> None:
    """Note that an expert has opened the text; the first time counts."""
    if needs_note(db, seat):
        db.add(_row(seat, seat.expert(), NOWHERE))


def of_viewer(db: Session, seat: Seat) -> frozenset[EId]:
    """Return the units that a viewer has marked as read in a round."""
    if seat.viewer.person is None:
        return frozenset()
    mine = (ReadingRow.round_id == seat.id, ReadingRow.person_id == seat.viewer.person)
    query = select(ReadingRow.eid).where(*mine, ReadingRow.eid != NOWHERE)
    return frozenset(map(EId, db.scalars(query)))


def of_all(db: Session, round_: int) -> dict[PersonId, Read]:
    """Return what everybody has read in a round."""
    opened = func.max(case((ReadingRow.eid == NOWHERE, ReadingRow.at)))
    moments = select(ReadingRow.person_id, opened, func.max(ReadingRow.at))
    moments = moments.where(ReadingRow.round_id == round_).group_by(ReadingRow.person_id)
    units: dict[int, set[EId]] = {}
    marks = select(ReadingRow.person_id, ReadingRow.eid).where(ReadingRow.round_id == round_)
    for person, eid in db.execute(marks.where(ReadingRow.eid != NOWHERE)):
        units.setdefault(person, set()).add(EId(eid))
    return {
        PersonId(person): Read(first, last, frozenset(units.get(person, ())))
        for person, first, last in db.execute(moments)
    }


def units(db: Session, round_: int, language: Language) -> list[Unit]:
    """Return the units of the text of a round in the order of the text, of all languages that it has.

    Each is in the language asked for, or in one that has it: a translation may lack some.
    """
    version = db.get_one(RoundRow, round_).version
    order = sorted(Language, key=lambda one: one != language)
    named = {one: name for one in order if (name := version.hash_of(one))}
    found = {one: _units(db, name, one) for one, name in named.items()}
    return [row.first for row in align(found, order)]


def _units(db: Session, name: str, language: Language) -> list[Unit]:
    provisions = texts.expression(db, name, language).walk()
    return [Unit(one, language) for one in provisions if begins_unit(one)]


def _reader(db: Session, seat: Seat, eid: EId) -> PersonId:
    person = seat.expert()
    found = arrival(seat.asked, seat.now, has_link=seat.has_link)
    refuse((found,) if isinstance(found, Obstacle) else ())
    if all(one.eid != eid for one in units(db, seat.id, Language.KK)):
        raise ProvisionNotFoundError(act=seat.asked.act, eid=eid)
    return person


def _row(seat: Seat, person: PersonId, eid: EId) -> ReadingRow:
    return ReadingRow(round_id=seat.id, person_id=person, eid=eid, at=seat.now)


def _note(db: Session, seat: Seat, deed: Deed, eid: EId) -> None:
    row = db.get_one(RoundRow, seat.id)
    audit.note(db, seat.viewer, deed, row, at=seat.now, after={"eid": eid})
