"""How much two provisions have in common, and which are the most alike, in bounded work."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest, nsmallest
from typing import Final

from kb.law.redline.outline import Entry

ALIKE: Final = 0.5
"""Likeness from which two provisions are one, wherever they stand."""

RELATED: Final = 0.25
"""Likeness from which two provisions at the same address are one."""

_RARE: Final = 8
"""A word is rare that stands in no more provisions than these."""

_WORDS: Final = 12
"""Rare words by which a provision is looked for."""

_ENOUGH: Final = 3
"""Words that a provision must have to be looked for: "excluded" may be said anywhere."""

_CANDIDATES: Final = 3
"""Provisions that another one is compared with."""


def likeness(one: Entry, other: Entry) -> float:
    """Return the share of words that two provisions have in common (Dice): 1 if it is all or none."""
    total = len(one.vocabulary) + len(other.vocabulary)
    return 2 * len(one.vocabulary & other.vocabulary) / total if total else 1.0


def likest(olds: Sequence[Entry], news: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Yield the pairs that are alike, the most alike first; a provision may be in several."""
    frequency = Counter(word for entry in news for word in entry.vocabulary)
    holders: dict[int, list[int]] = defaultdict(list)
    for index, entry in enumerate(news):
        for word in entry.vocabulary:
            if frequency[word] <= _RARE:
                holders[word].append(index)
    pairs = [
        (likeness(entry, news[candidate]), -entry.place.order, -candidate, entry)
        for entry in olds
        if len(entry.vocabulary) >= _ENOUGH
        for candidate in _candidates(entry, news, holders, frequency)
    ]
    for score, _, candidate, entry in sorted(pairs, key=lambda pair: pair[:3], reverse=True):
        if score >= ALIKE:
            yield entry, news[-candidate]


def _candidates(
    entry: Entry, news: Sequence[Entry], holders: dict[int, list[int]], frequency: Counter[int]
) -> list[int]:
    """Return the provisions of the same sort that share the most rare words with this one."""
    rare = (word for word in entry.vocabulary if word in holders)
    votes: Counter[int] = Counter()
    for word in nsmallest(_WORDS, rare, key=lambda word: (frequency[word], word)):
        votes.update(index for index in holders[word] if news[index].sort == entry.sort)
    return nlargest(_CANDIDATES, votes, key=lambda index: (votes[index], -index))
