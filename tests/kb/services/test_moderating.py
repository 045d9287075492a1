"""In a public round nothing is read by others before a moderator lets it through or once it is taken out."""

import pytest

from kb.errors import ForbiddenError, NotFoundError, TooOftenError
from kb.language import Language
from kb.law.identifiers import EId
from kb.law.procedure import Stage
from kb.review.attachments import Given
from kb.review.moderating import Moderation
from kb.services import (
    accounts,
    audit,
    commenting,
    disposing,
    files,
    filing,
    moderating,
    opining,
    participating,
    threads,
    unfinished,
)
from kb.services.commenting import Rejoinder
from kb.services.files import FileId
from kb.services.threads import Wanted
from kb.services.unfinished import Kind, Slot
from kb.storage.review import RoundRow
from tests.kb.review.attached import PDF
from tests.kb.services.discussing import INSULT, discussion, edit, known
from tests.kb.services.letterbox import letters, office
from tests.kb.services.reviewing import CONTENT, OFFICERS, REJECTED, Review

READERS = ("", "stranger", "bolat", "approver")


@pytest.fixture
def review(desk) -> Review:
    return discussion(desk)


def test_a_comment_is_read_by_others_once_it_is_let_through(review):
    comment = review.says("asel")
    assert {name: known(review, name) for name in READERS} == {name: set() for name in READERS}
    assert (
        known(review, "asel") == known(review, "secretary") == known(review, "auditor") == {comment}
    )
    assert review.do("asel", threads.find, comment).moderation is Moderation.HELD

    review.moderates(comment)

    assert {name: known(review, name) for name in READERS} == {name: {comment} for name in READERS}
    assert review.do("", threads.find, comment).author.name == "Asel"


def test_nobody_declares_an_interest_in_public_and_experts_of_other_acts_take_part(review):
    comment = review.says("stranger")
    review.moderates(comment)

    assert review.do("", threads.find, comment).author.organisation == "Бюро stranger"


def test_who_did_not_agree_to_be_read_does_not_write(review):
    with pytest.raises(ForbiddenError):
        review.says("john")
    with review.at("john") as (_, seat):
        assert (seat.may_write, seat.may_join) == (False, True)
    review.joins("john")

    assert review.says("john")
    with review.at("john") as (_, seat):
        assert (seat.may_write, seat.may_join) == (True, False)


@pytest.mark.parametrize("name", OFFICERS)
def test_nobody_with_an_office_comments_in_public(review, name):
    with pytest.raises(ForbiddenError):
        review.says(name)


def test_nobody_gives_an_opinion_in_public_not_even_an_expert_who_was_asked(review):
    """No moderator reads opinions, and they would be published with the name after the report."""
    view, begun = opining.View(opining.OpinionKind.SUPPORT, Language.RU), {"summary": ["Да"]}
    review.joins("john")
    for name in ("asel", "stranger", "john", "aigul"):
        with pytest.raises(ForbiddenError):
            review.do(name, opining.give, view)
        with pytest.raises(ForbiddenError):
            review.do(name, unfinished.save, Slot(Kind.OPINION), begun)

    review.ends()
    review.reports()
    assert review.do("secretary", opining.listed) == review.do("", opining.listed) == []


def test_a_participant_learns_of_no_expert_round_and_writes_in_none(review):
    review.says("asel")
    review.ends()
    review.desk.move(Stage.EXPERT_REVIEW)
    review.hold(opens=review.desk.clock.now, begun=False)
    with pytest.raises(NotFoundError):
        review.says("asel")


def test_what_is_taken_out_is_read_by_its_author_with_the_reason_and_by_those_at_work(review):
    comment = review.says("asel")
    review.moderates(comment)
    review.moderates(comment, INSULT)

    assert {name: known(review, name) for name in READERS} == {name: set() for name in READERS}
    for name in ("asel", "secretary", "drafter"):
        found = review.do(name, threads.find, comment)
        assert (found.moderation, found.removal) == (Moderation.REMOVED, INSULT)
    (letter,) = letters(review.desk, "asel@example.kz")
    assert INSULT.reason in letter.text
    assert f"/acts/height/rounds/1/comments/{comment}" in letter.text


def test_what_was_said_before_a_removal_is_not_read_by_others_again(review):
    """The words before may hold what was taken out, as the moderator had let it through unseen."""
    comment = review.says("asel", "Мой телефон 8 701")
    review.moderates(comment)
    edit(review, comment, "Звоните по 8 701")
    review.moderates(comment, INSULT)
    for text in ("Пишите мне", "Без телефона"):
        edit(review, comment, text)
        review.moderates(comment)

    def before(name) -> list[str]:
        return [one.content.text for one in review.do(name, threads.find, comment).history]

    assert all(before(name) == ["Пишите мне"] for name in READERS)
    whole = ["Мой телефон 8 701", "Звоните по 8 701", "Пишите мне"]
    assert before("asel") == before("secretary") == whole


