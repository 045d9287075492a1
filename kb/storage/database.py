"""The connection to the database, and what makes it keep what it was given.

Writers take turns: two that read first and write later would otherwise overwrite one another in
silence. On SQLite they begin with BEGIN IMMEDIATE; WAL lets readers go on meanwhile, and
synchronous=FULL keeps an acknowledged comment through a power failure. On PostgreSQL they take a lock
that all of them share. A reader sees the database as it was when it began.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.orm import Session

from kb.errors import SettingError, StorageBusyError, StorageDamagedError

_WRITES: Final = "kb_writes"
_WAIT_SECONDS: Final = 5
"""How long a writer waits for its turn."""

_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={_WAIT_SECONDS * 1000}",
)
_TAKE_TURN: Final = (
    f"SET LOCAL lock_timeout = '{_WAIT_SECONDS}s'",
    "SELECT pg_advisory_xact_lock(1634492517)",
)
"""What a writer says on PostgreSQL; the number is any, as long as it is the same for all."""

_DRIVERS: Final = ("sqlite", "sqlite+pysqlite", "postgresql+psycopg")
_SNAPSHOT: Final = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

_BUSY: Final = ("BUSY", "LOCKED", "FULL", "IOERR", "READONLY", "CANTOPEN", "PROTOCOL", "NOMEM")
_DAMAGED: Final = ("NOTADB", "CORRUPT")
"""What SQLite's errors begin with when it cannot answer now, and when it never will."""


class Database:
    """A database that sessions are opened on; SettingError if its address cannot be used."""

    def __init__(self, url: str) -> None:
        self.url = _url(url)
        self.engine = _engine(self.url)
        is_sqlite = self.engine.dialect.name == "sqlite"
        self._readers = self.engine if is_sqlite else self.engine.execution_options(**_SNAPSHOT)
        self._writers = self.engine.execution_options(**{_WRITES: True})
        self._turns = RLock()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that only reads; nothing it does is kept."""
        with readable_errors(), Session(self._readers) as session:
            yield session
            session.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session that is committed at the end, or rolled back when an error leaves it."""
        with (
            readable_errors(),
            self._turn(),
            Session(self._writers) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for the other writers of this process; only those of others wait in the database.

        SQLite lets writers ask again and again, ever more rarely: of many some would wait for seconds.
        Who has undone what it wrote may write apart before it ends.
        """
        if not self._turns.acquire(timeout=_WAIT_SECONDS):
            raise StorageBusyError
        try:
            yield
        finally:
            self._turns.release()

    @contextmanager
    def connection(self, *, writes: bool = False) -> Iterator[Connection]:
        """Open a bare connection, for the schema; what it writes is kept only if it commits."""
        engine = self._writers if writes else self.engine
        with readable_errors(), engine.connect() as connection:
            yield connection

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


@contextmanager
def readable_errors() -> Iterator[None]:
    """Tell that a database is busy, full, gone or damaged as such; other errors stay what they are."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as fault:
        cause = fault.orig if isinstance(fault, DBAPIError) else fault
        if isinstance(cause, sqlite3.Error):
            name = getattr(cause, "sqlite_errorname", "").removeprefix("SQLITE_")
            if name.startswith(_DAMAGED):
                raise StorageDamagedError from fault
            if name.startswith(_BUSY):
                raise StorageBusyError from fault
        elif isinstance(fault, OperationalError):
            raise StorageBusyError from fault
        raise


def _url(text: str) -> URL:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError) as fault:
        raise _unusable("This is no address of a database.") from fault
    if url.drivername not in _DRIVERS:
        raise _unusable(f"“{url.drivername}” is no database that can be used.")
    return url


def _unusable(problem: str) -> SettingError:
    return SettingError(
        variable="KB_DATABASE_URL",
        problem=problem,
        cure="Write sqlite:///PATH, or postgresql+psycopg://USER:PASSWORD@HOST/NAME.",
    )


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return _postgresql(url)
    if url.database:
        try:
            Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as fault:
            raise _unusable(f"There can be no folder for {url.database}.") from fault
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _postgresql(url: URL) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=True)
    except ImportError as fault:
        raise SettingError(
            variable="KB_DATABASE_URL",
            problem="The driver of PostgreSQL is not installed.",
            cure="Install the extra: pip install 'alatau-acts[postgresql]'.",
        ) from fault
    event.listen(engine, "begin", _take_turn)
    return engine


def _prepare(connection: sqlite3.Connection, record: Any) -> None:
    del record
    connection.isolation_level = None  # Transactions are begun below, not by the driver.
    for pragma in _PRAGMAS:
        connection.execute(pragma).close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _is_writer(connection) else "BEGIN")


def _take_turn(connection: Connection) -> None:
    if _is_writer(connection):
        for statement in _TAKE_TURN:
            connection.exec_driver_sql(statement)


def _is_writer(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(_WRITES, False))
