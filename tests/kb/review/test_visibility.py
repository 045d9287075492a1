"""Who sees what: the table of the product, spelt out for every role, panel, state and setting."""

from dataclasses import replace
from itertools import product

import pytest

from kb.access import Role, Viewer
from kb.law.procedure import RoundKind, Shown
from kb.review.dispositions import SETTLED, Status
from kb.review.rounds import RoundState
from kb.review.visibility import Item, Scope, Sight, Written, scope, sight, status_seen
from tests.kb.review.reviewing import EXPERT, OTHER, ROUND

ANONYMOUS = Viewer()
STAFF = {Role.DRAFTER, Role.COORDINATOR, Role.LEGAL_OFFICER, Role.AUDITOR}
BEFORE_REPORT = set(RoundState) - {RoundState.REPORTED}
CLOSED_DOORS = set(RoundKind) - {RoundKind.PUBLIC}
AS_SET = {
    Shown.NAMED: Sight.NAMED,
    Shown.ORGANISATION: Sight.ORGANISATION,
    Shown.HIDDEN: Sight.NOTHING,
}


def viewer(*roles: Role) -> Viewer:
    return Viewer(EXPERT, frozenset(roles))


def rounds(kinds, open_panels=(True, False), states=RoundState, shown=Shown):
    for kind, open_panel, state, how in product(sorted(kinds), open_panels, sorted(states), shown):
        yield replace(ROUND, kind=kind, open_panel=open_panel, state=state, shown=how)


def sights(who, asked, author=OTHER, *, is_invited=False, **other) -> set[Sight]:
    """Return how much is seen in these rounds: of a comment, an opinion, and a confirmed answer."""
    written = [Written(item=item, author=author, status=status, **other) for item, status in (
        (Item.COMMENT, Status.SUBMITTED), (Item.OPINION, Status.SUBMITTED),
        (Item.ANSWER, Status.CONFIRMED), (Item.ANSWER, Status.VERIFIED),
    )]  # fmt: skip
    return {sight(who, one, each, is_invited=is_invited) for one in asked for each in written}


@pytest.mark.parametrize("role", sorted(STAFF))
def test_drafters_coordinators_legal_officers_and_auditors_see_all(role):
    for one in rounds(RoundKind):
        assert scope(viewer(role), one, is_invited=False) is Scope.ALL
    assert sights(viewer(role), rounds(RoundKind)) == {Sight.NAMED}
    assert sights(viewer(role), rounds(RoundKind), is_held=True) == {Sight.NAMED}


@pytest.mark.parametrize("who", [ANONYMOUS, *map(viewer, sorted(set(Role) - STAFF))])
@pytest.mark.parametrize("state", sorted(BEFORE_REPORT))
@pytest.mark.parametrize("kind", sorted(CLOSED_DOORS))
def test_who_was_not_invited_sees_nothing_before_the_report(who, state, kind):
    for one in rounds({kind}, states={state}):
        assert scope(who, one, is_invited=False) is Scope.NONE
        assert sights(who, [one]) == {Sight.NOTHING}


@pytest.mark.parametrize("who", [ANONYMOUS, *map(viewer, sorted(set(Role) - STAFF))])
@pytest.mark.parametrize("shown", list(Shown))
def test_after_the_report_everybody_sees_what_was_set(who, shown):
    reported = list(rounds(CLOSED_DOORS, states={RoundState.REPORTED}, shown=[shown]))

    assert sights(who, reported) == {AS_SET[shown]}
    hidden = {scope(who, one, is_invited=False) is Scope.NONE for one in reported}
    assert hidden == {shown is Shown.HIDDEN}


@pytest.mark.parametrize("state", sorted(BEFORE_REPORT))
def test_in_a_closed_panel_an_expert_sees_only_what_is_their_own(state):
    asked = list(rounds(CLOSED_DOORS, open_panels=[False], states={state}))

    assert {scope(viewer(Role.EXPERT), one, is_invited=True) for one in asked} == {Scope.OWN}
    assert sights(viewer(Role.EXPERT), asked, OTHER, is_invited=True) == {Sight.NOTHING}
    assert sights(viewer(Role.EXPERT), asked, EXPERT, is_invited=True) == {Sight.NAMED}


