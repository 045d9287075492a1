"""Where texts came from: the repository that was imported, or the copy of the one that is followed."""

import pytest

from kb.errors import SourceError
from kb.git import Repository
from kb.origin import origin
from kb.settings import Settings
from tests.repositories import GitRepository


@pytest.fixture
def bare(tmp_path):
    drafter = GitRepository.create(tmp_path / "drafter")
    drafter.act()
    drafter.commit()
    return drafter.bare(tmp_path / "texts.git")


def test_it_is_the_repository_that_was_imported_last(bare, tmp_path):
    found = origin(
        Settings(), [f"{tmp_path}:", f"{tmp_path / 'gone.git'}:acts", f"{bare}:acts", "x"]
    )

    assert found is not None
    assert (found.repository.directory, found.prefix, found.remote) == (bare, "acts", "")
    assert found.folder("development/height") == "acts/development/height"
    found.require_writable()


def test_it_is_the_copy_of_the_remote_where_one_is_followed(bare, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    settings = Settings(
        git_remote="https://example.kz/texts.git", git_dir=bare.relative_to(tmp_path)
    )

    found = origin(settings, ["/elsewhere.git:acts", f"{bare}:"])

    assert found is not None
    assert (found.repository, found.prefix) == (Repository(bare), "")
    assert found.remote == "https://example.kz/texts.git"
    assert found.folder("development/height") == "development/height"


@pytest.mark.parametrize("remote", ["", "https://example.kz/texts.git"])
def test_texts_from_a_folder_come_from_no_repository(tmp_path, remote):
    assert origin(Settings(git_remote=remote, git_dir=tmp_path), []) is None


def test_nothing_is_written_where_somebody_works(tmp_path):
    drafter = GitRepository.create(tmp_path / "drafter")
    found = origin(Settings(), [f"{drafter.folder}:acts"])

    assert found is not None
    with pytest.raises(SourceError, match="not bare"):
        found.require_writable()


def test_nothing_is_written_into_a_shallow_clone(bare, tmp_path):
    shallow = GitRepository(bare).bare(tmp_path / "shallow.git", "--depth=1")
    (shallow / "shallow").write_text(f"{Repository(shallow).commit_of('main')}\n")
    found = origin(Settings(), [f"{shallow}:acts"])

    assert found is not None
    with pytest.raises(SourceError, match="unshallow"):
        found.require_writable()
