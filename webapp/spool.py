"""Documents that take longer than a reader waits: made by a process of their own, fetched when ready."""

import hashlib
import json
from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kb.access import Viewer
from kb.law.identifiers import ActId
from kb.services import threads
from kb.services.audit import Deed
from kb.services.exporting.making import Export, compares
from kb.services.exporting.order import Compared, Order
from kb.settings import Settings
from kb.spooling import Spooled, take
from kb.storage.acts import ActRow
from kb.storage.audit import AuditRow

MOST_AT_ONCE: Final = 2
"""Documents that are made at the same time; others wait for their turn."""
MOST_FOR_ANYBODY: Final = 1
"""How many of them may be made when somebody asks who has not signed in: a place is kept for the others."""

_MOST_ROWS: Final = {"pdf": 40, "zip": 500, "docx": 2000, "xlsx": 2000}
"""Comments that are written within a few seconds, by format."""
_MOST_AS_TEXT: Final = 10_000
_FEWER: Final = 10
"""Of how many times fewer a document is made aside for anybody: all of them get the same one."""


def is_long(order: Order, ending: str) -> bool:
    """Tell whether a document takes longer than a reader waits for a page."""
    most = _MOST_ROWS.get(ending, _MOST_AS_TEXT)
    most = most // _FEWER if order.seat.viewer.is_anonymous else most
    return threads.count(order.db, order.seat) > most


def begins(spooled: Spooled, viewer: Viewer, now: float) -> bool:
    """Take a place for a document that is made aside for a viewer; tell whether there was one."""
    return take(spooled, MOST_FOR_ANYBODY if viewer.is_anonymous else MOST_AT_ONCE, now)


def spooled(settings: Settings, order: Order, export: Export, ending: str) -> Spooled:
    """Return the file of a document: another one for everybody who asks, and after every deed.

    That is after every deed on the act, and whenever somebody's name goes from everywhere.
    """
    viewer, asked, db = order.seat.viewer, order.seat.asked, order.db
    compared = _compared(order, export)
    told = (
        (viewer.person, sorted(viewer.roles), asked.act in viewer.drafts, order.seat.is_invited),
        (asked.act, asked.number, asked.state, *_last_deeds(db, asked.act)),
        (export, ending, order.language, compared.base, compared.version),
    )
    name = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    return Spooled(settings.exports_dir / f"{name}.{ending}")


def words(order: Order, export: Export, ending: str, name: str | None, path: Path) -> list[str]:
    """Return the command that makes it, in the name of whoever asks."""
    asked, compared = order.seat.asked, _compared(order, export)
    given = ["rounds", "export", asked.act, str(asked.number), export.value]
    given += ["--format", ending, "--lang", order.language.value, "--output", str(path), "--spool"]
    given += ["--as", name] if name else ["--public"]
    if compared.base is not None:
        given += ["--base", compared.base.value]
    if compared.version is not None:
        given += ["--version", str(compared.version)]
    return given


def _last_deeds(db: Session, act: ActId) -> tuple[int | None, int | None]:
    """Return the numbers of the last deed on an act, and of the last by which a name was forgotten."""
    last = select(func.max(AuditRow.number))
    of_act = last.join(ActRow, AuditRow.act_id == ActRow.id).where(ActRow.slug == act)
    forgotten = last.where(AuditRow.deed == Deed.PERSON_FORGOTTEN.value)
    return db.scalar(of_act), db.scalar(forgotten)


def _compared(order: Order, export: Export) -> Compared:
    """Return what is to be compared in a document: nothing, where it makes no difference."""
    return order.compared if compares(order, export) else Compared()
