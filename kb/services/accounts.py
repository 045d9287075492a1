"""Accounts: people, their passwords and roles, and the drafts that they were invited to."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kb.access import Panel, PersonId, Role, Viewer, readable_drafts
from kb.errors import ConflictError, PersonNotFoundError
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.procedure import Stage
from kb.services import passwords
from kb.storage.acts import ActRow
from kb.storage.people import InvitationRow, PersonRow, SessionRow

Clock = Callable[[], datetime]

NAME: Final = re.compile(r"[\w.@+-]{1,64}")
LONGEST_TITLE: Final = 200
"""How long a full name and the name of an organisation may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """What is needed for an account."""

    name: str
    full_name: str
    roles: tuple[Role, ...]
    organisation: str = ""
    panel: Panel | None = None
    language: Language = Language.RU


def signing_name(name: str) -> str:
    """Return a sign-in name as it is kept: however it is typed, it is one person's."""
    return name.strip().lower()


def add(db: Session, person: NewPerson, password: str, clock: Clock) -> None:
    """Open an account, or raise WeakPasswordError or ConflictError."""
    passwords.check(password, person.name)
    create(db, person, password, clock)


def create(db: Session, person: NewPerson, password: str, clock: Clock) -> None:
    """Open an account whatever the password: for the people of the demonstration."""
    name = signing_name(person.name)
    _refuse_unusable(name, person)
    if exists(db, name):
        raise ConflictError(problem=f"The sign-in name “{name}” is taken.", cure="Choose another.")
    row = PersonRow(
        name=name,
        full_name=person.full_name,
        organisation=person.organisation,
        panel=person.panel,
        language=person.language,
        roles=[role.value for role in person.roles],
        password=passwords.hashed(password),
        created_at=clock(),
    )
    db.add(row)
    db.flush()


def set_password(db: Session, name: str, password: str) -> None:
    """Give a person a new password and end the sign-ins made with the old one."""
    person = _person(db, name)
    passwords.check(password, person.name)
    person.password = passwords.hashed(password)
    revoke(db, name)


def set_active(db: Session, name: str, *, active: bool) -> None:
    """Close an account, which ends its sign-ins at once, or open it again."""
    _person(db, name).is_active = active
    if not active:
        revoke(db, name)


def set_roles(db: Session, name: str, roles: Iterable[Role]) -> None:
    """Give a person other roles, with effect from the next request."""
    _person(db, name).roles = [role.value for role in roles]


def revoke(db: Session, name: str) -> int:
    """End all sign-ins of a person; return how many there were."""
    mine = SessionRow.person_id == _person(db, name).id
    return len(db.scalars(delete(SessionRow).where(mine).returning(SessionRow.token_hash)).all())


def invite(db: Session, name: str, act: ActId, clock: Clock) -> None:
    """Let an expert read the draft of an act while it is under review; twice is once.

    An act that is not there is passed over, as one of the demonstration may be.
    """
    person = _person(db, name)
    row = db.scalar(select(ActRow).where(ActRow.slug == act))
    if row is not None and db.get(InvitationRow, (person.id, row.id)) is None:
        db.add(InvitationRow(person_id=person.id, act_id=row.id, invited_at=clock()))


def everybody(db: Session) -> list[PersonRow]:
    """Return all people with accounts, by name."""
    return sorted(db.scalars(select(PersonRow)), key=lambda person: person.name)


def exists(db: Session, name: str) -> bool:
    """Tell whether there is an account with a sign-in name."""
    query = select(PersonRow.id).where(PersonRow.name == signing_name(name))
    return db.scalar(query) is not None


def viewer_of(db: Session, name: str) -> Viewer:
    """Return what a person may read and do, for commands that act for somebody."""
    return viewer(db, _person(db, name))


def viewer(db: Session, person: PersonRow) -> Viewer:
    """Return what somebody may read and do now."""
    roles = frozenset(Role(role) for role in person.roles)
    invited = frozenset(ActId(invitation.act.slug) for invitation in person.invitations)
    acts = [
        (ActId(slug), Stage(stage)) for slug, stage in db.execute(select(ActRow.slug, ActRow.stage))
    ]
    return Viewer(PersonId(person.id), roles, readable_drafts(roles, invited, acts))


def _person(db: Session, name: str) -> PersonRow:
    person = db.scalar(select(PersonRow).where(PersonRow.name == signing_name(name)))
    if person is None:
        raise PersonNotFoundError(name=name)
    return person


def _refuse_unusable(name: str, person: NewPerson) -> None:
    if not NAME.fullmatch(name):
        raise ConflictError(
            problem=f"“{name}” cannot be a sign-in name.",
            cure="Choose 1 to 64 letters, digits and the signs . _ - + @.",
        )
    if max(len(person.full_name), len(person.organisation)) > LONGEST_TITLE:
        raise ConflictError(
            problem="The full name or the organisation is too long.",
            cure=f"Write at most {LONGEST_TITLE} characters.",
        )
