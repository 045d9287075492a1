from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kb.law.applying import Stretch, displaced, on_day, stretches

DAY = date(2026, 7, 1)


@dataclass(frozen=True)
class Publication:
    number: int
    starts: date


def days(*numbers: int) -> list[Publication]:
    """Return publications in the order of their numbers, which begin so many days after DAY."""
    return [Publication(n, DAY + timedelta(days)) for n, days in enumerate(numbers, 1)]


@given(starts=st.lists(st.integers(0, 9), max_size=6), kept=st.sets(st.integers(0, 5)))
@example(starts=[3, 3], kept=set(range(6)))
@example(starts=[5, 2, 7], kept=set(range(6)))
def test_a_publication_applies_on_the_days_of_its_stretch_and_on_no_other(starts, kept):
    standing = [one for n, one in enumerate(days(*starts)) if n in kept]
    applies = stretches(standing)

    for day in (date.min, *(DAY + timedelta(n) for n in range(-1, 11)), date.max):
        applying = on_day(standing, day)
        assert [number for number, days in applies.items() if day in days] == (
            [applying.number] if applying else []
        )
        assert on_day(standing[::-1], day) == applying


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6))
def test_only_the_latest_publication_applies_for_ever(starts):
    applies = stretches(days(*starts))

    assert [number for number, days in applies.items() if days.until is None] == [len(starts)]


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        ((), {}),
        ((0,), {1: (None, None)}),
        ((0, 5), {1: (None, 5), 2: (5, None)}),
        ((0, 5, 9), {1: (None, 5), 2: (5, 9), 3: (9, None)}),
        # What was to begin later than what replaced it never applies.
        ((0, 9, 5), {1: (None, 5), 3: (5, None)}),
        ((5, 0), {2: (None, None)}),
        ((5, 5), {2: (None, None)}),
    ],
)
def test_each_publication_applies_until_a_later_one_begins(starts, expected):
    told = {
        number: Stretch(*(None if n is None else DAY + timedelta(n) for n in ends))
        for number, ends in expected.items()
    }

    assert stretches(days(*starts)) == told


@pytest.mark.parametrize(
    ("starts", "next_", "lost"),
    [((), 0, ()), ((0, 5), 9, ()), ((0, 5), 5, (2,)), ((0, 9, 5), 5, (3,)), ((3, 5), 0, (1, 2))],
)
def test_a_publication_displaces_those_that_would_not_have_begun_before_it(starts, next_, lost):
    assert displaced(days(*starts), DAY + timedelta(next_)) == lost
