"""Kazakh and Russian words in Latin letters: one key for all the ways they are written."""

import re
import unicodedata
from typing import Final

_SOUNDS: Final = (
    ("щ", "š"), ("ш", "š"), ("ч", "č"), ("ж", "j"), ("х", "h"), ("һ", "h"), ("ц", "c"),
    ("ю", "iu"), ("я", "ia"), ("ё", "e"), ("э", "e"), ("ъ", ""), ("ь", ""),
    ("а", "a"), ("ә", "a"), ("б", "b"), ("в", "v"), ("г", "g"), ("ғ", "g"), ("д", "d"),
    ("е", "e"), ("з", "z"), ("и", "i"), ("й", "i"), ("і", "i"), ("ы", "i"), ("к", "k"),
    ("қ", "k"), ("л", "l"), ("м", "m"), ("н", "n"), ("ң", "n"), ("о", "o"), ("ө", "o"),
    ("п", "p"), ("р", "r"), ("с", "s"), ("т", "t"), ("у", "u"), ("ұ", "u"), ("ү", "u"),
    ("ф", "f"),
)  # fmt: skip
"""What each letter sounds like to one who writes it in Latin letters."""

_SPELT: Final = (
    ("'", ""), ("shch", "š"), ("sch", "š"), ("sh", "š"), ("ch", "č"), ("zh", "j"), ("kh", "h"),
    ("gh", "g"), ("ts", "c"), ("ng", "n"), ("q", "k"), ("w", "u"), ("y", "i"), ("x", "ks"),
)  # fmt: skip
"""How groups of Latin letters are read, those of more letters first."""

_SAME: Final = (
    ("ts", "c"), ("ng", "n"), ("kh", "h"), ("gh", "g"), ("ii", "i"), ("ie", "e"), ("io", "o"),
)  # fmt: skip
"""Differences that no two writers agree on; they are dropped on both sides."""

_MARKED: Final = str.maketrans({"ş": "š", "ç": "č", "ž": "j", "ı": "i", "ŋ": "n"})
_GUESSED: Final = (
    ("š", "ш"), ("č", "ч"),
    ("'", ""), ("shch", "щ"), ("sch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"),
    ("ts", "ц"), ("gh", "г"), ("yu", "ю"), ("iu", "ю"), ("ya", "я"), ("ia", "я"),
    ("yy", "ый"), ("iy", "ий"),
    ("a", "а"), ("b", "б"), ("c", "ц"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"),
    ("h", "х"), ("i", "и"), ("j", "ж"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"),
    ("o", "о"), ("p", "п"), ("q", "к"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"),
    ("v", "в"), ("w", "у"), ("x", "кс"), ("z", "з"),
)  # fmt: skip
_YO: Final = re.compile("(?<![aeiou])yo")
_GLIDE: Final = re.compile("(?<=[аеиоуюя])y")


def latin_keys(text: str) -> str:
    """Return lower-case Cyrillic `text` with each word as its key; other characters stay.

    >>> latin_keys("жүйесі")
    'juesi'
    """
    return _replaced(text, (*_SOUNDS, *_SAME))


def latin_spellings(word: str) -> list[str]:
    """Return the keys that a lower-case word in Latin letters may stand for, the likeliest first.

    `j` is ж in Kazakh spelling and й in some Russian ones; `x` is кс or х.

    >>> latin_spellings("zhuyesi")
    ['juesi']
    """
    readings = [word]
    if "j" in word:
        readings.append(word.replace("j", "y"))
    if "x" in word:
        readings += [reading.replace("x", "h") for reading in readings]
    return list(
        dict.fromkeys(_replaced(_plain(reading), (*_SPELT, *_SAME)) for reading in readings)
    )


def cyrillic(word: str) -> str:
    """Return a guess at the Cyrillic spelling of a word in Latin letters, without Kazakh letters.

    >>> cyrillic("osveshcheniya"), cyrillic("rayony")
    ('освещения', 'районы')
    """
    guess = _replaced(_YO.sub("e", _plain(word)), _GUESSED)
    return _GLIDE.sub("й", guess).replace("y", "ы")


def _plain(word: str) -> str:
    marked = unicodedata.normalize("NFD", word.translate(_MARKED))
    return unicodedata.normalize("NFC", re.sub("(?<![sc])[\u0300-\u036f]", "", marked))


def _replaced(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text
