"""Comments and opinions: what must be given, who may change them and until when, and what is kept."""

from dataclasses import replace

import pytest

from kb.language import Language
from kb.law.identifiers import ActId
from kb.review import comments, opinions, rounds
from kb.review.comments import (
    CommentState,
    Severity,
    Suggestion,
    edit,
    obstacles_to_change,
    obstacles_to_submit,
    submit,
    withdraw,
)
from kb.review.opinions import Declaration, Opinion, OpinionKind, give, has_declared
from kb.review.rounds import RoundState
from tests.kb.review.reviewing import (
    AFTER,
    BEFORE,
    COMMENT,
    CONTENT,
    DURING,
    EXPERT,
    OTHER,
    ROUND,
    messages,
    refused,
)

OPEN = replace(ROUND, state=RoundState.OPEN)
SUBMITTED = replace(COMMENT, state=CommentState.SUBMITTED, submitted_at=DURING)
WITHDRAWN = replace(SUBMITTED, state=CommentState.WITHDRAWN)
WORDING = Suggestion(((Language.RU, "Решает Совет."), (Language.KK, " ")), "Ясно, кто.")
CHANGED = replace(CONTENT, text="Кто и когда решает?")


def of(**other):
    return replace(COMMENT, content=replace(CONTENT, **other))


@pytest.mark.parametrize(
    ("comment", "asked", "now", "given", "why"),
    [
        (COMMENT, OPEN, DURING, {}, set()),
        (of(text=" "), OPEN, DURING, {}, {comments.SAYS_NOTHING}),
        (of(text="", suggestion=WORDING), OPEN, DURING, {}, set()),
        (of(suggestion=replace(WORDING, reason="")), OPEN, DURING, {}, {comments.NO_REASON}),
        (of(severity=Severity.BLOCKING), OPEN, DURING, {}, {comments.NO_REASONING}),
        (of(severity=Severity.BLOCKING, reasoning="Ст. 36.5."), OPEN, DURING, {}, set()),
        (COMMENT, replace(OPEN, languages=frozenset({Language.EN})), DURING, {},
         {comments.NOT_ASKED_IN}),
        (COMMENT, OPEN, DURING, {"declared": False}, {comments.UNDECLARED}),
        (COMMENT, ROUND, BEFORE, {}, {rounds.NOT_OPEN_YET}),
        (COMMENT, OPEN, AFTER, {}, {rounds.IS_CLOSED}),
        (COMMENT, OPEN, AFTER, {"has_link": True}, set()),
        (SUBMITTED, OPEN, DURING, {}, {comments.IS_SUBMITTED}),
        (WITHDRAWN, OPEN, DURING, {}, {comments.IS_WITHDRAWN}),
    ],
)  # fmt: skip
def test_a_comment_is_submitted_whole_in_time_and_after_a_declaration(
    comment, asked, now, given, why
):
    given = {"declared": True} | given

    assert messages(obstacles_to_submit(comment, asked, now, **given)) == why
    if why:
        assert refused(submit, comment, asked, now, **given) == why
    else:
        made = submit(comment, asked, now, **given)
        assert (made.state, made.submitted_at) == (CommentState.SUBMITTED, now)
        assert made.is_late is (now >= AFTER)


@pytest.mark.parametrize(
    ("comment", "by", "now", "why"),
    [
        (COMMENT, EXPERT, DURING, set()),
        (COMMENT, EXPERT, AFTER, set()),
        (SUBMITTED, EXPERT, DURING, set()),
        (SUBMITTED, OTHER, DURING, {comments.NOT_YOURS}),
        (COMMENT, OTHER, DURING, {comments.NOT_YOURS}),
        (SUBMITTED, EXPERT, AFTER, {comments.CLOSED}),
        (WITHDRAWN, EXPERT, DURING, {comments.IS_WITHDRAWN}),
    ],
)
def test_one_may_change_ones_own_until_the_close(comment, by, now, why):
    assert messages(obstacles_to_change(comment, by, OPEN, now)) == why
    if why:
        assert refused(edit, comment, CHANGED, by, OPEN, now) == why
        assert refused(withdraw, comment, by, OPEN, now) == why
    else:
        assert edit(comment, CHANGED, by, OPEN, now).content == CHANGED


