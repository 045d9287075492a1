"""`kb db`: the database's schema and its copies."""

from pathlib import Path

import click

from kb.cli.environment import Environment
from kb.storage import copies, migrate, schema


@click.group()
def db() -> None:
    """Bring the database up to date, back it up, restore it."""


@db.command()
@click.pass_obj
def upgrade(environment: Environment) -> None:
    """Bring the schema to the newest version."""
    migrate.upgrade(environment.bare_database)
    environment.console.print(f"The schema is at {schema.newest()}.", highlight=False)


@db.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def backup(environment: Environment, file: Path) -> None:
    """Copy the SQLite database to FILE while it is in use."""
    copies.back_up(environment.bare_database, file)
    environment.console.print(f"Backed up to {file}.", highlight=False)


@db.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def restore(environment: Environment, file: Path) -> None:
    """Put the copy in FILE in the place of a database that does not exist yet."""
    copies.restore(environment.bare_database, file)
    environment.console.print("Restored. Run: kb db upgrade; kb index rebuild", highlight=False)
