"""Rounds are scheduled by a coordinator, open and close by the clock, and end when all is answered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kb.access import Panel, PersonId, Role, Viewer
from kb.errors import ActNotFoundError, ConflictError, ForbiddenError, NotFoundError
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.procedure import Need, RoundKind, Shown, Stage
from kb.law.words import Words
from kb.review import rounds as rules
from kb.review.rounds import RoundState
from kb.review.stages import TOLD
from kb.services import accounts, deeds, rounds, seats
from kb.services.audit import Deed
from kb.services.deeds import Wanted
from kb.services.rounds import Plan
from kb.storage.review import RoundRow
from tests.kb.review.reviewing import refused
from tests.kb.services.desk import HEIGHT, known
from tests.kb.services.reviewing import EXPERTS, OFFICERS, OPENS, Review, seats_of
from tests.repositories import changed

EVERYBODY = ["", "stranger", *EXPERTS, *OFFICERS]


@pytest.fixture
def review(desk) -> Review:
    return Review(desk).set_up()


def state(review) -> RoundState:
    (seat,) = seats_of(review, "secretary")
    return seat.asked.state


def log(review) -> list:
    auditor = Viewer(PersonId(99), frozenset({Role.AUDITOR}))
    with review.desk.database.reading() as db:
        found = deeds.entries(db, auditor, Wanted(act=HEIGHT), most=None)
    return [(one.deed, one.actor) for one in found if one.deed.startswith("round")][::-1]


def test_a_round_has_what_is_usual_for_its_kind_unless_the_plan_says_otherwise(review):
    review.hold(begun=False)
    (seat,) = seats_of(review, "secretary")

    assert (seat.asked.version, seat.asked.open_panel, seat.asked.shown) == (
        1, False, Shown.ORGANISATION,
    )  # fmt: skip
    assert seat.asked.closes.isoformat() == "2026-12-04T19:00:00+00:00", "ten working days"
    assert seat.asked.panels == frozenset(Panel)


def test_a_plan_is_kept_as_it_was_made(review):
    plan = {
        "closes": OPENS + timedelta(days=3), "panels": frozenset({Panel.DOMESTIC}),
        "open_panel": True, "shown": Shown.NAMED, "questions": (Words(ru="Понятно?"),),
        "languages": frozenset({Language.RU}),
    }  # fmt: skip
    review.hold(**plan)

    (seat,) = seats_of(review, "secretary")
    assert {name: getattr(seat.asked, name) for name in plan} == plan


@pytest.mark.parametrize("name", [*EXPERTS, *sorted(set(OFFICERS) - {"secretary"})])
def test_only_a_coordinator_holds_rounds(review, name):
    review.hold()
    plan = Plan(kind=RoundKind.EXPERT, version=1, opens=OPENS)
    later = OPENS + timedelta(days=90)
    viewer = review.viewer(name)
    with review.desk.database.writing() as db, pytest.raises(ForbiddenError):
        rounds.schedule(db, viewer, known().procedure, HEIGHT, plan, review.desk.clock)
    for verb, said in (
        (rounds.extend, (later, "x")), (rounds.close, ("x",)), (rounds.answer, ()),
        (rounds.report, (known().procedure,)),
    ):  # fmt: skip
        with pytest.raises((ForbiddenError, NotFoundError)):
            review.do(name, verb, *said)
    assert state(review) is RoundState.OPEN


@pytest.mark.parametrize(
    ("plan", "error"),
    [
        ({"version": 7}, ConflictError),
        ({"closes": OPENS}, ConflictError),
        ({"panels": frozenset()}, ConflictError),
    ],
)
def test_a_plan_that_cannot_be_carried_out_is_refused(review, plan, error):
    with pytest.raises(error):
        review.hold(**plan)
    assert seats_of(review, "secretary") == []


def test_an_act_that_is_not_there_has_no_rounds(review):
    review.act = ActId("nowhere")
    with pytest.raises(ActNotFoundError):
        review.hold()


def test_a_round_is_held_in_its_step_and_one_of_a_kind_at_a_time(review):
    assert refused(review.hold, kind=RoundKind.PUBLIC) == {rules.WRONG_STEP}
    review.hold()
    assert refused(review.hold) == {TOLD[Need.NO_ROUND_UNDER_WAY]}

    review.desk.clock.go(days=40)
    opens = review.desk.clock.now + timedelta(days=1)
    assert review.hold(opens=opens, begun=False) == 2, "the first was closed by the clock"


def test_a_round_opens_and_closes_by_the_clock_and_the_log_tells_it_once(review):
    review.hold(begun=False)
    assert state(review) is RoundState.SCHEDULED
    with review.desk.database.writing() as db:
        assert rounds.keep_time(db, review.desk.clock) == 0

    review.desk.clock.go(days=40)
    assert state(review) is RoundState.CLOSED, "also before anybody writes it down"
    for changed_ in (1, 0):
        with review.desk.database.writing() as db:
            assert rounds.keep_time(db, review.desk.clock) == changed_

    assert log(review) == [
        (Deed.ROUND_SCHEDULED, f"person {review.viewer('secretary').person}"),
        (Deed.ROUND_OPENED, "system"),
        (Deed.ROUND_CLOSED, "system"),
    ]


def test_an_extension_needs_a_reason_and_a_later_day_and_is_kept(review):
    review.hold()
    (seat,) = seats_of(review, "secretary")
    later = seat.asked.closes + timedelta(days=7)

    assert refused(review.do, "secretary", rounds.extend, later, " ") == {rules.NO_REASON}
    assert refused(review.do, "secretary", rounds.extend, OPENS, "x") == {rules.NOT_LONGER}
    review.do("secretary", rounds.extend, later, "Просьба палаты")

    (after,) = seats_of(review, "aigul")
    assert after.asked.closes == later
    assert [(one.was, one.reason) for one in after.asked.extensions] == [
        (seat.asked.closes, "Просьба палаты")
    ]
    review.desk.clock.now = later
    more = later + timedelta(days=1)
    assert refused(review.do, "secretary", rounds.extend, more, "x") == {rules.NO_EXTENSION}


def test_a_round_is_closed_early_with_a_reason_only(review):
    review.hold()
    assert refused(review.do, "secretary", rounds.close, "") == {rules.STILL_OPEN}

    review.do("secretary", rounds.close, "Все ответили")

    (seat,) = seats_of(review, "secretary")
    assert (seat.asked.state, seat.asked.closes) == (RoundState.CLOSED, review.desk.clock.now)
    with review.desk.database.reading() as db:
        assert db.get_one(RoundRow, seat.id).closed_because == "Все ответили"


def test_steps_are_taken_in_their_order_and_once(review):
    review.hold()
    for early in (lambda: review.do("secretary", rounds.answer), review.reports):
        with pytest.raises(ConflictError):
            early()
    review.ends()
    with pytest.raises(ConflictError):
        review.do("secretary", rounds.answer)
    review.reports()
    with pytest.raises(ConflictError):
        review.reports()
    assert state(review) is RoundState.REPORTED


ALWAYS = {"drafter", "second", "secretary", "lawyer", "auditor", "approver", "publisher"}
INVITED = {"aigul", "john"}


@pytest.mark.parametrize(
    ("moment", "plan", "known_to"),
    [
        ("scheduled", {}, ALWAYS | INVITED),
        ("open", {}, ALWAYS | INVITED),
        ("open", {"panels": frozenset({Panel.DOMESTIC})}, ALWAYS | {"aigul"}),
        ("reported", {"shown": Shown.HIDDEN}, ALWAYS | INVITED),
        ("reported", {"shown": Shown.ORGANISATION}, set(EVERYBODY)),
    ],
)
def test_who_knows_of_a_round(review, moment, plan, known_to):
    review.hold(begun=moment != "scheduled", **plan)
    if moment == "reported":
        review.ends()
        review.reports()

    assert {name for name in EVERYBODY if seats_of(review, name)} == known_to
    for name in set(EVERYBODY) - known_to:
        with review.desk.database.reading() as db, pytest.raises(NotFoundError):
            seats.take(db, review.viewer(name), HEIGHT, 1, review.desk.clock)


def test_a_public_round_is_known_to_everybody_once_it_is_open(review):
    review.desk.move(Stage.PUBLIC_DISCUSSION)
    review.hold(begun=False, kind=RoundKind.PUBLIC)
    assert seats_of(review, "") == seats_of(review, "stranger") == []

    review.desk.clock.now = OPENS
    assert all(seats_of(review, name) for name in EVERYBODY)


def test_an_expert_whose_invitation_was_taken_back_knows_nothing_of_a_round(review):
    review.hold()
    review.revokes("aigul")

    assert seats_of(review, "aigul") == []
    with review.desk.database.reading() as db:
        (seat,) = seats.visible(db, review.viewer("john"), HEIGHT, review.desk.clock)
        assert seats.experts(db, seat.asked) == [review.viewer("john").person]


def test_an_expert_who_has_become_a_drafter_is_asked_no_more(review):
    review.hold()
    with review.desk.database.writing() as db:
        accounts.set_roles(db, "aigul", (Role.EXPERT, Role.DRAFTER), review.desk.clock)

    (seat,) = seats_of(review, "aigul")
    assert {seat.is_invited, seat.is_expert, seat.may_write} == {False}
    with review.desk.database.reading() as db:
        assert seats.experts(db, seat.asked) == [review.viewer("john").person]


def test_who_is_in_no_panel_is_asked_when_all_panels_are(review):
    review.expert("nobody", None)
    review.hold()
    (seat,) = seats_of(review, "nobody")
    assert seat.is_invited

    with review.desk.database.reading() as db:
        one = replace(seat.asked, panels=frozenset({Panel.DOMESTIC}))
        assert seats.experts(db, one) == [review.viewer("aigul").person]


def test_a_round_stays_on_its_version_when_another_comes(review):
    review.hold()
    review.desk.bring(commit_="c3", texts=changed("Граница"))

    (seat,) = seats_of(review, "aigul")
    assert seat.asked.version == 1
