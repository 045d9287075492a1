"""Text typed while the keyboard was switched to another language."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NamedTuple

from kb.language import Language

_LETTERS: Final = (
    "`qwertyuiop[]asdfghjkl;'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>",
    "ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ",
)
_SIGNS: Final = ("/?@#$^&", '.,"№;:?')
# The Kazakh keyboard is the Russian one with nine more letters in the place of figures and signs.
_FIGURES: Final = ("234589" + "0-=" + "@#$%*()_+", "әіңғүұ" + "қөһ" + "ӘІҢҒҮҰҚӨҺ")

_TO_RUSSIAN: Final = str.maketrans(_LETTERS[0] + _SIGNS[0], _LETTERS[1] + _SIGNS[1])
_TO_KAZAKH: Final = _TO_RUSSIAN | str.maketrans(*_FIGURES)
_TO_ENGLISH: Final = str.maketrans(_LETTERS[1] + _FIGURES[1], _LETTERS[0] + _FIGURES[0])

_CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
_LATIN: Final = re.compile("[A-Za-z]")
_CHUNK: Final = re.compile(r"\S+")
_NUMBER: Final = re.compile(r"\d+-(?=\D)|[\d\W_]*\d[\d\W_]*$")
"""Nobody means a word by "2015" or "1,8", nor by the figure of "12-бап"."""


class Retyped(NamedTuple):
    """What the same keys give in the layout of another language."""

    language: Language
    text: str


def retyped(text: str, knows: Mapping[Language, Callable[[str], bool]]) -> Iterator[Retyped]:
    """Yield what `text` would be in other layouts.

    Some keys are a letter in one layout and a sign in another: at the end of a word they
    are read as what makes it a word that the language `knows`.

    >>> [one.text for one in retyped("pfrjy.", {language: "закон".__eq__ for language in Language})]
    ['закон.', 'закон.']
    """
    if _LATIN.search(text):
        yield Retyped(Language.RU, _typed(text, _TO_RUSSIAN, knows[Language.RU]))
        yield Retyped(Language.KK, _typed(text, _TO_KAZAKH, knows[Language.KK]))
    elif _CYRILLIC.search(text):
        yield Retyped(Language.EN, _typed(text, _TO_ENGLISH, knows[Language.EN]))


def _typed(text: str, layout: Mapping[int, int], knows: Callable[[str], bool]) -> str:
    def chunk(found: re.Match[str]) -> str:
        typed = found.group()
        if knows(typed.strip(".,?!").lower()):
            return typed
        number = _NUMBER.match(typed)
        head = number.group() if number else ""
        word = typed[len(head) :].translate(layout)
        sparing = typed[len(head) : -1].translate(layout)
        is_sign = bool(typed) and not typed[-1].isalnum()
        if is_sign and knows(sparing.lower()) and not knows(word.lower()):
            return head + sparing + typed[-1]
        return head + word

    return _CHUNK.sub(chunk, text)
