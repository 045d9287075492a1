"""What somebody is writing is kept for them alone, within bounds, until it is submitted."""

from dataclasses import replace

import pytest

from kb.errors import ForbiddenError
from kb.services import unfinished
from kb.services.unfinished import Kind, Slot, SlotError
from tests.kb.review.reviewing import refused
from tests.kb.services.reviewing import OFFICERS, PARAGRAPH, QUOTE, Review

SLOT = Slot.of_comment(QUOTE)
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


def test_only_those_who_write_here_have_something_kept(review):
    for name in sorted(set(OFFICERS) - {"admin"}):
        with pytest.raises(ForbiddenError):
            review.do(name, unfinished.save, SLOT, FIELDS)


def test_there_is_as_much_as_is_sensible(review):
    for fields in ({"text": ["x" * unfinished.LONGEST]}, {str(one): ["x"] for one in range(41)}):
        assert refused(review.do, "aigul", unfinished.save, SLOT, fields) == {unfinished.TOO_LONG}
    with review.at("aigul") as (db, seat):
        for number in range(unfinished.MOST):
            unfinished.save(db, seat, Slot(Kind.REPLY, str(number)), FIELDS)
    told = refused(review.do, "aigul", unfinished.save, SLOT, FIELDS)
    assert told == {unfinished.TOO_MANY}
    assert review.do("aigul", unfinished.save, Slot(Kind.REPLY, "0"), FIELDS)


@pytest.mark.parametrize("slot", [SLOT, Slot(Kind.EDIT, "c0ffee"), Slot(Kind.OPINION)])
def test_a_slot_is_read_as_it_was_written(slot):
    assert Slot.read(str(slot)) == slot


@pytest.mark.parametrize("text", ["", "comment", "poem:1", "edit:../x", "edit:" + "a" * 99, "x"])
def test_what_is_no_slot_is_refused(text):
    if text == "comment":
        assert Slot.read(text) == Slot(Kind.COMMENT)
        return
    with pytest.raises(SlotError):
        Slot.read(text)
