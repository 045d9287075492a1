"""Questions as people type them: with the wrong letters, slips of the finger, in the wrong layout."""

import random
import re
from collections.abc import Callable, Mapping
from typing import Final

from kb.language import Language

Damage = Callable[[str, random.Random], str]

FOLDED: Final = str.maketrans("әіңғүұқөһӘІҢҒҮҰҚӨҺ", "аингуукохАИНГУУКОХ")
LETTER_KEYS: Final = (
    "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~",
    "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ",
)
KAZAKH_KEYS: Final = ("2345890-=@#$%*()_+", "әіңғүұқөһӘІҢҒҮҰҚӨҺ")
SPELT: Final = dict(
    zip("абвгдезийклмнопрстуфыэәіғүұқөһ", "abvgdeziyklmnoprstufyeaiguuqoh", strict=True)
) | {
    "ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ң": "ng",
    "ъ": "", "ь": "", "ю": "yu", "я": "ya",
}  # fmt: skip


def as_is(text: str, _: random.Random) -> str:
    return text


def folded(text: str, _: random.Random) -> str:
    return text.translate(FOLDED)


def half_folded(text: str, chance: random.Random) -> str:
    return "".join(one.translate(FOLDED) if chance.random() < 0.5 else one for one in text)


def slips(text: str, chance: random.Random) -> str:
    """Make a slip in half of the words of five letters and more."""
    return re.sub(
        r"[^\W\d_]{5,}",
        lambda word: _slip(word.group(), chance) if chance.random() < 0.5 else word.group(),
        text,
    )


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    letter = chance.choice("aeinorst" if word.isascii() else "аеинорст")
    before, here, after = word[:at], word[at], word[at + 1 :]
    return chance.choice(
        [
            before + after,
            before + letter + after,
            before + letter + here + after,
            before + after[0] + here + after[1:],
        ]
    )


def wrong_layout(text: str, _: random.Random) -> str:
    if not re.search("[\u0400-\u04ff]", text):
        return text.translate(str.maketrans(*LETTER_KEYS))
    typed, meant = (keys + more for keys, more in zip(LETTER_KEYS, KAZAKH_KEYS, strict=True))
    return text.translate(str.maketrans(meant, typed))


def in_latin(text: str, _: random.Random) -> str:
    return "".join(SPELT.get(letter.lower(), letter) for letter in text)


DAMAGES: Final[Mapping[Language, tuple[Damage, ...]]] = {
    Language.KK: (as_is, folded, half_folded, slips, wrong_layout, in_latin),
    Language.RU: (as_is, slips, wrong_layout, in_latin),
    Language.EN: (as_is, slips, wrong_layout),
}
