"""Rounds: their defaults, their states by the clock and by hand, their extension, and silence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kb.access import Panel, Role
from kb.law.procedure import RoundKind, Shown, Stage
from kb.review import rounds
from kb.review.rounds import (
    Arrival,
    Pending,
    RoundState,
    advanced,
    arrival,
    asks,
    consenting,
    due,
    obstacles,
    obstacles_to_invite,
    obstacles_to_schedule,
    scheduled,
)
from tests.kb.review.reviewing import (
    AFTER,
    BEFORE,
    CLOSES,
    COORDINATOR,
    DURING,
    EXPERT,
    OPENS,
    OTHER,
    ROUND,
    messages,
    procedure,
    refused,
)

S = RoundState
LATER = CLOSES + timedelta(days=3)


def in_state(state, **other):
    return replace(ROUND, state=state, **other)


@pytest.mark.parametrize(
    ("kind", "stage", "closes", "open_panel", "silence", "shown"),
    [
        (RoundKind.EXPERT, Stage.EXPERT_REVIEW, (2027, 3, 17), False, False, Shown.ORGANISATION),
        (RoundKind.PUBLIC, Stage.PUBLIC_DISCUSSION, (2027, 3, 17), True, False, Shown.NAMED),
        (RoundKind.AGENCY, Stage.CONCURRENCE, (2027, 3, 31), False, True, Shown.ORGANISATION),
        (RoundKind.EXPERTISE, Stage.LEGAL_EXPERTISE, (2027, 3, 17), False, False, Shown.HIDDEN),
    ],
)
def test_a_round_has_what_is_usual_for_its_kind(kind, stage, closes, open_panel, silence, shown):
    made = scheduled(procedure(), stage, replace(ROUND, kind=kind))

    assert made.closes == datetime(*closes, 19, tzinfo=UTC)
    assert (made.open_panel, made.silence_is_consent, made.shown) == (open_panel, silence, shown)
    assert refused(scheduled, procedure(), Stage.WORKING, made) == {rounds.WRONG_STEP}


@pytest.mark.parametrize(
    ("state", "now", "comes_to"),
    [
        (S.SCHEDULED, BEFORE, S.SCHEDULED),
        (S.SCHEDULED, OPENS, S.OPEN),
        (S.SCHEDULED, AFTER, S.CLOSED),
        (S.OPEN, BEFORE, S.OPEN),
        (S.OPEN, CLOSES - timedelta(microseconds=1), S.OPEN),
        (S.OPEN, CLOSES, S.CLOSED),
        (S.ANSWERING, AFTER, S.ANSWERING),
        (S.REPORTED, BEFORE, S.REPORTED),
    ],
)
def test_a_round_opens_and_closes_by_the_clock(state, now, comes_to):
    assert due(in_state(state), now) is comes_to


@pytest.mark.parametrize(
    ("state", "now", "given", "why"),
    [
        (S.SCHEDULED, BEFORE, {}, {rounds.TOO_EARLY}),
        (S.SCHEDULED, OPENS, {}, set()),
        (S.OPEN, DURING, {}, {rounds.STILL_OPEN}),
        (S.OPEN, DURING, {"reason": "Все ответили."}, set()),
        (S.OPEN, AFTER, {}, set()),
        (S.CLOSED, AFTER, {"pending": Pending(4)}, set()),
        (S.ANSWERING, AFTER, {"pending": Pending(1)}, {rounds.UNSETTLED}),
        (S.ANSWERING, AFTER, {"pending": Pending(0, LATER)}, {rounds.CONTESTABLE}),
        (S.ANSWERING, LATER, {"pending": Pending(0, LATER)}, set()),
        (S.ANSWERING, AFTER, {}, set()),
        (S.REPORTED, AFTER, {}, {rounds.NOTHING_MORE}),
    ],
)
def test_a_round_goes_on_only_when_it_may(state, now, given, why):
    one = in_state(state)

    assert messages(obstacles(one, now, **given)) == why
    if why:
        assert refused(advanced, one, now, **given) == why
    else:
        assert advanced(one, now, **given).state is rounds.NEXT[state]


YEARS = timedelta(days=3 * 365)


@pytest.mark.parametrize(
    ("opens", "closes", "why"),
    [
        (OPENS, CLOSES, set()),
        (OPENS, None, set()),
        (OPENS - timedelta(days=1), CLOSES, {rounds.IN_THE_PAST}),
        (OPENS + YEARS, None, {rounds.TOO_FAR}),
        (OPENS, OPENS + YEARS, {rounds.TOO_FAR}),
        (datetime.max.replace(tzinfo=UTC), None, {rounds.TOO_FAR}),
    ],
)
def test_a_round_is_held_from_today_on_and_within_two_years(opens, closes, why):
    assert messages(obstacles_to_schedule(opens, closes, OPENS)) == why


def test_a_round_is_not_extended_by_more_than_two_years():
    assert refused(in_state(S.OPEN).extended, CLOSES + YEARS, "Так", COORDINATOR, DURING) == {
        rounds.TOO_FAR
    }


def test_a_round_that_is_closed_early_is_closed_now():
    assert advanced(in_state(S.OPEN), DURING, reason="Все ответили.").closes == DURING
    assert advanced(in_state(S.OPEN), LATER).closes == CLOSES


def test_a_round_is_extended_with_a_reason_that_is_kept():
    longer = in_state(S.OPEN).extended(LATER, "Праздники.", COORDINATOR, DURING)

    assert longer.closes == LATER
    assert [(e.was, e.until, e.reason, e.by) for e in longer.extensions] == [
        (CLOSES, LATER, "Праздники.", COORDINATOR)
    ]
    assert due(longer, CLOSES) is S.OPEN


@pytest.mark.parametrize(
    ("state", "to", "reason", "now", "why"),
    [
        (S.OPEN, LATER, " ", DURING, rounds.NO_REASON),
        (S.OPEN, CLOSES, "Праздники.", DURING, rounds.NOT_LONGER),
        (S.OPEN, LATER, "Праздники.", AFTER, rounds.NO_EXTENSION),
        (S.CLOSED, LATER, "Праздники.", DURING, rounds.NO_EXTENSION),
        (S.REPORTED, LATER, "Праздники.", AFTER, rounds.NO_EXTENSION),
    ],
)
def test_a_round_is_not_extended_otherwise(state, to, reason, now, why):
    assert refused(in_state(state).extended, to, reason, COORDINATOR, now) == {why}


@pytest.mark.parametrize(
    ("state", "now", "has_link", "expected"),
    [
        (S.SCHEDULED, BEFORE, True, rounds.NOT_OPEN_YET),
        (S.OPEN, DURING, False, Arrival.IN_TIME),
        (S.OPEN, AFTER, False, rounds.IS_CLOSED),
        (S.OPEN, AFTER, True, Arrival.LATE),
        (S.ANSWERING, AFTER, True, Arrival.LATE),
        (S.REPORTED, AFTER, True, rounds.IS_OVER),
    ],
)
def test_what_comes_after_the_close_needs_a_link_and_is_flagged(state, now, has_link, expected):
    found = arrival(in_state(state), now, has_link=has_link)

    assert (found if isinstance(found, Arrival) else found.message) == expected


@pytest.mark.parametrize(
    ("is_consent", "now", "who"),
    [(True, AFTER, {OTHER}), (True, DURING, set()), (False, AFTER, set())],
)
def test_silence_is_consent_only_where_the_rule_says_so_and_after_the_close(is_consent, now, who):
    one = in_state(S.OPEN, silence_is_consent=is_consent)

    assert consenting(one, [EXPERT, OTHER], [EXPERT], now) == who


def test_who_drafted_the_act_is_not_among_its_experts():
    one = in_state(S.OPEN)
    for role in (Role.DRAFTER, Role.COORDINATOR):
        assert messages(obstacles_to_invite([Role.EXPERT, role])) == {rounds.DRAFTED_IT}
        assert not asks(one, Panel.DOMESTIC, [Role.EXPERT, role])

    assert not obstacles_to_invite([Role.EXPERT, Role.PARTICIPANT])
    assert asks(one, Panel.DOMESTIC, [Role.EXPERT])


def test_a_round_asks_its_panels_and_who_is_in_none_only_if_it_asks_all():
    domestic = in_state(S.OPEN, panels=frozenset({Panel.DOMESTIC}))

    panels = (Panel.DOMESTIC, Panel.INTERNATIONAL, None)
    assert [asks(domestic, one, [Role.EXPERT]) for one in panels] == [True, False, False]
    assert asks(in_state(S.OPEN), None, [Role.EXPERT])
