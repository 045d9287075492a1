"""Text made plain for matching, character by character, so that offsets stay true.

Real Kazakh texts mix Latin `i` with Cyrillic `і`, and people who search type Kazakh words with
Russian letters ("тармагы"). Both meet in one folded alphabet; the text itself is never changed.
"""

import re
from typing import Final

from kb.language import Language

KAZAKH: Final = dict(zip("әіңғүұқөһё", "аингуукохе", strict=True))
"""Kazakh letters, and the Russian letters that are typed for them."""

_LATIN: Final = "ABCEHIKMOPTXYƏaceiopxyhkmə"
_CYRILLIC: Final = "АВСЕНІКМОРТХУӘасеіорхуһкмә"

LATIN_TO_CYRILLIC: Final = str.maketrans(_LATIN, _CYRILLIC)
CYRILLIC_TO_LATIN: Final = str.maketrans(f"{_CYRILLIC}ҺЅЈѕј", f"{_LATIN}HSJsj")
"""Letters that look the same in the other alphabet; no language here has ѕ and ј."""

_TWINS: Final = {
    chr(letter): chr(twin)
    for table in (LATIN_TO_CYRILLIC, CYRILLIC_TO_LATIN)
    for letter, twin in table.items()
}

PLAIN: Final = str.maketrans(
    KAZAKH
    | dict.fromkeys("\u00a0\u2007\u2009\u202f", " ")
    | dict.fromkeys("\u2010\u2011\u2043\u2212", "-")
    | {"\u2012": "–", "\u2014": "–", "\u2015": "–"}
)

_BORDER: Final = re.compile(r"[A-Za-zəƏ][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-zəƏ]")
_WORD: Final = re.compile(r"[^\W\d_]+")


def fold(text: str, language: Language) -> str:
    """Return `text` in small plain letters, of the same length.

    Kazakh letters become their Russian look-alikes, a letter of the other alphabet inside a
    word becomes the one it looks like, hyphens and spaces of every kind become ordinary ones.

    >>> fold("3-ТАРМАҒЫ, cтатья", Language.KK)
    '3-тармагы, статья'
    """
    if _BORDER.search(text):
        text = _WORD.sub(lambda word: _of_one_alphabet(word.group(), language), text)
    return _lower(text).translate(PLAIN)


def either(word: str) -> str:
    """Return the regular expression of a word in which letters of the other alphabet may stand.

    >>> either("бап")
    'б[аa]п'
    """
    return "".join(
        f"[{letter}{twin}]" if (twin := _TWINS.get(letter)) else letter for letter in word
    )


def fold_pattern(pattern: str) -> str:
    """Fold the letters of a regular expression, which may be written in real Kazakh."""
    return pattern.translate(PLAIN)


def _of_one_alphabet(word: str, language: Language) -> str:
    if not _BORDER.search(word):
        return word
    return word.translate(CYRILLIC_TO_LATIN if language is Language.EN else LATIN_TO_CYRILLIC)


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
