"""The queue of a round holds what was submitted, with its answers, for those who see the whole review."""

import pytest

from kb.errors import ForbiddenError, NotFoundError
from kb.review.dispositions import Status
from kb.services import commenting, disposing, noting, queueing
from tests.kb.review.reviewing import refused
from tests.kb.services.reviewing import REJECTED, Review


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    made.hold()
    made.first, made.gone = made.says("aigul"), made.says("aigul", "Ошибка")
    desk.clock.go(minutes=1)
    made.other = made.says("john")
    made.do("aigul", commenting.withdraw, made.gone)
    made.ends()
    return made


def test_it_has_all_comments_but_those_withdrawn(review):
    found = review.do("lawyer", queueing.entries)
    assert [one.id for one in found] == [review.first, review.other]
    assert list(review.do("lawyer", queueing.places)) == [review.first, review.other]
    assert {one.author.organisation for one in found} == {"Бюро aigul", "Бюро john"}


def test_it_tells_who_answered_and_counts_the_changes(review):
    review.settles(review.first)
    review.do("lawyer", noting.add, review.first, "Проверить")

    one = queueing.find(review.do("auditor", queueing.entries), review.first)

    assert (one.disposition.status, one.disposition.answer) == (Status.CONFIRMED, REJECTED)
    assert (one.revision, one.notes) == (2, 1)
    assert one.proposer
    assert one.confirmer
    assert one.proposer != one.confirmer


def test_one_provision_is_asked_for_alone(review):
    assert review.do("drafter", queueing.entries, "art_99") == []
    assert len(review.do("drafter", queueing.entries, "art_1__para_1")) == 2


def test_what_is_not_in_it_is_not_found(review):
    with pytest.raises(NotFoundError):
        queueing.find(review.do("drafter", queueing.entries), review.gone)


@pytest.mark.parametrize("ask", [queueing.entries, queueing.places, noting.counts])
def test_experts_have_no_queue(review, ask):
    for name in ("aigul", "approver"):
        with pytest.raises(ForbiddenError):
            review.do(name, ask)


def test_a_note_needs_words_and_is_kept_once(review):
    assert refused(review.do, "drafter", noting.add, review.first, " ") == {noting.NO_NOTE}
    for _ in range(2):
        review.do("drafter", noting.add, review.first, " Проверить ")
    assert [one.text for one in review.do("lawyer", noting.listed, review.first)] == ["Проверить"]


def test_an_auditor_reads_the_notes_and_writes_none(review):
    with pytest.raises(ForbiddenError):
        review.do("auditor", noting.add, review.first, "Так и надо")
    review.do("lawyer", noting.add, review.first, "Проверить")

    (note,) = review.do("auditor", noting.listed, review.first)
    assert note.text == "Проверить"


def test_what_one_expert_may_not_know_of_another_cannot_note_on(review):
    with pytest.raises(ForbiddenError):
        review.do("aigul", noting.listed, review.first)
    with pytest.raises(NotFoundError):
        review.do("drafter", noting.add, "nothing", "Проверить")


def test_confirming_all_does_what_can_be_done(review):
    review.do("drafter", disposing.propose, review.first, REJECTED)
    chosen = [disposing.Chosen(review.first, 1), disposing.Chosen(review.other, 0)]

    done = review.do("second", disposing.confirm_all, chosen)

    assert done[review.first] is None
    assert str(done[review.other]) == disposing.dispositions.NOTHING_PROPOSED
    statuses = {one.id: one.disposition.status for one in review.do("drafter", queueing.entries)}
    assert statuses == {review.first: Status.CONFIRMED, review.other: Status.SUBMITTED}
