"""Brings a database to the newest schema; Alembic is configured here, without a file of settings."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from kb.storage import schema
from kb.storage.base import Base
from kb.storage.database import Database


def upgrade(database: Database) -> None:
    """Bring the schema to the newest version, whole or not at all; does nothing if it is there already."""
    with database.connection(writes=True) as connection:
        found = schema.found(connection)
        schema.refuse_newer(found)
        if found != schema.newest():
            command.upgrade(_config(connection), "head")


def differences(database: Database) -> list[object]:
    """Return how the schema differs from the rows as declared; a migration is missing if it does."""
    with database.connection() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


def write_migration(database: Database, message: str) -> None:
    """Write a migration from the newest schema to the rows as declared, for a developer to read."""
    with database.connection() as connection:
        number = f"{int(schema.newest()) + 1:04}"
        command.revision(_config(connection), message, autogenerate=True, rev_id=number)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(schema.MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
