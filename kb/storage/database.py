"""The connection to the database, and what makes SQLite keep what it was given.

Writers begin with BEGIN IMMEDIATE: two that read first and write later would otherwise overwrite one
another in silence. WAL lets readers go on meanwhile; synchronous=FULL keeps an acknowledged
comment through a power failure.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from kb.errors import StorageBusyError

_WRITES: Final = "kb_writes"
_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA busy_timeout=5000",
)

_BUSY: Final = ("locked", "full", "disk i/o", "readonly", "unable to open", "timeout", "connection")
"""What databases say when they cannot answer now: busy, no room, gone."""


class Database:
    """A database that sessions are opened on."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        if self.url.get_backend_name() == "sqlite" and self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        self.engine = _engine(url)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that only reads; nothing it does is kept."""
        with _readable_errors(), Session(self.engine) as session:
            yield session
            session.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session that is committed at the end, or rolled back when an error leaves it."""
        engine = self.engine.execution_options(**{_WRITES: True})
        with _readable_errors(), Session(engine) as session, session.begin():
            yield session

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


@contextmanager
def _readable_errors() -> Iterator[None]:
    try:
        yield
    except OperationalError as fault:
        complaint = str(fault.orig).lower()
        if any(sign in complaint for sign in _BUSY):
            raise StorageBusyError from fault
        raise


def _engine(url: str) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, record: Any) -> None:
    del record
    connection.isolation_level = None  # Transactions are begun below, not by the driver.
    for pragma in _PRAGMAS:
        connection.execute(pragma).close()


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
