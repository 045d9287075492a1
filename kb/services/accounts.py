"""Accounts and sign-ins: argon2id, sessions in the database that can be revoked, counted failures."""

import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from kb.access import Panel, PersonId, Role, Viewer, readable_drafts
from kb.errors import (
    ConflictError,
    PersonNotFoundError,
    SignInError,
    TooManyTriesError,
    WeakPasswordError,
    msg,
)
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.procedure import Stage
from kb.storage.acts import ActRow
from kb.storage.people import FailedTryRow, InvitationRow, PersonRow, SessionRow

Clock = Callable[[], datetime]

SHORTEST: Final = 12
LONGEST: Final = 128
MOST_TRIES: Final = 10
TRIES_WINDOW: Final = timedelta(minutes=15)
_SEEN_EVERY: Final = timedelta(minutes=5)
_OBVIOUS: Final = (
    "password",
    "qwerty",
    "123456",
    "alatau",
    "алатау",
    "пароль",
    "құпиясөз",
    "йцукен",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """What is needed for an account."""

    name: str
    full_name: str
    roles: tuple[Role, ...]
    organisation: str = ""
    panel: Panel | None = None
    language: Language = Language.RU


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who has signed in: as whom, with which rights, and how to greet them."""

    viewer: Viewer
    name: str
    full_name: str
    organisation: str
    language: Language


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a sign-in lasts when it is not used, and at most."""

    unused: timedelta
    longest: timedelta


def add(db: Session, person: NewPerson, password: str, clock: Clock) -> None:
    """Open an account, or raise WeakPasswordError or ConflictError."""
    check_password(password, person)
    create(db, person, password, clock)


def create(db: Session, person: NewPerson, password: str, clock: Clock) -> None:
    """Open an account whatever the password: for the people of the demonstration."""
    name = person.name.strip().lower()
    if db.scalar(select(PersonRow.id).where(PersonRow.name == name)) is not None:
        raise ConflictError(problem=f"The sign-in name “{name}” is taken.", cure="Choose another.")
    row = PersonRow(
        name=name,
        full_name=person.full_name,
        organisation=person.organisation,
        panel=person.panel,
        language=person.language,
        roles=[role.value for role in person.roles],
        password=_hasher().hash(password),
        created_at=clock(),
    )
    db.add(row)


def check_password(password: str, person: NewPerson) -> None:
    """Raise WeakPasswordError if a password is too short, too long or easily guessed."""
    lower = password.lower()
    if len(password) < SHORTEST:
        raise WeakPasswordError(problem=msg("The password needs at least 12 characters."))
    if len(password) > LONGEST:
        raise WeakPasswordError(problem=msg("The password may have at most 128 characters."))
    obvious = [*_OBVIOUS, person.name.lower()]
    if any(word and word in lower for word in obvious) or len(set(lower)) < 5:
        raise WeakPasswordError(problem=msg("The password is easily guessed; choose another."))


def sign_in(db: Session, name: str, password: str, address: str, clock: Clock) -> str:
    """Return the token of a new sign-in, or raise SignInError.

    An unknown name, a wrong password and a closed account are told apart by nothing, and take
    the same time. Failures are recorded by `note_failure`, which the caller commits.
    """
    now = clock()
    _refuse_too_many(db, (_by_name(name), _by_address(address)), now)
    person = db.scalar(select(PersonRow).where(PersonRow.name == name.strip().lower()))
    known = person.password if person is not None and person.is_active else _dummy()
    if not _matches(known, password) or person is None or not person.is_active:
        raise SignInError
    token = secrets.token_urlsafe(32)
    db.add(SessionRow(token_hash=_hash(token), person_id=person.id, created_at=now, seen_at=now))
    db.execute(delete(FailedTryRow).where(FailedTryRow.subject == _by_name(name)))
    return token


def note_failure(db: Session, name: str, address: str, clock: Clock) -> None:
    """Count a failed sign-in, for the name and for the network address; forget old ones."""
    now = clock()
    db.execute(delete(FailedTryRow).where(FailedTryRow.at < now - TRIES_WINDOW))
    db.add_all(FailedTryRow(subject=s, at=now) for s in (_by_name(name), _by_address(address)))


def signed_in(db: Session, token: str, lifetime: Lifetime, clock: Clock) -> SignedIn | None:
    """Return who signed in with a token, if the sign-in has not ended or been revoked."""
    now = clock()
    row = db.get(SessionRow, _hash(token))
    if row is None or not row.person.is_active:
        return None
    if now - row.seen_at > lifetime.unused or now - row.created_at > lifetime.longest:
        return None
    return _signed_in(db, row.person)


def touch(db: Session, token: str, clock: Clock) -> None:
    """Note that a sign-in is being used."""
    row = db.get(SessionRow, _hash(token))
    if row is not None:
        row.seen_at = clock()


def needs_touch(db: Session, token: str, clock: Clock) -> bool:
    """Tell whether a sign-in's use was noted long enough ago to note it again."""
    row = db.get(SessionRow, _hash(token))
    return row is not None and clock() - row.seen_at > _SEEN_EVERY


def sign_out(db: Session, token: str) -> None:
    """End a sign-in."""
    db.execute(delete(SessionRow).where(SessionRow.token_hash == _hash(token)))


def revoke(db: Session, name: str) -> int:
    """End all sign-ins of a person; return how many there were."""
    person = _person(db, name)
    query = (
        delete(SessionRow).where(SessionRow.person_id == person.id).returning(SessionRow.person_id)
    )
    return len(db.scalars(query).all())


def set_password(db: Session, name: str, password: str) -> None:
    """Give a person a new password and end the sign-ins made with the old one."""
    person = _person(db, name)
    roles = tuple(Role(role) for role in person.roles)
    check_password(password, NewPerson(name=person.name, full_name=person.full_name, roles=roles))
    person.password = _hasher().hash(password)
    revoke(db, name)


def set_active(db: Session, name: str, *, active: bool) -> None:
    """Close an account, which ends its sign-ins at once, or open it again."""
    _person(db, name).is_active = active
    if not active:
        revoke(db, name)


def set_roles(db: Session, name: str, roles: Iterable[Role]) -> None:
    """Give a person other roles, with effect from the next request."""
    _person(db, name).roles = [role.value for role in roles]


def invite(db: Session, name: str, act: ActId, clock: Clock) -> None:
    """Let an expert read the draft of an act while it is under review; twice is once."""
    person = _person(db, name)
    row = db.scalar(select(ActRow).where(ActRow.slug == act))
    if row is not None and db.get(InvitationRow, (person.id, row.id)) is None:
        db.add(InvitationRow(person_id=person.id, act_id=row.id, invited_at=clock()))


def everybody(db: Session) -> list[PersonRow]:
    """Return all people with accounts."""
    return list(db.scalars(select(PersonRow).order_by(PersonRow.name)))


def exists(db: Session, name: str) -> bool:
    """Tell whether there is an account with a sign-in name."""
    return db.scalar(select(PersonRow.id).where(PersonRow.name == name)) is not None


def viewer_of(db: Session, name: str) -> Viewer:
    """Return what a person may read and do, for commands that act for somebody."""
    return _signed_in(db, _person(db, name)).viewer


def _signed_in(db: Session, person: PersonRow) -> SignedIn:
    roles = frozenset(Role(role) for role in person.roles)
    invited = frozenset(ActId(invitation.act.slug) for invitation in person.invitations)
    acts = [
        (ActId(slug), Stage(stage)) for slug, stage in db.execute(select(ActRow.slug, ActRow.stage))
    ]
    drafts = readable_drafts(roles, invited, acts)
    return SignedIn(
        viewer=Viewer(PersonId(person.id), roles, drafts),
        name=person.name,
        full_name=person.full_name,
        organisation=person.organisation,
        language=Language(person.language),
    )


def _person(db: Session, name: str) -> PersonRow:
    person = db.scalar(select(PersonRow).where(PersonRow.name == name.strip().lower()))
    if person is None:
        raise PersonNotFoundError(name=name)
    return person


def _refuse_too_many(db: Session, subjects: Iterable[str], now: datetime) -> None:
    for subject in subjects:
        query = select(func.count()).select_from(FailedTryRow)
        recent = (FailedTryRow.subject == subject) & (FailedTryRow.at > now - TRIES_WINDOW)
        if (db.scalar(query.where(recent)) or 0) >= MOST_TRIES:
            raise TooManyTriesError(minutes=int(TRIES_WINDOW.total_seconds() // 60))


def _by_name(name: str) -> str:
    return f"name:{name.strip().lower()[:100]}"


def _by_address(address: str) -> str:
    return f"address:{address[:100]}"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@cache
def _hasher() -> PasswordHasher:
    """Argon2id with OWASP's 19 MiB: 40 ms a try on two cores, so that a flood of tries starves nobody."""
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@cache
def _dummy() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))


def _matches(known: str, password: str) -> bool:
    try:
        return _hasher().verify(known, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
