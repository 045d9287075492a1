"""Which provision of the newer text is which of the older one.

First what is equal at the same address or only once in both texts, the greatest units first; then
what has the same children; then what is similar. A provision that says little, such as a note that
stands under twenty articles, is only matched once the provisions that it stands in are.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from kb.law.act import ProvisionKind
from kb.law.identifiers import EId
from kb.law.redline.alignment import align
from kb.law.redline.outline import TOP, Entry, Outline
from kb.law.redline.similarity import ALIKE, RELATED, likeness, likest

NOBODY: Final = -1
_FEW: Final = 4
"""Fewer words than these may be the same by chance."""


class Matching:
    """The counterparts of provisions: `there[i]` in the newer text, `here[j]` in the older."""

    def __init__(self, old: Outline, new: Outline) -> None:
        self.old = old
        self.new = new
        self.there = [NOBODY] * len(old)
        self.here = [NOBODY] * len(new)

    def find(self) -> "Matching":
        """Match what can be matched, and return this matching."""
        self._equal_trees_in_place()
        self._unique(lambda entry: entry.tree, whole=True)
        self._equal_words_in_place()
        self._unique(lambda entry: entry.words, whole=False)
        self._by_children()
        self._within(ALIKE)
        self._likest()
        self._by_children()
        self._within(RELATED)
        self._short_in_place()
        self._within(RELATED)
        return self

    def _within(self, least: float) -> None:
        """Match what stands in matched provisions, level by level."""
        self._equal_words_in_place()
        self._equal_siblings()
        for i in self._unmatched():
            j = self._same_address(i)
            if j != NOBODY and likeness(self.old[i], self.new[j]) >= least:
                self._pair(i, j)
                self._equal_siblings_in(i, j)

    # One after another

    def _equal_trees_in_place(self) -> None:
        olds, news = (_lone(text, lambda entry: entry.tree) for text in (self.old, self.new))
        for i in range(len(self.old)):
            j = self._same_address(i) if self.there[i] == NOBODY else NOBODY
            if j == NOBODY or (tree := self.old[i].tree) != self.new[j].tree:
                continue
            if self._parents_match(i, j) or (tree in olds and tree in news):
                self._pair_trees(i, j)

    def _equal_words_in_place(self) -> None:
        olds, news = (_lone(text, lambda entry: entry.words) for text in (self.old, self.new))
        for i in self._unmatched():
            j = self._same_address(i)
            if j == NOBODY or (words := self.old[i].words) != self.new[j].words:
                continue
            if self._parents_match(i, j) or (words in olds and words in news):
                self._pair(i, j)

    def _unique(self, key: Callable[[Entry], int], *, whole: bool) -> None:
        """Match what stands once only in both texts, wherever; `whole` with all that stands in it."""
        news = self.new.only(key, range(len(self.new)))
        for number, i in self.old.only(key, range(len(self.old))).items():
            j = news.get(number, NOBODY)
            if j == NOBODY or not self._may_move(i, j) or not self._says_enough(i, whole=whole):
                continue
            if whole:
                self._pair_trees(i, j)
            elif bool(self.old[i].provision.rows) is bool(self.new[j].provision.rows):
                self._pair(i, j)

    def _by_children(self) -> None:
        """Match units most of whose children have the same counterpart for a parent."""
        for i in reversed(self._unmatched()):
            children = self.old.children.get(i, ())
            theirs = (self.there[child] for child in children)
            parents = Counter(self.new[j].parent for j in theirs if j != NOBODY)
            for j, votes in parents.most_common(1):
                fewest = min(len(children), len(self.new.children.get(j, ())))
                if j != TOP and self._may_pair(i, j) and votes * 2 >= fewest:
                    self._pair(i, j)

    def _equal_siblings(self) -> None:
        self._equal_siblings_in(TOP, TOP)
        for i, j in enumerate(self.there):
            if j != NOBODY and self.old[i].end > i + 1:
                self._equal_siblings_in(i, j)

    def _equal_siblings_in(self, i: int, j: int) -> None:
        """Match children that say the same in the same order."""
        olds = [c for c in self.old.children.get(i, ()) if self.there[c] == NOBODY]
        news = [c for c in self.new.children.get(j, ()) if self.here[c] == NOBODY]
        if not olds or not news:
            return
        known: dict[tuple[int, int], int] = {}
        keys = (self._keys_of_old(i), self._keys_of_new(j))
        numbers = [[known.setdefault(key, len(known)) for key in of_one] for of_one in keys]
        for one in align(*numbers):
            if one.is_equal:
                for a, b in zip(
                    range(one.old, one.old_end), range(one.new, one.new_end), strict=True
                ):
                    if self._may_pair(olds[a], news[b]):
                        self._pair(olds[a], news[b])

    def _keys_of_old(self, owner: int) -> Iterator[tuple[int, int]]:
        """Yield what the unmatched children of an older provision are matched by.

        Those are their words, and if these are few, also the counterpart of what stands before.
        """
        last = NOBODY
        for child in self.old.children[owner]:
            if self.there[child] != NOBODY:
                last = self.there[child]
            else:
                entry = self.old[child]
                yield entry.words, last if entry.size < _FEW else NOBODY

    def _keys_of_new(self, owner: int) -> Iterator[tuple[int, int]]:
        """Yield the same of a newer provision."""
        last = NOBODY
        for child in self.new.children[owner]:
            if self.here[child] != NOBODY:
                last = child
            else:
                entry = self.new[child]
                yield entry.words, last if entry.size < _FEW else NOBODY

    def _likest(self) -> None:
        olds = [self.old[i] for i in self._unmatched()]
        news = [self.new[j] for j, i in enumerate(self.here) if i == NOBODY]
        for one, other in likest(olds, news):
            i, j = one.place.order, other.place.order
            if self._may_pair(i, j) and self._may_move(i, j):
                self._pair(i, j)

    def _short_in_place(self) -> None:
        """Match tables, and words too few to be compared, that stand at the same address."""
        for i in self._unmatched():
            j = self._same_address(i)
            if j == NOBODY or not self._parents_match(i, j):
                continue
            is_table = self.old[i].provision.kind is ProvisionKind.TABLE
            if is_table or max(self.old[i].size, self.new[j].size) < _FEW:
                self._pair(i, j)

    # What is asked of two provisions

    def _unmatched(self) -> list[int]:
        return [i for i, j in enumerate(self.there) if j == NOBODY]

    def _are_free(self, i: int, j: int) -> bool:
        return self.there[i] == NOBODY and self.here[j] == NOBODY

    def _may_pair(self, i: int, j: int) -> bool:
        return self._are_free(i, j) and self.old[i].sort == self.new[j].sort

    def _may_move(self, i: int, j: int) -> bool:
        """Tell whether two free provisions may be one in two places; a note stays with its article."""
        is_note = ProvisionKind.NOTE in {self.old[i].provision.kind, self.new[j].provision.kind}
        return self._are_free(i, j) and (not is_note or self._parents_match(i, j))

    def _parents_match(self, i: int, j: int) -> bool:
        """Tell whether what two provisions stand in is known to be the same."""
        mine, theirs = self.old[i].parent, self.new[j].parent
        return theirs == (TOP if mine == TOP else self.there[mine])

    def _same_address(self, i: int) -> int:
        """Return what stands, unmatched, at the same address: in the parent's counterpart, if any."""
        eid = self.old[i].place.eid
        owner = self.old[i].parent if self.old.is_relative(i) else TOP
        if owner != TOP and (parent := self.there[owner]) != NOBODY:
            step = eid.removeprefix(self.old[owner].place.eid)
            eid = EId(self.new[parent].place.eid + step)
        j = self.new.by_eid.get(eid, NOBODY)
        if j == NOBODY or not self._may_pair(i, j):
            return NOBODY
        return j if owner == TOP or self._is_of_counterpart(owner, j) else NOBODY

    def _is_of_counterpart(self, owner: int, j: int) -> bool:
        """Tell whether what `j` stands in is the counterpart of `owner`, or may yet be."""
        parent = self.new[j].parent
        if self.there[owner] != NOBODY or parent == TOP:
            return self.there[owner] == parent
        return self.here[parent] == NOBODY

    def _says_enough(self, i: int, *, whole: bool) -> bool:
        """Tell whether words can hardly be equal to others by chance."""
        entries = self.old.entries[i : self.old[i].end] if whole else (self.old[i],)
        size = 0
        for entry in entries:
            size += entry.size
            if size >= _FEW:
                return True
        return False

    # What is then done

    def _pair(self, i: int, j: int) -> None:
        self.there[i], self.here[j] = j, i

    def _pair_trees(self, i: int, j: int) -> None:
        """Match two equal provisions with all that stands in them, as far as it is free."""
        for offset in range(self.old[i].end - i):
            if self._are_free(i + offset, j + offset):
                self._pair(i + offset, j + offset)


def _lone(text: Outline, key: Callable[[Entry], int]) -> set[int]:
    """Return the keys that only one provision of a text has."""
    return set(text.only(key, range(len(text))))