def test_in_an_open_panel_and_after_the_report_experts_see_each_other():
    open_panels = list(rounds(CLOSED_DOORS, open_panels=[True]))
    reported = list(rounds(CLOSED_DOORS, states={RoundState.REPORTED}))

    assert sights(viewer(Role.EXPERT), open_panels, is_invited=True) == {Sight.NAMED}
    assert sights(viewer(Role.EXPERT), reported, is_invited=True) == {Sight.NAMED}


@pytest.mark.parametrize("role", sorted(set(Role) - STAFF - {Role.EXPERT}))
def test_an_invitation_lets_in_nobody_who_is_no_expert(role):
    assert sights(viewer(role), rounds(CLOSED_DOORS, states=BEFORE_REPORT), is_invited=True) == {
        Sight.NOTHING
    }


@pytest.mark.parametrize("who", [ANONYMOUS, viewer(), viewer(Role.EXPERT)])
@pytest.mark.parametrize("shown", list(Shown))
def test_a_public_round_is_public_from_its_opening_with_names_as_set(who, shown):
    begun = set(RoundState) - {RoundState.SCHEDULED}

    expected = {Sight.WORDS if shown is Shown.HIDDEN else AS_SET[shown]}
    assert sights(who, rounds({RoundKind.PUBLIC}, states=begun, shown=[shown])) == expected
    scheduled = rounds({RoundKind.PUBLIC}, states={RoundState.SCHEDULED}, shown=[shown])
    assert sights(who, scheduled) == {Sight.NOTHING}


@pytest.mark.parametrize("who", [ANONYMOUS, viewer(), viewer(Role.EXPERT)])
def test_what_a_moderator_holds_is_seen_by_its_author_only(who):
    public = list(rounds({RoundKind.PUBLIC}))

    assert sights(who, public, OTHER, is_held=True) == {Sight.NOTHING}
    own = {Sight.NOTHING} if who.is_anonymous else {Sight.NAMED}
    assert sights(who, public, EXPERT, is_held=True) == own


@pytest.mark.parametrize("role", [None, *sorted(Role)])
@pytest.mark.parametrize("is_invited", [True, False])
def test_what_is_still_being_written_is_seen_by_nobody_else(role, is_invited):
    who = viewer(role) if role else ANONYMOUS

    assert sights(who, rounds(RoundKind), OTHER, is_invited=is_invited, is_draft=True) == {
        Sight.NOTHING
    }


@pytest.mark.parametrize("author", [EXPERT, OTHER])
@pytest.mark.parametrize("role", [None, *sorted(Role)])
def test_notes_and_unconfirmed_answers_are_internal(role, author):
    who = viewer(role) if role else ANONYMOUS
    internal = [
        Written(item=Item.NOTE, author=author, status=Status.CONFIRMED),
        *(Written(item=Item.ANSWER, author=author, status=s) for s in set(Status) - SETTLED),
    ]

    expected = {Sight.NAMED if role in STAFF else Sight.NOTHING}
    for one in rounds(RoundKind):
        assert {sight(who, one, each, is_invited=True) for each in internal} == expected


@pytest.mark.parametrize("role", [None, *sorted(Role)])
def test_nobody_else_is_told_that_an_answer_is_proposed(role):
    who = viewer(role) if role else ANONYMOUS
    told = {status: status_seen(who, status) for status in Status}

    assert (told[Status.PROPOSED] is Status.TRIAGED) is (role not in STAFF)
    assert all(told[status] is status for status in set(Status) - {Status.PROPOSED})


def test_the_widest_scope_is_never_narrower_than_the_sight():
    """What is out of scope is fetched and counted nowhere, so it must be nothing in sight too."""
    for one in rounds(RoundKind):
        for role, is_invited in product([None, *sorted(Role)], [True, False]):
            who = viewer(role) if role else ANONYMOUS
            reach = scope(who, one, is_invited=is_invited)
            seen = sights(who, [one], OTHER, is_invited=is_invited) != {Sight.NOTHING}
            assert seen is (reach in {Scope.LET_THROUGH, Scope.ALL}), (one, role, is_invited)
