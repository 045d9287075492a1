"""Accounts: people, their passwords and roles, and the drafts that they were invited to."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kb import addresses
from kb.access import Panel, PersonId, Role, Viewer, readable_drafts
from kb.errors import ConflictError, PersonNotFoundError, msg
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.procedure import Stage
from kb.review.obstacle import refuse
from kb.review.rounds import obstacles_to_invite
from kb.services import audit, passwords
from kb.services.audit import Actor, Agent, Deed
from kb.storage.acts import ActRow
from kb.storage.people import InvitationRow, LinkRow, PersonRow, SessionRow

Clock = Callable[[], datetime]

NAME: Final = re.compile(r"[\w.@+-]{1,64}")
LONGEST_TITLE: Final = 200
"""How long a full name and the name of an organisation may be."""

_COUNTRY: Final = re.compile(r"[A-Z]{2}")
ANONYMISED: Final = "anonymised-"
"""What the name of somebody who was forgotten begins with; no other's may."""

_NONE: Final = {"sign_ins": 0}


class Answer(StrEnum):
    """Where an invitation to an act stands; only one that is accepted opens a draft."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REPLACED = "replaced"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """What is needed for an account.

    `language` is the one that the person is written to in, `languages` those that the person reads;
    `country` is a code of ISO 3166, and `capacity` says as what an expert takes part.
    """

    name: str
    full_name: str
    roles: tuple[Role, ...]
    organisation: str = ""
    panel: Panel | None = None
    language: Language = Language.RU
    email: str = ""
    country: str = ""
    capacity: str = ""
    languages: tuple[Language, ...] = ()


def signing_name(name: str) -> str:
    """Return a sign-in name as it is kept: however it is typed, it is one person's."""
    return name.strip().lower()


def add(
    db: Session, person: NewPerson, password: str, clock: Clock, by: Actor = Agent.OPERATOR
) -> None:
    """Open an account, or raise WeakPasswordError or ConflictError."""
    passwords.check(password, person.name)
    create(db, person, password, clock, by)


def create(
    db: Session, person: NewPerson, password: str, clock: Clock, by: Actor = Agent.OPERATOR
) -> PersonRow:
    """Open an account whatever the password; without one nobody signs in until one is chosen."""
    name = signing_name(person.name)
    _refuse_unusable(name, person)
    email = _free_email(db, person.email)
    if exists(db, name):
        raise ConflictError(msg("The sign-in name “%(name)s” is taken. Choose another."), name=name)
    row = PersonRow(
        name=name,
        email=email,
        full_name=person.full_name,
        organisation=person.organisation,
        country=person.country,
        capacity=person.capacity,
        languages=[one.value for one in person.languages],
        panel=person.panel,
        language=person.language,
        roles=[role.value for role in person.roles],
        password=passwords.hashed(password) if password else "",
        created_at=clock(),
    )
    db.add(row)
    audit.note(db, by, Deed.ACCOUNT_OPENED, row, at=row.created_at, after={"roles": row.roles})
    return row


def set_password(
    db: Session, name: str, password: str, clock: Clock, by: Actor = Agent.OPERATOR
) -> None:
    """Give a person a new password and end the sign-ins made with the old one."""
    person = named(db, name)
    passwords.check(password, person.name)
    person.password = passwords.hashed(password)
    ended = end_sign_ins(db, person)
    audit.note(db, by, Deed.PASSWORD_SET, person, at=clock(), before=ended, after=_NONE)


def set_email(db: Session, name: str, email: str, clock: Clock, by: Actor = Agent.OPERATOR) -> None:
    """Write to a person at another address from now on; links sent to the old one work no more."""
    person = named(db, name)
    person.email = _free_email(db, email)
    db.execute(delete(LinkRow).where(LinkRow.person_id == person.id, LinkRow.used_at.is_(None)))
    audit.note(db, by, Deed.ADDRESS_CHANGED, person, at=clock())


def set_active(
    db: Session, name: str, clock: Clock, by: Actor = Agent.OPERATOR, *, active: bool
) -> None:
    """Close an account, which ends its sign-ins at once, or open it again."""
    person = named(db, name)
    deed = Deed.ACCOUNT_REOPENED if active else Deed.ACCOUNT_CLOSED
    before = {"open": person.is_active, **({} if active else end_sign_ins(db, person))}
    person.is_active = active
    audit.note(db, by, deed, person, at=clock(), before=before, after={"open": active})


def set_roles(
    db: Session, name: str, roles: Iterable[Role], clock: Clock, by: Actor = Agent.OPERATOR
) -> None:
    """Give a person other roles, with effect from the next request."""
    person = named(db, name)
    before = {"roles": person.roles}
    person.roles = [role.value for role in roles]
    after = {"roles": person.roles}
    audit.note(db, by, Deed.ROLES_CHANGED, person, at=clock(), before=before, after=after)


