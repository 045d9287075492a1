"""A round ends with a report once all is answered, and nobody can contest an answer any more."""

from datetime import timedelta

import pytest

from kb.review import rounds as rules
from kb.review.calendar import last_day_before
from kb.review.comments import CommentState
from kb.review.obstacle import RefusedError
from kb.review.rounds import RoundState
from kb.services import commenting, disposing, rounds
from kb.storage.review import CommentRow
from tests.kb.review.reviewing import refused
from tests.kb.services.desk import known
from tests.kb.services.reviewing import Review, seats_of


@pytest.fixture
def review(desk) -> Review:
    return Review(desk).set_up()


def state(review) -> RoundState:
    return seats_of(review, "secretary")[0].asked.state


def test_a_round_is_reported_only_when_every_comment_has_a_confirmed_answer(review):
    review.hold()
    first, second = review.says("aigul"), review.says("john")
    withdrawn = review.says("john")
    review.do("john", commenting.withdraw, withdrawn)
    review.ends()
    review.settles(first)

    assert refused(review.reports) == {rules.UNSETTLED}
    review.settles(second)
    review.reports()

    assert state(review) is RoundState.REPORTED


def report(review) -> None:
    review.do("secretary", rounds.report, known().procedure)


def waits(review) -> rules.Pending:
    return review.do("secretary", rounds.pending, known().procedure)


def test_a_round_is_not_reported_while_an_answer_can_be_contested(review):
    review.hold()
    comment = review.says("aigul")
    review.ends()
    assert waits(review) == rules.Pending(1, None)
    review.settles(comment)
    until = waits(review).contest

    with pytest.raises(RefusedError) as refusal:
        report(review)
    (why,) = refusal.value.obstacles
    assert (why.message, why.details) == (rules.CONTESTABLE, {"day": last_day_before(until)})
    review.desk.clock.now = until - timedelta(seconds=1)
    assert refused(report, review) == {rules.CONTESTABLE}
    review.desk.clock.now = until
    report(review)

    assert state(review) is RoundState.REPORTED


def test_what_was_contested_once_or_by_nobody_can_be_keeps_no_round_from_its_report(review):
    review.hold()
    contested, taken_back, withdrawn = (review.says(one) for one in ("aigul", "john", "aigul"))
    review.ends()
    for one in (contested, taken_back, withdrawn):
        review.settles(one)
    review.do("aigul", disposing.contest, known().procedure, contested, "Нет")
    review.settles(contested)
    with review.desk.database.writing() as db:
        db.get_one(CommentRow, withdrawn).state = CommentState.WITHDRAWN
    assert refused(report, review) == {rules.CONTESTABLE}
    review.revokes("john")

    report(review)

    assert state(review) is RoundState.REPORTED
