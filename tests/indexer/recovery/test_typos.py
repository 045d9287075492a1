import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from indexer.recovery.typos import LEAST, Neighbours

WORDS = st.text("абвг", min_size=1, max_size=7)


@pytest.mark.parametrize(
    "typed", ["резидет", "резидентт", "резидунт", "резидетн", "ерзидент", "езидент", "резиден"]
)
def test_a_word_is_found_by_one_slip(typed):
    assert Neighbours(["резидент", "президиум"]).of(typed) == ["резидент"]


@pytest.mark.parametrize("typed", ["резидент", "резиент1", "рзиднт", "рез", ""])
def test_it_is_not_found_by_none_or_two_nor_by_a_number_or_a_short_word(typed):
    assert Neighbours(["резидент", "реж"]).of(typed) == []


@given(st.sets(WORDS), st.text("абвг", min_size=LEAST, max_size=7))
def test_no_neighbour_is_missed(words, typed):
    expected = {word for word in words if len(word) >= LEAST - 1 and OSA.distance(word, typed) == 1}

    assert Neighbours(words).of(typed) == sorted(expected)
