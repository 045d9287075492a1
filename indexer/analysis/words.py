"""From text to tokens: one for each word, with the term it is indexed by and where it stands."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from indexer.analysis import english, kazakh, russian
from indexer.analysis.folding import HYPHENS, INVISIBLE, KAZAKH_LETTERS, MARKS, is_cyrillic, surface
from indexer.analysis.kazakh_endings import TAIL_OF_CONSONANT, TAIL_OF_VOWEL
from indexer.analysis.numbers import NUMBER, number
from kb.language import Language


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text.

    `term` is what it is indexed by, `word` its lower-case form as printed; it is the
    characters from `start` to before `end` of the text as given.
    """

    term: str
    word: str
    start: int
    end: int


_LAST: Final = rf"(?![\w{MARKS}])"
_LETTERS: Final = rf"[^\W\d][\w{MARKS}]*(?:[{INVISIBLE}]+[\w{MARKS}]+)*"
_CLITIC: Final = rf"(?:['\u2019](?i:s|t|d|ll|re|ve|m){_LAST})?"  # Alatau's, don't

# What is set off from an abbreviation or a number by a hyphen: АҚШ-тың, м-лік, 2-ші, 5-го, 90-х.
_KAZAKH_ENDING: Final = (
    rf"(?:(?=\w)(?:{TAIL_OF_CONSONANT}|{TAIL_OF_VOWEL})"
    rf"|[лдт][ыі][қк]|[дт][ае]й|(?:[ыі]?н)?ш[ыі]|ақ){_LAST}"
)
_RUSSIAN_ENDING: Final = rf"(?:[ыоа]?(?:й|и\u0306|[яем])|[ыи]?[хю]|о?(?:го|му)|[ыи]?ми?|ти){_LAST}"
_OF_WORD: Final = rf"(?:[{HYPHENS}](?i:{_KAZAKH_ENDING}))?"
_OF_NUMBER: Final = rf"(?:[{HYPHENS}](?i:{_KAZAKH_ENDING}|{_RUSSIAN_ENDING}))?"

_KAZAKH: Final = f"({_LETTERS}{_CLITIC}){_OF_WORD}|({NUMBER}){_OF_NUMBER}"
_OTHER: Final = f"({_LETTERS}{_CLITIC})|({NUMBER}){_OF_NUMBER}"


def analyse(text: str, language: Language) -> list[Token]:
    """Return the words of `text`, a text in `language`, in their order.

    A number is a word, however many spaces group its thousands, and so is the number of an
    inserted article such as "5-1". The parts of a hyphenated word are words of their own,
    but the grammatical ending that follows an abbreviation or a number is not.
    """
    read = _reader(language)
    tokens = []
    # An underscore is no part of a word here, and a space in its place keeps the offsets.
    for found in _pattern(language).finditer(text.replace("_", " ")):
        word, term = read(found[found.lastindex or 0])
        tokens.append(Token(term, word, found.start(), found.end()))
    return tokens


def term_of(word: str, language: Language) -> str:
    """Return the term of one word, given as `Token.word` has it.

    Latin words are English in every text, words with Kazakh letters Kazakh.
    """
    if word[:1].isdigit():
        return word
    if not is_cyrillic(word):
        return english.stem(word)
    if language is Language.KK or not KAZAKH_LETTERS.isdisjoint(word):
        return kazakh.stem(word)
    return russian.stem(word)


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    """Return the pattern of a word, which is its first group, or a number, its second."""
    return re.compile(_KAZAKH if language is Language.KK else _OTHER)


@cache
def _reader(language: Language) -> Callable[[str], tuple[str, str]]:
    """Return the function from a word as printed to its lower-case form and its term."""

    @lru_cache(maxsize=1 << 16)
    def read(printed: str) -> tuple[str, str]:
        plain = number(printed, language) if printed[0].isdigit() else printed
        word = surface(plain)
        return word, term_of(word, language)

    return read
