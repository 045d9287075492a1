"""README.md says what is so: settings, commands, people, make targets, defaults."""

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from kb.services import catalogues
from kb.services.demonstrating import Demo
from kb.settings import PREFIX, Settings
from webapp.cli import COMMANDS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
PAGES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
}
ROW = re.compile(r"^\| `(KB_\w+)` \| (.+?) \| (.+?) \|$", re.MULTILINE)
COMMAND = re.compile(r"(?:^|[`&;| ])(?:\.venv/bin/)?kb ((?:[a-z-]+ ?)+)", re.MULTILINE)


def test_the_settings_are_those_of_the_program_in_their_order():
    assert [name for name, _, _ in ROW.findall(README)] == [
        f"{PREFIX}{field.name.upper()}" for field in fields(Settings)
    ]


@pytest.mark.parametrize("field", fields(Settings), ids=lambda field: field.name)
def test_the_default_of_a_setting_is_as_told(field):
    told = next(
        default
        for name, default, _ in ROW.findall(README)
        if name.endswith(f"_{field.name.upper()}")
    )
    default = Settings().__getattribute__(field.name)

    if default in {"", ()}:
        assert told.startswith("*(")
    else:
        assert told == f"`{int(default) if isinstance(default, bool) else default}`"


def test_two_commands_are_enough_and_stand_first():
    block = re.search(r"```sh\n(.*?)```", README, re.DOTALL)

    assert block is not None
    assert [line.split("#")[0].strip() for line in block[1].splitlines()] == [
        "make run",
        "make test",
    ]


def test_the_people_of_the_demonstration_are_those_of_its_file():
    path = ROOT / "acts" / "demo.yaml"
    demo = catalogues.parsed(Demo, str(path), path.read_text(encoding="utf-8"))
    section = README.partition("## Sign in to the demonstration")[2].partition("\n## ")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]

    assert {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)} == {
        person.name for person in demo.people
    }
    assert f"`{demo.password}`" in section


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_that_is_named_is_there(page):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))

    assert set(re.findall(r"(?:^|`)make ([a-z-]+)", PAGES[page], re.MULTILINE)) - targets == set()


@pytest.mark.parametrize("page", PAGES)
def test_every_command_that_is_named_is_there(page):
    assert [words for words in COMMAND.findall(PAGES[page]) if not _is_command(words.split())] == []


def _is_command(words: list[str]) -> bool:
    """Tell whether words begin with a command, or with a group of commands and one of its own."""
    if words[0] not in COMMANDS:
        return False
    command = COMMANDS[words[0]].load()
    return not isinstance(command, click.Group) or len(words) == 1 or words[1] in command.commands


def test_the_list_of_errors_in_the_manual_quotes_what_the_program_says():
    quoted = re.findall(
        r"^\| (?:503, )?`([^`]+)`", OPERATIONS.partition("## What to do when")[2], re.MULTILINE
    )
    code = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "kb").rglob("*.py"))

    missing = [
        words
        for words in quoted
        for part in re.split(r"…|KB_…", words.removeprefix("kb: "))
        if part.strip(" :") and part.strip(" :") not in code
    ]

    assert quoted
    assert missing == []
