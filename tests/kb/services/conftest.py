"""Services are tested on every kind of database."""

import pytest

from kb.storage.database import Database
from tests.kb.databases import database, on_postgresql, postgresql_url
from tests.kb.services.desk import Desk

__all__ = ["database", "on_postgresql", "postgresql_url"]


@pytest.fixture
def desk(database: Database) -> Desk:
    """A desk on a database of the test's own."""
    return Desk(database)
