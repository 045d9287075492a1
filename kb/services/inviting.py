"""Inviting experts to an act: by letter, with a link that works once and on which they answer.

An invitation that waits for its answer opens no draft, nor does one that was declined or taken back.
No letter names a draft: which act it is, the page behind the link says.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.access import Permission, PersonId, Role, Viewer
from kb.errors import ActNotFoundError, ConflictError, ForbiddenError, PersonNotFoundError, msg
from kb.language import Language
from kb.law.identifiers import ActId
from kb.letters.writing import LetterKind
from kb.review.rounds import obstacles_to_invite
from kb.services import accounts, audit, links, mailing
from kb.services.accounts import Answer, NewPerson
from kb.services.audit import Deed
from kb.services.links import Purpose
from kb.services.mailing import Office
from kb.storage.acts import ActRow
from kb.storage.people import InvitationRow, PersonRow

LIFETIME: Final = timedelta(days=14)
TAKING_PART: Final = frozenset({Answer.INVITED, Answer.ACCEPTED, Answer.DECLINED})
"""Where an invitation stands that can still be taken back, or given to another."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """An expert of an act, and where the invitation stands; `until` says how long a link works."""

    act: ActId
    person: PersonId
    name: str
    full_name: str
    email: str
    organisation: str
    country: str
    capacity: str
    panel: str | None
    languages: tuple[Language, ...]
    state: Answer
    invited_at: datetime
    inviter: str
    answered_at: datetime | None
    reason: str
    substitute: str
    until: datetime | None


def experts(db: Session, viewer: Viewer, act: ActId) -> list[Invitation]:
    """Return the experts of an act, in the order in which they were invited."""
    row = _act(db, viewer, act)
    query = select(InvitationRow).where(InvitationRow.act_id == row.id)
    rows = db.scalars(query.order_by(InvitationRow.invited_at, InvitationRow.person_id))
    return [_invitation(db, one) for one in rows]


def everywhere(db: Session, viewer: Viewer) -> list[Invitation]:
    """Return the invitations to all acts, those that were made or answered last first."""
    _require(viewer)
    found = [_invitation(db, row) for row in db.scalars(select(InvitationRow))]
    known = [one for one in found if one.act in viewer.drafts]
    return sorted(known, key=lambda one: one.answered_at or one.invited_at, reverse=True)


def ask(
    db: Session,
    viewer: Viewer,
    office: Office,
    act: ActId,
    expert: NewPerson,
    replaces: PersonId | None = None,
) -> None:
    """Invite an expert by letter, and open an account if there is none with this address.

    `replaces` is who takes part no more. Raises ConflictError if the expert cannot be invited.
    """
    row = _act(db, viewer, act)
    person = accounts.with_email(db, expert.email)
    if person is None:
        account = replace(expert, name=accounts.free_name(db, expert.email), roles=(Role.EXPERT,))
        person = accounts.create(db, account, "", office.clock, viewer)
    elif set(person.roles) == {Role.PARTICIPANT}:
        _make_expert(db, viewer, office, person, expert)
    _invite(db, viewer, office, row, person)
    if replaces is not None and replaces != person.id:
        _end(db, viewer, office, _row(db, row, replaces), Answer.REPLACED)


def ask_again(db: Session, viewer: Viewer, office: Office, act: ActId, person: PersonId) -> None:
    """Send a new link to who has not answered; the one before works no more."""
    invitation = _row(db, _act(db, viewer, act), person)
    if invitation.state != Answer.INVITED:
        raise ConflictError(_ANSWERED)
    _send(db, office, invitation)
    audit.note(db, viewer, Deed.LINK_SENT, invitation, at=office.clock())


def ask_by_name(db: Session, viewer: Viewer, office: Office, act: ActId, name: str) -> None:
    """Invite somebody by letter who has an account and an address."""
    _invite(db, viewer, office, _act(db, viewer, act), accounts.named(db, name))


def take_back(db: Session, viewer: Viewer, office: Office, act: ActId, person: PersonId) -> None:
    """Take an invitation back: at once the draft is closed to the expert, who is told so."""
    invitation = _row(db, _act(db, viewer, act), person)
    _end(db, viewer, office, invitation, Answer.REVOKED)


_ANSWERED: Final = msg("This expert has answered the invitation already.")
_NOT_AN_EXPERT: Final = msg(
    "Somebody with this address works on drafts here, and cannot be their expert too."
)
_CLOSED: Final = msg("The account with this address is closed.")
_INVITED: Final = msg("Somebody with this address is invited already.")
_NO_ADDRESS: Final = msg("No e-mail address of this person is known.")


def _invite(db: Session, viewer: Viewer, office: Office, act: ActRow, person: PersonRow) -> None:
    _refuse(person)
    invitation = db.get(InvitationRow, (person.id, act.id))
    if invitation is None:
        invitation = InvitationRow(person_id=person.id, act_id=act.id)
        db.add(invitation)
    elif invitation.state in {Answer.INVITED, Answer.ACCEPTED}:
        raise ConflictError(_INVITED)
    before = {"state": invitation.state} if invitation.state else None
    invitation.state, invitation.invited_at = Answer.INVITED, office.clock()
    invitation.invited_by, invitation.answered_at = viewer.person, None
    invitation.reason = invitation.substitute = ""
    db.flush()
    db.refresh(invitation)
    _send(db, office, invitation)
    _note(db, viewer, Deed.INVITED, invitation, office, before)


def _make_expert(
    db: Session, viewer: Viewer, office: Office, person: PersonRow, expert: NewPerson
) -> None:
    """Let somebody be an expert who has taken part in public discussions; the name stays as it is."""
    roles = (Role.PARTICIPANT, Role.EXPERT)
    accounts.set_roles(db, person.name, roles, office.clock, viewer)
    person.panel, person.country, person.capacity = expert.panel, expert.country, expert.capacity
    person.languages = [one.value for one in expert.languages]


def _refuse(person: PersonRow) -> None:
    """Raise ConflictError if somebody cannot be invited."""
    drafts = bool(obstacles_to_invite(person.roles))
    problems = {
        _CLOSED: not person.is_active,
        _NOT_AN_EXPERT: drafts or Role.EXPERT not in person.roles,
        _NO_ADDRESS: not person.email,
    }
    for problem, is_so in problems.items():
        if is_so:
            raise ConflictError(problem)


def _send(db: Session, office: Office, invitation: InvitationRow) -> None:
    person, now = invitation.person, office.clock()
    until = now + LIFETIME
    token = links.make(db, person, Purpose.INVITATION, until, now, invitation.act_id)
    mailing.post(
        db,
        office,
        person,
        LetterKind.INVITATION,
        f"act {invitation.act_id}",
        inviter=invitation.inviter.full_name if invitation.inviter else "",
        is_new=not person.password,
        link=office.link(Language(person.language), f"invitation/{token}"),
        until=until,
    )


def _end(
    db: Session, viewer: Viewer, office: Office, invitation: InvitationRow, state: Answer
) -> None:
    before = Answer(invitation.state)
    if before in {Answer.REPLACED, Answer.REVOKED}:
        return
    links.end(db, invitation.person, Purpose.INVITATION, invitation.act_id)
    invitation.state = state
    if before is not Answer.DECLINED:
        _tell(db, office, invitation)
    _note(db, viewer, Deed.REVOKED, invitation, office, {"state": before})


def _tell(db: Session, office: Office, invitation: InvitationRow) -> None:
    """Write to an expert who takes part no more."""
    mailing.post(
        db,
        office,
        invitation.person,
        LetterKind.REVOKED,
        f"act {invitation.act_id}",
        invited=office.local(invitation.invited_at),
        replaced=invitation.state == Answer.REPLACED,
    )


def _note(
    db: Session,
    viewer: Viewer,
    deed: Deed,
    invitation: InvitationRow,
    office: Office,
    before: audit.State | None,
) -> None:
    after, at = {"state": invitation.state}, office.clock()
    audit.note(db, viewer, deed, invitation, at=at, before=before, after=after)


def _require(viewer: Viewer) -> None:
    if not viewer.may(Permission.INVITE):
        raise ForbiddenError


def _act(db: Session, viewer: Viewer, act: ActId) -> ActRow:
    _require(viewer)
    row = db.scalar(select(ActRow).where(ActRow.slug == act)) if act in viewer.drafts else None
    if row is None:
        raise ActNotFoundError(act=act)
    return row


def _row(db: Session, act: ActRow, person: PersonId) -> InvitationRow:
    found = db.get(InvitationRow, (person, act.id))
    if found is None:
        raise PersonNotFoundError(name=person)
    return found


def _invitation(db: Session, row: InvitationRow) -> Invitation:
    person = row.person
    link = links.newest(db, person, Purpose.INVITATION, row.act_id)
    return Invitation(
        act=ActId(row.act.slug),
        person=PersonId(person.id),
        name=person.name,
        full_name=person.full_name,
        email=person.email or "",
        organisation=person.organisation,
        country=person.country,
        capacity=person.capacity,
        panel=person.panel,
        languages=tuple(map(Language, person.languages)),
        state=Answer(row.state),
        invited_at=row.invited_at,
        inviter=row.inviter.full_name if row.inviter else "",
        answered_at=row.answered_at,
        reason=row.reason,
        substitute=row.substitute,
        until=link.expires_at if link else None,
    )
