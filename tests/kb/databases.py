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


@pytest.fixture(params=KINDS)
def database(
    request: pytest.FixtureRequest, empty_database: Path, tmp_path: Path
) -> Iterator[Database]:
    """A database of the test's own, of each kind in turn."""
    if request.param == SQLITE:
        path = tmp_path / "kb.sqlite"
        shutil.copy(empty_database, path)
        url = f"sqlite:///{path}"
    else:
        url = request.getfixturevalue("postgresql_url")
    with closing(Database(url)) as opened:
        if request.param == POSTGRESQL:
            postgres.clear(opened)
        yield opened
