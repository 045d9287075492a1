"""`kb audit`, and what `kb user export` and `kb user forget` leave in it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kb.access import Role
from kb.law import chain
from tests.kb.cli.test_following import is_killed
from tests.kb.cli.test_users import PASSWORD, add

KILLS = 20


@pytest.fixture
def people(kb):
    """An installation with two accounts; `aigul` was closed by `dana`."""
    add(kb, "dana", role=Role.ADMINISTRATOR)
    add(kb, "aigul")
    kb("user", "close", "aigul", "--as", "dana")
    return kb


def test_the_list_says_who_did_what_to_whom_in_the_time_of_the_law(people):
    lines = people("audit", "list").out.splitlines()

    assert len(lines) == 3
    newest = lines[0].split()
    assert (newest[0], newest[3:]) == ("3", ["dana", "account-closed", "aigul"])
    assert lines[2].split()[3:] == ["operator", "account-opened", "dana"]


@pytest.mark.parametrize(
    ("narrowed", "numbers"),
    [
        (["--person", "aigul"], [3, 2]),
        (["--person", "Dana"], [3, 1]),
        (["--deed", "account-opened"], [2, 1]),
        (["--most", "1"], [3]),
        (["--day", "2020-01-01"], []),
    ],
)
def test_it_is_narrowed(people, narrowed, numbers):
    found = json.loads(people("audit", "list", "--json", *narrowed).out)

    assert [one["number"] for one in found] == numbers


def test_an_entry_as_json_has_numbers_names_and_both_states(people):
    newest, *_ = json.loads(people("audit", "list", "--json").out)

    told = {key: newest[key] for key in newest if key not in {"at", "hash"}}
    assert told == {
        "number": 3,
        "actor": "person 1",
        "actor_name": "dana",
        "deed": "account-closed",
        "subject": "person 2",
        "subject_name": "aigul",
        "act": None,
        "before": {"open": True, "sign_ins": 0},
        "after": {"open": False},
    }


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["audit", "list", "--person", "nobody"], "nobody"),
        (["audit", "list", "--act", "nothing"], "nothing"),
        (["user", "close", "dana", "--as", "nobody"], "nobody"),
    ],
)
def test_whom_and_what_nobody_knows_is_said(people, arguments, complaint):
    told = people(*arguments)

    assert (told.status, complaint in told.err) == (1, True)


def test_the_log_holds_also_against_an_older_copy(people, tmp_path):
    copy = tmp_path / "log.jsonl"
    copy.write_text(people("audit", "export").out, encoding="utf-8")
    add(people, "other")

    told = people("audit", "verify", "--copy", copy)

    assert (told.status, told.out.partition(",")[0]) == (0, "4 entries hold")
    head, broken = chain.verify(copy.read_bytes().splitlines(keepends=True))
    assert (head.number, broken) == (3, None)


def sql(kb, statement: str) -> None:
    with closing(sqlite3.connect(kb.database)) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    ("statement", "complaint"),
    [
        ("UPDATE audit SET actor = 'system' WHERE number = 2", "audit:2: it is kept with another"),
        (
            "UPDATE audit SET line = CAST(x'ff' AS TEXT) WHERE number = 3",
            "audit:1: here or shortly",
        ),
        ("DELETE FROM audit WHERE number = 2", "audit:2: its number is 3"),
        ("DELETE FROM audit WHERE number = 3", "log.jsonl: it holds, but the log kept here"),
    ],
    ids=["changed", "no text", "left out", "cut off"],
)
def test_what_was_changed_left_out_or_cut_off_is_exit_status_1(
    people, tmp_path, statement, complaint
):
    copy = tmp_path / "log.jsonl"
    copy.write_text(people("audit", "export").out, encoding="utf-8")
    sql(people, statement)

    told = people("audit", "verify", "--copy", copy)

    assert (told.status, complaint in told.err) == (1, True)


def test_a_copy_that_was_changed_is_refused(people, tmp_path):
    copy = tmp_path / "log.jsonl"
    copy.write_text(people("audit", "export").out.replace("closed", "opened"), encoding="utf-8")

    told = people("audit", "verify", "--copy", copy)

    assert (told.status, "log.jsonl:3: " in told.err) == (1, True)


def test_somebody_is_exported_and_forgotten_and_the_log_holds(people, tmp_path):
    found = json.loads(people("user", "export", "dana", "--as", "aigul").out)
    assert found["person"][0]["full_name"] == "Дана Сейтқали"
    assert "argon2" not in json.dumps(found)

    assert people("user", "forget", "dana", stdin="n\n").status == 1
    kept = tmp_path / "exports" / "with-dana.pdf"
    kept.parent.mkdir()
    kept.write_bytes(b"dana")
    told = people("user", "forget", "dana", "--yes")

    assert (told.status, told.err) == (0, "dana is now anonymised-1.\n")
    assert "dana" not in people("audit", "list").out + people("user", "list").out
    assert "anonymised-1 account-closed" in " ".join(people("audit", "list").out.split())
    assert people("audit", "verify").status == 0
    assert not kept.exists()


def told_and_done(file: Path) -> tuple[int, int]:
    """Return how many accounts were opened by the log, and how many there are."""
    with closing(sqlite3.connect(file)) as connection:
        told = connection.execute("SELECT count(*) FROM audit WHERE deed = 'account-opened'")
        there = connection.execute("SELECT count(*) FROM person")
        return told.fetchone()[0], there.fetchone()[0]


@pytest.mark.slow
def test_a_deed_that_is_killed_anywhere_has_its_entry_or_is_not_done(people):
    """Each time a command dies one statement or commit later than the time before."""
    before, kills = told_and_done(people.database)[0], 0
    for statements in range(KILLS):
        name = f"person{statements}"
        kills += is_killed(
            ["user", "add", name, "--role", "expert", "--full-name", name, "--password", PASSWORD],
            statements,
        )
        told, there = told_and_done(people.database)
        assert told == there
        assert people("audit", "verify").status == 0
    assert before < told_and_done(people.database)[0]
    assert 3 < kills < KILLS
