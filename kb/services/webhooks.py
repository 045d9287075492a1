"""Calls of webhooks: each heard once, and kept until somebody has looked what was pushed."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from kb.errors import ConflictError
from kb.storage.imports import DeliveryRow
from kb.webhooks import Call


def accept(db: Session, call: Call, now: datetime) -> None:
    """Keep a call to be worked off, or raise ConflictError if it came before."""
    same_id = (DeliveryRow.provider == call.provider) & (DeliveryRow.delivery == call.delivery)
    known = select(DeliveryRow.id).where(or_(same_id, DeliveryRow.digest == call.digest))
    if db.scalar(known) is not None:
        raise ConflictError("This call came before.")
    row = DeliveryRow(provider=call.provider.value, delivery=call.delivery, digest=call.digest)
    row.received_at = now
    db.add(row)


def waiting(db: Session) -> list[int]:
    """Return the calls that nobody has worked off."""
    return list(db.scalars(select(DeliveryRow.id).where(DeliveryRow.done_at.is_(None))))


def done(db: Session, calls: Iterable[int], now: datetime) -> None:
    """Strike calls off."""
    for id_ in calls:
        db.execute(update(DeliveryRow).where(DeliveryRow.id == id_).values(done_at=now))
