"""The ways of a draft through the repository's own procedure."""

import pytest

from kb.access import Role
from kb.law.procedure import Need, Stage
from kb.review.rounds import RoundState
from kb.review.stages import NO_WAY, NOT_THEIRS, TOLD, Standing, moves, take
from tests.kb.review.reviewing import messages, procedure, refused

PROCEDURE = procedure()
REPORTED, OPEN = [RoundState.REPORTED], [RoundState.REPORTED, RoundState.OPEN]
COORDINATOR = {Role.COORDINATOR}


def standing(stage, rounds=(), **known) -> Standing:
    return Standing(stage=stage, rounds=rounds, **{"languages_agree": True} | known)


CASES = [
    (standing(Stage.WORKING), Stage.EXPERT_REVIEW, set(), None),
    (standing(Stage.WORKING), Stage.WITHDRAWN, set(), Need.PUBLIC_REASON),
    (standing(Stage.EXPERT_REVIEW), Stage.PUBLIC_DISCUSSION, {Need.ROUND_REPORTED}, None),
    (standing(Stage.EXPERT_REVIEW, REPORTED), Stage.PUBLIC_DISCUSSION, set(), None),
    (standing(Stage.EXPERT_REVIEW, OPEN), Stage.PUBLIC_DISCUSSION, {Need.ROUND_REPORTED}, None),
    (standing(Stage.EXPERT_REVIEW, OPEN[::-1]), Stage.PUBLIC_DISCUSSION, {Need.ROUND_REPORTED}, None),
    (standing(Stage.EXPERT_REVIEW, [RoundState.ANSWERING]), Stage.PUBLIC_DISCUSSION,
     {Need.ROUND_REPORTED}, None),
    (standing(Stage.EXPERT_REVIEW, languages_agree=False), Stage.PUBLIC_DISCUSSION,
     {Need.ROUND_REPORTED, Need.LANGUAGES_AGREE}, None),
    (standing(Stage.EXPERT_REVIEW, REPORTED), Stage.LEGAL_EXPERTISE, set(), Need.URGENCY),
    (standing(Stage.EXPERT_REVIEW, [RoundState.CLOSED]), Stage.WORKING, set(), Need.REASON),
    (standing(Stage.EXPERT_REVIEW, OPEN), Stage.WORKING, {Need.NO_ROUND_UNDER_WAY}, Need.REASON),
    (standing(Stage.EXPERT_REVIEW, [RoundState.SCHEDULED]), Stage.WITHDRAWN,
     {Need.NO_ROUND_UNDER_WAY}, Need.PUBLIC_REASON),
    (standing(Stage.PUBLIC_DISCUSSION, REPORTED), Stage.LEGAL_EXPERTISE, set(), None),
    (standing(Stage.LEGAL_EXPERTISE), Stage.READY, set(), None),
    (standing(Stage.LEGAL_EXPERTISE, needs_concurrence=True), Stage.READY,
     {Need.NO_CONCURRENCE_DUE}, None),
    (standing(Stage.LEGAL_EXPERTISE, needs_concurrence=True), Stage.CONCURRENCE, set(), None),
    (standing(Stage.CONCURRENCE), Stage.READY, {Need.ROUND_REPORTED}, None),
]  # fmt: skip


@pytest.mark.parametrize(("where", "to", "unmet", "asks"), CASES)
def test_a_way_is_open_or_says_why_not(where, to, unmet, asks):
    move = next(one for one in moves(PROCEDURE, where, COORDINATOR) if one.to is to)

    assert messages(move.obstacles) == {TOLD[need] for need in unmet}
    assert move.is_open is (not unmet)
    assert move.asks is asks


@pytest.mark.parametrize("stage", list(Stage))
def test_the_ways_are_those_of_the_procedure_and_open_only_to_its_roles(stage):
    step = PROCEDURE.steps[stage]
    for role in Role:
        found = moves(PROCEDURE, standing(stage, REPORTED), {role})

        assert tuple(move.to for move in found) == step.next
        assert all((NOT_THEIRS in messages(m.obstacles)) is (role not in step.by) for m in found)


@pytest.mark.parametrize("said", ["", " \n"])
@pytest.mark.parametrize("to", [Stage.LEGAL_EXPERTISE, Stage.WORKING, Stage.WITHDRAWN])
def test_what_needs_words_is_refused_without_them(to, said):
    here = standing(Stage.EXPERT_REVIEW, REPORTED)
    asks = take(PROCEDURE, here, COORDINATOR, to, "Паводок.").asks

    assert refused(take, PROCEDURE, here, COORDINATOR, to, said) == {TOLD[asks]}


def test_a_draft_goes_no_way_that_there_is_not():
    here = standing(Stage.WORKING)

    assert refused(take, PROCEDURE, here, COORDINATOR, Stage.ADOPTED) == {NO_WAY}


def test_every_need_is_told():
    assert set(TOLD) == set(Need)
