"""Commits without a work tree, branches that nobody overwrites, and letters that git applies."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest

from kb.errors import SourceError
from kb.git import Repository
from kb.git_writing import Author, Change, OvertakenError, aside, commit_all, letters, move, tip_of
from tests.repositories import GitRepository

AT = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
DANIYAR = Author(
    "Данияр <i>\nАхметов", "daniyar@example.kz", AT.astimezone(timezone(timedelta(hours=5)))
)
CHANGE = Change({"acts/a/ru.md": "# Иначе\r\n", "new.md": "\ufeffНовое"}, "Change\n\nComment: c1\n")


@pytest.fixture
def drafter(tmp_path) -> GitRepository:
    made = GitRepository.create(tmp_path / "drafter")
    made.write("acts/a/ru.md", "# О\n")
    made.write("acts/b/ru.md", "# Б\n").chmod(0o755)
    made.commit()
    return made


@pytest.fixture
def bare(drafter, tmp_path) -> Repository:
    return Repository(drafter.bare(tmp_path / "texts.git"))


def test_a_commit_changes_its_files_to_the_byte_and_no_others(bare):
    base = bare.commit_of("main")

    tip = commit_all(bare, base, [CHANGE], DANIYAR)

    changed = bare.run("diff", "--name-status", base, tip).split()
    assert changed == ["M", "acts/a/ru.md", "A", "new.md"]
    assert bare.run("cat-file", "blob", f"{tip}:acts/a/ru.md") == "# Иначе\r\n"
    assert bare.run("cat-file", "blob", f"{tip}:new.md") == "\ufeffНовое"
    told = bare.run("log", "-1", "--format=%an|%ae|%ad|%cn|%ce|%cd|%P", "--date=iso", tip).strip()
    who = "Данияр i Ахметов|daniyar@example.kz|2026-11-22 11:00:00 +0500"
    assert told == f"{who}|{who}|{base}"
    assert bare.commit_of("main") == base


def test_the_same_work_makes_the_same_commits(bare):
    base = bare.commit_of("main")

    assert commit_all(bare, base, [CHANGE], DANIYAR) == commit_all(bare, base, [CHANGE], DANIYAR)


def test_settings_of_the_repository_do_not_change_what_letters_hold(bare, drafter):
    for name, value in (
        ("diff.noprefix", "true"),
        ("format.signOff", "true"),
        ("diff.renames", "copies"),
    ):
        bare.run("config", name, value)
    base = bare.commit_of("main")

    with aside(bare) as here:
        made = letters(here, base, commit_all(here, base, [CHANGE], DANIYAR))

    drafter.git("am", "--quiet", "--keep-cr", stdin=made)
    assert (drafter.folder / "acts/a/ru.md").read_bytes().decode() == "# Иначе\r\n"
    assert drafter.git("log", "-1", "--format=%an <%ae>") == "Данияр i Ахметов <daniyar@example.kz>"
    assert b"Signed-off-by" not in made


def test_what_is_made_aside_leaves_the_repository_as_it_was(bare):
    def objects() -> str:
        return bare.run("count-objects", "-v")

    before = objects()
    with aside(bare) as here:
        commit_all(here, bare.commit_of("main"), [CHANGE], DANIYAR)

    assert objects() == before


def test_a_first_commit_needs_no_other():
    with aside() as here:
        tip = commit_all(here, None, [CHANGE], DANIYAR)
        assert here.run("ls-tree", "-r", "--name-only", tip).split() == ["acts/a/ru.md", "new.md"]


def test_a_branch_is_made_moved_and_never_taken_from_another(bare):
    base = bare.commit_of("main")
    tip = commit_all(bare, base, [CHANGE], DANIYAR)
    assert tip_of(bare, "review/a/1") is None

    move(bare, "review/a/1", base, None, DANIYAR)
    move(bare, "review/a/1", tip, base, DANIYAR)

    assert tip_of(bare, "review/a/1") == tip
    for old in (None, base):
        with pytest.raises(OvertakenError, match="review/a/1"):
            move(bare, "review/a/1", base, old, DANIYAR)


def test_of_many_who_move_a_branch_at_once_one_wins(bare):
    base = bare.commit_of("main")
    tips = [
        commit_all(bare, base, [Change({"n.md": f"{n}\n"}, f"{n}\n")], DANIYAR) for n in range(8)
    ]

    def attempt(tip: str) -> bool:
        try:
            move(bare, "review/a/1", tip, None, DANIYAR)
        except OvertakenError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        won = [tip for tip, has_won in zip(tips, pool.map(attempt, tips), strict=True) if has_won]

    assert won == [tip_of(bare, "review/a/1")]


def test_a_branch_that_cannot_be_made_is_an_error_with_its_reason(bare):
    base = bare.commit_of("main")
    move(bare, "review", base, None, DANIYAR)

    with pytest.raises(SourceError, match="git update-ref failed"):
        move(bare, "review/a/1", base, None, DANIYAR)


def test_a_repository_that_lost_an_object_is_told_of(bare):
    base = bare.commit_of("main")
    for pack in (bare.directory / "objects").rglob("*.*"):
        pack.unlink()
    for loose in (bare.directory / "objects").glob("??/*"):
        loose.unlink()

    with pytest.raises(SourceError, match="git fsck"):
        commit_all(bare, base, [CHANGE], DANIYAR)
