"""Provisions that a comment may belong to which has lost its place: those that say what it stood on."""

from collections.abc import Mapping
from typing import Final

from rapidfuzz import fuzz, process

from kb.law.identifiers import EId

MOST: Final = 20
"""So many provisions are offered at most."""

_ALIKE: Final = 35.0
"""Words that are less alike than this, of 100, are no guess at all."""


def matching(provisions: Mapping[EId, str], asked: str) -> list[EId]:
    """Return the provisions whose words have all words that are asked for, in the order of the text."""
    wanted = asked.casefold().split()
    found = (eid for eid, words in provisions.items() if _has_all(words.casefold(), wanted))
    return [eid for eid, _ in zip(found, range(MOST), strict=False)]


def alike(provisions: Mapping[EId, str], words: str) -> list[EId]:
    """Return the provisions that say most of what some words say, the most alike first."""
    if not words.strip():
        return []
    filled = {eid: said for eid, said in provisions.items() if said}
    found = process.extract(
        words, filled, scorer=fuzz.token_set_ratio, score_cutoff=_ALIKE, limit=MOST // 2
    )
    return [eid for _, _, eid in found]


def _has_all(words: str, wanted: list[str]) -> bool:
    return all(word in words for word in wanted)
