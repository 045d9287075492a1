"""A whole text as one line: where words stand in it, and what stands around them across provisions."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from itertools import accumulate
from typing import Final, NamedTuple

from kb.review.anchors import Anchor, agreement, key, occurrences

_BREAK: Final = "\x1f"
_WIDE: Final = 160
"""Letters of the line that are looked at on each side."""


class Spot(NamedTuple):
    """Where words stand: in which provision, from where in its words, and from where to where in the line."""

    order: int
    start: int
    at: int
    end: int


class Line:
    """The words of all provisions of a text, in a row."""

    def __init__(self, words: Iterable[str]) -> None:
        self.keys = list(map(key, words))
        self._filled = [order for order, one in enumerate(self.keys) if one]
        self._parted = _BREAK.join(self.keys[order] for order in self._filled)
        self._flow = self._parted.replace(_BREAK, " ")
        lengths = (len(self.keys[order]) + 1 for order in self._filled)
        self._starts = list(accumulate(lengths, initial=0))

    @cached_property
    def only(self) -> dict[str, int]:
        """The provisions whose words no other one has, by these words."""
        counts = Counter(self.keys)
        return {words: order for order, words in enumerate(self.keys) if counts[words] == 1}

    def find(self, exact: str) -> list[Spot]:
        """Return where words stand within a provision; none if they stand nearly everywhere."""
        found = []
        for at in occurrences(self._parted, exact):
            filled = bisect_right(self._starts, at) - 1
            start = at - self._starts[filled]
            found.append(Spot(self._filled[filled], start, at, at + len(exact)))
        return found

    def spot(self, order: int, start: int, length: int) -> Spot:
        """Return where words of a provision stand in the line."""
        at = self._starts[bisect_right(self._filled, order) - 1] + start
        return Spot(order, start, at, at + length)

    def widened(self, anchor: Anchor, spot: Spot) -> Anchor:
        """Return an anchor with more of what stands around it, across the bounds of its provision."""
        before = self._flow[max(spot.at - _WIDE, 0) : spot.at]
        return replace(anchor, prefix=before, suffix=self._flow[spot.end : spot.end + _WIDE])

    def agreement(self, spot: Spot, wanted: Anchor) -> int:
        """Return how many letters around a spot are those around the quoted words."""
        return agreement(self._flow, spot.at, spot.end, wanted)
