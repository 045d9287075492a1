"""What becomes of a comment: two people answer it, the commenter may contest it once, the text proves it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kb.language import Language
from kb.law.identifiers import EId
from kb.law.procedure import Holidays, RoundKind
from kb.review import dispositions
from kb.review.comments import CommentId
from kb.review.dispositions import (
    Adoption,
    Answer,
    Disposition,
    Status,
    Verdict,
    contest_until,
    obstacles_to_confirm,
    obstacles_to_propose,
    serving,
)
from tests.kb.review.reviewing import (
    COORDINATOR,
    DRAFTER,
    DURING,
    EXPERT,
    OTHER,
    messages,
    procedure,
    refused,
)

RULES = procedure().rounds[RoundKind.EXPERT]
NOTHING_MOVED = Holidays()
FIRST, SECOND, THIRD = map(CommentId, ("c1", "c2", "c3"))
NEW = Disposition(comment=FIRST, author=EXPERT)
ACCEPTED = Answer(
    verdict=Verdict.ACCEPTED,
    adoption=Adoption(EId("art_1"), ((Language.RU, "Решает «Совет»."),), "abc"),
)
REJECTED = Answer(verdict=Verdict.REJECTED, reply="Это решает статья 5.")
PROPOSED = NEW.triaged().proposed(REJECTED, DRAFTER, {})
CONFIRMED = PROPOSED.confirmed(COORDINATOR, DURING)


def duplicate(of: CommentId) -> Answer:
    return Answer(verdict=Verdict.DUPLICATE, original=of)


def answered(comment: CommentId, answer: Answer | None) -> Disposition:
    return replace(NEW, comment=comment, answer=answer)


def test_an_answer_goes_its_way_from_person_to_person():
    assert [one.status for one in (NEW, NEW.triaged(), PROPOSED, CONFIRMED)] == [
        Status.SUBMITTED, Status.TRIAGED, Status.PROPOSED, Status.CONFIRMED,
    ]  # fmt: skip
    assert (CONFIRMED.proposed_by, CONFIRMED.confirmed_by) == (DRAFTER, COORDINATOR)
    assert [one.is_settled for one in (NEW, PROPOSED, CONFIRMED)] == [False, False, True]
    assert refused(PROPOSED.triaged) == {dispositions.NOT_SUBMITTED}


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_answer_needs_a_reply_but_accepted_and_what_another_answer_serves(verdict):
    why = messages(obstacles_to_propose(NEW, Answer(verdict=verdict, reply=" "), DRAFTER, {}))

    expected = {Verdict.ACCEPTED: set(), Verdict.DUPLICATE: {dispositions.NO_ORIGINAL}}
    assert why == expected.get(verdict, {dispositions.NO_REPLY})


OTHERS = {
    FIRST: answered(FIRST, None),
    SECOND: answered(SECOND, duplicate(FIRST)),
    THIRD: answered(THIRD, duplicate(SECOND)),
}


@pytest.mark.parametrize(
    ("disposition", "answer", "why"),
    [
        (NEW, REJECTED, set()),
        (PROPOSED, ACCEPTED, set()),
        (CONFIRMED, ACCEPTED, {dispositions.ALREADY_SETTLED}),
        (NEW, replace(REJECTED, original=SECOND), {dispositions.NOT_A_DUPLICATE}),
        (NEW, duplicate(FIRST), {dispositions.NO_ORIGINAL}),
        (NEW, duplicate(CommentId("elsewhere")), {dispositions.NO_ORIGINAL}),
        (NEW, duplicate(SECOND), {dispositions.IN_A_CIRCLE}),
        (NEW, duplicate(THIRD), {dispositions.IN_A_CIRCLE}),
        (answered(CommentId("c4"), None), duplicate(THIRD), set()),
    ],
)
def test_what_is_proposed_must_hold_together(disposition, answer, why):
    assert messages(obstacles_to_propose(disposition, answer, DRAFTER, OTHERS)) == why
    if why:
        assert refused(disposition.proposed, answer, DRAFTER, OTHERS) == why
    else:
        assert disposition.proposed(answer, DRAFTER, OTHERS).answer == answer


def test_whoever_made_a_comment_neither_answers_it_nor_confirms_the_answer():
    assert refused(NEW.proposed, REJECTED, EXPERT, {}) == {dispositions.OWN_COMMENT}
    assert refused(PROPOSED.confirmed, EXPERT, DURING) == {dispositions.OWN_COMMENT}
    assert refused(PROPOSED.sent_back, EXPERT) == {dispositions.OWN_COMMENT}


def test_one_answer_serves_all_duplicates():
    others = OTHERS | {FIRST: answered(FIRST, REJECTED)}

    assert {serving(one, others) for one in (FIRST, SECOND, THIRD)} == {others[FIRST]}
    assert serving(THIRD, OTHERS) == OTHERS[FIRST]
    assert serving(CommentId("elsewhere"), others) is None
    circle = {FIRST: answered(FIRST, duplicate(SECOND)), SECOND: OTHERS[SECOND]}
    assert serving(FIRST, circle) is None


@pytest.mark.parametrize(
    ("disposition", "by", "why"),
    [
        (PROPOSED, COORDINATOR, set()),
        (PROPOSED, DRAFTER, {dispositions.SAME_PERSON}),
        (NEW, COORDINATOR, {dispositions.NOTHING_PROPOSED}),
        (CONFIRMED, COORDINATOR, {dispositions.NOTHING_PROPOSED}),
    ],
)
def test_a_second_person_confirms_an_answer_or_sends_it_back(disposition, by, why):
    assert messages(obstacles_to_confirm(disposition, by)) == why
    if why:
        assert refused(disposition.confirmed, by, DURING) == why
        assert refused(disposition.sent_back, by) == why
    else:
        assert disposition.sent_back(by) == replace(disposition, status=Status.TRIAGED)


def contest(disposition, by=EXPERT, at=DURING, reason="Статья 5 не о том."):
    return disposition.contested(reason, by, at, RULES, NOTHING_MOVED)


def test_a_contested_answer_is_proposed_anew_and_kept():
    open_again = contest(CONFIRMED)

    assert open_again.status is Status.TRIAGED
    assert not open_again.is_settled
    assert open_again.contest.answer == REJECTED
    assert (open_again.confirmed_by, open_again.confirmed_at) == (None, None)
    again = open_again.proposed(ACCEPTED, COORDINATOR, {}).confirmed(DRAFTER, DURING)
    assert refused(contest, again) == {dispositions.CONTESTED_ONCE}


@pytest.mark.parametrize(
    ("disposition", "given", "why"),
    [
        (PROPOSED, {}, dispositions.NOT_CONFIRMED),
        (CONFIRMED, {"by": OTHER}, dispositions.NOT_YOUR_COMMENT),
        (CONFIRMED, {"reason": " "}, dispositions.NO_GROUNDS),
        (CONFIRMED, {"at": datetime(2027, 3, 9, 19, tzinfo=UTC)}, dispositions.TOO_LATE),
    ],
)
def test_an_answer_is_contested_only_by_the_commenter_in_time_with_reasons(disposition, given, why):
    assert refused(contest, disposition, **given) == {why}


def test_the_time_to_contest_is_counted_in_working_days_to_the_end_of_the_last():
    until = contest_until(CONFIRMED, RULES, NOTHING_MOVED)

    assert until == datetime(2027, 3, 9, 19, tzinfo=UTC)
    assert contest(CONFIRMED, at=until - timedelta(microseconds=1)).contest
    assert contest_until(PROPOSED, RULES, NOTHING_MOVED) is None


@pytest.mark.parametrize(
    ("answer", "standing", "why"),
    [
        (ACCEPTED, {Language.RU: 'Решает  "Совет".', Language.KK: "Кеңес"}, set()),
        (ACCEPTED, {Language.RU: "Решает Комитет."}, {dispositions.NOT_THERE}),
        (ACCEPTED, {Language.KK: "Решает «Совет»."}, {dispositions.NOT_THERE}),
        (replace(ACCEPTED, adoption=None), {Language.RU: "Решает «Совет»."},
         {dispositions.NOTHING_ADOPTED}),
        (REJECTED, {}, {dispositions.NOTHING_ADOPTED}),
    ],
)  # fmt: skip
def test_an_accepted_wording_is_verified_where_it_stands(answer, standing, why):
    confirmed = replace(CONFIRMED, answer=answer)

    if why:
        assert refused(confirmed.verified, standing, "c2", 4) == why
    else:
        verified = confirmed.verified(standing, "c2", 4)
        kept = verified.answer.adoption
        assert (verified.status, kept.commit, kept.version) == (Status.VERIFIED, "c2", 4)
        assert refused(replace(PROPOSED, answer=answer).verified, standing, "c2", 4) == {
            dispositions.NOT_CONFIRMED
        }
