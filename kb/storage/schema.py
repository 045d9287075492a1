"""Which schema a database has, and which this program needs: told without loading Alembic."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text

from kb.errors import NewerSchemaError, SchemaError
from kb.storage.database import Database

MIGRATIONS: Final = Path(__file__).parent / "migrations"


def newest() -> str:
    """Return the schema that this program needs: the number of its last migration."""
    return max(path.stem.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def current(database: Database) -> str | None:
    """Return the schema that a database has; None if it is empty."""
    with database.connection() as connection:
        return found(connection)


def found(connection: Connection) -> str | None:
    """Return the schema that is found through an open connection; None if there is none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    number = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(number) if number else None


def require(database: Database) -> None:
    """Raise SchemaError unless the database has the schema that this program needs."""
    refuse_newer(current_ := current(database))
    if current_ != newest():
        raise SchemaError(found=current_ or "empty", needed=newest())


def refuse_newer(number: str | None) -> None:
    """Raise NewerSchemaError if a schema is that of a newer program."""
    if number is not None and number > newest():
        raise NewerSchemaError(found=number, needed=newest())
