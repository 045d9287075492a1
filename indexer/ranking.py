"""BM25 over arrays of postings, by Lucene's formula, so that every engine ranks alike."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.grams import RARE, WEIGHT, grams_of
from indexer.recovery.query import QueryWord

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

K1: Final = 1.2
B: Final = 0.75
HEADING_WEIGHT: Final = 0.6
FORM_WEIGHT: Final = 0.5
"""What the very form of a word adds where its term adds 1: the nearer the words, the better."""


class Postings(Protocol):
    """Where terms stand in the passages of one language."""

    @property
    def passages(self) -> int:
        """How many passages there are in the language."""
        ...

    def of_terms(self, term: str) -> tuple[Ints, Floats]:
        """Return the passages with a term, and how often it stands in each."""
        ...

    def of_headings(self, term: str) -> tuple[Ints, Floats]:
        """Return the same for headings."""
        ...

    def of_words(self, word: str) -> tuple[Ints, Floats]:
        """Return the passages with a word in this form; each has it once."""
        ...

    def of_grams(self, gram: str) -> tuple[Ints, Floats]:
        """Return the same for 4-grams."""
        ...


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many terms every passage has in a field, and how many on average in the language."""

    each: Floats
    average: float


@dataclass(frozen=True, slots=True)
class FieldLengths:
    """The lengths of all fields."""

    terms: Lengths
    headings: Lengths
    grams: Lengths


def rank(
    words: Sequence[QueryWord],
    beginnings: Iterable[Sequence[str]],
    postings: Postings,
    lengths: FieldLengths,
    scores: Floats,
) -> Mask:
    """Add to `scores`, which has a place for every passage, what each passage earns by the words.

    Of a beginning the terms are given that begin so; they count as one. Return which passages have
    one of the words, and not only some of its letters.
    """
    with_word = np.zeros(scores.size, np.bool_)
    for terms in (*_weighed(words), *(dict.fromkeys(one, 1.0) for one in beginnings)):
        in_text = _union((postings.of_terms(term), terms[term]) for term in terms)
        in_heading = _union((postings.of_headings(term), terms[term]) for term in terms)
        with_word[in_text[0]] = True
        _add(scores, in_text, lengths.terms, postings.passages, 1.0)
        _add(scores, in_heading, lengths.headings, postings.passages, HEADING_WEIGHT)
    meant = dict.fromkeys(one.word for word in words for one in word.alternatives)
    for form in meant:
        _add(scores, postings.of_words(form), lengths.terms, postings.passages, FORM_WEIGHT)
    for gram in dict.fromkeys(gram for form in meant for gram in grams_of(form)):
        found = postings.of_grams(gram)
        if found[0].size <= RARE * postings.passages:
            _add(scores, found, lengths.grams, postings.passages, WEIGHT)
    return with_word


def numbers(mask: Mask) -> Ints:
    """Return the numbers of the passages in a mask."""
    return np.flatnonzero(mask).astype(np.int32)


def raise_all(passages: Ints, among: Postings, scores: Floats) -> None:
    """Add to `scores` what a rare word would earn the passages that have a quotation."""
    if passages.size:
        scores[passages] += log(1 + (among.passages - passages.size + 0.5) / (passages.size + 0.5))


def _weighed(words: Iterable[QueryWord]) -> Iterator[dict[str, float]]:
    """Yield the terms of each word with their weights; what is meant twice counts once."""
    for meaning in dict.fromkeys(word.alternatives for word in words):
        yield {alternative.term: alternative.weight for alternative in meaning}


def _union(found: Iterable[tuple[tuple[Ints, Floats], float]]) -> tuple[Ints, Floats]:
    """Return several terms as one: a passage has it as often as it has all of them together."""
    weighed = [(ids, counts * weight) for (ids, counts), weight in found if ids.size]
    if len(weighed) == 1:
        return weighed[0]
    if not weighed:
        return np.empty(0, np.int32), np.empty(0, np.float32)
    ids = np.concatenate([ids for ids, _ in weighed])
    counts = np.concatenate([counts for _, counts in weighed])
    unique, places = np.unique(ids, return_inverse=True)
    return unique, np.bincount(places, counts).astype(np.float32)


def _add(
    scores: Floats, found: tuple[Ints, Floats], lengths: Lengths, passages: int, weight: float
) -> None:
    ids, counts = found
    if not ids.size:
        return
    idf = log(1 + (passages - ids.size + 0.5) / (ids.size + 0.5))
    norm = K1 * (1 - B + B * lengths.each[ids] / max(lengths.average, 1.0))
    scores[ids] += (weight * idf * (K1 + 1)) * counts / (counts + norm)
