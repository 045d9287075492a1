"""What somebody is writing is kept for them alone, within bounds, until it is submitted."""

from dataclasses import replace

import pytest

from kb.errors import ForbiddenError
from kb.language import Language
from kb.review.opinions import OpinionKind
from kb.services import commenting, disposing, opining, unfinished
from kb.services.commenting import Rejoinder
from kb.services.opining import View
from kb.services.unfinished import Kind, Slot, SlotError
from tests.kb.review.reviewing import refused
from tests.kb.services.desk import known
from tests.kb.services.reviewing import CONTENT, OFFICERS, PARAGRAPH, QUOTE, REJECTED, Review

SLOT = Slot.of_comment(QUOTE)
ANSWERING = {"drafter", "second", "secretary"}
FIELDS = {"eid": ["art_1__para_1"], "text": ["Кто реш"], "file": ["a", "b"]}


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    made.hold()
    return made


def begun(review, name) -> list[tuple[Slot, str]]:
    return [(one.slot, one.first("text")) for one in review.do(name, unfinished.listed)]


def test_what_was_begun_is_found_again_and_saved_over(review):
    assert review.do("aigul", unfinished.save, SLOT, FIELDS)
    found = review.do("aigul", unfinished.find, SLOT)
    assert (found.slot, found.fields) == (SLOT, FIELDS)
    assert found.saved_at == review.desk.clock.now
    assert (found.first("file"), found.first("nothing")) == ("a", "")

    review.desk.clock.go(minutes=1)
    review.do("aigul", unfinished.save, SLOT, {"text": ["Кто решает?"]})
    assert begun(review, "aigul") == [(SLOT, "Кто решает?")]
    assert review.do("aigul", unfinished.find, SLOT).saved_at > found.saved_at


def test_nobody_else_sees_it(review):
    review.do("aigul", unfinished.save, SLOT, FIELDS)
    for name in ("john", *sorted(set(OFFICERS) - {"admin"})):
        assert begun(review, name) == []
        assert review.do(name, unfinished.find, SLOT) is None
        review.do(name, unfinished.drop, SLOT)
    assert len(begun(review, "aigul")) == 1


def test_it_is_kept_apart_for_each_place_that_is_written_at(review):
    other = Slot.of_comment(PARAGRAPH)
    assert other != SLOT == Slot.of_comment(replace(QUOTE, version=9))
    review.do("aigul", unfinished.save, SLOT, FIELDS)
    review.desk.clock.go(seconds=1)
    for slot in (other, Slot(Kind.EDIT, "ab12"), Slot(Kind.OPINION)):
        review.do("aigul", unfinished.save, slot, {"text": [str(slot)]})
    assert {slot for slot, _ in begun(review, "aigul")} >= {SLOT, other, Slot(Kind.OPINION)}

    review.do("aigul", unfinished.drop, other)
    assert other not in dict(begun(review, "aigul"))
    assert review.do("aigul", unfinished.find, SLOT) is not None


def test_what_was_submitted_meanwhile_is_not_kept_again(review):
    review.says("aigul", token="mine")
    assert not review.do("aigul", unfinished.save, SLOT, {**FIELDS, "token": ["mine"]})
    assert begun(review, "aigul") == []
    assert review.do("john", unfinished.save, SLOT, {**FIELDS, "token": ["mine"]})


@pytest.mark.parametrize("kind", Kind)
def test_only_those_who_write_here_have_something_kept(review, kind):
    writers = {"aigul"} if kind is not Kind.ANSWER else set()
    writers |= ANSWERING if kind in {Kind.ANSWER, Kind.REPLY} else set()
    slot = Slot(kind, "c0ffee")
    for name in ("aigul", *sorted(set(OFFICERS) - {"admin"})):
        if name in writers:
            assert review.do(name, unfinished.save, slot, FIELDS)
            assert begun(review, name) == [(slot, "Кто реш")]
            continue
        with pytest.raises(ForbiddenError):
            review.do(name, unfinished.save, slot, FIELDS)


def test_what_is_begun_here_is_for_those_who_comment_and_those_who_answer(review):
    names = ("aigul", *sorted(set(OFFICERS) - {"admin"}))
    writers = {name for name in names if review.do(name, lambda _, seat: unfinished.writes(seat))}
    assert writers == {"aigul", *ANSWERING}


