"""The storage is tested on every kind of database."""

from tests.kb.databases import database, postgresql_url

__all__ = ["database", "postgresql_url"]
