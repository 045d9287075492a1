"""What has moved, and in which order a redline is read."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kb.law.redline.matching import NOBODY, Matching
from kb.law.redline.outline import TOP, Outline
from kb.law.redline.tokens import folded


@dataclass(frozen=True, slots=True)
class Moves:
    """Which provisions of the newer text have moved.

    `kept` says of each whether it keeps its order among those that stay; `moved` whether its
    number or its place is another one, `carried` whether only because of what it stands in.
    """

    kept: Sequence[bool]
    moved: Sequence[bool]
    carried: Sequence[bool]


def moves(matching: Matching) -> Moves:
    """Return which provisions have moved.

    A provision without a printed number that is only counted differently, such as the part behind
    an inserted part, has not; nor has an article over which a heading is inserted.
    """
    kept = _kept(matching.here)
    moved = [False] * len(kept)
    carried = [False] * len(kept)
    for j, i in enumerate(matching.here):
        if i == NOBODY:
            continue
        old, new = matching.old[i], matching.new[j]
        stays = kept[j] and old.place.eid == new.place.eid
        renumbered = _number(matching.old, i) != _number(matching.new, j)
        with_parent = new.parent != TOP and moved[new.parent]
        with_parent = with_parent and matching.here[new.parent] == old.parent
        carried[j] = with_parent and not renumbered and not stays
        moved[j] = renumbered or carried[j] or not kept[j]
    return Moves(kept, moved, carried)


def _number(text: Outline, index: int) -> tuple[str, str]:
    provision = text[index].provision
    return provision.kind, folded(provision.number)


def _kept(here: Sequence[int]) -> list[bool]:
    """Tell of each provision whether it belongs to the most that stand in the same order in both."""
    ends: list[int] = []
    tails: list[int] = []
    before = [NOBODY] * len(here)
    for j, i in enumerate(here):
        if i == NOBODY:
            continue
        at = bisect_left(ends, i)
        before[j] = tails[at - 1] if at else NOBODY
        ends[at : at + 1] = [i]
        tails[at : at + 1] = [j]
    kept = [False] * len(here)
    last = tails[-1] if tails else NOBODY
    while last != NOBODY:
        kept[last] = True
        last = before[last]
    return kept


def reading_order(matching: Matching, kept: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the pairs of older and newer provisions in the order in which a redline is read.

    That is the newer text's; what is deleted stands behind what it stood behind.
    """
    gone = _Gone(matching, kept).by_anchor()
    order = [(i, NOBODY) for i in gone[NOBODY]]
    for j, i in enumerate(matching.here):
        order.append((i, j))
        order.extend((deleted, NOBODY) for deleted in gone.get(j, ()))
    return order


class _Gone:
    """Deleted provisions, each by the newer provision that it is shown behind.

    One that stood in a provision that moved is shown there, else behind the last that stayed.
    """

    def __init__(self, matching: Matching, kept: Sequence[bool]) -> None:
        self._matching = matching
        self._kept = kept
        self._last_kept = NOBODY
        self._last_in: dict[int, int] = {}
        self._behind: dict[tuple[int, int], int] = {}

    def by_anchor(self) -> dict[int, list[int]]:
        """Return the deleted provisions by the newer provisions before them; NOBODY is the start."""
        found: dict[int, list[int]] = defaultdict(list, {NOBODY: []})
        for i, j in enumerate(self._matching.there):
            if j == NOBODY:
                found[self._behind_inserted(self._anchor(i), i)].append(i)
            else:
                self._pass(i, j)
        return found

    def _pass(self, i: int, j: int) -> None:
        """Note where the newer text has got to, overall and in whatever the provision stands in."""
        if self._kept[j]:
            self._last_kept = j
        owner = i
        while owner != TOP:
            place = self._matching.there[owner]
            if place != NOBODY and place <= j < self._matching.new[place].end:
                self._last_in[owner] = j
            owner = self._matching.old[owner].parent

    def _anchor(self, i: int) -> int:
        owner = self._matching.old[i].parent
        while owner != TOP and self._matching.there[owner] == NOBODY:
            owner = self._matching.old[owner].parent
        if owner == TOP or self._kept[self._matching.there[owner]]:
            return self._last_kept
        return self._last_in[owner]

    def _behind_inserted(self, anchor: int, i: int) -> int:
        """Return the last of what is inserted deeper than `i` directly behind the anchor."""
        depth = self._matching.old[i].place.depth
        if anchor == NOBODY:
            return anchor
        if (anchor, depth) not in self._behind:
            last = anchor
            while self._is_inserted_below(last + 1, depth):
                last += 1
            self._behind[anchor, depth] = last
        return self._behind[anchor, depth]

    def _is_inserted_below(self, j: int, depth: int) -> bool:
        here, new = self._matching.here, self._matching.new
        return j < len(here) and here[j] == NOBODY and new[j].place.depth > depth
