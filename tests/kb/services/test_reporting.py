"""The report of a round: who may read it, and who was silent."""

import pytest

from kb.errors import NotFoundError
from kb.language import Language
from kb.law.procedure import Shown
from kb.review.opinions import OpinionKind
from kb.services import commenting, opining, reporting
from kb.services.opining import View
from kb.services.reporting import Silence
from kb.storage.review import RoundRow
from tests.kb.services.reviewing import Review

SEE_ALL = ("drafter", "secretary", "lawyer", "auditor")


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    made.hold(shown=Shown.NAMED)
    with desk.database.writing() as db:
        db.query(RoundRow).one().silence_is_consent = True
    return made


def readers(review: Review) -> set[str]:
    """Return who may read the report."""
    found = set()
    for name in ("", "aigul", "john", "stranger", "approver", "admin", *SEE_ALL):
        try:
            review.do(name, lambda db, seat: reporting.require(seat))
            found.add(name)
        except NotFoundError:
            continue
    return found


def test_before_the_report_only_those_read_it_who_see_the_review(review):
    assert readers(review) == set(SEE_ALL)
    review.ends()
    assert readers(review) == set(SEE_ALL)


@pytest.mark.parametrize("shown", Shown)
def test_afterwards_experts_read_it_and_others_as_is_set(review, shown):
    with review.desk.database.writing() as db:
        db.query(RoundRow).one().shown = shown
    review.ends()
    review.reports()
    others = set() if shown is Shown.HIDDEN else {"", "stranger", "approver", "admin"}
    assert readers(review) == {*SEE_ALL, "aigul", "john"} | others


def test_who_commented_or_gave_an_opinion_was_heard(review):
    review.do("john", opining.give, View(OpinionKind.SUPPORT, Language.EN))
    withdrawn = review.says("aigul")
    review.do("aigul", commenting.withdraw, withdrawn)
    assert review.do("drafter", reporting.silence) == Silence(2, 1, 0)

    review.ends()

    [name] = review.do("drafter", reporting.silence).names
    assert review.do("drafter", reporting.silence) == Silence(2, 1, 1, (name,))
    assert review.do("aigul", reporting.silence) == Silence(2, 1, 1)


def test_where_silence_is_no_consent_it_counts_for_nothing(review):
    with review.desk.database.writing() as db:
        db.query(RoundRow).one().silence_is_consent = False
    review.ends()
    assert review.do("drafter", reporting.silence) == Silence(2, 0, 0)


def test_the_texts_are_those_of_the_pinned_version(review):
    assert set(review.do("drafter", reporting.texts)) == set(Language)
