"""All of an index at one moment, as arrays: what is in it, who may read it, and where terms stand."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from indexer.document import Edition
from indexer.ranking import FieldLengths, Floats, Ints, Lengths
from indexer.recovery.vocabulary import Lexicon
from indexer.whoosh_engine import schema as names
from indexer.whoosh_engine.leaf import Leaf
from indexer.whoosh_engine.packing import Shown, unpack_edition, unpack_history
from kb.language import Language
from kb.law import force
from kb.law.force import Force, History
from kb.law.identifiers import EId

Mask = NDArray[np.bool_]

_FORCES: Final = tuple(Force)


class Snapshot:
    """The passages of an index numbered through all its segments.

    The arrays that end in `_of` give a property of each passage as a number; editions and histories
    are numbered as in their tuples, acts by the alphabet.
    """

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self._leaves = tuple(leaves)
        self._offsets = np.cumsum([0, *(leaf.size for leaf in leaves)])
        self.size = int(self._offsets[-1])
        self.live: Mask = _joined([leaf.live() for leaf in leaves], np.bool_)
        raw, self.edition_of = _numbered(leaves, lambda leaf: leaf.editions)
        self.editions = tuple(unpack_edition(one) for one in raw)
        raw, self.history_of = _numbered(leaves, lambda leaf: leaf.histories)
        self.histories = tuple(unpack_history(one) for one in raw)
        raw, place_of = _numbered(leaves, lambda leaf: leaf.places)
        places = [one.decode().split(" ") for one in raw]
        self._eids = {eid: n for n, eid in enumerate(dict.fromkeys(eid for eid, _ in places))}
        self.eid_of = _taken([self._eids[eid] for eid, _ in places], place_of)
        self.order_of = _taken([int(order) for _, order in places], place_of)
        acts = {act: n for n, act in enumerate(sorted({e.act for e in self.editions}))}
        self.act_of = _taken([acts[edition.act] for edition in self.editions], self.edition_of)
        self.day_of = _taken(
            [edition.day.toordinal() for edition in self.editions], self.edition_of
        )
        lengths = [leaf.lengths for leaf in leaves]
        self._lengths = np.concatenate(lengths) if lengths else np.zeros((0, 3), np.float32)

    # What the passages are

    def per_edition(self, test: Callable[[Edition], bool]) -> Mask:
        """Return which passages belong to an edition that passes a test."""
        passed = np.array([test(edition) for edition in self.editions], np.bool_)
        among = passed[self.edition_of] if passed.size else np.zeros(self.size, np.bool_)
        return np.asarray(among, np.bool_)

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
        position = int(np.searchsorted(self._offsets, number, side="right")) - 1
        return self._leaves[position].shown(number - int(self._offsets[position]))

    @cached_property
    def address_of(self) -> Ints:
        """A number for each provision that is the same in all its languages."""
        pairs = self.act_of.astype(np.int64) * (int(self.eid_of.max(initial=0)) + 1) + self.eid_of
        same = np.unique(pairs, return_inverse=True)[1]
        return np.asarray(same, np.int32)

    # Where terms stand

    def postings(self, field: str, term: str) -> tuple[Ints, Floats]:
        """Return the passages that a term stands in, and how often; deleted ones are left out."""
        ids, counts = [], []
        for leaf, offset in zip(self._leaves, self._offsets, strict=False):
            found = leaf.postings(field, term.encode())
            if found.ids.size:
                alive = self.live[found.ids + offset]
                ids.append((found.ids + offset)[alive])
                counts.append(found.counts[alive])
        return _joined(ids, np.int32), _joined(counts, np.float32)

    def positions(self, field: str, term: str) -> dict[int, Sequence[int]]:
        """Return the places of a term in each passage."""
        places: dict[int, Sequence[int]] = {}
        for leaf, offset in zip(self._leaves, self._offsets, strict=False):
            found = leaf.positions(field, term.encode())
            places |= {number + int(offset): at for number, at in found.items()}
        return places

    def in_language(self, language: Language) -> "LanguagePart":
        """Return the passages of one language, as ranking needs them."""
        if language not in self._parts:
            self._parts[language] = LanguagePart(self, language)
        return self._parts[language]

    @cached_property
    def _parts(self) -> dict[Language, "LanguagePart"]:
        return {}

    def lengths(self, mask: Mask) -> FieldLengths:
        """Return the lengths of the fields, with averages over the passages in a mask."""
        average = self._lengths[mask].mean(axis=0) if mask.any() else np.ones(3)
        fields = (Lengths(self._lengths[:, field], float(average[field])) for field in range(3))
        return FieldLengths(*fields)

    # Which words there are

    @cached_property
    def lexicons(self) -> Mapping[Language, Lexicon]:
        """The words of each language, without those that only deleted passages had."""
        return {language: Lexicon(language, self._vocabulary(language)) for language in Language}

    def _vocabulary(self, language: Language) -> "_Words":
        words = self._counted(names.words(language), self._forgotten[0][language])
        terms = self._counted(names.terms(language), self._forgotten[1][language])
        return _Words(words, terms)

    def _counted(self, field: str, forgotten: Counter[str]) -> Counter[str]:
        counts: Counter[str] = Counter()
        for leaf in self._leaves:
            counts.update(leaf.lexicon(field))
        counts.subtract(forgotten)
        return +counts if forgotten else counts

    @cached_property
    def _forgotten(self) -> tuple[dict[Language, Counter[str]], dict[Language, Counter[str]]]:
        words: dict[Language, Counter[str]] = {language: Counter() for language in Language}
        terms: dict[Language, Counter[str]] = {language: Counter() for language in Language}
        for leaf in self._leaves:
            for language, analysed in leaf.forgotten():
                words[language].update(analysed.words)
                terms[language].update(set(analysed.terms))
        return words, terms


@dataclass(frozen=True, slots=True)
class _Words:
    words: Mapping[str, int]
    terms: Mapping[str, int]


class LanguagePart:
    """The passages of one language."""

    def __init__(self, snapshot: Snapshot, language: Language) -> None:
        self._snapshot = snapshot
        self.language = language
        self.mask = snapshot.live & snapshot.per_edition(lambda e: e.language is language)
        self.passages = int(self.mask.sum())
        self.lengths = snapshot.lengths(self.mask)

    def of_terms(self, term: str) -> tuple[Ints, Floats]:
        """Return the passages with a term, and how often it stands in each."""
        return self._snapshot.postings(names.terms(self.language), term)

    def of_headings(self, term: str) -> tuple[Ints, Floats]:
        """Return the same for headings."""
        return self._snapshot.postings(names.headings(self.language), term)

    def of_words(self, word: str) -> tuple[Ints, Floats]:
        """Return the passages with a word in this form; each has it once."""
        return self._snapshot.postings(names.words(self.language), word)

    def of_grams(self, gram: str) -> tuple[Ints, Floats]:
        """Return the same for 4-grams."""
        return self._snapshot.postings(names.grams(self.language), gram)

    def with_phrase(self, terms: Sequence[str]) -> Ints:
        """Return the passages in which terms stand one after the other."""
        field = names.terms(self.language)
        first, *others = (self._snapshot.positions(field, term) for term in terms)
        found = [
            number
            for number, starts in first.items()
            if self.mask[number] and _follow(starts, [places.get(number, ()) for places in others])
        ]
        return np.array(sorted(found), np.int32)

    def beginning(self, prefix: str, most: int) -> list[str]:
        """Return the words of the language that begin so, the frequent ones first."""
        words = self._snapshot.lexicons[self.language].words
        found = [word for word in words if word.startswith(prefix)]
        return sorted(found, key=lambda word: (-words[word], word))[:most]


def _follow(starts: Sequence[int], others: Sequence[Sequence[int]]) -> bool:
    later = [set(places) for places in others]
    return any(
        all(start + step in places for step, places in enumerate(later, start=1))
        for start in starts
    )


def _joined(arrays: Sequence[NDArray[np.generic]], kind: type) -> NDArray:  # type: ignore[type-arg]
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate(arrays) if arrays else np.empty(0, kind)


def _numbered(
    leaves: Sequence[Leaf], column: Callable[[Leaf], Sequence[bytes]]
) -> tuple[tuple[bytes, ...], Ints]:
    """Return the different values of a column, and the number of each passage's."""
    numbers: dict[bytes, int] = {}
    codes = [numbers.setdefault(one, len(numbers)) for leaf in leaves for one in column(leaf)]
    return tuple(numbers), np.array(codes, np.int32)


def _taken(values: Sequence[int], numbers: Ints) -> Ints:
    """Return for each passage the value that its number stands for."""
    return np.array(values, np.int32)[numbers] if values else np.zeros(len(numbers), np.int32)


def _force(history: History, day: date) -> Force:
    return force.on(history, day) if history else Force.DRAFT
