"""What people are asked about, or wait to be answered on, is not published."""

import pytest

from kb.review.obstacle import RefusedError
from tests.kb.services.reviewing import Review
from tests.repositories import changed


@pytest.fixture
def review(desk) -> Review:
    """A draft under expert review."""
    return Review(desk).set_up()


def test_a_version_is_not_published_while_a_round_on_it_asks(review: Review):
    review.hold()

    with pytest.raises(RefusedError, match=r"^Round 1 is under way: close it first\.$"):
        review.desk.publish()


def test_a_version_is_not_published_while_a_comment_waits_for_its_answer(review: Review):
    review.hold()
    comment = review.says("aigul")
    review.ends()

    with pytest.raises(RefusedError, match=r"Comments of round 1 without a confirmed answer: 1\."):
        review.desk.publish()

    review.settles(comment)
    assert review.desk.publish() == 1


def test_a_version_before_the_one_that_people_are_asked_about_is_published(review: Review):
    review.desk.bring(commit_="c3", texts=changed("Граница"))
    review.hold(version=2)

    assert review.desk.publish(version=1) == 1
