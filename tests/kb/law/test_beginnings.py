"""Since when a provision applies when its act is published again."""

from datetime import date

from kb.law.beginnings import Beginning, Edition, beginnings
from kb.law.identifiers import EId

ONE, TWO, THREE = EId("art_1"), EId("art_2"), EId("art_3")
JULY, OCTOBER, JANUARY, LATER = (
    date(2026, 7, 1),
    date(2026, 10, 1),
    date(2027, 1, 1),
    date(2027, 7, 1),
)

FIRST = Edition(1, {ONE: "a", TWO: "b"}, JULY)
SECOND = Edition(2, {ONE: "a", TWO: "c", THREE: "d"}, OCTOBER)


def test_a_first_publication_begins_on_its_day_but_for_what_the_act_sets_another_day_for():
    assert beginnings([FIRST], {ONE: None, TWO: JANUARY}) == {
        ONE: Beginning(JULY, 1),
        TWO: Beginning(JANUARY, 1),
    }


def test_a_later_publication_begins_only_where_it_says_something_else():
    assert beginnings([FIRST, SECOND], {}) == {
        ONE: Beginning(JULY, 1),
        TWO: Beginning(OCTOBER, 2, replaces=1),
        THREE: Beginning(OCTOBER, 2),
    }


def test_new_words_do_not_begin_before_they_are_published_but_may_begin_later():
    found = beginnings([FIRST, SECOND], {ONE: JANUARY, TWO: JULY, THREE: LATER})

    assert (found[ONE].day, found[TWO].day, found[THREE].day) == (JANUARY, OCTOBER, LATER)


def test_words_that_are_taken_back_begin_anew():
    third = Edition(3, FIRST.wordings, JANUARY)

    assert beginnings([FIRST, SECOND, third], {}) == {
        ONE: Beginning(JULY, 1),
        TWO: Beginning(JANUARY, 3, replaces=2),
    }


def test_what_was_gone_for_a_time_begins_when_it_is_back():
    without = Edition(2, {TWO: "b"}, OCTOBER)
    back = Edition(3, FIRST.wordings, JANUARY)

    assert beginnings([FIRST, without, back], {})[ONE] == Beginning(JANUARY, 3)
