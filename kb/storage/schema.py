"""Which schema a database has, and which this program needs: told without loading Alembic."""

from pathlib import Path
from typing import Final

from sqlalchemy import inspect, text

from kb.errors import SchemaError
from kb.storage.database import Database

MIGRATIONS: Final = Path(__file__).parent / "migrations"


def newest() -> str:
    """Return the schema that this program needs: the number of its last migration."""
    return max(path.stem.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def current(database: Database) -> str | None:
    """Return the schema that a database has; None if it is empty."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return str(found) if found else None


def require(database: Database) -> None:
    """Raise SchemaError unless the database has the schema that this program needs."""
    found = current(database)
    if found != newest():
        raise SchemaError(found=found or "empty", needed=newest())
