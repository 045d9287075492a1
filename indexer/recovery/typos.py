"""Words at one slip of the finger from each other."""

from collections.abc import Iterable
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

LEAST: Final = 4
"""Shorter words have too many neighbours to guess from."""

_EDGE: Final = 2


class Neighbours:
    """Finds the words that one letter more, less, other or swapped makes of another word.

    One slip in a word of four letters leaves its first two or its last two as they were,
    so only the words of about its length that share those are compared.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._heads: dict[tuple[int, str], list[str]] = {}
        self._tails: dict[tuple[int, str], list[str]] = {}
        for word in words:
            size = len(word)
            if size >= LEAST - 1:
                self._heads.setdefault((size, word[:_EDGE]), []).append(word)
                self._tails.setdefault((size, word[-_EDGE:]), []).append(word)

    def of(self, word: str) -> list[str]:
        """Return the words at one slip from `word`, itself excepted, in alphabetical order."""
        size = len(word)
        if size < LEAST or not word.isalpha():
            return []
        candidates = {
            candidate
            for length in (size - 1, size, size + 1)
            for candidate in (
                *self._heads.get((length, word[:_EDGE]), ()),
                *self._tails.get((length, word[-_EDGE:]), ()),
                # In a word of four, swapping the two in the middle leaves neither end.
                *self._heads.get((length, word[0] + word[2]), ()),
            )
        }
        found = process.extract(
            word, candidates, scorer=OSA.distance, score_cutoff=1, limit=None, processor=None
        )
        return sorted(candidate for candidate, distance, _ in found if distance)
