"""How often a database is asked."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from kb.storage.database import Database


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Give a list to which every statement is added that is executed meanwhile."""
    asked: list[str] = []

    def note(*told: object) -> None:
        asked.append(str(told[2]))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
