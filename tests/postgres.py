"""A PostgreSQL for tests: the one that KB_TEST_POSTGRES names, or a throw-away one of this machine."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, make_url, text

from kb.storage import migrate
from kb.storage.base import Base
from kb.storage.database import Database

if TYPE_CHECKING:
    from psycopg import Cursor  # A part of the extra `postgresql`, which may not be installed.

INSTALLED = Path("/usr/lib/postgresql")
USER = "postgres"


@contextmanager
def server() -> Iterator[str]:
    """Give the address of a server, or skip the test with what is missing."""
    named = os.environ.get("KB_TEST_POSTGRES")
    if named:
        yield named
        return
    binaries = _binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL: name one in KB_TEST_POSTGRES, or install its server")
    with _cluster(binaries) as url:
        yield url


@contextmanager
def emptied(url: str, worker: str) -> Iterator[str]:
    """Give the address of a schema of this worker's own, which is dropped at the end."""
    schema = f"kb_test_{worker}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    own = make_url(url).update_query_dict({"options": f"-csearch_path={schema}"})
    try:
        yield own.render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        engine.dispose()


def migrated(url: str) -> str:
    """Bring an empty schema to the newest version; return its address."""
    database = Database(url)
    migrate.upgrade(database)
    database.close()
    return url


def clear(database: Database) -> None:
    """Empty all tables, and count from 1 again: for a few rows that takes a tenth of what TRUNCATE does."""
    tables = [f'DELETE FROM "{table.name}"' for table in reversed(Base.metadata.sorted_tables)]
    with database.connection(writes=True) as connection:
        connection.execute(text(";".join([*tables, _FROM_ONE])))
        connection.commit()


_FROM_ONE = """SELECT setval(quote_ident(sequencename)::regclass, 1, false) FROM pg_sequences
WHERE schemaname = current_schema AND last_value IS NOT NULL"""


def contents(filled: Database) -> Callable[[Database], None]:
    """Return what puts all that is in one database into another, which is empty."""
    names = [table.name for table in Base.metadata.sorted_tables]
    with _cursor(filled) as cursor:
        rows = {name: _copied(cursor, name) for name in names}
        cursor.execute(_SEQUENCES)
        sequences = cursor.fetchall()

    def put(empty: Database) -> None:
        with _cursor(empty) as cursor:
            for name in names:
                if rows[name]:
                    with cursor.copy(f'COPY "{name}" FROM STDIN') as copy:
                        copy.write(rows[name])
            cursor.executemany("SELECT setval(%s, %s)", sequences)

    return put


_SEQUENCES = """SELECT quote_ident(sequencename), last_value FROM pg_sequences
WHERE schemaname = current_schema AND last_value IS NOT NULL"""


@contextmanager
def _cursor(database: Database) -> "Iterator[Cursor]":
    with closing(database.engine.raw_connection()) as opened:
        with opened.driver_connection.cursor() as cursor:
            yield cursor
        opened.commit()


def _copied(cursor: "Cursor", name: str) -> bytes:
    with cursor.copy(f'COPY "{name}" TO STDOUT') as copy:
        return b"".join(copy)


def _binaries() -> Path | None:
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).parent
    versions = sorted(INSTALLED.glob("*/bin/initdb"))
    return versions[-1].parent if versions else None


@contextmanager
def _cluster(binaries: Path) -> Iterator[str]:
    """Run a server that listens on a socket in a folder of its own, and on no port."""
    folder = Path(tempfile.mkdtemp(prefix="kb-postgres-"))
    try:
        prefix = _as_somebody_else(folder)
        run = [*prefix, str(binaries / "initdb"), "-D", str(folder / "cluster"), "-U", USER]
        _run([*run, "-A", "trust", "--no-sync", "--locale=C.UTF-8", "--encoding=UTF8"])
        options = (
            f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off "
            "-c synchronous_commit=off -c full_page_writes=off -c jit=off "
            "-c timezone=Asia/Almaty -c max_connections=60"
        )
        control = [*prefix, str(binaries / "pg_ctl"), "-D", str(folder / "cluster"), "-w"]
        _run([*control, "-o", options, "-l", str(folder / "log"), "start"])
        try:
            yield f"postgresql+psycopg://{USER}@/postgres?host={folder}"
        finally:
            _run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder)


def _as_somebody_else(folder: Path) -> list[str]:
    """Return what goes before a command: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    if shutil.which("runuser") is None:
        pytest.skip("PostgreSQL refuses to run as root, and there is no runuser")
    try:
        shutil.chown(folder, USER)
    except LookupError:
        pytest.skip(f"PostgreSQL refuses to run as root, and there is no user {USER}")
    return ["runuser", "-u", USER, "--"]


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, check=False, cwd="/")
    if done.returncode:
        pytest.skip(f"{Path(command[-1]).name}: {done.stderr.decode(errors='replace')[-300:]}")
