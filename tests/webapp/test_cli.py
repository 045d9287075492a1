"""The command `kb` as a whole: what it lists, how it ends, what it does not load."""

import shutil
import subprocess
import sys

import click
import pytest

from tests.conftest import ACTS
from webapp.cli import COMMANDS

HEAVY = {"flask", "alembic", "numpy", "whoosh", "gunicorn", "pydantic", "ruamel.yaml"}
"""Packages that `kb --help` has no need of; together they take longer to load than it takes."""


def test_help_lists_every_command(kb):
    told = kb("--help")

    assert told.status == 0
    listed = [line.split()[0] for line in told.out.partition("Commands:")[2].splitlines() if line]
    assert listed == sorted(COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_list_says_of_a_command_how_its_own_help_begins(name):
    later = COMMANDS[name]

    command = later.load()

    assert command.name == name
    assert command.get_short_help_str(limit=200).startswith(later.summary.removesuffix("."))


def _all(group: click.Command, *path: str) -> list[tuple[str, ...]]:
    inner = group.commands if isinstance(group, click.Group) else {}
    return [path, *(step for name, one in inner.items() for step in _all(one, *path, name))]


@pytest.mark.parametrize(
    "path",
    [step for name, later in sorted(COMMANDS.items()) for step in _all(later.load(), name)],
    ids=" ".join,
)
def test_every_command_has_help_of_its_own(kb, path):
    told = kb(*path, "--help")

    assert told.status == 0
    assert told.out.startswith(f"Usage: kb {' '.join(path)}")
    _, _, description = told.out.partition("\n\n")  # The way to call it may take two lines.
    assert description.startswith("  ")


def test_help_loads_neither_the_site_nor_the_search_engine():
    code = (
        "import sys; from click.testing import CliRunner; from webapp.cli import kb;"
        "assert CliRunner().invoke(kb, ['--help']).exit_code == 0; print(*sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert HEAVY & set(done.stdout.split()) == set()


def test_the_version_is_that_of_the_package(kb):
    assert kb("--version").out.startswith("kb, version ")


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["nothing"], "No such command 'nothing'"),
        (["acts", "nothing"], "No such command 'nothing'"),
        (["acts", "check", "missing"], "'missing' does not exist"),
        (["acts", "check", "--format", "xml"], "'xml' is not one of"),
        (["search", "word", "--page", "0"], "0 is not in the range"),
        (["user", "add", "dana", "--role", "king", "--full-name", "D"], "'king' is not one of"),
    ],
)
def test_a_wrong_argument_is_exit_status_2(kb, arguments, complaint):
    told = kb(*arguments)

    assert told.status == 2
    assert complaint in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    ("variable", "value", "complaint"),
    [
        ("KB_DATABASE", "x", "KB_DATABASE: there is no such setting. The settings are KB_ACTS_DIR"),
        ("KB_WORKERS", "two", "KB_WORKERS: “two” is not a whole number."),
        ("KB_SECRET_KEY", "short", "KB_SECRET_KEY: This is not a secret of at least 32"),
        ("KB_DATABASE_URL", "mysql://h/n", "KB_DATABASE_URL: “mysql” is no database"),
    ],
)
def test_a_wrong_setting_is_named_with_exit_status_2(kb, variable, value, complaint):
    told = kb.with_(**{variable: value})("acts", "list")

    assert told.status == 2
    assert told.err.startswith(f"kb: {complaint}")
    assert "Traceback" not in told.err


@pytest.mark.parametrize(
    "command",
    [
        ["acts", "list"],
        ["acts", "import"],
        ["acts", "show", "height"],
        ["demo"],
        ["index", "sync"],
        ["index", "rebuild"],
        ["user", "list"],
        ["serve"],
    ],
    ids=" ".join,
)
def test_a_database_without_a_schema_is_refused_with_the_cure(kb, command):
    shutil.copy(ACTS / "demo.yaml", kb.acts)
    kb.database.unlink()

    told = kb(*command)

    assert told.status == 1
    assert "kb: The database is at schema empty" in told.err
    assert "kb db upgrade" in told.err


def test_a_damaged_database_is_told_of_in_one_line_with_its_cause(kb):
    kb.database.write_bytes(b"no database at all " * 1000)

    told = kb("acts", "list")

    assert told.status == 1
    (line,) = told.err.splitlines()
    assert line.startswith("kb: The database is damaged.")
    assert line.endswith("file is not a database)")
