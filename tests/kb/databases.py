"""The fixture `database` on all databases that the system runs on; conftest.py files take it from here."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kb.storage.database import Database
from tests import postgres

SQLITE = "sqlite"
POSTGRESQL = "postgresql"
KINDS = [SQLITE, pytest.param(POSTGRESQL, marks=pytest.mark.slow)]


@pytest.fixture(scope="session")
def postgresql_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated PostgreSQL schema of this worker's own."""
    pytest.importorskip("psycopg", reason="the extra `postgresql` is not installed")
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with postgres.server() as server, postgres.emptied(server, worker) as url:
        yield postgres.migrated(url)


@pytest.fixture(scope="session")
def on_postgresql(postgresql_url: str) -> Iterator[Database]:
    """The database in that schema, with its connections: making them takes longer than most tests."""
    with closing(Database(postgresql_url)) as opened:
        yield opened


@pytest.fixture(params=KINDS)
def database(
    request: pytest.FixtureRequest, empty_database: Path, tmp_path: Path
) -> Iterator[Database]:
    """An empty database of each kind in turn."""
    if request.param == POSTGRESQL:
        opened: Database = request.getfixturevalue("on_postgresql")
        postgres.clear(opened)
        yield opened
        return
    path = tmp_path / "kb.sqlite"
    shutil.copy(empty_database, path)
    with closing(Database(f"sqlite:///{path}")) as opened:
        yield opened
