"""Where comments on an older text stand in a newer one: none is ever lost.

First the provision's counterpart, if it has the words; then the words, where they have newly come
to stand; then the counterpart without the words, or that of the nearest provision around it; else
a person has to find the place.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import Final

from kb.errors import msg
from kb.law.act import Expression
from kb.law.identifiers import NOWHERE, EId
from kb.law.redline.matching import NOBODY, Matching
from kb.law.redline.outline import TOP, Numbers, Outline
from kb.review.anchors import Anchor, agreement, best, key, occurrences, said

_FEW: Final = 3
"""Fewer words than these may stand anywhere by chance."""

_BREAK: Final = "\x1f"


class Rule(StrEnum):
    """By which rule a comment has come to stand where it stands."""

    SAME = "same"
    FOLLOWED = "followed"
    MOVED = "moved"
    REWORDED = "reworded"
    ANCESTOR = "ancestor"


TOLD: Final = {
    Rule.SAME: msg("It stands where it stood."),
    Rule.FOLLOWED: msg("The provision has moved, and the comment with it."),
    Rule.MOVED: msg("The quoted words now stand in another provision."),
    Rule.REWORDED: msg("The provision is still there, but not the quoted words."),
    Rule.ANCESTOR: msg("The provision is gone; this is what it stood in."),
}
"""What people are told about each rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a comment stands in the newer text, and where it stood; positions count in `said` words.

    `start` and `end` are equal if the words are not there, or none were quoted.
    """

    was: EId
    eid: EId
    rule: Rule
    start: int = 0
    end: int = 0

    @property
    def has_moved(self) -> bool:
        """Whether readers are to be told that it stood elsewhere, or on other words."""
        return self.rule is not Rule.SAME


@dataclass(frozen=True, slots=True)
class Detached:
    """A comment of which nothing is left in the newer text: a person re-attaches it."""

    was: EId


class Reattachment:
    """What became of the provisions and words of an older text, for any number of anchors on it."""

    def __init__(self, old: Expression, new: Expression) -> None:
        numbers = Numbers()
        self._match = Matching(Outline(old, numbers), Outline(new, numbers)).find()
        self._old = [key(said(entry.provision)) for entry in self._match.old.entries]
        self._new = [key(said(entry.provision)) for entry in self._match.new.entries]
        self._all = _BREAK.join(self._new)
        self._starts = [0, *accumulate(len(words) + 1 for words in self._new)]

    def place(self, anchor: Anchor) -> Place | Detached:
        """Return where an anchor on the older text stands in the newer one."""
        if anchor.eid == NOWHERE:
            return Place(was=NOWHERE, eid=NOWHERE, rule=Rule.SAME)
        i = self._match.old.by_eid.get(anchor.eid, NOBODY)
        j = self._match.there[i] if i != NOBODY else NOBODY
        if anchor.is_quote and (found := self._of_words(anchor, j)):
            return found
        if j != NOBODY:
            return self._of_provision(anchor, j)
        return self._around(anchor, i)

    def _of_words(self, anchor: Anchor, counterpart: int) -> Place | None:
        """Find the words: in the counterpart, unless they have left it for another provision."""
        exact = key(anchor.exact)
        here = None if counterpart == NOBODY else best(self._new[counterpart], exact, anchor)
        if here and self._fits(here[0], anchor):
            return self._at(anchor, counterpart, here[1])
        elsewhere = self._elsewhere(anchor, exact, counterpart)
        if elsewhere and (here is None or elsewhere[0] > here[0]):
            return self._at(anchor, elsewhere[1], elsewhere[2], Rule.MOVED)
        return self._at(anchor, counterpart, here[1]) if here else None

    def _fits(self, score: int, anchor: Anchor) -> bool:
        """Tell whether at least half of what stood around the words still does."""
        return 2 * score >= len(anchor.prefix) + len(anchor.suffix)

    def _elsewhere(
        self, anchor: Anchor, exact: str, counterpart: int
    ) -> tuple[int, int, int] | None:
        """Return how well the context fits, in which provision, and where: if one place is the best."""
        found = [one for one in self._arrivals(anchor, exact) if one[1] != counterpart]
        found.sort(reverse=True)
        if not found or (len(found) > 1 and found[0][0] == found[1][0]):
            return None
        says_enough = len(exact.split()) >= _FEW and len(found) == 1
        has_context = found[0][0] > 0 and self._fits(found[0][0], anchor)
        return found[0] if says_enough or has_context else None

    def _arrivals(self, anchor: Anchor, exact: str) -> Iterator[tuple[int, int, int]]:
        """Yield where words stand that did not stand there before."""
        for at in occurrences(self._all, exact):
            j = bisect_right(self._starts, at) - 1
            start = at - self._starts[j]
            i = self._match.here[j]
            before = self._old[i].count(exact) if i != NOBODY else 0
            if self._new[j].count(exact) > before:
                yield agreement(self._new[j], start, start + len(exact), anchor), j, start

    def _at(self, anchor: Anchor, j: int, start: int, rule: Rule | None = None) -> Place:
        eid = self._match.new[j].place.eid
        kept = Rule.SAME if eid == anchor.eid else Rule.FOLLOWED
        end = start + len(key(anchor.exact))
        return Place(was=anchor.eid, eid=eid, rule=rule or kept, start=start, end=end)

    def _of_provision(self, anchor: Anchor, j: int) -> Place:
        eid = self._match.new[j].place.eid
        kept = Rule.SAME if eid == anchor.eid else Rule.FOLLOWED
        return Place(was=anchor.eid, eid=eid, rule=Rule.REWORDED if anchor.is_quote else kept)

    def _around(self, anchor: Anchor, i: int) -> Place | Detached:
        """Return the counterpart of the nearest provision around that still has one."""
        owner = self._match.old[i].parent if i != NOBODY else self._known(anchor.eid)
        while owner != TOP and self._match.there[owner] == NOBODY:
            owner = self._match.old[owner].parent
        if owner == TOP:
            return Detached(anchor.eid)
        eid = self._match.new[self._match.there[owner]].place.eid
        return Place(was=anchor.eid, eid=eid, rule=Rule.ANCESTOR)

    def _known(self, eid: EId) -> int:
        """Return the nearest provision of the older text above an address that it does not have."""
        by_eid = self._match.old.by_eid
        return next((by_eid[step] for step in eid.lineage() if step in by_eid), TOP)


def reattach(anchor: Anchor, old: Expression, new: Expression) -> Place | Detached:
    """Return where an anchor on an older text stands in a newer one; for many, make a Reattachment."""
    return Reattachment(old, new).place(anchor)
