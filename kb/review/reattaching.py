"""Where comments on an older text stand in a newer one: none is ever lost.

First the provision's counterpart, if it has the words; then the words, where they have newly come
to stand; then the counterpart without the words, or that of the nearest provision around it; else
a person has to find the place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kb.errors import msg
from kb.law.act import Expression
from kb.law.identifiers import NOWHERE, EId
from kb.law.redline.matching import NOBODY, Matching
from kb.law.redline.outline import TOP, Numbers, Outline
from kb.review.anchors import Anchor, best, key, said
from kb.review.line import Line, Spot

_FEW: Final = 3
"""Fewer words than these may stand anywhere by chance."""

_ALIKE: Final = 24
"""Letters around quoted words that hardly are the same by chance."""


class Rule(StrEnum):
    """By which rule a comment has come to stand where it stands."""

    SAME = "same"
    FOLLOWED = "followed"
    MOVED = "moved"
    REWORDED = "reworded"
    ANCESTOR = "ancestor"
    BY_HAND = "by-hand"


TOLD: Final = {
    Rule.SAME: msg("It stands where it stood."),
    Rule.FOLLOWED: msg("The provision has moved, and the comment with it."),
    Rule.MOVED: msg("The quoted words now stand in another provision."),
    Rule.REWORDED: msg("The provision is still there, but not the quoted words."),
    Rule.ANCESTOR: msg("The provision is gone; this is what it stood in."),
    Rule.BY_HAND: msg("Somebody found the place and put it there."),
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
        self._old = Line([said(entry.provision) for entry in self._match.old.entries])
        self._new = Line([said(entry.provision) for entry in self._match.new.entries])

    def place(self, anchor: Anchor) -> Place | Detached:
        """Return where an anchor on the older text stands in the newer one."""
        if anchor.eid == NOWHERE:
            return Place(was=NOWHERE, eid=NOWHERE, rule=Rule.SAME)
        i = self._match.old.by_eid.get(anchor.eid, NOBODY)
        j = self._counterpart(i) if i != NOBODY else NOBODY
        if anchor.is_quote and (found := self._of_words(anchor, i, j)):
            return found
        if j != NOBODY:
            return self._of_provision(anchor, j)
        return self._around(anchor, i)

    def _counterpart(self, i: int) -> int:
        """Return what a provision is matched with, or else the only one that says the same."""
        j = self._match.there[i]
        words = self._old.keys[i]
        if j != NOBODY or len(words.split()) < _FEW or self._old.only.get(words) != i:
            return j
        return self._new.only.get(words, NOBODY)

    def _of_words(self, anchor: Anchor, i: int, j: int) -> Place | None:
        """Find the words: in the counterpart `j`, unless they have left it for another provision."""
        here = None if j == NOBODY else best(self._new.keys[j], key(anchor.exact), anchor)
        if here and 2 * here[0] >= len(anchor.prefix) + len(anchor.suffix):
            return self._at(anchor, j, here[1])
        there = self._elsewhere(anchor, i, j)
        if there and (here is None or self._new.agreement(there, anchor) > here[0]):
            return self._at(anchor, there.order, there.start, Rule.MOVED)
        return self._at(anchor, j, here[1]) if here else None

    def _elsewhere(self, anchor: Anchor, i: int, j: int) -> Spot | None:
        """Return where words have come to stand that stood in `i`, if it is sure: not in `j`.

        The text around tells, across provisions; or else the order, if as many came as went.
        """
        came = [spot for spot in self._arrivals(key(anchor.exact)) if spot.order != j]
        says_enough = len(anchor.exact.split()) >= _FEW
        if len(came) == 1 and says_enough:
            return came[0]
        spot = self._spot(anchor, i)
        wide = self._old.widened(anchor, spot) if spot else anchor
        scores = sorted(((self._new.agreement(one, wide), one) for one in came), reverse=True)
        if (
            scores
            and scores[0][0] >= _ALIKE
            and scores[0][0] > max((0, *(s for s, _ in scores[1:])))
        ):
            return scores[0][1]
        went = self._departures(key(anchor.exact)) if says_enough and spot else []
        return came[went.index(spot)] if len(went) == len(came) and spot in went else None

    def _spot(self, anchor: Anchor, i: int) -> Spot | None:
        """Return where the quoted words stood in the older text."""
        found = None if i == NOBODY else best(self._old.keys[i], key(anchor.exact), anchor)
        return self._old.spot(i, found[1], len(key(anchor.exact))) if found else None

    def _arrivals(self, exact: str) -> list[Spot]:
        """Return where words stand in provisions in which they did not stand, or not so often."""
        return _more(exact, self._new, self._match.here, self._old)

    def _departures(self, exact: str) -> list[Spot]:
        """Return where words stood in provisions in which they do not stand any more, or not so often."""
        return _more(exact, self._old, self._match.there, self._new)

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


def _more(exact: str, line: Line, counterparts: Sequence[int], other: Line) -> list[Spot]:
    """Return where words stand in provisions of a text that say them more often than counterparts do."""
    found = []
    for spot in line.find(exact):
        counterpart = counterparts[spot.order]
        before = other.keys[counterpart].count(exact) if counterpart != NOBODY else 0
        if line.keys[spot.order].count(exact) > before:
            found.append(spot)
    return found


def reattach(anchor: Anchor, old: Expression, new: Expression) -> Place | Detached:
    """Return where an anchor on an older text stands in a newer one; for many, make a Reattachment."""
    return Reattachment(old, new).place(anchor)
