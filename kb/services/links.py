"""Links that let somebody in once: of the token only its hash is kept, and only for a time."""

import hashlib
import secrets
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from kb.errors import LinkNotFoundError
from kb.storage.people import LinkRow, PersonRow

_BYTES: Final = 32
_KEPT: Final = timedelta(days=30)
"""How long a link is kept that nobody can use any more."""


class Purpose(StrEnum):
    """What a link is good for."""

    INVITATION = "invitation"
    PASSWORD = "password"  # noqa: S105  # The name of a purpose.


def make(
    db: Session,
    person: PersonRow,
    purpose: Purpose,
    until: datetime,
    now: datetime,
    act_id: int | None = None,
) -> str:
    """Return the token of a new link; those that were sent before it for the same work no more."""
    end(db, person, purpose, act_id)
    db.execute(delete(LinkRow).where(LinkRow.expires_at < now - _KEPT))
    token = secrets.token_urlsafe(_BYTES)
    link = LinkRow(
        token_hash=_hash(token),
        person_id=person.id,
        act_id=act_id,
        purpose=purpose,
        created_at=now,
        expires_at=until,
    )
    db.add(link)
    db.flush()
    return token


def find(db: Session, token: str, purpose: Purpose, now: datetime) -> LinkRow:
    """Return the link with a token, or raise LinkNotFoundError, which says nothing of the reason.

    What is looked up is a hash, so the time it takes tells a guesser nothing of any token.
    """
    link = db.get(LinkRow, _hash(token))
    if link is None or link.purpose != purpose or link.used_at is not None:
        raise LinkNotFoundError
    if now >= link.expires_at or not link.person.is_active:
        raise LinkNotFoundError
    return link


def end(db: Session, person: PersonRow, purpose: Purpose, act_id: int | None = None) -> None:
    """Let no link work any more that a person was sent for something."""
    db.execute(delete(LinkRow).where(_unused(person, purpose, act_id)))


def newest(
    db: Session, person: PersonRow, purpose: Purpose, act_id: int | None = None
) -> LinkRow | None:
    """Return the link that a person was sent for something and has not used."""
    return db.scalar(select(LinkRow).where(_unused(person, purpose, act_id)))


def _unused(person: PersonRow, purpose: Purpose, act_id: int | None) -> ColumnElement[bool]:
    mine = (LinkRow.person_id == person.id) & (LinkRow.purpose == purpose)
    return mine & LinkRow.used_at.is_(None) & LinkRow.act_id.is_not_distinct_from(act_id)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
