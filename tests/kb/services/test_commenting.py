"""Comments: one however often sent, edited by nobody unseen, withdrawn with a trace, replied to."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete

from kb.errors import ConflictError, ForbiddenError, NotFoundError
from kb.language import Language
from kb.law.identifiers import NOWHERE, EId
from kb.review import comments as rules
from kb.review import rounds as round_rules
from kb.review.anchors import Anchor, AnchorError
from kb.review.comments import CommentState, Severity, Suggestion
from kb.services import audit, commenting, deeds, threads
from kb.services.audit import Deed
from kb.services.commenting import EditedMeanwhileError, Rejoinder, Remark
from kb.storage.review import DeclarationRow
from tests.kb.review.reviewing import refused
from tests.kb.services.reviewing import CONTENT, OFFICERS, PARAGRAPH, QUOTE, Review

WORDING = Suggestion(
    ((Language.RU, "1. Высота ограничивается планом."), (Language.KK, " ")), "Яснее"
)
ANSWERED = Rejoinder("Спасибо", Language.RU, "r1")


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    made.hold()
    return made


def seen(review, name, comment) -> threads.Thread:
    return review.do(name, threads.find, comment)


def test_a_comment_is_kept_as_it_was_said_with_the_context_of_its_words(review):
    comment = review.says(
        "aigul", where=QUOTE, suggestion=WORDING, reasoning="Так", severity=Severity.BLOCKING
    )

    found = seen(review, "aigul", comment)
    assert found.content == replace(
        CONTENT,
        suggestion=Suggestion(WORDING.wording[:1], "Яснее"),
        reasoning="Так",
        severity=Severity.BLOCKING,
    )
    assert (found.anchor.exact, found.anchor.suffix) == ("Высота здания", " ограничивается.")
    assert (found.state, found.submitted_at) == (CommentState.SUBMITTED, review.desk.clock.now)
    assert (found.is_mine, found.is_late, found.history) == (True, False, ())


def test_a_comment_may_be_on_the_act_as_a_whole(review):
    comment = review.says("john", where=replace(PARAGRAPH, eid=NOWHERE))

    assert seen(review, "john", comment).anchor == Anchor(
        eid=NOWHERE, language=Language.RU, version=1
    )


@pytest.mark.parametrize(
    "where",
    [replace(PARAGRAPH, eid=EId("art_9")), replace(QUOTE, exact="Таких слов нет")],
)
def test_a_comment_on_what_is_not_there_is_refused(review, where):
    with pytest.raises(AnchorError):
        review.says("aigul", where=where)
    assert review.do("secretary", threads.count) == 0


def test_the_same_token_twice_is_one_comment_even_after_the_close(review):
    first = review.says("aigul", token="once")
    again = review.says("aigul", "Другие слова", token="once")
    other = review.says("john", token="once")
    review.ends()

    assert first == again == review.says("aigul", token="once") != other
    assert review.do("secretary", threads.count) == 2
    assert seen(review, "secretary", first).content == CONTENT


@pytest.mark.parametrize("token", ["x" * 65, ""])
def test_a_comment_without_a_usable_token_is_refused(review, token):
    with pytest.raises(ConflictError):
        review.do("aigul", commenting.submit, Remark(PARAGRAPH, CONTENT, token))


@pytest.mark.parametrize("name", OFFICERS)
def test_nobody_comments_but_the_experts_who_were_asked(review, name):
    with pytest.raises((ForbiddenError, NotFoundError)):
        review.says(name)


@pytest.mark.parametrize("name", ["stranger", ""])
def test_who_was_not_invited_cannot_comment_and_learns_of_no_round(review, name):
    with pytest.raises(NotFoundError):
        review.says(name)


def test_comments_come_in_time_and_after_a_declaration(review):
    assert refused(review.says, "aigul", "") == {rules.SAYS_NOTHING}
    review.desk.clock.go(days=40)
    assert refused(review.says, "aigul") == {round_rules.IS_CLOSED}
    late = review.says("aigul", late=True)
    assert seen(review, "aigul", late).is_late


def test_an_expert_declares_an_interest_before_the_first_comment(review):
    with review.desk.database.writing() as db:
        db.execute(delete(DeclarationRow))

    assert refused(review.says, "aigul") == {rules.UNDECLARED}


def test_an_edit_keeps_what_was_said_before(review):
    comment = review.says("aigul", suggestion=WORDING)
    review.desk.clock.go(hours=1)
    other = replace(CONTENT, text="Кто и когда решает?")
    review.do("aigul", commenting.edit, comment, 0, other)
    review.do("aigul", commenting.edit, comment, 1, replace(other, language=Language.EN))

    found = seen(review, "secretary", comment)
    assert (found.revision, found.content) == (2, replace(other, language=Language.EN))
    assert [one.content.text for one in found.history] == [CONTENT.text, other.text]
    assert found.history[0].content.suggestion == Suggestion(WORDING.wording[:1], "Яснее")


def test_an_edit_of_an_older_wording_is_refused_with_both_texts(review):
    comment = review.says("aigul")
    mine, theirs = (replace(CONTENT, text=text) for text in ("Моё", "Другое"))
    review.do("aigul", commenting.edit, comment, 0, theirs)

    with pytest.raises(EditedMeanwhileError) as told:
        review.do("aigul", commenting.edit, comment, 0, mine)

    assert isinstance(told.value, ConflictError)
    assert (told.value.details["given"], told.value.details["stored"]) == (mine, theirs)
    assert told.value.details["revision"] == 1
    review.do("aigul", commenting.edit, comment, 0, theirs)  # Sent again: nothing was lost.
    assert seen(review, "aigul", comment).revision == 1


def test_only_the_author_edits_and_withdraws_and_until_the_close(review):
    comment = review.says("aigul")
    for name in ("john", "stranger", ""):
        with pytest.raises(NotFoundError):
            review.do(name, commenting.withdraw, comment)
    for name in ("drafter", "secretary", "auditor"):
        with pytest.raises(ForbiddenError):
            review.do(name, commenting.edit, comment, 0, CONTENT)
    review.desk.clock.go(days=40)
    other = replace(CONTENT, text="Позже")
    assert refused(review.do, "aigul", commenting.edit, comment, 0, other) == {rules.CLOSED}
    assert refused(review.do, "aigul", commenting.withdraw, comment) == {rules.CLOSED}


def test_of_a_withdrawn_comment_the_trace_is_seen_by_all_and_the_words_by_few(desk):
    review = Review(desk).set_up()
    review.hold(open_panel=True)
    comment = review.says("aigul", where=QUOTE)
    review.do("aigul", commenting.edit, comment, 0, replace(CONTENT, text="Иначе"))
    review.do("aigul", commenting.withdraw, comment)

    assert refused(review.do, "aigul", commenting.withdraw, comment) == {rules.IS_WITHDRAWN}
    trace = seen(review, "john", comment)
    assert (trace.state, trace.content, trace.anchor.exact, trace.history) == (
        CommentState.WITHDRAWN, None, "", (),
    )  # fmt: skip
    for name in ("aigul", "drafter"):
        assert seen(review, name, comment).content.text == "Иначе"


def test_replies_are_one_however_often_sent_and_are_seen_with_the_comment(review):
    comment = review.says("aigul")
    number = review.do("drafter", commenting.reply, comment, ANSWERED)
    review.desk.clock.go(minutes=1)
    assert review.do("drafter", commenting.reply, comment, ANSWERED) == number
    review.do("aigul", commenting.reply, comment, replace(ANSWERED, text="Понятно"))

    told = [(one.author.name, one.text) for one in seen(review, "aigul", comment).replies]
    assert told == [("Drafter", "Спасибо"), ("Aigul", "Понятно")]


@pytest.mark.parametrize("name", ["john", "stranger", "", "lawyer", "auditor", "approver", "admin"])
def test_who_does_not_see_a_comment_or_does_not_answer_cannot_reply(review, name):
    comment = review.says("aigul")
    with pytest.raises((ForbiddenError, NotFoundError)):
        review.do(name, commenting.reply, comment, ANSWERED)


def test_replies_end_with_the_round_or_with_the_report(desk):
    review = Review(desk).set_up()
    review.hold(open_panel=True)
    comment = review.says("aigul")
    blank = replace(ANSWERED, text=" ")
    assert refused(review.do, "john", commenting.reply, comment, blank) == {commenting.NO_WORDS}
    review.ends()

    reply = replace(ANSWERED, token="late")
    assert refused(review.do, "john", commenting.reply, comment, reply) == {round_rules.IS_CLOSED}
    review.do("aigul", commenting.reply, comment, reply)
    review.settles(comment)
    review.reports()
    for name in ("aigul", "drafter"):
        over = replace(ANSWERED, token="over")
        assert refused(review.do, name, commenting.reply, comment, over) == {round_rules.IS_OVER}


def test_the_log_tells_what_was_done_and_nothing_of_what_was_said(review):
    comment = review.says("aigul", "Secret remark")
    review.do("aigul", commenting.edit, comment, 0, replace(CONTENT, text="Secret"))
    review.do("drafter", commenting.reply, comment, replace(ANSWERED, text="Secretly"))
    review.desk.clock.now += timedelta(minutes=1)
    review.do("aigul", commenting.withdraw, comment)

    with review.desk.database.reading() as db:
        found = deeds.entries(db, review.viewer("auditor"), most=4)
        lines = b"".join(audit.lines(db))
    assert [one.deed for one in found] == [
        Deed.COMMENT_WITHDRAWN, Deed.COMMENT_REPLIED, Deed.COMMENT_EDITED, Deed.COMMENTED,
    ]  # fmt: skip
    assert {one.act for one in found} == {review.act}
    assert b"Secret" not in lines
