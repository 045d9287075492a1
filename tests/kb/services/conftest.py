"""Services are tested on every kind of database."""

import pytest
from argon2 import PasswordHasher

from kb.services import passwords
from kb.storage.database import Database
from tests.kb.databases import database, postgresql_url
from tests.kb.services.desk import Desk

__all__ = ["database", "postgresql_url"]


@pytest.fixture
def desk(database: Database) -> Desk:
    """A desk on a database of the test's own."""
    return Desk(database)


@pytest.fixture
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep passwords with little work: tests of people are not about its cost."""
    little = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", lambda: little)
