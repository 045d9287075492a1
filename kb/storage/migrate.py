"""Brings a database to the newest schema; Alembic is configured here, without a file of settings."""

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection

from kb.storage.base import Base
from kb.storage.database import Database
from kb.storage.schema import MIGRATIONS, current, newest


def upgrade(database: Database) -> None:
    """Bring the schema to the newest version; does nothing when it is there already."""
    if current(database) != newest():
        with database.engine.connect() as connection:
            command.upgrade(_config(connection), "head")


def differences(database: Database) -> list[object]:
    """Return how the schema differs from the rows as declared; a migration is missing if it does."""
    with database.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection), Base.metadata))


def write_migration(database: Database, message: str) -> None:
    """Write a migration from the newest schema to the rows as declared, for a developer to read."""
    with database.engine.connect() as connection:
        number = f"{int(newest()) + 1:04}"
        command.revision(_config(connection), message, autogenerate=True, rev_id=number)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
