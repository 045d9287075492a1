"""What many tests begin with: it is done once, and copied into every other empty database."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime

from sqlalchemy import select

from kb.storage.audit import AuditRow
from kb.storage.database import Database
from tests import postgres

_SQLITE = "sqlite"
_kept: dict[tuple[str, datetime], Callable[[Database], None]] = {}


def begin(database: Database, now: datetime, fill: Callable[[], None]) -> None:
    """Fill a database, or copy what was filled into another one at the same moment of the clock."""
    kind = database.engine.dialect.name
    if not _is_empty(database):
        fill()
    elif (kind, now) in _kept:
        _kept[kind, now](database)
    else:
        fill()
        keep = _of_sqlite if kind == _SQLITE else postgres.contents
        _kept[kind, now] = keep(database)


def _is_empty(database: Database) -> bool:
    with database.reading() as db:
        return db.scalar(select(AuditRow.number).limit(1)) is None


def _of_sqlite(filled: Database) -> Callable[[Database], None]:
    """Return what puts all that is in one database into another."""
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    _copy(filled, lambda connection: connection.backup(kept))
    return lambda empty: _copy(empty, kept.backup)


def _copy(database: Database, step: Callable[[sqlite3.Connection], None]) -> None:
    with closing(database.engine.raw_connection()) as opened:
        step(opened.driver_connection)
