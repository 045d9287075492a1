"""Lists and ranges of the numbers of provisions."""

import pytest

from kb.law.citation.number_lists import LONGEST_RANGE, expand, rises


@pytest.mark.parametrize(
    ("listed", "numbers"),
    [
        ("5", "5"),
        ("5-1", "5-1"),
        ("1, 2 и 3", "1 2 3"),
        ("2), 5), 6) және 8)", "2 5 6 8"),
        ("4–9", "4 5 6 7 8 9"),
        ("4 – 6", "4 5 6"),
        ("4 - 6", "4 5 6"),
        ("с 4 по 6", "4 5 6"),
        ("5 to 7", "5 6 7"),
        ("5 through 7", "5 6 7"),
        ("1, 3–5 и 8-1", "1 3 4 5 8-1"),
        ("4-1–4-3", "4-1 4-3"),
        ("9–4", "9 4"),
        ("1, 1 и 1", "1"),
        ("– 5", "5"),
        ("", ""),
        (f"1–{LONGEST_RANGE + 2}", f"1 {LONGEST_RANGE + 2}"),
    ],
)
def test_a_list_means_each_of_its_numbers(listed, numbers):
    assert expand(listed) == tuple(numbers.split())


def test_a_lone_hyphen_is_a_range_only_in_the_plural():
    assert expand("4-6") == ("4-6",)
    assert expand("4-6", plural=True) == ("4", "5", "6")
    assert expand("6-4", plural=True) == ("6-4",)
    assert expand("4-6, 8", plural=True) == ("4-6", "8")


@pytest.mark.parametrize(
    ("number", "may_be_a_range"), [("12-15", True), ("5-1", False), ("5", False), ("1-2-3", False)]
)
def test_a_typed_number_may_be_a_range_if_it_rises(number, may_be_a_range):
    assert rises(number) is may_be_a_range
