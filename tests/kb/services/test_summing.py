from dataclasses import replace

import pytest

from kb.review.comments import CommentState, Severity
from kb.review.dispositions import Verdict
from kb.review.opinions import OpinionKind
from kb.services import commenting, opining, threads
from kb.services.summing import remark, summed
from tests.kb.services.exporting.exporting import settle, talk
from tests.kb.services.reviewing import Review


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    talk(made)
    return made


def figures(review: Review, name: str):
    return review.do(
        name, lambda db, seat: summed(threads.listed(db, seat), opining.listed(db, seat))
    )


def test_a_round_is_summed_up_as_far_as_its_viewer_knows_it(review):
    found = figures(review, "secretary")

    assert (found.total, found.settled, found.suggesting) == (3, 0, 1)
    assert {one.key: one.number for one in found.by_severity}[Severity.BLOCKING] == 1
    assert [(one.key, one.number) for one in found.by_organisation] == [
        ("Бюро john", 2),
        ("Бюро aigul", 1),
    ]
    assert {one.key for one in found.opinions if one.number} == {OpinionKind.OBJECT}
    assert len(found.objections) == 1


def test_a_withdrawn_comment_is_counted_as_that_only(review):
    (first,) = (one.id for one in review.do("aigul", threads.listed) if one.is_mine)
    review.do("aigul", commenting.withdraw, first)

    found = figures(review, "secretary")

    assert (found.total, found.withdrawn) == (2, 1)


def test_answers_are_summed_up(review):
    settle(review)

    found = figures(review, "secretary")

    assert found.settled == 3
    assert {one.key for one in found.by_verdict if one.number} == {
        Verdict.REJECTED,
        Verdict.ACCEPTED,
        Verdict.DUPLICATE,
    }
    assert len(found.objections) == 1, "a duplicate of what was rejected stays an objection"


def test_what_is_not_shown_is_not_counted(review):
    thread = review.do("secretary", threads.listed)[0]

    assert remark(replace(thread, content=None, state=CommentState.WITHDRAWN)) is None