def test_a_reply_that_was_given_is_not_kept_again(review):
    comment = review.says("aigul")
    slot, late = Slot(Kind.REPLY, comment), {"text": ["Да"], "token": ["mine"]}
    said = Rejoinder("Да.", Language.RU, "mine")
    for name in ("aigul", "drafter"):
        review.do(name, commenting.reply, comment, said)
        assert not review.do(name, unfinished.save, slot, late)
        assert review.do(name, unfinished.save, slot, {**late, "token": ["next"]})
    assert review.do("second", unfinished.save, slot, late)


def test_an_answer_that_was_proposed_is_not_kept_again_until_it_comes_back(review):
    comment = review.says("aigul")
    review.ends()
    slot, late = Slot(Kind.ANSWER, comment), {"reply": ["Решает"], "revision": ["0"]}
    assert review.do("drafter", unfinished.save, slot, late)
    review.do("drafter", disposing.propose, comment, REJECTED)

    assert not review.do("drafter", unfinished.save, slot, late)
    for revision in ("1", "x", "9" * 20):
        assert review.do("drafter", unfinished.save, slot, {**late, "revision": [revision]})
    assert review.do("second", unfinished.save, slot, late)

    review.do("second", disposing.send_back, comment, 1)
    assert review.do("drafter", unfinished.save, slot, {**late, "revision": ["1"]})


def test_an_edit_or_an_opinion_that_was_submitted_is_not_kept_again(review):
    comment, view = review.says("aigul"), View(OpinionKind.OBJECT, Language.RU, "Нельзя.")
    late, own = {"text": ["Кто реш"], "revision": ["0"]}, Slot(Kind.EDIT, comment)
    edited = replace(CONTENT, text="Кто решает, и когда?")
    submit = {
        own: lambda: review.do("aigul", commenting.edit, comment, 0, edited),
        Slot(Kind.OPINION): lambda: review.do("aigul", opining.give, view),
    }
    for slot, step in submit.items():
        assert review.do("aigul", unfinished.save, slot, late)
        step()
        assert not review.do("aigul", unfinished.save, slot, late)
        assert review.do("aigul", unfinished.save, slot, {**late, "revision": ["1"]})
        assert review.do("john", unfinished.save, slot, late)


def test_an_objection_that_was_made_is_not_kept_again(review):
    comment = review.says("aigul")
    review.ends()
    review.settles(comment)
    slot, late = Slot(Kind.CONTEST, comment), {"reason": ["В статье 4"]}
    assert review.do("aigul", unfinished.save, slot, late)
    review.do("aigul", disposing.contest, known().procedure, comment, "В статье 4 этого нет.")

    assert not review.do("aigul", unfinished.save, slot, late)
    assert review.do("john", unfinished.save, slot, late)  # It tells nobody else that there is one.


def test_there_is_as_much_as_is_sensible(review):
    for fields in ({"text": ["x" * unfinished.LONGEST]}, {str(one): ["x"] for one in range(41)}):
        assert refused(review.do, "aigul", unfinished.save, SLOT, fields) == {unfinished.TOO_LONG}
    with review.at("aigul") as (db, seat):
        for number in range(unfinished.MOST):
            unfinished.save(db, seat, Slot(Kind.REPLY, str(number)), FIELDS)
    told = refused(review.do, "aigul", unfinished.save, SLOT, FIELDS)
    assert told == {unfinished.TOO_MANY}
    assert review.do("aigul", unfinished.save, Slot(Kind.REPLY, "0"), FIELDS)


@pytest.mark.parametrize(
    "slot", [SLOT, Slot(Kind.EDIT, "c0ffee"), Slot(Kind.OPINION), Slot(Kind.ANSWER, "c0ffee")]
)
def test_a_slot_is_read_as_it_was_written(slot):
    assert Slot.read(str(slot)) == slot


@pytest.mark.parametrize("text", ["", "comment", "poem:1", "edit:../x", "edit:" + "a" * 99, "x"])
def test_what_is_no_slot_is_refused(text):
    if text == "comment":
        assert Slot.read(text) == Slot(Kind.COMMENT)
        return
    with pytest.raises(SlotError):
        Slot.read(text)
