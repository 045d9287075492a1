"""Joins the changes of a redline that only a few equal words part, so that it reads well.

A redline of "не позднее пяти дней" against "в течение трёх недель" is one replacement, not four.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Final

from kb.law.redline.alignment import Stretch, joined
from kb.law.redline.tokens import Token

_MOST_WORDS: Final = 2
"""Of an equal stretch that may be joined to the changes around it."""

_SHARE: Final = 4
"""Several changes in a row are one if what they change is so many times what lies between."""


def without_islands(
    stretches: Sequence[Stretch], before: Sequence[Token], after: Sequence[Token]
) -> list[Stretch]:
    """Return stretches in which no change is parted from the next by next to nothing."""
    measure = _Measure(before, after)
    return _by_runs(_by_neighbours(stretches, measure), measure)


class _Measure:
    """How many letters and words lie in a stretch, told without counting them again."""

    def __init__(self, before: Iterable[Token], after: Sequence[Token]) -> None:
        self._old = _sums(before)
        self._new = _sums(after)
        self._words = list(accumulate((word.core[0].isalnum() for word in after), initial=0))

    def size(self, one: Stretch) -> int:
        """Return the letters that are changed in a stretch, or equal."""
        gone = self._old[one.old_end] - self._old[one.old]
        return max(gone, self._new[one.new_end] - self._new[one.new])

    def words(self, one: Stretch) -> int:
        """Return the words of an equal stretch."""
        return self._words[one.new_end] - self._words[one.new]


def _sums(words: Iterable[Token]) -> list[int]:
    sizes = (len(word.core) if word.core[0].isalnum() else 0 for word in words)
    return list(accumulate(sizes, initial=0))


def _by_neighbours(stretches: Sequence[Stretch], measure: _Measure) -> list[Stretch]:
    """Join a change to the one before it where the island between them is smaller than both."""
    found: list[Stretch] = []
    for one in stretches:
        found.append(one)
        while len(found) > 2 and not one.is_equal and _is_island(found[-3:], measure):
            found[-3:] = [found[-3].before(found[-1])]
    return found


def _is_island(three: Sequence[Stretch], measure: _Measure) -> bool:
    left, island, right = three
    if not left.before(right).is_replacement or _same_sort(left, right):
        return False
    words = measure.words(island)
    if not words:
        return True
    if words > _MOST_WORDS or not (left.is_replacement and right.is_replacement):
        return False
    return measure.size(island) < min(measure.size(left), measure.size(right))


def _same_sort(*changes: Stretch) -> bool:
    """Tell whether all changes are mere insertions, or all mere deletions."""
    return all(one.old == one.old_end for one in changes) or all(
        one.new == one.new_end for one in changes
    )


def _by_runs(stretches: Sequence[Stretch], measure: _Measure) -> list[Stretch]:
    """Join three changes or more with small islands between them, where hardly a word is kept."""
    found: list[Stretch] = []
    run: list[Stretch] = []
    for one in stretches:
        if one.is_equal and measure.words(one) > _MOST_WORDS:
            found.extend(_joined_run(run, measure))
            found.append(one)
            run = []
        else:
            run.append(one)
    found.extend(_joined_run(run, measure))
    return joined(found)


def _joined_run(run: list[Stretch], measure: _Measure) -> list[Stretch]:
    at = [index for index, one in enumerate(run) if not one.is_equal]
    if len(at) < 3:
        return run
    inner = run[at[0] : at[-1] + 1]
    changes = [one for one in inner if not one.is_equal]
    kept = sum(measure.size(one) for one in inner if one.is_equal)
    if _same_sort(*changes) or sum(map(measure.size, changes)) < _SHARE * kept:
        return run
    return [*run[: at[0]], inner[0].before(inner[-1]), *run[at[-1] + 1 :]]
