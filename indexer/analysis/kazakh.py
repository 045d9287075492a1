"""Kazakh stems: endings come off one after another, as far as the word allows it.

Words that are listed keep their ends, so that тармақ (paragraph) and тармақша
(subparagraph) stay two terms. A verb loses its tense first; a noun its case, its owner, its
plural and what makes an adjective or a person of it, over and over.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from indexer.analysis.kazakh_endings import (
    BACK,
    BORROWED,
    CASES,
    DERIVED,
    FINITE,
    FRONT,
    GLIDES,
    HABITUAL,
    NEGATIVE,
    OWNERS,
    PASSIVE,
    PLURALS,
    STEM_VOWEL,
    TAIL_OF_CONSONANT,
    TAIL_OF_VOWEL,
    VERBAL,
    VOWELS,
    YIELDING,
    Ending,
)
from indexer.analysis.kazakh_words import CHANGED, SHORT, WHOLE


class Rule(NamedTuple):
    """One form of an ending: what it may follow, and what it leaves in its place.

    `back` is what the last vowel before it must be, None if it may be any; `of_listed` says that
    what it leaves must be a listed word.
    """

    after: frozenset[str]
    least: int
    back: bool | None
    then: str
    of_listed: bool


Rules = tuple[tuple[int, Mapping[str, tuple[Rule, ...]]], ...]
"""The rules of endings by the length of the ending, the longest first."""


def _harmony(word: str) -> bool | None:
    """Tell whether endings of `word` have back vowels; None if they may have either."""
    if word.endswith(YIELDING) or not BORROWED.isdisjoint(word):
        return None
    for letter in reversed(word):
        if letter in BACK:
            return True
        if letter in FRONT:
            return False
        if letter in GLIDES and letter != "й":
            return None
    return None


def _rules(*tables: Iterable[Ending]) -> Rules:
    rules: dict[int, dict[str, tuple[Rule, ...]]] = {}
    for ending in (ending for table in tables for ending in table):
        for form in ending.forms.split():
            printed, _, then = form.partition(">")
            back = _harmony(printed) if ending.agrees else None
            of_size = rules.setdefault(len(printed), {})
            rule = Rule(ending.after, ending.least, back, then, ending.of_listed)
            of_size[printed] = (*of_size.get(printed, ()), rule)
    return tuple(sorted(rules.items(), reverse=True))


_TENSES: Final = _rules(FINITE, HABITUAL)
_CASES: Final = _rules(CASES)
_OWNERS: Final = _rules(OWNERS)
_PLURALS: Final = _rules(PLURALS)
_DERIVED: Final = _rules(DERIVED)
_VERBAL: Final = _rules(VERBAL, HABITUAL)
_NEGATIVE: Final = _rules(NEGATIVE)
_PASSIVE: Final = _rules(PASSIVE)
_STEM_VOWEL: Final = _rules(STEM_VOWEL)
_TAIL_OF_VOWEL: Final = re.compile(TAIL_OF_VOWEL)
_TAIL_OF_CONSONANT: Final = re.compile(TAIL_OF_CONSONANT)
_UNVOICED: Final = {"б": "п", "г": "к", "ғ": "қ"}
_DOUBLED: Final = "лл"
_ROUNDS: Final = 3


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """Return the stem of a lower-case Kazakh word.

    >>> stem("тармағының"), stem("тармақшаларына"), stem("белгіленген")
    ('тармақ', 'тармақша', 'белгіле')
    """
    if listed := _listed(word):
        return listed
    verb = _off(word, _TENSES)
    if verb == word:
        noun = _noun(word)
        verb = _off(noun, _VERBAL)
        if verb == noun:
            return _restored(noun)
    return _root(verb)


def _listed(word: str) -> str | None:
    """Return the listed word that `word` is a form of."""
    for size in range(len(word), 1, -1):
        base = _restored(word[:size])
        if base in WHOLE:
            tail = _TAIL_OF_VOWEL if word[size - 1] in VOWELS else _TAIL_OF_CONSONANT
            if tail.fullmatch(word, size):
                return base
    return None


def _noun(word: str) -> str:
    """Take off case, owner and plural, and what makes nouns and adjectives of nouns.

    A word has one case. Only what a plural or a derivation stood on can have another.
    """
    for _ in range(_ROUNDS):
        owned = _off(_off(word, _CASES), _OWNERS)
        word = _off(_off(owned, _PLURALS), _DERIVED)
        if word == owned:
            break
    return word


def _root(verb: str) -> str:
    """Take off what makes a verb negative, passive or reflexive, and the vowel it may end in."""
    positive = _off(verb, _NEGATIVE)
    return _off(_off(_off(positive, _PASSIVE), _PASSIVE), _STEM_VOWEL)


def _off(word: str, rules: Rules) -> str:
    """Return `word` without the longest ending of `rules`, or the one that bares a listed word."""
    if word in WHOLE:
        return word
    bared = [
        _restored(word[:-size] + rule.then)
        for size, table in rules
        for rule in table.get(word[-size:], ())
        if _fits(word[:-size], rule)
    ]
    return next((bare for bare in bared if bare in WHOLE), bared[0] if bared else word)


def _fits(bare: str, rule: Rule) -> bool:
    """Tell whether the ending of `rule` may stand after `bare`."""
    if not bare or bare[-1] not in rule.after:
        return False
    if len(bare) < rule.least and bare not in SHORT:
        return False
    if rule.of_listed and bare not in WHOLE:
        return False
    harmony = _harmony(bare)
    return rule.back is None or harmony is None or harmony is rule.back


def _restored(bare: str) -> str:
    """Return `bare` with the last consonant, or the vowel, that an ending had changed.

    б, г and ғ never end a Kazakh word; borrowed words that end in them are treated alike. The
    second л of металл goes before an ending, металдар, and so it goes always.
    """
    if last := _UNVOICED.get(bare[-1]):
        bare = bare[:-1] + last
    elif bare.endswith(_DOUBLED):
        bare = bare[:-1]
    return CHANGED.get(bare, bare)
