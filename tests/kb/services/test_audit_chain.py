"""The audit log is one chain, and shows every change that is made to it."""

import json
import random
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import text, update

from kb.access import PersonId, Role, Viewer
from kb.law import chain
from kb.law.procedure import Stage
from kb.services import accounts, audit, deeds
from kb.services.audit import Agent, Deed
from kb.services.deeds import Entry
from kb.storage.audit import AuditRow
from kb.storage.people import PersonRow
from tests.factories import NOW

AUDITOR = Viewer(PersonId(99), frozenset({Role.AUDITOR}))


@pytest.fixture
def people(desk):
    """Two publishers, an expert, and an act that was taken in."""
    desk.bring(commit_="c1")
    for name in ("dana", "other"):
        desk.person(name, Role.PUBLISHER)
    desk.person("aigul", Role.EXPERT)
    return desk


def log(desk) -> list[Entry]:
    with desk.database.reading() as db:
        return deeds.entries(db, AUDITOR, most=None)


def test_those_who_act_at_once_leave_one_chain(people):
    def act(number: int) -> None:
        with people.database.writing() as db:
            accounts.set_roles(db, "aigul", [Role.EXPERT], people.clock)
            audit.note(db, Agent.SYSTEM, Deed.IMPORTED, db.get_one(PersonRow, 1), at=NOW,
                       after={"number": number})  # fmt: skip

    before = len(log(people))
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(act, range(40)))

    assert verified(people) is None
    found = log(people)
    assert len(found) == before + 80
    assert {one.after["number"] for one in found if one.deed is Deed.IMPORTED and one.about} == set(
        range(40)
    )


def verified(desk):
    with desk.database.reading() as db:
        return audit.verify(db)[1]


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (update(AuditRow).where(AuditRow.number == 2).values(actor="person 2"), 2),
        (update(AuditRow).where(AuditRow.number == 2).values(deed="signed-out"), 2),
        (update(AuditRow).where(AuditRow.number == 2).values(at="2026-11-22T06:00:00+00:00"), 2),
        (update(AuditRow).where(AuditRow.number == 1).values(act_id=None), 1),
        (update(AuditRow).where(AuditRow.number == 3).values(subject="person 1"), 3),
        (update(AuditRow).where(AuditRow.number == 3).values(hash="0" * 64), 3),
        (update(AuditRow).where(AuditRow.number == 3).values(line="{}"), 3),
        (update(AuditRow).where(AuditRow.number == 3).values(line="no line"), 3),
        (update(AuditRow).where(AuditRow.number == 4).values(number=9), 4),
        (update(AuditRow).where(AuditRow.number == 4).values(number=-4), 1),
        (text("DELETE FROM audit WHERE number = 2"), 2),
    ],
)
def test_whatever_is_changed_in_a_row_is_found(people, change, line):
    assert verified(people) is None
    assert len(log(people)) == 4
    with people.database.writing() as db:
        db.execute(change)

    assert verified(people).line == line


@pytest.mark.slow
def test_any_bit_that_is_flipped_in_any_row_is_found(people):
    """What a row has is written as SQLite keeps it: also as bytes that are no text."""
    if people.database.engine.dialect.name != "sqlite":
        pytest.skip("the bytes of other databases are not ours to write")
    people.move(Stage.EXPERT_REVIEW)
    people.publish()
    dice, columns, count = random.Random(4), AuditRow.__table__.columns.keys(), len(log(people))
    missed, found = [], 0
    while found < 1000:
        number, column = dice.randint(1, count), dice.choice(columns)
        if (value := kept(people, number, column)) is None:
            continue
        other = flipped(value, dice)
        if column == "number" and 1 <= other <= count:
            continue  # Another row has this number.
        put(people, number, column, other)
        missed += [(number, column, other)] if verified(people) is None else []
        put(people, other if column == "number" else number, column, value)
        found += 1
    assert missed == []
    assert verified(people) is None


def flipped(value, dice):
    """Return a number or the bytes of a text with one bit turned."""
    if isinstance(value, int):
        return value ^ (1 << dice.randrange(16))
    whole, at = bytearray(value.encode()), dice.randrange(len(value.encode()))
    whole[at] ^= 1 << dice.randrange(8)
    return bytes(whole)


def kept(desk, number, column):
    with desk.database.connection() as connection:
        query = f"SELECT {column} FROM audit WHERE number = ?"
        return connection.exec_driver_sql(query, (number,)).scalar_one()


def put(desk, number, column, value):
    """Write something into a row, whatever it is and refers to."""
    mark = "?" if isinstance(value, int) else "CAST(? AS TEXT)"
    with closing(sqlite3.connect(desk.database.url.database)) as connection:
        connection.execute(f"UPDATE audit SET {column} = {mark} WHERE number = ?", (value, number))
        connection.commit()


def test_the_lines_are_a_chain_that_anybody_can_check(people):
    with people.database.reading() as db:
        lines = list(audit.lines(db))
        assert chain.verify(lines) == (audit.head_of(db), None)
    assert json.loads(lines[0])["entry"]["deed"] == "imported"
