"""`kb acts diff` tells what changed between versions and between files."""

import json
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from indexer.analysis.words import analyse
from kb.access import Role
from kb.cli.acts import acts
from kb.cli.environment import Environment
from kb.errors import ActNotFoundError, EditionNotFoundError
from kb.settings import Settings
from kb.storage.database import Database
from tests.factories import TEXTS, clock
from tests.kb.services.desk import Desk

OLD = "# О высоте\n\n### Статья 1. Предел\n\n1. Высота не более 12 метров.\n\n2. Шпиль не в счет.\n"
NEW = OLD.replace("12", "15")


@pytest.fixture
def environment(database: Database) -> Iterator[Environment]:
    settings = Settings(database_url=str(database.url))
    made = Environment(settings, analyse, 1, clock)
    with closing(made.bare_database):
        yield made


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    """Two versions of a file."""
    paths = tmp_path / "old.md", tmp_path / "new.md"
    for path, text in zip(paths, (OLD, NEW), strict=True):
        path.write_text(text, encoding="utf-8")
    return str(paths[0]), str(paths[1])


def diff(environment: Environment, *arguments: str) -> Result:
    return CliRunner().invoke(acts, ["diff", *arguments], obj=environment)


def test_what_changed_between_two_files_is_told_in_words(environment, files):
    told = diff(environment, *files)

    assert told.exit_code == 0
    assert told.output.splitlines()[2:] == [
        "2 same, 1 changed; 33% of the provisions have other words.",
        "",
        "changed: art_1__para_1",
        "1. Высота не более [-12-]{+15+} метров.",
    ]


def test_files_that_say_the_same_have_nothing_to_tell(environment, files):
    told = diff(environment, files[0], files[0], "--exit-code")

    assert told.exit_code == 0
    assert told.output.splitlines()[2:] == ["Nothing changed."]


def test_the_exit_code_tells_of_changes_if_it_is_asked_to(environment, files):
    assert diff(environment, *files, "--exit-code").exit_code == 1


def test_all_provisions_are_told_if_they_are_asked_for(environment, files):
    assert "2. Шпиль не в счет." in diff(environment, *files, "--all").output


def test_colours_take_the_place_of_brackets(environment, files):
    told = diff(environment, *files, "--color", "always").output

    assert "\x1b[31m\x1b[9m12\x1b[0m\x1b[32m\x1b[4m15\x1b[0m" in told
    assert "[-" not in told


@pytest.mark.parametrize("colour", ["always", "never"])
def test_control_characters_do_not_reach_the_terminal(environment, files, colour):
    Path(files[1]).write_text(NEW.replace("метров", "\x1b]0;title\x07"), encoding="utf-8")

    told = diff(environment, *files, "--color", colour).output

    assert "\x1b]" not in told
    assert "\x07" not in told


def test_a_program_reads_what_changed(environment, files):
    told = json.loads(diff(environment, *files, "--format", "json").output)

    (change,) = told["changes"]
    assert change["new"] == {
        "eid": "art_1__para_1",
        "label": "1.",
        "text": "Высота не более 15 метров.",
    }
    assert change["text"] == [
        ["=", "Высота не более "],
        ["-", "12"],
        ["+", "15"],
        ["=", " метров."],
    ]
    assert told["contents"] == [
        {"kind": "changed", "eid": "art_1__para_1", "was": None, "label": "1."}
    ]
    assert told["counts"]["same"] == 2


class Tags(HTMLParser):
    """The tags of a page, and the words of the last one."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.words: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_data(self, data: str) -> None:
        if self.seen:
            self.words.setdefault(self.seen[-1], data)


def test_a_page_marks_what_changed_and_runs_nothing(environment, files):
    Path(files[1]).write_text(NEW.replace("метров", "<script>x</script>"), encoding="utf-8")

    tags = Tags()
    tags.feed(diff(environment, *files, "--format", "html").output)

    assert {"ins", "del"} <= set(tags.seen)
    assert "script" not in tags.seen
    assert tags.words["h1"] == "О высоте"


def test_folders_of_acts_are_compared_in_a_language(environment, tmp_path):
    for name, text in (
        ("old", "# On Height\n\n1. A limit."),
        ("new", "# On Height\n\n1. No limit."),
    ):
        (tmp_path / name).mkdir()
        (tmp_path / name / "en.md").write_text(text, encoding="utf-8")

    told = diff(environment, str(tmp_path / "old"), str(tmp_path / "new"), "--lang", "en")

    assert "1. [-A-]{+No+} limit." in told.output


def test_the_name_of_a_file_says_its_language(environment, tmp_path):
    for name, number in (("a", 5), ("b", 6)):
        (tmp_path / name).mkdir()
        text = f"### {number}-бап. Шек\n\nҒимараттың биіктігі шектеледі."
        (tmp_path / name / "kk.md").write_text(text, encoding="utf-8")

    told = diff(environment, str(tmp_path / "a" / "kk.md"), str(tmp_path / "b" / "kk.md"))

    assert "moved: art_5 → art_6" in told.output


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "cannot be read"),
        (b"\xff\xfe", "not UTF-8"),
        (b"a" * (2 * 1024 * 1024 + 1), "larger"),
    ],
    ids=["missing", "not UTF-8", "too large"],
)
def test_a_file_that_cannot_be_read_is_told_of(environment, files, tmp_path, content, problem):
    path = tmp_path / "odd.md"
    if content is not None:
        path.write_bytes(content)

    told = diff(environment, files[0], str(path))

    assert told.exit_code == 1
    assert problem in told.output


@pytest.mark.parametrize("arguments", [("one",), ("a", "1", "2", "3"), ("height", "1", "latest")])
def test_what_cannot_be_compared_is_a_wrong_use(environment, arguments):
    assert diff(environment, *arguments).exit_code == 2


# Versions and publications


@pytest.fixture
def imported(database: Database) -> Desk:
    """Two versions of an act, of which the first is published."""
    desk = Desk(database)
    desk.bring(commit_="a1")
    changed = {language: text.replace("огранич", "не огранич") for language, text in TEXTS.items()}
    desk.bring(commit_="b2", texts=changed)
    desk.publish()
    desk.person("drafter", Role.DRAFTER)
    return desk


def test_a_drafter_sees_what_changed_between_versions(environment, imported):
    told = diff(environment, "height", "1", "2", "--as", "drafter")

    assert told.exit_code == 0, told.output
    assert "Высота здания {+не +}ограничивается." in told.output
    assert told.output.startswith("--- height 1 (ru)\n+++ height 2 (ru)\n")


def test_anybody_compares_publications(environment, imported):
    imported.publish(version=2)

    assert "{+не +}" in diff(environment, "height", "p1", "p2").output


@pytest.mark.parametrize(
    ("told", "error"),
    [
        (("height", "2", "99", "--as", "drafter"), EditionNotFoundError),
        (("height", "p1", "p9"), EditionNotFoundError),
        (("nowhere", "p1", "p9"), ActNotFoundError),
    ],
)
def test_who_knows_an_act_hears_that_it_is_the_version_that_is_missing(
    environment, imported, told, error
):
    assert type(diff(environment, *told).exception) is error


def test_the_versions_of_a_draft_are_not_there_for_others(environment, imported):
    told = diff(environment, "height", "1", "2")

    assert isinstance(told.exception, ActNotFoundError)
    assert not told.output
