"""Letters: look-alikes of two alphabets told apart, and Kazakh letters folded to Russian ones."""

import re
import unicodedata
from typing import Final

from kb.law.lookalikes import CYRILLIC_TO_LATIN, KAZAKH, LATIN_TO_CYRILLIC

INVISIBLE: Final = "\u00ad\u200b-\u200d\u2060\ufeff"
"""A character class: soft hyphens and the joiners and spaces of no width."""

MARKS: Final = "\u0300-\u036f"
"""A character class: combining marks, such as the breve of a decomposed й."""

HYPHENS: Final = "\\-\u2010\u2011"
"""A character class: the hyphens that join parts of a word; a dash is not one of them."""

_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
_LATIN: Final = re.compile("[A-Za-zƏə]")
_ROMAN: Final = re.compile(r"(?=[xivlcm])c{0,3}(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})")
_ROMAN_LIKE: Final = frozenset("хіxiv")
_INVISIBLE: Final = re.compile(f"[{INVISIBLE}]")
_MARKS: Final = re.compile(f"[{MARKS}]")
_HYPHENS: Final = re.compile(f"[{HYPHENS}]")

KAZAKH_LETTERS: Final = frozenset(KAZAKH) - {"ё"}
"""The letters that Kazakh has and Russian has not."""


def fold(text: str) -> str:
    """Return lower-case `text` as typed on a keyboard that has no Kazakh letters.

    >>> fold("құқықтық режімі")
    'кукыктык режими'
    """
    for kazakh, russian in KAZAKH.items():
        text = text.replace(kazakh, russian)
    return text


def repair(word: str) -> str:
    """Return `word` in one alphabet, if its letters of the other are mere look-alikes.

    The alphabet with more letters in the word wins, and Cyrillic when they are level.

    >>> repair("мемлекеттiк"), repair("Аuthority")
    ('мемлекеттік', 'Authority')
    """
    cyrillic, latin = len(_CYRILLIC.findall(word)), len(_LATIN.findall(word))
    if not (cyrillic and latin):
        return word
    in_cyrillic, in_latin = word.translate(LATIN_TO_CYRILLIC), word.translate(CYRILLIC_TO_LATIN)
    first, second = (in_cyrillic, in_latin) if cyrillic >= latin else (in_latin, in_cyrillic)
    return next((one for one in (first, second) if not is_mixed(one)), word)


def roman(word: str) -> str:
    """Return a lower-case Roman number in Latin letters, whichever letters it was typed in.

    Only numbers of х, і and v are told from words: "іс" is a word, not IC.

    >>> roman("хіх"), roman("vіі"), roman("іс")
    ('xix', 'vii', 'іс')
    """
    if not _ROMAN_LIKE.issuperset(word):
        return word
    latin = word.translate(CYRILLIC_TO_LATIN)
    return latin if _ROMAN.fullmatch(latin) else word


def is_mixed(word: str) -> bool:
    """Tell whether Latin and Cyrillic letters stand in one word."""
    return bool(_LATIN.search(word) and _CYRILLIC.search(word))


def is_cyrillic(word: str) -> bool:
    """Tell whether a letter of `word` is Cyrillic."""
    return bool(_CYRILLIC.search(word))


def surface(raw: str) -> str:
    """Return the lower-case form of a word as printed, which all its spellings share.

    Decomposed letters, stress marks, soft hyphens, look-alikes and ё make no difference,
    nor do the diacritics of Latin words.

    >>> surface("Ере\u00adжеci"), surface("ЁМКОСТЬ"), surface("café")
    ('ережесі', 'емкость', 'cafe')
    """
    if raw.isascii():
        return raw.lower()
    word = unicodedata.normalize("NFC", _INVISIBLE.sub("", raw))
    for odd, plain in (("Ё", "Е"), ("ё", "е"), ("\u2019", "'")):
        word = word.replace(odd, plain)
    word = roman(repair(_HYPHENS.sub("-", word)).lower())
    if not is_cyrillic(word):
        word = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", _MARKS.sub("", word))


def clean(text: str) -> str:
    """Return `text` as it should be stored: composed letters, no invisible characters.

    Look-alikes and dashes stay, for the stored text is the author's.
    """
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
