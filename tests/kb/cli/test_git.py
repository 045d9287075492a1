"""`kb git init` and its hooks: repositories that are pushed to for real."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands import Commands
from tests.factories import METADATA
from tests.repositories import GitRepository, changed

BROKEN = METADATA.replace("council", "nobody")


@pytest.fixture
def bare(kb: Commands, tmp_path: Path) -> Path:
    """A bare repository with the hooks."""
    place = tmp_path / "texts.git"
    told = kb.with_(KB_BASE_URL="https://acts.example")("git", "init", place)
    assert told.status == 0, told.err
    return place


def push(repository: GitRepository, bare: Path, *what: str) -> tuple[int, str]:
    """Push through the hooks; return how that ended and what the drafter reads."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", "push", bare.as_uri(), *(what or ["main"])],
        cwd=repository.folder,
        env=inherited | {"LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (line.removeprefix("remote: ").rstrip() for line in done.stderr.splitlines())
    return done.returncode, "\n".join(lines)


def acts_of(kb: Commands) -> list[str]:
    with closing(sqlite3.connect(kb.database)) as connection:
        return [slug for (slug,) in connection.execute("SELECT slug FROM act ORDER BY slug")]


# Making a repository


def test_a_repository_is_made_that_refuses_what_git_itself_can_refuse(bare):
    def setting(name: str) -> str:
        arguments = ["git", "-C", str(bare), "config", name]
        return subprocess.run(arguments, capture_output=True, text=True, check=True).stdout.strip()

    assert setting("core.bare") == "true"
    assert setting("receive.denyNonFastForwards") == "true"
    assert setting("receive.fsckObjects") == "true"
    for hook in ("pre-receive", "post-receive"):
        assert os.access(bare / "hooks" / hook, os.X_OK)


def test_the_settings_are_written_where_only_the_owner_reads_them_and_without_secrets(kb, tmp_path):
    secret = "s" * 32
    kb.with_(KB_SECRET_KEY=secret, KB_WEBHOOK_SECRET=secret, KB_BASE_URL="https://a.example/'x")
    kb("git", "init", tmp_path / "texts.git")

    written = tmp_path / "texts.git" / "hooks" / "kb.env"
    assert written.stat().st_mode & 0o077 == 0
    assert secret not in written.read_text()
    shell = f'. "{written}"; printf "%s|%s" "$KB_BASE_URL" "$KB_DATABASE_URL"'
    told = subprocess.run(["sh", "-c", shell], capture_output=True, text=True, check=True, env={})
    assert told.stdout == f"https://a.example/'x|sqlite:///{kb.database}"


def test_doing_it_again_brings_the_settings_up_to_date(kb, bare):
    kb.with_(KB_BASE_URL="https://other.example")("git", "init", bare)

    assert "other.example" in (bare / "hooks" / "kb.env").read_text()


def test_a_folder_with_something_else_in_it_is_left_alone(kb, tmp_path, repository):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()

    for place in (tmp_path / "full", repository.folder, repository.folder / "acts"):
        told = kb("git", "init", place)
        assert told.status == 1
        assert "neither empty nor a bare repository" in told.err


def test_somebody_else_s_hook_is_left_alone(kb, bare):
    (bare / "hooks" / "pre-receive").write_text("#!/bin/sh\nexit 0\n")

    told = kb("git", "init", bare)

    assert told.status == 1
    assert "another hook" in told.err
    assert (bare / "hooks" / "pre-receive").read_text() == "#!/bin/sh\nexit 0\n"


# Pushing


@pytest.mark.slow
def test_a_push_is_checked_imported_indexed_and_told_of(kb, bare, repository):
    repository.act()
    repository.commit()

    status, told = push(repository, bare)

    assert status == 0, told
    assert "new: https://acts.example/ru/acts/height/" in told
    assert acts_of(kb) == ["height"]
    kb("user", "add", "dana", "--role", "drafter", "--full-name", "Д", "--password", "горы на юге!")
    assert "height#art_1" in kb("search", "высота", "--as", "dana").out

    repository.git("mv", "acts/development/height", "acts/development/heights")
    repository.commit()
    status, told = push(repository, bare)

    assert "renamed: https://acts.example/ru/acts/heights/" in told
    assert "heights#art_1" in kb("search", "высота", "--as", "dana").out
    assert "height#art_1" not in kb("search", "высота", "--as", "dana").out


@pytest.mark.slow
def test_one_bad_act_among_ten_keeps_the_whole_push_out_with_the_words_of_the_linter(
    kb, bare, repository
):
    for number in range(9):
        titled = METADATA.replace("On Height", f"On Height {number}")
        texts = {key: text.replace("On Height", f"On Height {number}") for key, text in
                 changed("Граница").items()}  # fmt: skip
        repository.act(f"acts/development/act-{number}", titled, texts)
    repository.act("acts/economy/bad", BROKEN)
    repository.commit()

    status, told = push(repository, bare)

    assert status == 1
    found = kb("acts", "check", repository.folder / "acts").out.splitlines()
    errors = [line.removeprefix(f"{repository.folder}/") for line in found if ": error: " in line]
    assert errors
    assert errors == [line for line in told.splitlines() if ": error: " in line]
    assert "acts/economy/bad/act.yaml:" in told
    assert "Nothing was taken in" in told
    assert acts_of(kb) == []
    assert not list((bare / "refs" / "heads").iterdir())


@pytest.mark.slow
def test_what_may_not_be_pushed_is_refused_on_any_branch(kb, bare, repository):
    repository.act()
    repository.commit()
    assert push(repository, bare)[0] == 0
    repository.git("checkout", "--quiet", "-b", "topic")
    repository.act("acts/economy/bad", BROKEN)
    repository.commit()

    assert push(repository, bare, "topic")[0] == 0  # Only what is published from is checked whole.
    assert acts_of(kb) == ["height"]

    (repository.folder / "link").symlink_to("/etc/passwd")
    repository.commit()
    status, told = push(repository, bare, "topic")
    assert (status, "link:1: error: link is a symbolic link, in commit" in told) == (1, True)

    repository.git("checkout", "--quiet", "main")
    repository.git("commit", "--quiet", "--amend", "--message=Another")
    assert push(repository, bare, "--force", "main")[0] == 1
    assert push(repository, bare, ":main")[0] == 1
    assert push(repository, bare, ":topic")[0] == 0


@pytest.mark.slow
def test_a_push_without_the_lists_is_refused_with_the_cure(bare, tmp_path):
    made = GitRepository.create(tmp_path / "other")
    made.act()
    made.commit()

    status, told = push(made, bare)

    assert status == 1
    assert "There is no acts/glossary.yaml and no acts/procedure.yaml" in told
