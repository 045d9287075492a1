"""The search engines that fulfil the contract, each on a folder of the test's own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.engine import SearchEngine
from indexer.whoosh_engine.engine import WhooshEngine
from kb.storage.database import Database
from tests.kb.services.desk import Desk

Opening = Callable[[], SearchEngine]

ENGINES: dict[str, Callable[[Path], SearchEngine]] = {"whoosh": WhooshEngine}


@pytest.fixture(params=ENGINES)
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Opening:
    """Return what opens the test's indexes, each time as another process would."""
    return lambda: ENGINES[request.param](tmp_path / "index")


@pytest.fixture
def engine(opening: Opening) -> SearchEngine:
    """An engine whose indexes are there and empty."""
    engine = opening()
    engine.rebuild(())
    return engine


@pytest.fixture
def desk(database: Database) -> Desk:
    """A desk on a database of the test's own."""
    return Desk(database)
