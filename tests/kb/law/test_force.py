"""From when to when a provision is in force."""

from datetime import date

import pytest

from kb.language import Language
from kb.law.force import Change, Force, after, history, of_act, on, starts
from kb.law.metadata import Commencement
from kb.law.parse import parse

JULY, AUGUST, MAY = date(2026, 7, 1), date(2026, 8, 1), date(2026, 5, 1)
NEXT_YEAR = date(2027, 1, 1)
IN_FORCE, SUSPENDED, NOT_YET = Force.IN_FORCE, Force.SUSPENDED, Force.NOT_YET


@pytest.mark.parametrize(
    ("day", "force"),
    [
        (date(2026, 6, 30), NOT_YET),
        (JULY, IN_FORCE),
        (date(2026, 7, 31), IN_FORCE),
        (AUGUST, SUSPENDED),
        (date(2030, 1, 1), SUSPENDED),
    ],
)
def test_a_change_counts_from_its_day_on(day, force):
    assert on((Change(JULY, IN_FORCE), Change(AUGUST, SUSPENDED)), day) is force


def test_what_comes_next_comes_after_the_day():
    changes = (Change(JULY, IN_FORCE), Change(AUGUST, SUSPENDED))

    assert after(changes, MAY) == changes[0]
    assert after(changes, JULY) == changes[1]
    assert after(changes, AUGUST) is None
    assert on((), JULY) is NOT_YET


@pytest.mark.parametrize(
    ("forces", "force"),
    [
        ([IN_FORCE, IN_FORCE], IN_FORCE),
        ([SUSPENDED], SUSPENDED),
        ([IN_FORCE, NOT_YET], Force.PARTLY),
        ([SUSPENDED, NOT_YET], SUSPENDED),
        ([Force.REPEALED, NOT_YET], Force.REPEALED),
        ([SUSPENDED, IN_FORCE], Force.PARTLY),
        ([], NOT_YET),
    ],
)
def test_the_force_of_an_act_is_that_of_its_provisions(forces, force):
    assert of_act([(Change(MAY, each),) for each in forces], JULY) is force


@pytest.mark.parametrize(
    ("start", "events", "changes"),
    [
        (JULY, [], [(JULY, IN_FORCE)]),
        (JULY, [(NEXT_YEAR, Force.REPEALED), (AUGUST, SUSPENDED)],
         [(JULY, IN_FORCE), (AUGUST, SUSPENDED), (NEXT_YEAR, Force.REPEALED)]),
        (AUGUST, [(JULY, SUSPENDED)], [(AUGUST, SUSPENDED)]),
        (AUGUST, [(JULY, Force.REPEALED)], [(JULY, Force.REPEALED)]),
        (AUGUST, [(MAY, SUSPENDED), (JULY, Force.ANNULLED)], [(JULY, Force.ANNULLED)]),
        (AUGUST, [(MAY, SUSPENDED), (JULY, IN_FORCE)], [(AUGUST, IN_FORCE)]),
        (JULY, [(JULY, SUSPENDED), (AUGUST, IN_FORCE)], [(JULY, SUSPENDED), (AUGUST, IN_FORCE)]),
    ],
)  # fmt: skip
def test_what_befalls_an_act_befalls_its_provisions_from_their_start(start, events, changes):
    assert history(start, [Change(*event) for event in events]) == tuple(
        Change(*change) for change in changes
    )


TEXT = "## Глава 1. А\n\n### Статья 1. Б\n\n1. В:\n\n   1) г.\n\n2. Д.\n\n### Статья 2. Е\n\n1. Ж."


def entry(day: date, *provisions: str) -> Commencement:
    named = provisions or "rest"
    return Commencement.model_validate({"from": day, "provisions": named})


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([], {None: {"chp_1", "art_1__para_1__subpara_1", "art_2"}}),
        ([entry(JULY)], {JULY: {"chp_1", "art_1__para_1__subpara_1", "art_2__para_1"}}),
        ([entry(JULY, "art_1")], {JULY: {"art_1", "art_1__para_1__subpara_1"},
                                  None: {"chp_1", "art_2", "art_2__para_1"}}),
        ([entry(JULY), entry(AUGUST, "art_1__para_1")],
         {JULY: {"art_1", "art_1__para_2", "art_2"},
          AUGUST: {"art_1__para_1", "art_1__para_1__subpara_1"}}),
        ([entry(AUGUST, "art_1__para_1"), entry(JULY, "chp_1")],
         {JULY: {"chp_1", "art_1", "art_2__para_1"}, AUGUST: {"art_1__para_1__subpara_1"}}),
    ],
)  # fmt: skip
def test_a_provision_begins_with_the_unit_it_stands_in_unless_it_is_named(entries, expected):
    days = starts(parse(TEXT, Language.RU), entries)

    assert len(days) == 7
    for day, eids in expected.items():
        assert {eid: days[eid] for eid in eids} == dict.fromkeys(eids, day)
