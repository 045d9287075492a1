"""Taking part in public discussions: an address is verified by letter, and its owner agrees to be read.

Nothing is kept of who does not answer the letter, and nothing tells whether an address is known.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete
from sqlalchemy.orm import Session

from kb import addresses
from kb.access import PersonId, Role, Viewer
from kb.errors import ForbiddenError, InvalidError, LinkNotFoundError, TooOftenError, msg
from kb.language import Language
from kb.letters.writing import LetterKind
from kb.services import accounts, consenting, mailing, privacy, tries
from kb.services.accounts import NewPerson
from kb.services.audit import Agent
from kb.services.mailing import Office
from kb.services.tries import Limit
from kb.storage.people import JoiningRow, PersonRow

LIFETIME: Final = timedelta(hours=24)
PER_ADDRESS: Final = Limit(3, timedelta(hours=1), TooOftenError)
PER_NETWORK: Final = Limit(20, timedelta(hours=1), TooOftenError)
"""How many letters are asked for to one address, and from one network address: an office may share it."""

_BYTES: Final = 32


class NoConsentError(InvalidError):
    """Somebody would take part without agreeing to be read by everybody."""

    message = msg("To take part, please agree to what will be shown.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody types who wishes to take part; `agreed` is the hash of the consent that was read.

    Of who has taken part before, the address and the language are enough.
    """

    email: str
    language: Language
    full_name: str = ""
    organisation: str = ""
    agreed: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Welcome:
    """Who is let in by a link, as everybody will see them; `has_agreed` to the consent as it is now."""

    full_name: str
    organisation: str
    language: Language
    is_known: bool
    has_agreed: bool


def ask(db: Session, office: Office, wish: Wish, address: str) -> None:
    """Send a link to an address, or to sign in as usual if it is that of somebody with a password.

    Raises TooOftenError if there were too many such wishes for the address or from a network
    address. A closed account is sent nothing.
    """
    now = office.clock()
    subjects = ((subject_of(wish.email), PER_ADDRESS), (f"joining:{address[:100]}", PER_NETWORK))
    for subject, limit in subjects:
        tries.refuse_too_many(db, subject, now, limit)
    for subject, limit in subjects:
        tries.note(db, subject, now, limit)
    db.execute(delete(JoiningRow).where(JoiningRow.expires_at <= now))
    person = accounts.with_email(db, wish.email)
    if person is not None and not _is_participant(person):
        _send_to_account(db, office, person)
    elif wish.full_name if person is None else person.is_active:
        _send_link(db, office, wish)


def welcome(db: Session, token: str, now: datetime) -> Welcome:
    """Return who is let in by a link, or raise LinkNotFoundError."""
    row = _found(db, token, now)
    person = _person(db, row)
    return Welcome(
        full_name=person.full_name if person else row.full_name,
        organisation=person.organisation if person else row.organisation,
        language=Language(row.language),
        is_known=person is not None,
        has_agreed=_has_agreed(db, row, person),
    )


def confirm(
    db: Session, office: Office, token: str, language: Language, *, agrees: bool
) -> tuple[PersonRow, str]:
    """Let somebody in by a link, which works no more; return who it is, and the page to return to.

    `agrees` counts for those who have not agreed to the consent as it is now: NoConsentError
    otherwise. Raises LinkNotFoundError.
    """
    now = office.clock()
    row = _found(db, token, now)
    person = _person(db, row)
    has_agreed = _has_agreed(db, row, person)
    if not has_agreed and not agrees:
        raise NoConsentError
    if person is None:
        person = _opened(db, office, row)
    by = PersonId(person.id)
    if not consenting.has_consented(db, by):
        read_in = language if agrees else consenting.language_of(row.text_hash)
        consenting.agree(db, by, read_in or language, now)
    back = row.next
    db.execute(delete(JoiningRow).where(JoiningRow.email == row.email))
    return person, back


def agree(db: Session, viewer: Viewer, language: Language, now: datetime) -> None:
    """Let an expert or a participant who has signed in agree to the consent as it is now."""
    if viewer.person is None or not viewer.roles & {Role.EXPERT, Role.PARTICIPANT}:
        raise ForbiddenError
    if not consenting.has_consented(db, viewer.person):
        consenting.agree(db, viewer.person, language, now)


def has_agreed(db: Session, viewer: Viewer) -> bool:
    """Tell whether somebody has agreed to the consent as it is now."""
    return viewer.person is not None and consenting.has_consented(db, viewer.person)


def may_leave(viewer: Viewer) -> bool:
    """Tell whether somebody only takes part in public discussions, and can leave them by themselves."""
    return viewer.roles == {Role.PARTICIPANT}


def leave(db: Session, office: Office, viewer: Viewer) -> None:
    """Withdraw one's consent: the name goes from everywhere, and what was said stays without it.

    Only for those who are nothing but participants: an expert has other rounds too.
    """
    person = db.get(PersonRow, viewer.person) if viewer.person is not None else None
    if person is None or not _is_participant(person):
        raise ForbiddenError
    privacy.forget(db, person.name, office.clock, PersonId(person.id))


def subject_of(email: str) -> str:
    """Return what letters to an address are counted for; the address itself is not kept."""
    return f"joining:{_hash(addresses.mailbox(email))}"


def _send_link(db: Session, office: Office, wish: Wish) -> None:
    until, token = office.clock() + LIFETIME, secrets.token_urlsafe(_BYTES)
    row = JoiningRow(
        token_hash=_hash(token),
        email=addresses.mailbox(wish.email),
        full_name=wish.full_name,
        organisation=wish.organisation,
        language=wish.language,
        text_hash=wish.agreed,
        next=wish.next,
        expires_at=until,
    )
    db.add(row)
    link = office.link(wish.language, f"discussions/join/{token}")
    facts = {"link": link, "until": until}
    mailing.post_to(db, office, row.email, wish.language, LetterKind.JOINING, facts)


def _send_to_account(db: Session, office: Office, person: PersonRow) -> None:
    mailing.post(
        db,
        office,
        person,
        LetterKind.ACCOUNT,
        f"person {person.id}",
        link=office.link(Language(person.language), "sign-in"),
        sign_in_name=person.name,
    )


def _opened(db: Session, office: Office, row: JoiningRow) -> PersonRow:
    """Open the account of somebody whose address is verified now."""
    person = NewPerson(
        name=accounts.free_name(db, row.email),
        full_name=row.full_name,
        organisation=row.organisation,
        email=row.email,
        language=Language(row.language),
        roles=(Role.PARTICIPANT,),
    )
    return accounts.create(db, person, "", office.clock, Agent.SYSTEM)


def _found(db: Session, token: str, now: datetime) -> JoiningRow:
    row = db.get(JoiningRow, _hash(token))
    if row is None or now >= row.expires_at:
        raise LinkNotFoundError
    return row


def _person(db: Session, row: JoiningRow) -> PersonRow | None:
    """Return the participant with the address of a link; it opens nobody else's account."""
    person = accounts.with_email(db, row.email)
    if person is None:
        return None
    if not person.is_active or not _is_participant(person):
        raise LinkNotFoundError
    return person


def _has_agreed(db: Session, row: JoiningRow, person: PersonRow | None) -> bool:
    if person is not None and consenting.has_consented(db, PersonId(person.id)):
        return True
    return consenting.language_of(row.text_hash) is not None


def _is_participant(person: PersonRow) -> bool:
    """Tell whether somebody only takes part in public discussions, and has no password."""
    return set(person.roles) == {Role.PARTICIPANT}


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()
