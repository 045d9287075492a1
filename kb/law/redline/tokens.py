"""The words of a text, as they are told apart and compared in a redline.

Spaces and typography do not count: composed letters, kinds of dash, quotation mark and space, soft
hyphens. That there is a space does count where it parts two words: "не жилой" is not "нежилой".
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final, NamedTuple

_INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_DASHES: Final = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_DOUBLE_QUOTES: Final = "«»„“”‟″"
_SINGLE_QUOTES: Final = "‘’‚‛ʼ′‹›"

TYPOGRAPHY: Final = str.maketrans(
    dict.fromkeys(_INVISIBLE)
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_DOUBLE_QUOTES, '"')
    | dict.fromkeys(_SINGLE_QUOTES, "'")
)

_BLANKS: Final = rf"[\s{_INVISIBLE}]*"
_GAP: Final = "[ \u00a0\u2007\u2009\u202f]"
_MONTH: Final = (
    "(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
    "|January|February|March|April|May|June|July|August|September|October|November|December)"
)
_KAZAKH_MONTH: Final = (
    "(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)"
)
_CORES: Final = (
    rf"\d{{4}}{_GAP}жыл\w*{_GAP}\d{{1,2}}{_GAP}{_KAZAKH_MONTH}\w*",
    rf"\d{{1,2}}{_GAP}{_MONTH}\b(?:{_GAP}\d{{4}}\b(?:{_GAP}год[ау]\b)?)?",
    rf"{_MONTH}{_GAP}\d{{1,2}},{_GAP}\d{{4}}\b",
    rf"\d{{1,3}}(?:{_GAP}\d{{3}})+\b(?:[.,]\d+)?",
    r"\d+(?:[.,:/]\d+)+\b",
    rf"\w+(?:(?:[\u0300-\u036f{_INVISIBLE}]|['’ʼ{_DASHES}-](?=\w))\w*)*",
    rf"[^\w\s{_INVISIBLE}]",
)
"""Dates, sums and other figures, words with their hyphens, then marks one by one."""

_CORE: Final = re.compile("|".join(_CORES))
_TOKEN: Final = re.compile(rf"(?P<core>{_CORE.pattern}){_BLANKS}")
_LEADING: Final = re.compile(_BLANKS)
_SHORT: Final = 3


class Token(NamedTuple):
    """A word, figure, date or mark in `core`; `text` is the same with the spaces around it."""

    core: str
    text: str


def tokens(text: str) -> list[Token]:
    """Return the words of a text; joined, their texts are the text. Mere blanks have none."""
    found = [Token(match["core"], match[0]) for match in _TOKEN.finditer(text)]
    leading = _LEADING.match(text)
    if found and leading and leading[0]:
        found[0] = Token(found[0].core, leading[0] + found[0].text)
    return found


def cores(text: str) -> list[str]:
    """Return the words of a text without the spaces around them."""
    return _CORE.findall(text)


def folded(core: str) -> str:
    """Return what a word is compared by.

    >>> folded("1 500") == folded("1\u00a0500"), folded("«") == folded("“"), folded("5–1")
    (True, True, '5-1')
    """
    if core.isascii() and core.isalnum():
        return core
    plain = unicodedata.normalize("NFC", core).translate(TYPOGRAPHY)
    parts = plain.split()
    return ("" if all(part[:1].isdecimal() for part in parts) else " ").join(parts)


class Vocabulary(dict[str, int]):
    """Numbers for words: equal ones for words that differ in typography only.

    `substantial` holds the numbers of words that say what a text is about: no mark, and neither
    "и" nor "of".
    """

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[str, int] = {}
        self.words: set[int] = set()
        self.substantial: set[int] = set()

    def __missing__(self, core: str) -> int:
        key = folded(core)
        number = self._numbers.setdefault(key, len(self._numbers))
        if key[:1].isalnum():
            self.words.add(number)
            if len(key) >= _SHORT or key[0].isdecimal():
                self.substantial.add(number)
        self[core] = number
        return number

    def numbers(self, words: Iterable[str]) -> list[int]:
        """Return the number of each word."""
        return [self[word] for word in words]
