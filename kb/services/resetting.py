"""Forgotten passwords: a link by mail, to whoever reads the mail of the account."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from kb.access import PersonId
from kb.language import Language
from kb.letters.writing import LetterKind
from kb.services import accounts, audit, links, mailing, tries
from kb.services.audit import Agent, Deed
from kb.services.links import Purpose
from kb.services.mailing import Office
from kb.storage.people import PersonRow

LIFETIME: Final = timedelta(hours=2)
_PAUSE: Final = timedelta(minutes=15)
"""Within which nobody is sent a second letter: however often it is asked for."""


def ask(db: Session, office: Office, email: str, address: str) -> None:
    """Send a link to the person with an e-mail address, if there is one; nothing tells whether.

    Raises TooManyTriesError if there were too many such wishes from a network address.
    """
    now, subject = office.clock(), f"forgotten:{address[:100]}"
    tries.refuse_too_many(db, subject, now)
    tries.note(db, subject, now)
    person = accounts.with_email(db, email)
    if person is not None and _may_have_one(db, person, now):
        _send(db, office, person)


def person_of(db: Session, token: str, now: datetime) -> str:
    """Return the sign-in name of the person whom a link is for, or raise LinkNotFoundError."""
    return links.find(db, token, Purpose.PASSWORD, now).person.name


def set_password(db: Session, office: Office, token: str, password: str) -> None:
    """Give the person a new password, which ends the sign-ins with the old one; the link is used.

    Raises LinkNotFoundError or WeakPasswordError.
    """
    now = office.clock()
    link = links.find(db, token, Purpose.PASSWORD, now)
    by = PersonId(link.person_id)
    accounts.set_password(db, link.person.name, password, office.clock, by)
    link.used_at = now


def _may_have_one(db: Session, person: PersonRow, now: datetime) -> bool:
    """Tell whether to send a link: not to who never had a password, nor again a moment later."""
    before = links.newest(db, person, Purpose.PASSWORD)
    is_early = before is not None and now < before.created_at + _PAUSE
    return person.is_active and bool(person.password) and not is_early


def _send(db: Session, office: Office, person: PersonRow) -> None:
    now = office.clock()
    until = now + LIFETIME
    token = links.make(db, person, Purpose.PASSWORD, until, now)
    mailing.post(
        db,
        office,
        person,
        LetterKind.PASSWORD,
        f"person {person.id}",
        link=office.link(Language(person.language), f"password/{token}"),
        until=until,
        sign_in_name=person.name,
    )
    audit.note(db, Agent.SYSTEM, Deed.LINK_SENT, person, at=now)