def revoke(db: Session, name: str, clock: Clock, by: Actor = Agent.OPERATOR) -> int:
    """End all sign-ins of a person; return how many there were."""
    person = named(db, name)
    ended = end_sign_ins(db, person)
    audit.note(db, by, Deed.SIGN_INS_ENDED, person, at=clock(), before=ended, after=_NONE)
    return ended["sign_ins"]


def end_sign_ins(db: Session, person: PersonRow) -> dict[str, int]:
    """End all sign-ins of a person, and return what an entry of the log says of it."""
    mine = delete(SessionRow).where(SessionRow.person_id == person.id)
    return {"sign_ins": len(db.scalars(mine.returning(SessionRow.token_hash)).all())}


def invite(db: Session, name: str, act: ActId, clock: Clock, by: Actor = Agent.OPERATOR) -> None:
    """Let an expert read the draft of an act while it is under review; twice is once.

    An act that is not there is passed over, as one of the demonstration may be. RefusedError is
    raised for whoever drafts acts.
    """
    person = named(db, name)
    refuse(obstacles_to_invite(person.roles))
    row = db.scalar(select(ActRow).where(ActRow.slug == act))
    if row is not None and db.get(InvitationRow, (person.id, row.id)) is None:
        invitation = InvitationRow(person_id=person.id, act_id=row.id, invited_at=clock())
        db.add(invitation)
        audit.note(db, by, Deed.INVITED, invitation, at=invitation.invited_at)


def everybody(db: Session) -> list[PersonRow]:
    """Return all people with accounts, by name."""
    return sorted(db.scalars(select(PersonRow)), key=lambda person: person.name)


def exists(db: Session, name: str) -> bool:
    """Tell whether there is an account with a sign-in name."""
    query = select(PersonRow.id).where(PersonRow.name == signing_name(name))
    return db.scalar(query) is not None


def free_name(db: Session, email: str) -> str:
    """Return the sign-in name of a new account: the address, or what of it can be one."""
    name = signing_name(email)
    if not NAME.fullmatch(name):
        name = "".join(c for c in name if NAME.fullmatch(c))[:56]
    wanted, number = name, 2
    while exists(db, name):
        name, number = f"{wanted[:60]}-{number}", number + 1
    return name


def with_email(db: Session, email: str) -> PersonRow | None:
    """Return the person whom letters to an address reach."""
    return db.scalar(select(PersonRow).where(PersonRow.email == addresses.mailbox(email)))


def viewer_of(db: Session, name: str) -> Viewer:
    """Return what a person may read and do, for commands that act for somebody."""
    return viewer(db, named(db, name))


def viewer(db: Session, person: PersonRow) -> Viewer:
    """Return what somebody may read and do now."""
    roles = frozenset(Role(role) for role in person.roles)
    mine = (InvitationRow.act_id == ActRow.id) & (InvitationRow.person_id == person.id)
    query = select(ActRow.slug, ActRow.stage, InvitationRow.state).outerjoin(InvitationRow, mine)
    found = db.execute(query).all()
    invited = frozenset(ActId(slug) for slug, _, state in found if state == Answer.ACCEPTED)
    acts = [(ActId(slug), Stage(stage)) for slug, stage, _ in found]
    return Viewer(PersonId(person.id), roles, readable_drafts(roles, invited, acts))


def named(db: Session, name: str) -> PersonRow:
    """Return the person with a sign-in name, or raise PersonNotFoundError."""
    person = db.scalar(select(PersonRow).where(PersonRow.name == signing_name(name)))
    if person is None:
        raise PersonNotFoundError(name=name)
    return person


def _free_email(db: Session, typed: str) -> str | None:
    """Return an e-mail address as it is kept, or raise ConflictError if it cannot be somebody's."""
    email = addresses.mailbox(typed)
    if email and not addresses.is_mailbox(email):
        told = msg("“%(email)s” is no e-mail address. Write it as name@example.org.")
        raise ConflictError(told, email=email)
    if email and with_email(db, email):
        raise ConflictError(msg("The address “%(email)s” is taken. Choose another."), email=email)
    return email or None


def _refuse_unusable(name: str, person: NewPerson) -> None:
    if not NAME.fullmatch(name) or name.startswith(ANONYMISED):
        raise ConflictError(_NO_NAME, name=name)
    if person.country and not _COUNTRY.fullmatch(person.country):
        raise ConflictError(_NO_COUNTRY, country=person.country)
    if max(map(len, (person.full_name, person.organisation, person.capacity))) > LONGEST_TITLE:
        raise ConflictError(_TOO_LONG, most=LONGEST_TITLE)


_NO_NAME: Final = msg(
    "“%(name)s” cannot be a sign-in name. Choose 1 to 64 letters, digits and the signs . _ - + @."
)
_NO_COUNTRY: Final = msg("“%(country)s” is no country. Write a code such as KZ.")
_TOO_LONG: Final = msg(
    "The full name, the organisation or the capacity is too long. "
    "Write at most %(most)s characters."
)
