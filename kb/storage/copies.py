"""Copies of a SQLite database: made while it is in use, put back where there is none."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kb.errors import ConflictError, StorageDamagedError
from kb.storage import schema
from kb.storage.database import Database, readable_errors


def back_up(database: Database, file: Path) -> None:
    """Copy a database to a new file that nobody else may read; it is there whole, or not at all."""
    source = _path(database)
    if not source.is_file():
        raise ConflictError("There is no %(file)s. Set KB_DATABASE_URL.", file=source)
    if file.exists():
        raise ConflictError("%(file)s exists. Name a new file.", file=file)
    with _whole(file) as draft, readable_errors(), closing(sqlite3.connect(source)) as connection:
        connection.execute("VACUUM INTO ?", (str(draft),))


def restore(database: Database, file: Path) -> None:
    """Put a copy in the place of a database that is not there; a copy that is damaged is refused."""
    target = _path(database)
    for path in (target, *(target.with_name(target.name + end) for end in ("-wal", "-journal"))):
        if path.exists():
            raise ConflictError(
                "%(file)s exists; nothing was changed. Stop the site, and move it away first.",
                file=path,
            )
    address = f"{file.absolute().as_uri()}?mode=ro"
    with readable_errors(), closing(sqlite3.connect(address, uri=True)) as source:
        _refuse_unusable(source, file)
        with _whole(target) as draft, closing(sqlite3.connect(draft)) as restored:
            source.backup(restored, pages=-1)


@contextmanager
def _whole(file: Path) -> Iterator[Path]:
    """Give a draft of a file, which takes its name only when all went well."""
    draft = file.with_name(f"{file.name}.part")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    try:
        yield draft
        draft.rename(file)
    finally:
        draft.unlink(missing_ok=True)


def _refuse_unusable(copy: sqlite3.Connection, file: Path) -> None:
    try:
        with readable_errors():
            faults = copy.execute("PRAGMA integrity_check").fetchone()[0]
            number = _schema(copy)
    except StorageDamagedError as fault:
        raise _damaged(file) from fault.__cause__
    if faults != "ok":
        raise _damaged(file)
    if number is None:
        raise ConflictError("%(file)s is no copy of this database. Use another.", file=file)
    schema.refuse_newer(number)


def _schema(copy: sqlite3.Connection) -> str | None:
    tables = copy.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")
    if not tables.fetchall():
        return None
    return str(copy.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def _damaged(file: Path) -> ConflictError:
    return ConflictError("%(file)s is damaged. Use another copy.", file=file)


def _path(database: Database) -> Path:
    if database.url.get_backend_name() != "sqlite" or not database.url.database:
        raise ConflictError("This is not a SQLite file. Use pg_dump and pg_restore.")
    return Path(database.url.database)
