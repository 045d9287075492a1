"""Two sequences are aligned by what both have, in bounded work."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.law.redline import alignment
from kb.law.redline.alignment import Stretch, align

SEQUENCES = st.lists(st.integers(0, 3), max_size=20)


@pytest.mark.parametrize("most", [1, 10, alignment.MOST_WORK])
@given(SEQUENCES, SEQUENCES)
def test_stretches_cover_both_sequences_in_turn(most, old, new):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "MOST_WORK", most)
        found = align(old, new)

    assert [i for one in found for i in range(one.old, one.old_end)] == list(range(len(old)))
    assert [j for one in found for j in range(one.new, one.new_end)] == list(range(len(new)))
    assert all(one.is_equal is not other.is_equal for one, other in pairwise(found))
    for one in found:
        if one.is_equal:
            assert old[one.old : one.old_end] == new[one.new : one.new_end]


def test_beyond_the_bound_only_both_ends_are_equal(monkeypatch):
    monkeypatch.setattr(alignment, "MOST_WORK", 5)

    found = align([1, 2, 3, 4, 9], [1, 4, 3, 2, 9])

    assert found == [
        Stretch(0, 1, 0, 1, is_equal=True),
        Stretch(1, 4, 1, 4),
        Stretch(4, 5, 4, 5, is_equal=True),
    ]
