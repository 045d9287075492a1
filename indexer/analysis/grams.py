"""Runs of four letters inside words: a second, coarser field that forgives what stems do not."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from indexer.analysis.folding import fold
from indexer.analysis.words import Token

SIZE: Final = 4

START: Final = "_"
"""Stands before the first letter, since words that begin alike are more often related."""

WEIGHT: Final = 0.3
"""What a gram adds to the rank of a text, where a term adds 1."""

RARE: Final = 0.2
"""The share of an index's texts above which a gram tells nothing and is left out of a query."""


def grams(tokens: Iterable[Token]) -> list[str]:
    """Return the grams of the words of `tokens`, repeated ones included."""
    return [gram for token in tokens for gram in grams_of(token.word)]


@lru_cache(maxsize=1 << 16)
def grams_of(word: str) -> tuple[str, ...]:
    """Return the grams of one lower-case word, its Kazakh letters folded.

    A word of fewer than three letters has none.

    >>> grams_of("режимі")
    ('_реж', 'режи', 'ежим', 'жими')
    """
    marked = START + fold(word)
    return tuple(marked[at : at + SIZE] for at in range(len(marked) - SIZE + 1))