def test_a_file_that_was_taken_out_comes_back_only_with_the_words_that_it_came_with(review):
    """Clean words are not let through for the sake of what hung on the others."""

    def attach(name) -> FileId:
        review.desk.clock.go(minutes=1)
        file = review.do("asel", filing.upload, Given(name, PDF))
        review.do("asel", filing.attach, [file], comment)
        review.desk.clock.go(minutes=1)
        return file

    def seen(name) -> list[FileId]:
        listed = [one.id for one in review.do(name, files.of_comment, comment)]
        for one in (insulting, clean):
            if one and one not in listed:
                with pytest.raises(NotFoundError):
                    review.do(name, files.find, one)
        return listed

    comment, clean = review.says("asel"), None
    insulting = attach("дураки.pdf")
    review.moderates(comment, INSULT)
    review.moderates(comment)
    assert seen("") == [insulting]
    review.moderates(comment, INSULT)
    review.desk.clock.go(minutes=1)
    edit(review, comment)
    clean = attach("расчёт.pdf")
    review.moderates(comment)

    assert seen("") == seen("bolat") == [clean]
    assert seen("asel") == seen("secretary") == [insulting, clean]
    told = review.do("secretary", files.of_comment, comment)
    assert [one.is_withheld for one in told] == [True, False]
    again = attach("дураки.pdf")
    assert known(review, "") == set(), "a file is looked at as new words are"
    review.moderates(comment)
    assert seen("") == [clean, again]


def test_an_edit_is_looked_at_again_and_the_words_before_are_read_by_others_only_if_they_were(
    review,
):
    comment = review.says("asel", "Сначала")
    review.moderates(comment)
    edit(review, comment, "Потом")
    assert known(review, "") == set()
    edit(review, comment, "Наконец")
    assert known(review, "") == set()
    review.moderates(comment)

    seen = review.do("", threads.find, comment)
    assert seen.content.text == "Наконец"
    assert [one.content.text for one in seen.history] == ["Сначала"]
    assert seen.removal is None
    own = review.do("asel", threads.find, comment)
    assert [one.content.text for one in own.history] == ["Сначала", "Потом"]


def test_a_reply_is_held_like_a_comment_and_an_officer_s_is_not(review):
    comment = review.says("asel")
    review.moderates(comment)
    reply = review.do("bolat", commenting.reply, comment, Rejoinder("Нет", Language.RU, "b"))
    review.do("drafter", commenting.reply, comment, Rejoinder("Спасибо", Language.RU, "d"))

    def read(name) -> list[str]:
        return [one.text for one in review.do(name, threads.find, comment).replies]

    assert read("") == read("asel") == ["Спасибо"]
    assert read("bolat") == read("secretary") == ["Нет", "Спасибо"]
    assert [one.reply.text for one in review.do("secretary", moderating.listed)] == ["Нет"]
    review.moderates(comment, reply=reply)
    assert read("") == ["Нет", "Спасибо"]
    review.moderates(comment, INSULT, reply)
    assert read("") == ["Спасибо"]
    assert known(review, "") == {comment}
    removed = review.do("bolat", threads.find, comment).replies[0]
    assert (removed.moderation, removed.removal) == (Moderation.REMOVED, INSULT)


def test_without_premoderation_a_comment_is_read_at_once_and_may_be_taken_out(review):
    with review.desk.database.writing() as db:
        db.query(RoundRow).one().premoderated = False
    comment = review.says("asel")
    assert known(review, "") == {comment}
    review.moderates(comment, INSULT)
    assert known(review, "") == set()
    for text in ("Мягче", "Ещё мягче"):
        edit(review, comment, text)
        assert review.do("asel", threads.find, comment).moderation is Moderation.HELD


def test_an_expert_round_knows_no_moderation(desk):
    review = Review(desk).set_up()
    review.hold()
    comment = review.says("aigul")
    assert review.do("aigul", threads.find, comment).moderation is Moderation.NONE
    with pytest.raises(NotFoundError):
        review.moderates(comment)


def test_one_person_writes_twenty_times_an_hour_and_a_second_sending_does_not_count(review):
    for number in range(20):
        review.says("asel", token=f"n{number}")
    review.says("asel", token="n3")
    with pytest.raises(TooOftenError, match="in 60 minutes"):
        review.says("asel")
    review.says("bolat")
    review.desk.clock.go(hours=1)
    review.says("asel")


def test_the_answer_is_read_by_all_once_confirmed_and_contested_by_the_citizen(review):
    comment = review.says("asel")
    review.moderates(comment)
    review.ends()
    review.do("drafter", disposing.propose, comment, REJECTED)
    assert review.do("", threads.find, comment).answer is None
    review.do("second", disposing.confirm, comment)
    assert review.do("", threads.find, comment).answer == REJECTED


def test_who_withdraws_the_consent_leaves_the_record_without_a_name(review):
    comment = review.says("asel")
    review.moderates(comment)
    with review.desk.database.writing() as db:
        participating.leave(db, office(review.desk), accounts.viewer_of(db, "asel"))

    seen = review.do("", threads.find, comment)
    assert seen.content.text == CONTENT.text
    assert seen.author.name.startswith("anonymised-")
    with review.desk.database.reading() as db:
        assert audit.verify(db)[1] is None


def test_a_person_asked_for_by_name_gives_only_what_was_let_through(review):
    shown, _held = review.says("asel"), review.says("asel", "Ждёт")
    review.moderates(shown)
    asel = review.viewer("asel").person
    with review.at("bolat") as (db, seat):
        assert [one.id for one in threads.listed(db, seat, Wanted(person=asel))] == [shown]
        assert threads.listed(db, seat, Wanted(eid=EId("art_9"))) == []
