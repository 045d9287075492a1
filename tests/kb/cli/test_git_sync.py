"""`kb git sync`: a copy that follows a repository elsewhere, and the calls of webhooks it works off."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kb.storage.database import Database
from kb.storage.imports import DeliveryRow
from tests.commands import Commands
from tests.factories import METADATA, NOW
from tests.repositories import GitRepository

BROKEN = METADATA.replace("council", "nobody")


def acts_of(kb: Commands) -> list[str]:
    with closing(sqlite3.connect(kb.database)) as connection:
        return [slug for (slug,) in connection.execute("SELECT slug FROM act ORDER BY slug")]


@pytest.fixture
def following(kb: Commands, repository: GitRepository, tmp_path: Path) -> Commands:
    """An installation that follows the repository."""
    return kb.with_(KB_GIT_REMOTE=repository.folder, KB_GIT_DIR=tmp_path / "copy.git")


def call(kb: Commands) -> None:
    """Note the call of a webhook."""
    with closing(Database(f"sqlite:///{kb.database}")) as database, database.writing() as db:
        row = DeliveryRow(provider="github", delivery="1", digest="x", received_at=NOW)
        db.add(row)


def waiting(kb: Commands) -> int:
    with closing(sqlite3.connect(kb.database)) as connection:
        query = "SELECT count(*) FROM delivery WHERE done_at IS NULL"
        return int(connection.execute(query).fetchone()[0])


def test_what_is_new_at_the_remote_is_taken_in(following, repository):
    repository.act()
    repository.commit()

    assert following("git", "sync").status == 0
    assert acts_of(following) == ["height"]

    repository.act("acts/economy/trade")
    repository.commit()
    told = following("git", "sync")

    assert "new: http://127.0.0.1:8000/ru/acts/trade/" in told.out
    assert "height" not in told.out


def test_of_ten_acts_nine_come_in_and_the_bad_one_is_told_of(following, repository):
    for number in range(9):
        repository.act(f"acts/development/act-{number}")
    repository.act("acts/economy/bad", BROKEN)
    repository.commit()

    told = following("git", "sync")

    assert told.status == 1
    assert "acts/economy/bad/act.yaml:" in told.out
    assert len(acts_of(following)) == 9


def test_a_call_is_worked_off_once(following, repository):
    repository.act()
    repository.commit()
    call(following)

    following("git", "sync", "--pending")
    assert (acts_of(following), waiting(following)) == (["height"], 0)

    repository.act("acts/economy/trade")
    repository.commit()
    told = following("git", "sync", "--pending")
    assert (told.out, acts_of(following)) == ("", ["height"])


def test_a_remote_that_is_gone_is_told_of_and_the_call_waits(following, repository, tmp_path):
    repository.act()
    repository.commit()
    following("git", "sync")
    repository.folder.rename(tmp_path / "gone")
    call(following)

    told = following("git", "sync", "--pending")

    assert told.status == 1
    assert told.err.startswith("kb: KB_GIT_REMOTE: git fetch failed:")
    assert "What was imported stays." in told.err
    assert (acts_of(following), waiting(following)) == (["height"], 1)


def test_history_that_was_rewritten_at_the_remote_is_followed(following, repository):
    repository.act()
    repository.commit()
    following("git", "sync")
    repository.act("acts/economy/trade")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--amend", "--message=Another")

    assert following("git", "sync").status == 0
    assert acts_of(following) == ["height", "trade"]


def test_without_a_remote_there_is_nothing_to_follow(kb):
    told = kb("git", "sync")

    assert told.status == 2
    assert "KB_GIT_REMOTE" in told.err


def test_nothing_of_the_remote_is_run(following, repository, tmp_path):
    repository.act()
    repository.commit()
    hooks = repository.folder / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    following("git", "sync")
    for folder in (hooks, tmp_path / "copy.git" / "hooks"):
        folder.mkdir(exist_ok=True)
        for hook in ("reference-transaction", "post-update", "post-checkout", "pre-auto-gc"):
            (folder / hook).write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
            (folder / hook).chmod(0o755)
    repository.act("acts/economy/trade")
    repository.git("-c", "core.hooksPath=/dev/null", "add", "--all")
    repository.git("-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--message=More")

    assert following("git", "sync").status == 0
    assert not (tmp_path / "ran").exists()
