"""Files that may be run: as the disk has it, or as git has noted it where the disk does not tell."""

import pytest

from kb.modes import programs
from tests.repositories import GitRepository

RU = "acts/development/height/ru.md"


@pytest.fixture
def repository(tmp_path) -> GitRepository:
    made = GitRepository.create(tmp_path / "texts")
    made.act()
    made.commit()
    return made


def test_a_file_that_may_be_run_is_found_with_and_without_git(repository):
    file = repository.folder / RU
    assert programs(repository.folder / "acts") == frozenset()

    file.chmod(0o755)

    assert programs(repository.folder / "acts") == {"development/height/ru.md"}
    (repository.folder / ".git").rename(repository.folder.with_name("gone"))
    assert programs(repository.folder) == {RU}


def test_other_files_and_links_are_no_files_of_acts(repository):
    repository.write("acts/run.sh", "#!/bin/sh\n").chmod(0o755)
    (repository.folder / RU).unlink()
    (repository.folder / RU).symlink_to("kk.md")

    assert programs(repository.folder) == frozenset()


def test_where_the_disk_does_not_tell_git_is_asked(repository):
    repository.git("config", "core.fileMode", "false")
    (repository.folder / RU).chmod(0o755)
    assert programs(repository.folder / "acts") == frozenset()

    repository.git("update-index", "--chmod=+x", RU)

    assert programs(repository.folder / "acts") == {"development/height/ru.md"}


def test_a_repository_that_git_cannot_read_is_no_reason_to_fail(repository):
    (repository.folder / RU).chmod(0o755)
    (repository.folder / ".git" / "HEAD").write_text("nothing")

    assert programs(repository.folder) == {RU}
