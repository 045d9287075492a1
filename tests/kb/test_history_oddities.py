"""What may be odd about commits and the files in them, read from real repositories."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kb.law.folder import Oddity
from tests.kb.histories import HEIGHT, last, revisions


def test_links_and_submodules_are_odd_and_not_read(repository):
    folder = repository.act()
    (folder / "ru.md").unlink()
    (folder / "ru.md").symlink_to("/etc/hostname")
    (folder / "en.md").unlink()
    repository.git("add", "--all")
    cacheinfo = f"160000,{repository.tip()},acts/development/height/en.md"
    repository.git("update-index", "--add", "--cacheinfo", cacheinfo)
    repository.git("commit", "--quiet", "--message=Odd")

    (act,) = last(repository).changed

    assert act.odd == {"ru.md": Oddity.SYMLINK, "en.md": Oddity.SPECIAL}
    assert sorted(act.files) == ["act.yaml", "kk.md"]


def test_an_executable_text_is_read_like_any_other(repository):
    folder = repository.act()
    (folder / "ru.md").chmod(0o755)
    repository.commit()

    (act,) = last(repository).changed

    assert not act.odd
    assert act.files["ru.md"] == (folder / "ru.md").read_bytes()


def test_a_file_of_five_megabytes_is_passed_over_and_the_others_are_read(repository):
    repository.act()
    repository.write("acts/development/height/kk.md", b"x" * 5 * 1024 * 1024)
    repository.commit()

    (act,) = last(repository).changed

    assert act.odd == {"kk.md": Oddity.TOO_LARGE}
    assert sorted(act.files) == ["act.yaml", "en.md", "ru.md"]


@pytest.mark.parametrize(
    "content",
    ["Пределы".encode("cp1251"), b"\x00\xff" * 1000, "Limit é".encode("latin-1"), b"", b"\r\n\0"],
    ids=["cp1251", "binary", "latin-1", "empty", "control characters"],
)
def test_files_of_any_content_come_as_the_bytes_they_are(repository, content):
    repository.act()
    repository.write("acts/development/height/ru.md", content)
    repository.commit()

    assert last(repository).changed[0].files["ru.md"] == content


def test_names_with_spaces_and_cyrillic_letters_are_read(repository):
    repository.act("acts/Развитие города/высота «А»\tб")
    repository.commit()

    assert [one.path for one in last(repository).changed] == ["Развитие города/высота «А»\tб"]


def test_a_name_that_is_no_utf8_does_not_stop_the_reading(repository):
    folder = bytes(repository.folder) + b"/acts/\xff"
    Path(folder.decode("utf-8", "surrogateescape")).mkdir()
    Path((folder + b"/ru.md").decode("utf-8", "surrogateescape")).write_text("text")
    repository.commit()

    assert [one.path for one in last(repository).changed] == ["\ufffd"]


def test_an_author_and_a_message_in_another_encoding_are_read(repository):
    repository.act()
    repository.git("config", "i18n.commitEncoding", "cp1251")
    repository.git("config", "i18n.logOutputEncoding", "cp1251")
    repository.git("add", "--all")
    repository.git(
        "commit", "--quiet", "--file=-", stdin="Предел".encode("cp1251"), GIT_AUTHOR_NAME="Dana"
    )

    assert last(repository).commit.message == "Предел"


def test_a_message_that_looks_like_a_commit_does_no_harm(repository):
    repository.act()
    message = f"\x01{'0' * 40}\n:100644 100644 a b M\n\nacts/x/act.yaml"
    repository.commit(message)

    assert last(repository).commit.message == message
    assert [one.path for one in last(repository).changed] == [HEIGHT]


@pytest.mark.parametrize(
    ("date", "at"),
    [
        ("0 +0000", datetime(1970, 1, 1, tzinfo=UTC)),
        ("-86400 +0000", datetime(1970, 1, 1, tzinfo=UTC)),
        ("1700000000 +9999", datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        ("1700000000 +0630", datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)),
        ("300000000000 +0000", datetime(1970, 1, 1, tzinfo=UTC)),
        ("once upon a time", datetime(1970, 1, 1, tzinfo=UTC)),
    ],
    ids=["1970", "before 1970", "a strange zone", "half an hour", "far away", "no date"],
)
def test_a_strange_date_of_a_commit_stops_nothing(repository, date, at):
    repository.act()
    repository.git("add", "--all")
    tree = repository.git("write-tree")
    who = f"Дана <d@example.kz> {date}"
    raw = f"tree {tree}\nauthor {who}\ncommitter {who}\n\nOld\n"
    arguments = ["hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    commit = repository.git(*arguments, stdin=raw.encode())
    repository.git("update-ref", "refs/heads/main", commit)

    (revision,) = revisions(repository)

    assert revision.commit.at == at
    assert [one.path for one in revision.changed] == [HEIGHT]


def test_settings_of_the_repository_change_nothing_in_what_is_read(repository):
    repository.act()
    repository.act("acts/development/zoning")
    repository.commit()
    repository.git("mv", "acts/development/height", "acts/development/heights")
    repository.commit()
    before = revisions(repository)
    for name, value in {
        "diff.renames": "copies",
        "diff.noprefix": "true",
        "diff.ignoreSubmodules": "all",
        "log.follow": "true",
        "log.diffMerges": "combined",
        "log.showRoot": "false",
        "log.decorate": "full",
        "color.ui": "always",
        "core.abbrev": "4",
        "core.quotePath": "true",
        "format.pretty": "oneline",
    }.items():
        repository.git("config", name, value)

    assert revisions(repository) == before


# Repositories that are not whole
