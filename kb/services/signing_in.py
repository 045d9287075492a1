"""Sign-ins: sessions in the database that can be revoked, and counted failures."""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from kb.access import PersonId, Viewer
from kb.errors import SignInError
from kb.language import Language
from kb.services import audit, passwords, tries
from kb.services.accounts import signing_name, viewer
from kb.services.audit import Deed
from kb.storage.people import PersonRow, SessionRow

Clock = Callable[[], datetime]

_SEEN_EVERY: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who has signed in: as whom, with which rights, how to greet them, and when last noted."""

    viewer: Viewer
    name: str
    full_name: str
    organisation: str
    language: Language
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a sign-in lasts when it is not used, and at most."""

    unused: timedelta
    longest: timedelta


def sign_in(db: Session, name: str, password: str, address: str, clock: Clock) -> str:
    """Return the token of a new sign-in, or raise SignInError.

    An unknown name, a wrong password and a closed account are told apart by nothing, and take
    the same time. Failures are recorded by `note_failure`, which the caller commits.
    """
    now = clock()
    for subject in _subjects(name, address):
        tries.refuse_too_many(db, subject, now)
    person = db.scalar(select(PersonRow).where(PersonRow.name == signing_name(name)))
    known = person.password if person is not None and person.is_active else None
    if not passwords.matches(known, password) or person is None or not person.is_active:
        raise SignInError
    tries.forget(db, subject_of(name))
    return begin(db, person, now)


def begin(db: Session, person: PersonRow, now: datetime) -> str:
    """Return the token of a new sign-in of somebody who has just shown who it is."""
    token = secrets.token_urlsafe(32)
    db.add(SessionRow(token_hash=_hash(token), person_id=person.id, created_at=now, seen_at=now))
    audit.note(db, PersonId(person.id), Deed.SIGNED_IN, person, at=now)
    return token


def note_failure(db: Session, name: str, address: str, clock: Clock) -> None:
    """Count a failed sign-in, for the name and for the network address."""
    for subject in _subjects(name, address):
        tries.note(db, subject, clock())


def signed_in(db: Session, token: str, lifetime: Lifetime, clock: Clock) -> SignedIn | None:
    """Return who signed in with a token, if the sign-in has not ended or been revoked."""
    row = _lasting(db, token, lifetime, clock)
    if row is None:
        return None
    person = row.person
    return SignedIn(
        viewer=viewer(db, person),
        name=person.name,
        full_name=person.full_name,
        organisation=person.organisation,
        language=Language(person.language),
        seen_at=row.seen_at,
    )


def is_signed_in(db: Session, token: str, lifetime: Lifetime, clock: Clock) -> bool:
    """Tell whether a token is that of somebody who has signed in."""
    return _lasting(db, token, lifetime, clock) is not None


def _lasting(db: Session, token: str, lifetime: Lifetime, clock: Clock) -> SessionRow | None:
    """Return a sign-in that has not ended or been revoked."""
    now = clock()
    row = db.get(SessionRow, _hash(token), options=[joinedload(SessionRow.person)])
    if row is None or not row.person.is_active:
        return None
    has_ended = now - row.seen_at > lifetime.unused or now - row.created_at > lifetime.longest
    return None if has_ended else row


def touch(db: Session, token: str, clock: Clock) -> None:
    """Note that a sign-in is being used."""
    row = db.get(SessionRow, _hash(token))
    if row is not None:
        row.seen_at = clock()


def needs_touch(person: SignedIn, clock: Clock) -> bool:
    """Tell whether a sign-in's use was noted long enough ago to note it again."""
    return clock() - person.seen_at > _SEEN_EVERY


def sign_out(db: Session, token: str, clock: Clock) -> None:
    """End a sign-in."""
    row = db.get(SessionRow, _hash(token))
    if row is not None:
        person = row.person
        db.delete(row)
        audit.note(db, PersonId(person.id), Deed.SIGNED_OUT, person, at=clock())


def forget_failures(db: Session, name: str) -> None:
    """Forget the failures that were counted for a sign-in name."""
    tries.forget(db, subject_of(name))


def subject_of(name: str) -> str:
    """Return what failures of a sign-in name are counted for."""
    return f"name:{signing_name(name)[:100]}"


def _subjects(name: str, address: str) -> tuple[str, str]:
    return subject_of(name), f"address:{address[:100]}"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