def test_what_a_comment_said_before_stays_to_be_seen():
    twice = edit(edit(SUBMITTED, CHANGED, EXPERT, OPEN, DURING), CONTENT, EXPERT, OPEN, DURING)

    assert [revision.content for revision in twice.history] == [CONTENT, CHANGED]
    assert twice.revision == 2
    assert edit(twice, CONTENT, EXPERT, OPEN, DURING) == twice


def test_what_is_still_being_written_has_no_history_and_may_have_flaws():
    unfinished = replace(CONTENT, text="")

    assert edit(COMMENT, unfinished, EXPERT, OPEN, DURING).history == ()
    assert refused(edit, SUBMITTED, unfinished, EXPERT, OPEN, DURING) == {comments.SAYS_NOTHING}


def test_a_withdrawn_comment_leaves_a_trace():
    gone = withdraw(SUBMITTED, EXPERT, OPEN, DURING)

    assert (gone.state, gone.withdrawn_at) == (CommentState.WITHDRAWN, DURING)
    assert gone.content == CONTENT
    assert refused(withdraw, COMMENT, EXPERT, OPEN, DURING) == {comments.IS_DRAFT}


def test_a_blocking_comment_is_an_objection_until_it_is_withdrawn():
    content = replace(CONTENT, severity=Severity.BLOCKING)

    found = [replace(one, content=content).is_objection for one in (COMMENT, SUBMITTED, WITHDRAWN)]
    assert found == [False, True, False]
    assert not SUBMITTED.is_objection


def test_a_wording_is_needed_in_the_languages_in_which_none_is_given():
    assert WORDING.needed(frozenset(Language)) == (Language.KK, Language.EN)
    assert WORDING.needed(frozenset({Language.RU})) == ()


# Opinions and declarations

OPINION = Opinion(author=EXPERT, kind=OpinionKind.SUPPORT, language=Language.EN, given_at=DURING)
OBJECTION = replace(OPINION, kind=OpinionKind.OBJECT, summary="No body decides.")


@pytest.mark.parametrize(
    ("opinion", "before", "given", "why"),
    [
        (OPINION, None, {}, set()),
        (OBJECTION, None, {}, set()),
        (replace(OBJECTION, summary=" "), None, {}, {opinions.NO_SUMMARY}),
        (OPINION, None, {"declared": False}, {comments.UNDECLARED}),
        (OBJECTION, OPINION, {}, set()),
        (replace(OPINION, given_at=AFTER), None, {}, {rounds.IS_CLOSED}),
        (replace(OPINION, given_at=AFTER), None, {"has_link": True}, set()),
        (replace(OPINION, given_at=AFTER), OBJECTION, {"has_link": True}, {opinions.ONE_ONLY}),
    ],
)
def test_an_expert_gives_one_opinion_that_may_change_until_the_close(opinion, before, given, why):
    given = {"declared": True} | given

    assert messages(opinions.obstacles(opinion, OPEN, before, **given)) == why
    if why:
        assert refused(give, opinion, OPEN, before, **given) == why
    else:
        made = give(opinion, OPEN, before, **given)
        assert made.is_late is (opinion.given_at >= AFTER)
        assert made.history == (() if before is None else (before,))


def test_earlier_opinions_stay_in_their_order():
    first = give(OPINION, OPEN, declared=True)
    second = give(OBJECTION, OPEN, first, declared=True)
    third = give(OPINION, OPEN, second, declared=True)

    assert [one.kind for one in third.history] == [OpinionKind.SUPPORT, OpinionKind.OBJECT]
    assert all(one.history == () for one in third.history)


@pytest.mark.parametrize("kind", sorted(set(OpinionKind) - {OpinionKind.SUPPORT}))
def test_only_support_needs_no_reasons(kind):
    assert refused(give, replace(OPINION, kind=kind), OPEN, declared=True) == {opinions.NO_SUMMARY}


def test_an_interest_is_declared_for_each_act():
    mine = Declaration(person=EXPERT, act=ROUND.act, has_interest=True, at=BEFORE)

    assert has_declared([mine], EXPERT, ROUND.act)
    assert not has_declared([mine], OTHER, ROUND.act)
    assert not has_declared([mine], EXPERT, ActId("parking"))
    assert messages(mine.flaws()) == {opinions.NO_INTEREST_TOLD}
    assert not replace(mine, interest="Consultant of a resident.").flaws()
    assert not replace(mine, has_interest=False).flaws()
