"""Documents that take longer than a reader waits: made by a process of their own, fetched when ready."""

import hashlib
import json
from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from kb.services import threads
from kb.services.exporting.making import Export
from kb.services.exporting.order import Order
from kb.settings import Settings
from kb.spooling import Spooled
from kb.storage.acts import ActRow
from kb.storage.audit import AuditRow

MOST_AT_ONCE: Final = 2
"""Documents that are made at the same time; others wait for their turn."""

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


def folder(settings: Settings) -> Path:
    """Return where such documents are kept for a day: beside the indexes."""
    return settings.index_dir.parent / "exports"


def spooled(settings: Settings, order: Order, export: Export, ending: str) -> Spooled:
    """Return the file of a document: another one for everybody who asks, and after every deed."""
    viewer, asked, db = order.seat.viewer, order.seat.asked, order.db
    deeds = select(func.max(AuditRow.number)).join(ActRow, AuditRow.act_id == ActRow.id)
    told = (
        (viewer.person, sorted(viewer.roles), asked.act in viewer.drafts, order.seat.is_invited),
        (asked.act, asked.number, asked.state, db.scalar(deeds.where(ActRow.slug == asked.act))),
        (export, ending, order.language, order.compared.base, order.compared.version),
    )
    name = hashlib.sha256(json.dumps(told).encode()).hexdigest()
    return Spooled(folder(settings) / f"{name}.{ending}")


def words(order: Order, export: Export, ending: str, name: str | None, path: Path) -> list[str]:
    """Return the command that makes it, in the name of whoever asks."""
    asked, compared = order.seat.asked, order.compared
    given = ["rounds", "export", asked.act, str(asked.number), export.value]
    given += ["--format", ending, "--lang", order.language.value, "--output", str(path), "--spool"]
    given += ["--as", name] if name else ["--public"]
    if compared.base is not None:
        given += ["--base", compared.base.value]
    if compared.version is not None:
        given += ["--version", str(compared.version)]
    return given
