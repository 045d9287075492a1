"""The storage is tested on every kind of database."""

from tests.kb.databases import database, on_postgresql, postgresql_url

__all__ = ["database", "on_postgresql", "postgresql_url"]
