"""What many tests begin with: it is done once, and copied into every other empty database."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime

from sqlalchemy import select

from kb.storage.audit import AuditRow
from kb.storage.database import Database

_kept: dict[datetime, sqlite3.Connection] = {}


def begin(database: Database, now: datetime, fill: Callable[[], None]) -> None:
    """Fill a database, or copy what was filled into another one at the same moment of the clock."""
    if database.engine.dialect.name != "sqlite" or not _is_empty(database):
        fill()
    elif now in _kept:
        _copy(database, _kept[now].backup)
    else:
        fill()
        _kept[now] = sqlite3.connect(":memory:", check_same_thread=False)
        _copy(database, lambda filled: filled.backup(_kept[now]))


def _is_empty(database: Database) -> bool:
    with database.reading() as db:
        return db.scalar(select(AuditRow.number).limit(1)) is None


def _copy(database: Database, step: Callable[[sqlite3.Connection], None]) -> None:
    with closing(database.engine.raw_connection()) as opened:
        step(opened.driver_connection)
