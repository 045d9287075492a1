"""An import of a history that is killed, or overtaken by another, in its middle."""

import os
import signal
import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine, event

from kb.cli import following
from kb.cli.following import Following
from tests.repositories import GitRepository, changed
from webapp.cli import main

ACTS = ("acts/development/height", "acts/development/width", "acts/people/quiet")
COMMITS = 100
KILLS = 50
STATEMENTS = 180
"""The most that an import says to the database before it is killed: that of two or three batches."""

MOMENTS = {"at", "stage_since", "created_at"}
"""Columns that say when an import was made, and not what came in."""
CHAINED = {"audit": {"hash", "line"}}
"""Columns in which such a moment stands among other things."""


def contents(database: Path) -> dict[str, list[str]]:
    """Return all that is in a database but the moments, after making sure that it is whole."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {name: _rows(connection, name) for (name,) in tables.fetchall()}


def _rows(connection: sqlite3.Connection, table: str) -> list[str]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info('{table}')")]
    left_out = MOMENTS | CHAINED.get(table, set())
    kept = ", ".join(f'"{column}"' for column in columns if column not in left_out)
    return sorted(map(repr, connection.execute(f'SELECT {kept} FROM "{table}"')))


def is_killed(arguments: list[str], statements: int) -> bool:
    """Run a command that dies after so many statements and commits; tell whether it came to that."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            _die_after(statements)
            sys.argv = ["kb", *arguments]
            main()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _die_after(statements: int) -> None:
    left = iter(range(statements))

    def count(*arguments: object) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)


def a_history(repository: GitRepository, commits: int) -> str:
    """Let each commit change one of the acts; return where the repository is."""
    for number in range(commits):
        repository.act(ACTS[number % len(ACTS)], texts=changed(f"Word {number}"))
        repository.commit(f"Commit {number}")
    return str(repository.folder)


@pytest.mark.slow
def test_an_import_that_is_killed_again_and_again_ends_like_one_that_was_not(
    kb, repository, empty_database, monkeypatch
):
    place = a_history(repository, COMMITS)
    assert kb("acts", "import", place).status == 0
    undisturbed = contents(kb.database)
    kb.database.unlink()
    kb.database.write_bytes(empty_database.read_bytes())
    monkeypatch.setattr(following, "BATCH", 3)
    moments = Random(7)

    reached = []
    for _ in range(KILLS):
        assert is_killed(["acts", "import", place], moments.randrange(1, STATEMENTS))
        reached.append(len(contents(kb.database)["version"]))
    assert kb("acts", "import", place).status == 0

    assert contents(kb.database) == undisturbed
    assert reached == sorted(reached)
    assert 0 < reached[-1] < COMMITS


def test_an_import_that_is_overtaken_goes_on_from_where_the_other_is(kb, repository, monkeypatch):
    place = a_history(repository, 4)
    monkeypatch.setattr(following, "BATCH", 1)
    store = Following._store

    def overtaken(self, marks, batch):
        monkeypatch.setattr(Following, "_store", store)
        assert "3 new, 1 changed" in kb("acts", "import", place).err
        return store(self, marks, batch)

    monkeypatch.setattr(Following, "_store", overtaken)

    told = kb("acts", "import", place)

    assert (told.status, told.out) == (0, "")
    assert told.err.endswith("Imported: nothing new.\n")
    assert len(contents(kb.database)["version"]) == 4
