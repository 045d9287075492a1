"""All of an index at one moment, as arrays: what is in it, and where terms stand."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.document import Edition
from indexer.ranking import FieldLengths, Floats, Ints, Lengths, Mask
from indexer.whoosh_engine.leaf import Leaf
from indexer.whoosh_engine.packing import PassageWords, Shown, unpack_edition, unpack_history
from kb.law import force
from kb.law.force import Force, History
from kb.law.identifiers import ActId, EId

_FORCES: Final = tuple(Force)


class Snapshot:
    """The passages of an index numbered through all its segments.

    The arrays that end in `_of` give a property of each passage as a number; editions and histories
    are numbered as in their tuples, acts by the alphabet.
    """

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.leaves = tuple(leaves)
        self._offsets = [0, *np.cumsum([leaf.size for leaf in leaves], dtype=np.int64).tolist()]
        self.size = self._offsets[-1]
        self.live: Mask = _joined([leaf.live() for leaf in leaves], np.bool_)
        raw, self.edition_of = _numbered(leaf.editions for leaf in leaves)
        self.editions = tuple(unpack_edition(one) for one in raw)
        raw, self.history_of = _numbered(leaf.histories for leaf in leaves)
        self.histories = tuple(unpack_history(one) for one in raw)
        raw, place_of = _numbered(leaf.places for leaf in leaves)
        places = [one.decode().split(" ") for one in raw]
        self._eids = {eid: n for n, eid in enumerate(dict.fromkeys(eid for eid, _ in places))}
        self.eid_of = _taken([self._eids[eid] for eid, _ in places], place_of)
        self.order_of = _taken([int(order) for _, order in places], place_of)
        acts = {act: n for n, act in enumerate(sorted({e.act for e in self.editions}))}
        self.act_of = _taken([acts[edition.act] for edition in self.editions], self.edition_of)
        days = [edition.day.toordinal() for edition in self.editions]
        self.day_of = _taken(days, self.edition_of)
        self._lengths = _joined([leaf.lengths for leaf in leaves], np.float32).reshape(-1, 3)

    # What the passages are

    def per_edition(self, test: Callable[[Edition], bool]) -> Mask:
        """Return which passages belong to an edition that passes a test."""
        passed = [test(edition) for edition in self.editions]
        return np.asarray(_taken(passed, self.edition_of), np.bool_)

    def at(self, eid: EId) -> Mask:
        """Return which passages stand at an address."""
        return np.asarray(self.eid_of == self._eids.get(eid, -1), np.bool_)

    def forces(self, day: date) -> Ints:
        """Return the force of every passage on a day, as its number among the members of Force."""
        codes = [_FORCES.index(_force(history, day)) for history in self.histories]
        return _taken(codes, self.history_of)

    def force(self, number: int, day: date) -> Force:
        """Return the force of a passage on a day."""
        return _force(self.histories[int(self.history_of[number])], day)

    def edition(self, number: int) -> Edition:
        """Return what a passage shares with its version in its language."""
        return self.editions[int(self.edition_of[number])]

    def shown(self, number: int) -> Shown:
        """Return what is shown of a passage."""
        leaf, offset = self._leaf_of(number)
        return leaf.shown(number - offset)

    @cached_property
    def address_of(self) -> Ints:
        """A number for each provision that is the same in all its languages."""
        pairs = self.act_of.astype(np.int64) * (int(self.eid_of.max(initial=0)) + 1) + self.eid_of
        same = np.unique(pairs, return_inverse=True)[1]
        return np.asarray(same, np.int32)

    @cached_property
    def drafted(self) -> frozenset[ActId]:
        """The acts whose newest version is not what everybody reads."""
        return frozenset(e.act for e in self.editions if e.is_newest and not e.is_current)

    @cached_property
    def turns(self) -> list[date]:
        """The days on which a publication begins to apply or ceases to, in order."""
        applying = [e.applies for e in self.editions if e.applies is not None]
        ends = (day for one in applying for day in (one.since, one.until))
        return sorted({day for day in ends if day is not None})

    # Where terms stand

    def postings(self, field: str, term: str, mask: Mask) -> tuple[Ints, Floats]:
        """Return the passages in a mask that a term stands in, and how often."""
        ids, counts = [], []
        for leaf, offset in self._numbered_leaves():
            found = leaf.postings(field, term.encode())
            if found.ids.size:
                numbers = found.ids + np.int32(offset)
                kept = mask[numbers]
                ids.append(numbers[kept])
                counts.append(found.counts[kept])
        return _joined(ids, np.int32), _joined(counts, np.float32)

    def positions(self, field: str, term: str, among: Ints) -> dict[int, Sequence[int]]:
        """Return the places of a term in each of these passages, which come in order."""
        places: dict[int, Sequence[int]] = {}
        for leaf, offset in self._numbered_leaves():
            start, end = np.searchsorted(among, (offset, offset + leaf.size))
            found = leaf.positions(field, term.encode(), among[start:end] - np.int32(offset))
            places |= {number + offset: at for number, at in found.items()}
        return places

    def lengths(self, mask: Mask) -> FieldLengths:
        """Return the lengths of the fields, with averages over the passages in a mask."""
        average = np.ones(3)
        if mask.any():
            # Sums of whole numbers are exact in float64, whatever the order of the passages.
            average = self._lengths[mask].mean(axis=0, dtype=np.float64)
        fields = (Lengths(self._lengths[:, field], float(average[field])) for field in range(3))
        return FieldLengths(*fields)

    # Which words there are

    def lexicon(self, field: str, without: Mapping[str, int]) -> Mapping[str, int]:
        """Return the terms of a field with the number of passages, less those in `without`."""
        if len(self.leaves) == 1 and not without:
            return self.leaves[0].lexicon(field)
        counts: Counter[str] = Counter()
        for leaf in self.leaves:
            counts.update(leaf.lexicon(field))
        for term, count in without.items():
            counts[term] -= count
            if counts[term] <= 0:
                del counts[term]
        return counts

    def words(self, numbers: Iterable[int]) -> Iterator[PassageWords]:
        """Yield the words of passages."""
        for number in numbers:
            leaf, offset = self._leaf_of(number)
            yield leaf.words(number - offset)

    def _numbered_leaves(self) -> Iterator[tuple[Leaf, int]]:
        return zip(self.leaves, self._offsets, strict=False)

    def _leaf_of(self, number: int) -> tuple[Leaf, int]:
        at = int(np.searchsorted(self._offsets, number, side="right")) - 1
        return self.leaves[at], self._offsets[at]


def _joined(arrays: Sequence[NDArray], kind: type) -> NDArray:  # type: ignore[type-arg]
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate(arrays) if arrays else np.empty(0, kind)


def _numbered(columns: Iterable[Sequence[bytes]]) -> tuple[tuple[bytes, ...], Ints]:
    """Return the different values of a column, and the number of each passage's."""
    numbers: dict[bytes, int] = {}
    codes = [numbers.setdefault(one, len(numbers)) for column in columns for one in column]
    return tuple(numbers), np.array(codes, np.int32)


def _taken(values: Sequence[int], numbers: Ints) -> Ints:
    """Return for each passage the value that its number stands for."""
    return np.array(values, np.int32)[numbers] if values else np.zeros(len(numbers), np.int32)


def _force(history: History, day: date) -> Force:
    return force.on(history, day) if history else Force.DRAFT
