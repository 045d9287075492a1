"""Who is asked in a round, and letting somebody in after the close: a letter, a flag, no second time."""

import pytest
from sqlalchemy import select

from kb.access import Panel
from kb.errors import ForbiddenError
from kb.law.procedure import RoundKind
from kb.review.obstacle import RefusedError
from kb.review.rounds import IS_CLOSED, IS_OVER, NO_REASON_TO_LET_IN, NOT_ASKED, NOT_CLOSED
from kb.services import accounts, admitting, rounds, seats, threads
from kb.services.accounts import Answer
from kb.storage.people import InvitationRow
from tests.kb.services.desk import Desk
from tests.kb.services.letterbox import letters, office
from tests.kb.services.reviewing import Review, seats_of

WHY = "Болезнь эксперта"


@pytest.fixture
def review(desk: Desk) -> Review:
    """A round that is closed, without anybody having said a word."""
    made = Review(desk).set_up()
    made.hold()
    desk.clock.go(days=40)
    with desk.database.writing() as db:
        accounts.set_email(db, "aigul", "aigul@example.org", desk.clock)
    return made


def admit(review: Review, name: str, by: str = "secretary", why: str = WHY) -> None:
    person = review.desk.viewer(name).person
    review.do(by, admitting.admit, office(review.desk), person, why)


def test_who_is_let_in_may_submit_after_the_close_and_is_marked_as_late(review):
    with pytest.raises(RefusedError) as refused:
        review.says("aigul")
    assert refused.value.obstacles[0].message == IS_CLOSED

    admit(review, "aigul")

    comment = review.says("aigul")
    assert review.do("drafter", threads.find, comment).is_late
    with pytest.raises(RefusedError):
        review.says("john")


def test_a_letter_leads_to_the_round_and_names_no_draft(review):
    admit(review, "aigul")

    (letter,) = letters(review.desk)
    assert letter.recipient == "aigul@example.org"
    assert "/desk/rounds/1/" in letter.text
    assert "height" not in letter.text
    assert WHY not in letter.text


def test_twice_is_once(review):
    admit(review, "aigul")
    admit(review, "aigul", why="Другая причина")

    assert len(letters(review.desk)) == 1
    (one,) = [one for one in attendants(review) if one.admission]
    assert one.admission.reason == WHY


@pytest.mark.parametrize(
    ("name", "why", "message"),
    [
        ("aigul", " ", NO_REASON_TO_LET_IN),
        ("stranger", WHY, NOT_ASKED),
        ("drafter", WHY, NOT_ASKED),
    ],
)
def test_only_an_expert_who_is_asked_is_let_in_and_with_a_reason(review, name, why, message):
    with pytest.raises(RefusedError) as refused:
        admit(review, name, why=why)

    assert [one.message for one in refused.value.obstacles] == [message]


def test_nobody_is_let_in_before_the_close_or_after_the_report(review):
    review.do("secretary", rounds.answer)
    review.reports()
    with pytest.raises(RefusedError) as over:
        admit(review, "aigul")
    assert over.value.obstacles[0].message == IS_OVER

    review.hold()
    with pytest.raises(RefusedError) as open_:
        admit(review, "aigul")
    assert open_.value.obstacles[0].message == NOT_CLOSED


@pytest.mark.parametrize("name", ["drafter", "auditor", "aigul"])
def test_only_coordinators_let_somebody_in(review, name):
    with pytest.raises(ForbiddenError):
        admit(review, "aigul", by=name)


def attendants(review: Review, name: str = "auditor") -> list[admitting.Attendant]:
    return review.do(name, admitting.attendants)


def test_those_who_see_all_see_who_is_asked_and_what_was_declared(review):
    review.expert("panelless", None)
    with review.desk.database.writing() as db:
        row = db.scalars(select(InvitationRow)).first()
        row.state = Answer.DECLINED

    found = {one.name: one for one in attendants(review)}

    assert [one.is_asked for one in found.values()] == [False, True, True]
    assert found["Aigul"].state is Answer.DECLINED
    assert found["John"].declared is not None
    assert not found["John"].declared.has_interest
    assert "Stranger" not in found


def test_a_round_for_one_panel_asks_nobody_of_another(review):
    review.hold(panels=frozenset({Panel.INTERNATIONAL}))

    asked = {one.name for one in attendants(review) if one.is_asked}

    assert asked == {"John"}


@pytest.mark.parametrize("name", ["aigul", "approver"])
def test_who_sees_not_all_comments_is_not_told_who_is_asked(review, name):
    with pytest.raises(ForbiddenError):
        attendants(review, name)


def test_rounds_under_way_are_those_of_all_acts_to_those_at_work_and_else_ones_own(review):
    review.hold(begun=False)

    def under_way(name: str) -> list[int]:
        with review.desk.database.reading() as db:
            found = seats.under_way(db, review.viewer(name), review.desk.clock)
        return [one.asked.number for one in found]

    assert under_way("approver") == under_way("aigul") == [1, 2]
    assert under_way("stranger") == under_way("admin") == []


def test_what_is_reported_is_under_way_no_more(review):
    review.do("secretary", rounds.answer)
    review.reports()

    with review.desk.database.reading() as db:
        assert seats.under_way(db, review.viewer("aigul"), review.desk.clock) == []
    assert [one.asked.number for one in seats_of(review, "aigul")] == [1]


def test_open_rounds_of_an_act_are_told_to_those_who_may_know_of_them(review):
    review.hold(kind=RoundKind.EXPERT)

    def open_on(name: str) -> list[int]:
        with review.desk.database.reading() as db:
            found = seats.open_on(db, review.viewer(name), review.act, review.desk.clock)
        return [one.asked.number for one in found]

    assert open_on("aigul") == open_on("drafter") == [2]
    assert open_on("") == open_on("stranger") == []
    review.desk.clock.go(days=40)
    assert open_on("aigul") == []


def test_the_clock_is_behind_until_time_is_kept(review):
    def is_behind() -> bool:
        with review.desk.database.reading() as db:
            return rounds.is_behind(db, review.desk.clock)

    assert is_behind()
    with review.desk.database.writing() as db:
        rounds.keep_time(db, review.desk.clock)
    assert not is_behind()
