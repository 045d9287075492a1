"""The order of printed numbers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.law.numbering import NUMBER, ROMAN, follows, key

ROMANS = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XIV",
    "XIX",
    "XX",
    "XL",
    "L",
    "XC",
    "C",
]


@pytest.mark.parametrize(
    "ordered",
    [
        ["5", "5-1", "5-1-1", "5-2", "6", "10"],
        ["1", "1-1", "1-2", "1-10", "2"],
        ["9", "9A", "9B", "10"],
        ROMANS,
        ["І", "ІІ", "ІV", "V", "ІХ", "Х"],
    ],
)
def test_numbers_stand_in_the_order_of_the_law(ordered):
    assert sorted(sorted(ordered), key=key) == ordered


def test_roman_numbers_have_their_values():
    values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 19, 20, 40, 50, 90, 100]

    assert [key(number) for number in ROMANS] == [(value,) for value in values]


@pytest.mark.parametrize(
    ("before", "number"),
    [
        ("5", "6"), ("9", "10"), ("5", "5-1"), ("5-1", "5-2"), ("5-1", "5-1-1"), ("5-1-1", "5-2"),
        ("5-1", "6"), ("5-12-3", "6"), ("I", "II"), ("IX", "X"), ("ІХ", "X"), ("", "1"), ("1", ""),
    ],
)  # fmt: skip
def test_one_number_may_follow_another(before, number):
    assert follows(number, before)


@pytest.mark.parametrize(
    ("before", "number"),
    [
        ("5", "7"), ("6", "5"), ("5", "5"), ("5", "5-2"), ("5-1", "5-3"), ("5-1", "7"), ("5", "6-1"),
        ("5-1", "5-1-2"), ("I", "III"), ("10", "1"),
    ],
)  # fmt: skip
def test_one_number_may_not_follow_another(before, number):
    assert not follows(number, before)


@given(st.text(max_size=20) | st.from_regex(NUMBER) | st.from_regex(ROMAN))
def test_any_number_has_a_place_in_the_order(number):
    assert all(isinstance(part, int) for part in key(number))
    assert not follows(number, number) or not key(number)


@pytest.mark.parametrize("number", ["1" * 10, "1-2-3-4-5", "1-", "-1", "1.1"])
def test_what_is_too_long_or_otherwise_made_is_no_number(number):
    assert not re.fullmatch(NUMBER, number)
