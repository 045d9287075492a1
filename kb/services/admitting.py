"""Who is asked in a round, for those who see all of it; and letting somebody in after the close."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from kb.access import Permission, PersonId
from kb.errors import ForbiddenError
from kb.language import Language
from kb.letters.writing import LetterKind
from kb.review import rounds
from kb.review.obstacle import refuse
from kb.review.opinions import Declaration
from kb.services import audit, mailing, opining, seats
from kb.services.accounts import Answer
from kb.services.audit import Deed
from kb.services.mailing import Office
from kb.services.seats import Seat
from kb.storage.acts import ActRow
from kb.storage.people import InvitationRow, PersonRow
from kb.storage.review import RoundRow
from kb.storage.reviewing import AdmissionRow


@dataclass(frozen=True, slots=True)
class Admission:
    """Somebody was let in after the close, and why."""

    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Attendant:
    """An expert of the act: whether asked in this round, what was declared, whether let in late."""

    person: PersonId
    name: str
    organisation: str
    panel: str | None
    state: Answer
    is_asked: bool
    declared: Declaration | None
    admission: Admission | None


def attendants(db: Session, seat: Seat) -> list[Attendant]:
    """Return the experts of the act in the order of their invitations; ForbiddenError to all but officers."""
    if not seat.viewer.may(Permission.SEE_REVIEWS):
        raise ForbiddenError
    query = select(InvitationRow).join(ActRow).where(ActRow.slug == seat.asked.act)
    query = query.order_by(InvitationRow.invited_at, InvitationRow.person_id)
    invited = db.scalars(query.options(joinedload(InvitationRow.person))).all()
    asked = set(seats.experts(db, seat.asked))
    newest = {one.person: one for one in _declared(db, seat)}
    let_in = {row.person_id: row for row in _let_in(db, seat)}
    return [_attendant(row, asked, newest, let_in.get(row.person_id)) for row in invited]


def admit(db: Session, seat: Seat, office: Office, person: PersonId, reason: str) -> None:
    """Let an expert who is asked submit after the close, flagged as late, and write to the expert.

    Twice is once. RefusedError says why nobody can be let in.
    """
    by = seat.officer(Permission.RUN_ROUNDS)
    if db.get(AdmissionRow, (seat.id, person)) is not None:
        return
    is_asked = person in seats.experts(db, seat.asked)
    reason = reason.strip()
    refuse(rounds.obstacles_to_let_in(seat.asked, seat.now, is_asked=is_asked, reason=reason))
    row = AdmissionRow(round=db.get_one(RoundRow, seat.id), person_id=person, reason=reason)
    row.by_id, row.at = by, seat.now
    db.add(row)
    audit.note(db, seat.viewer, Deed.LET_IN_LATE, row, at=seat.now)
    _write(db, office, db.get_one(PersonRow, person), seat)


def _write(db: Session, office: Office, person: PersonRow, seat: Seat) -> None:
    """Write to who was let in; the address names the round by its number, and not the draft."""
    link = office.link(Language(person.language), f"desk/rounds/{seat.id}/")
    about = f"round {seat.id}"
    mailing.post(db, office, person, LetterKind.LATE, about, link=link, until=seat.asked.closes)


def _declared(db: Session, seat: Seat) -> list[Declaration]:
    """Return what was declared on the act, the newest last."""
    return opining.declarations(db, seat.viewer, seat.asked.act)[::-1]


def _let_in(db: Session, seat: Seat) -> list[AdmissionRow]:
    return list(db.scalars(select(AdmissionRow).where(AdmissionRow.round_id == seat.id)))


def _attendant(
    row: InvitationRow,
    asked: set[PersonId],
    declared: dict[PersonId, Declaration],
    let_in: AdmissionRow | None,
) -> Attendant:
    person = PersonId(row.person_id)
    return Attendant(
        person=person,
        name=row.person.full_name,
        organisation=row.person.organisation,
        panel=row.person.panel,
        state=Answer(row.state),
        is_asked=person in asked,
        declared=declared.get(person),
        admission=Admission(let_in.reason, let_in.at) if let_in else None,
    )
