"""`kb db`: the database's schema and its copies."""

import sqlite3
from contextlib import closing
from pathlib import Path

import click

from kb.cli.environment import Environment
from kb.storage import migrate, schema


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
    if file.exists():
        raise click.ClickException(f"{file} exists. Name a new file.")
    with closing(sqlite3.connect(_path(environment))) as source:
        source.execute("VACUUM INTO ?", (str(file),))
    environment.console.print(f"Backed up to {file}.", highlight=False)


@db.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.pass_obj
def restore(environment: Environment, file: Path) -> None:
    """Put the copy in FILE in the place of a database that does not exist yet."""
    target = _path(environment)
    if target.exists():
        raise click.ClickException(f"{target} exists. Move it away first; nothing was changed.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as restored:
        faults = source.execute("PRAGMA integrity_check").fetchone()[0]
        if faults != "ok":
            raise click.ClickException(f"{file} is damaged: {faults}. Use another copy.")
        source.backup(restored, pages=-1)
    environment.console.print("Restored. Run: kb db upgrade; kb index rebuild", highlight=False)


def _path(environment: Environment) -> Path:
    url = environment.bare_database.url
    if url.get_backend_name() != "sqlite" or not url.database:
        raise click.ClickException("Not a SQLite database: use pg_dump and pg_restore.")
    return Path(url.database)
