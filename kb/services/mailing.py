"""The outbox: letters are written with the change that they tell of, sent later, and tried again.

A letter is sent at least once: who is killed between sending and noting it sends it again, under the
same key.
"""

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum, auto
from typing import Final, Self
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kb.access import Permission, Viewer
from kb.errors import ForbiddenError, NotFoundError
from kb.language import Language
from kb.letters.writing import Letter, LetterKind, write
from kb.services import audit
from kb.services.audit import Deed
from kb.settings import Settings
from kb.storage.mail import MailRow
from kb.storage.people import PersonRow

Clock = Callable[[], datetime]

GIVEN_UP_AFTER: Final = timedelta(days=5)
KEPT: Final = timedelta(days=90)
"""How long letters are kept that wait for nothing any more."""
_FIRST_PAUSE: Final = timedelta(minutes=1)
_LONGEST_PAUSE: Final = timedelta(hours=6)
_LONGEST_ERROR: Final = 500
_TOKEN: Final = re.compile(r"(?<=/)[\w-]{43}$", re.MULTILINE | re.ASCII)
"""What lets somebody in, at the end of an address."""


class State(StrEnum):
    """What became of a letter."""

    WAITING = auto()
    SENT = auto()
    GIVEN_UP = auto()


@dataclass(frozen=True, slots=True)
class Mail:
    """A letter in the outbox."""

    id: int
    key: str
    recipient: str
    language: Language
    subject: str
    text: str
    created_at: datetime
    attempts: int
    next_try_at: datetime | None
    sent_at: datetime | None
    last_error: str

    @property
    def state(self) -> State:
        """What became of it."""
        if self.sent_at is not None:
            return State.SENT
        return State.WAITING if self.next_try_at is not None else State.GIVEN_UP


@dataclass(frozen=True, slots=True)
class Office:
    """What letters are written with: the site's address, the zone of their moments, the clock."""

    home: str
    zone: ZoneInfo
    clock: Clock

    @classmethod
    def of(cls, settings: Settings, clock: Clock) -> Self:
        """Return the office of a site; addresses never come from a request."""
        return cls(settings.home, ZoneInfo(settings.time_zone), clock)

    def link(self, language: Language, path: str) -> str:
        """Return the address of a page of the site."""
        return f"{self.home}/{language}/{path}"

    def local(self, moment: datetime) -> datetime:
        """Return a moment as clocks show it where the site is."""
        return moment.astimezone(self.zone)


def post(
    db: Session, office: Office, person: PersonRow, kind: LetterKind, about: str, **facts: object
) -> bool:
    """Put a letter to somebody into the outbox; tell whether there is an address to send it to."""
    if person.email is None or not person.is_active:
        return False
    letter = write(
        kind, Language(person.language), name=person.full_name, home=office.home, **facts
    )
    _put(db, person.email, letter, about, office.clock())
    return True


def post_to(  # to whom, in which language, of which kind, with what
    db: Session,
    office: Office,
    address: str,
    language: Language,
    kind: LetterKind,
    facts: Mapping[str, object],
) -> None:
    """Put a letter into the outbox to an address that nobody has an account with; it names nobody."""
    letter = write(kind, language, home=office.home, **facts)
    _put(db, address, letter, "", office.clock())


def due(db: Session, now: datetime) -> list[Mail]:
    """Return the letters that are to be sent now, the oldest first."""
    query = select(MailRow).where(MailRow.next_try_at <= now).order_by(MailRow.id)
    return [_mail(row) for row in db.scalars(query)]


def sent(db: Session, id_: int, now: datetime) -> None:
    """Note that a letter was sent; what would let its reader in is not kept."""
    row = db.get_one(MailRow, id_)
    row.attempts += 1
    row.sent_at, row.next_try_at, row.last_error = now, None, ""
    row.text = _TOKEN.sub("…", row.text)


def failed(db: Session, id_: int, error: str, now: datetime, *, for_good: bool = False) -> None:
    """Note that a letter could not be sent: it is tried again, after ever longer pauses, for days."""
    row = db.get_one(MailRow, id_)
    row.attempts += 1
    row.last_error = error[:_LONGEST_ERROR]
    pause = min(_FIRST_PAUSE * 2 ** min(row.attempts - 1, 20), _LONGEST_PAUSE)
    is_over = for_good or now - row.created_at >= GIVEN_UP_AFTER
    row.next_try_at = None if is_over else now + pause


def forget_old(db: Session, now: datetime) -> None:
    """Drop letters of long ago that were sent or given up."""
    is_old = (MailRow.created_at < now - KEPT) & MailRow.next_try_at.is_(None)
    db.execute(delete(MailRow).where(is_old))


def outbox(db: Session, most: int = 200) -> list[Mail]:
    """Return the letters: those that wait, those given up, then those sent; the newest first."""
    order = {State.WAITING: 0, State.GIVEN_UP: 1, State.SENT: 2}
    rows = db.scalars(select(MailRow).order_by(MailRow.id.desc()))
    return sorted(map(_mail, rows), key=lambda mail: order[mail.state])[:most]


def shown(db: Session, viewer: Viewer) -> list[Mail]:
    """Return the outbox to those who keep it, or raise ForbiddenError."""
    _require(viewer)
    return outbox(db)


def sent_by_hand(db: Session, viewer: Viewer, id_: int, now: datetime) -> None:
    """Note that somebody sent a letter in another way."""
    row = _open(db, viewer, id_)
    sent(db, id_, now)
    audit.note(db, viewer, Deed.LETTER_SENT_BY_HAND, row, at=now)


def try_again(db: Session, viewer: Viewer, id_: int, now: datetime) -> None:
    """Have a letter tried at once, also one that was given up."""
    row = _open(db, viewer, id_)
    row.next_try_at = now
    audit.note(db, viewer, Deed.LETTER_TRIED_AGAIN, row, at=now)


def _put(db: Session, address: str, letter: Letter, about: str, now: datetime) -> None:
    row = MailRow(
        key=secrets.token_hex(16),
        recipient=address,
        language=letter.language,
        subject=letter.subject,
        text=letter.text,
        kind=letter.kind,
        about=about,
        created_at=now,
        next_try_at=now,
    )
    db.add(row)
    db.flush()


def _open(db: Session, viewer: Viewer, id_: int) -> MailRow:
    """Return a letter that was not sent yet."""
    _require(viewer)
    row = db.get(MailRow, id_)
    if row is None or row.sent_at is not None:
        raise NotFoundError
    return row


def _require(viewer: Viewer) -> None:
    if not viewer.may(Permission.KEEP_MAIL):
        raise ForbiddenError


def _mail(row: MailRow) -> Mail:
    return Mail(
        id=row.id,
        key=row.key,
        recipient=row.recipient,
        language=Language(row.language),
        subject=row.subject,
        text=row.text,
        created_at=row.created_at,
        attempts=row.attempts,
        next_try_at=row.next_try_at,
        sent_at=row.sent_at,
        last_error=row.last_error,
    )
