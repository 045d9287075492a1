"""An answer is proposed by one person, confirmed by another, and contested once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from kb.access import Role
from kb.errors import ForbiddenError, NotFoundError
from kb.language import Language
from kb.law.identifiers import EId
from kb.review import comments as comment_rules
from kb.review import dispositions as rules
from kb.review import rounds as round_rules
from kb.review.dispositions import Adoption, Answer, Status, Verdict
from kb.services import accounts, commenting, deeds, disposing, threads
from kb.services.audit import Deed
from kb.services.disposing import AnsweredMeanwhileError
from tests.kb.review.reviewing import refused
from tests.kb.services.desk import known
from tests.kb.services.reviewing import REJECTED, Review

ADOPTION = Adoption(EId("art_1__para_1"), ((Language.RU, "Новые слова"),), "c" * 40)
ACCEPTED = Answer(verdict=Verdict.ACCEPTED, adoption=ADOPTION)


@pytest.fixture
def review(desk) -> Review:
    """A round whose comments are being answered: two of one expert, one of another."""
    made = Review(desk).set_up()
    made.hold()
    made.own, made.more = made.says("aigul"), made.says("aigul", "Ещё")
    made.others = made.says("john")
    made.ends()
    return made


def propose(review, comment=None, answer=REJECTED, name="drafter"):
    review.do(name, disposing.propose, comment or review.own, answer)


def confirm(review, comment=None, name="second"):
    review.do(name, disposing.confirm, comment or review.own)


def contest(review, name="aigul", reason="Не отвечает на вопрос", comment=None):
    review.do(name, disposing.contest, known().procedure, comment or review.own, reason)


def status(review, comment=None) -> Status:
    return review.do("auditor", threads.find, comment or review.own).status


def test_an_expert_who_has_become_a_drafter_does_not_answer_their_own_comments(review):
    with review.desk.database.writing() as db:
        accounts.set_roles(db, "aigul", (Role.EXPERT, Role.DRAFTER), review.desk.clock)

    assert refused(propose, review, name="aigul") == {rules.OWN_COMMENT}
    propose(review)
    assert refused(confirm, review, name="aigul") == {rules.OWN_COMMENT}
    propose(review, review.others, name="aigul")


def test_an_answer_goes_its_way_and_is_kept(review):
    steps = [status(review)]
    review.do("drafter", disposing.triage, review.own)
    steps.append(status(review))
    propose(review, answer=ACCEPTED)
    steps.append(status(review))
    confirm(review)
    steps.append(status(review))

    assert steps == [Status.SUBMITTED, Status.TRIAGED, Status.PROPOSED, Status.CONFIRMED]
    assert review.do("aigul", threads.find, review.own).answer == ACCEPTED
    with review.desk.database.reading() as db:
        found = deeds.entries(db, review.viewer("auditor"), most=3)
    assert [(one.deed, one.after["status"]) for one in found] == [
        (Deed.ANSWER_CONFIRMED, "confirmed"),
        (Deed.ANSWER_PROPOSED, "proposed"),
        (Deed.COMMENT_TRIAGED, "triaged"),
    ]


def test_two_people_answer(review):
    assert refused(confirm, review) == {rules.NOTHING_PROPOSED}
    propose(review)
    assert refused(confirm, review, name="drafter") == {rules.SAME_PERSON}
    assert refused(review.do, "drafter", disposing.send_back, review.own) == {rules.SAME_PERSON}
    review.do("second", disposing.send_back, review.own)
    assert status(review) is Status.TRIAGED
    propose(review, name="secretary")
    confirm(review)
    assert refused(propose, review) == {rules.ALREADY_SETTLED}


VERBS = {
    "triage": (disposing.triage, ()),
    "propose": (disposing.propose, (REJECTED,)),
    "confirm": (disposing.confirm, ()),
    "send back": (disposing.send_back, ()),
}


@pytest.mark.parametrize("verb", VERBS)
def test_only_drafters_and_coordinators_answer(review, verb):
    propose(review)
    do, said = VERBS[verb]
    for name in ("aigul", "john", "lawyer", "auditor", "approver", "publisher"):
        with pytest.raises(ForbiddenError):
            review.do(name, do, review.own, *said)
    for name in ("", "stranger", "admin"):
        with pytest.raises(NotFoundError):
            review.do(name, do, review.own, *said)
    assert status(review) is Status.PROPOSED


def test_only_officers_who_answer_get_all_answers_at_once(review):
    assert set(review.do("drafter", disposing.everything)) == {
        review.own, review.more, review.others,
    }  # fmt: skip
    for name in ("aigul", "auditor"):
        with pytest.raises(ForbiddenError):
            review.do(name, disposing.everything)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (replace(REJECTED, reply=" "), {rules.NO_REPLY}),
        (Answer(verdict=Verdict.DUPLICATE), {rules.NO_ORIGINAL}),
        (Answer(verdict=Verdict.DUPLICATE, original="nothing"), {rules.NO_ORIGINAL}),
    ],
)
def test_an_answer_with_a_flaw_is_not_proposed(review, answer, told):
    assert refused(propose, review, answer=answer) == told
    assert status(review) is Status.SUBMITTED


def test_duplicates_do_not_go_in_a_circle(review):
    propose(review, answer=Answer(verdict=Verdict.DUPLICATE, original=review.others))
    back = Answer(verdict=Verdict.DUPLICATE, original=review.own)

    assert refused(propose, review, review.others, back) == {rules.IN_A_CIRCLE}


def test_one_answer_serves_its_duplicates(review):
    same = Answer(verdict=Verdict.DUPLICATE, original=review.others)
    for comment in (review.own, review.more):
        review.settles(comment, same)
    review.settles(review.others)
    review.reports()

    told = {one.id: one.answer for one in review.do("", threads.listed)}
    assert told == dict.fromkeys((review.own, review.more, review.others), REJECTED)


def test_an_answer_is_contested_once_by_the_commenter_and_proposed_anew(review):
    assert refused(contest, review) == {rules.NOT_CONFIRMED}
    review.settles(review.own)
    with pytest.raises(NotFoundError):
        contest(review, "john")
    with pytest.raises(ForbiddenError):
        contest(review, "drafter")
    assert refused(contest, review, reason=" ") == {rules.NO_GROUNDS}
    contest(review)
    told = review.do("aigul", threads.find, review.own)
    assert (told.status, told.answer) == (Status.TRIAGED, None)
    assert (told.contest.reason, told.contest.answer) == ("Не отвечает на вопрос", REJECTED)

    review.settles(review.own, ACCEPTED)

    assert refused(contest, review) == {rules.CONTESTED_ONCE}
    assert review.do("aigul", threads.find, review.own).answer == ACCEPTED


def test_an_answer_is_contested_in_time(review):
    review.settles(review.own)
    review.desk.clock.go(days=30)

    assert refused(contest, review) == {rules.TOO_LATE}


def test_a_contested_answer_keeps_the_round_from_being_reported(review):
    for comment in (review.own, review.more, review.others):
        review.settles(comment)
    contest(review)
    assert refused(review.reports) == {round_rules.UNSETTLED}
    review.settles(review.own)
    review.reports()
    assert refused(contest, review, comment=review.more) == {round_rules.IS_OVER}
    assert refused(propose, review) == {round_rules.IS_OVER}


def test_comments_are_answered_once_the_round_is_closed(desk):
    review = Review(desk).set_up()
    review.hold()
    review.own, withdrawn = review.says("aigul"), review.says("aigul")
    review.do("aigul", commenting.withdraw, withdrawn)
    for do, said in VERBS.values():
        assert refused(review.do, "drafter", do, review.own, *said) == {disposing.NOT_ANSWERING}
    review.ends()

    assert refused(propose, review, withdrawn) == {comment_rules.IS_WITHDRAWN}
    same = Answer(verdict=Verdict.DUPLICATE, original=withdrawn)
    assert refused(propose, review, answer=same) == {rules.NO_ORIGINAL}


def test_who_comes_second_is_told_and_overwrites_nothing(review):
    review.do("drafter", disposing.propose, review.own, REJECTED, 0)
    mine = replace(REJECTED, reply="Иначе.")
    with pytest.raises(AnsweredMeanwhileError) as late:
        review.do("second", disposing.propose, review.own, mine, 0)
    assert (late.value.details["stored"], late.value.details["revision"]) == (REJECTED, 1)

    review.do("drafter", disposing.propose, review.own, REJECTED, 0)
    review.do("second", disposing.propose, review.own, mine, 1)

    assert review.do("auditor", threads.find, review.own).answer == mine
    for step in (disposing.confirm, disposing.send_back):
        with pytest.raises(AnsweredMeanwhileError):
            review.do("drafter", step, review.own, 1)
    assert status(review) is Status.PROPOSED


def test_who_takes_a_comment_up_or_sends_an_answer_back_is_in_the_way_of_nobody(review):
    review.do("second", disposing.triage, review.own)
    review.do("drafter", disposing.propose, review.own, REJECTED, 0)
    review.do("second", disposing.send_back, review.own, 1)
    mended = replace(REJECTED, reply="Иначе.")
    review.do("drafter", disposing.propose, review.own, mended, 1)

    assert review.do("auditor", threads.find, review.own).answer == mended


def test_of_many_who_answer_at_once_one_is_first_and_all_others_are_told(review):
    answers = [replace(REJECTED, reply=f"Ответ {number}") for number in range(8)]

    def answer(one: Answer) -> Answer | None:
        try:
            review.do("drafter", disposing.propose, review.own, one, 0)
        except AnsweredMeanwhileError:
            return None
        return one

    with ThreadPoolExecutor(4) as together:
        kept = [one for one in together.map(answer, answers) if one]

    assert kept == [review.do("auditor", threads.find, review.own).answer]


def test_a_reply_is_kept_with_its_translation(review):
    translated = replace(REJECTED, translations=((Language.EN, "The Council, article 4."),))
    review.settles(review.own, translated)
    assert review.do("aigul", threads.find, review.own).answer == translated
    same = replace(REJECTED, translations=((REJECTED.language, "Ещё раз"),))
    assert refused(propose, review, review.more, same) == {rules.SAME_LANGUAGE}
