"""Ordinal numbers in words: "часть вторая", "екінші бөлік", "part two".

English law counts parts and indents with cardinals ("part two"), so both kinds are read there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kb.language import Language
from kb.law.lookalikes import fold_pattern


@dataclass(frozen=True, slots=True)
class Ordinals:
    """The ordinals 1 to 99 of a language, as they stand in folded text.

    `pattern` is a regular expression, without groups, of one ordinal.
    """

    words: Mapping[str, int]
    tens: Mapping[str, int]
    pattern: str

    def to_digits(self, text: str) -> str:
        """Return `text`, which is folded, with every ordinal written in digits."""
        return re.sub(self.pattern, lambda found: str(self._value(found.group())), text)

    def _value(self, ordinal: str) -> int:
        *before, last = re.split(r"[\s-]+", ordinal)
        stem = max((word for word in self.words if last.startswith(word)), key=len)
        return sum(self.tens[ten] for ten in before) + self.words[stem]


_RU_STEMS: Final = (
    "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат "
    "четырнадцат пятнадцат шестнадцат семнадцат восемнадцат девятнадцат"
)
_RU_TENS: Final = "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто"
_RU_ROUND: Final = "двадцат тридцат сороков пятидесят шестидесят семидесят восьмидесят девяност"
_RU_STRESSED: Final = frozenset({"втор", "шест", "седьм", "восьм", "сороков"})

_KK_WORDS: Final = (
    "бірінші екінші үшінші төртінші бесінші алтыншы жетінші сегізінші тоғызыншы оныншы"
)
_KK_TENS: Final = "он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан"
_KK_ROUND: Final = (
    "оныншы жиырмасыншы отызыншы қырқыншы елуінші алпысыншы жетпісінші сексенінші тоқсаныншы"
)

_EN_CARDINALS: Final = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_EN_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_EN_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_EN_ROUND: Final = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"


def _count(words: str, first: int = 1, step: int = 1) -> dict[str, int]:
    return {word: first + step * index for index, word in enumerate(fold_pattern(words).split())}


def _ordinals(words: dict[str, int], tens: dict[str, int], ending: str = "") -> Ordinals:
    any_word, any_ten = ("|".join(sorted(table, key=len, reverse=True)) for table in (words, tens))
    return Ordinals(words, tens, rf"(?:(?:{any_ten})[\s-]{{1,3}})?(?:{any_word}){ending}(?!\w)")


def _russian(ending: str) -> Ordinals:
    words = _count(_RU_STEMS) | _count(_RU_ROUND, 20, 10)
    return _ordinals(words, _count(_RU_TENS, 20, 10), ending)


RUSSIAN_FEMININE: Final = _russian("(?:ая|ой|ую|ою|ые|ых|ым|ыми|ья|ьей|ью|ьи|ьих|ьим|ьими)")
"""As of часть, статья, глава: "части первого этапа" has no ordinal of a part."""

RUSSIAN_MASCULINE: Final = _russian(
    "(?:ый|ий|ое|ье|ого|ому|ым|ом|ые|ых|ыми|ьего|ьему|ьим|ьем|ьи|ьих|ьими"
    "|(?:(?<=втор)|(?<=шест)|(?<=седьм)|(?<=восьм)|(?<=сороков))ой)"
)
"""As of абзац, пункт, раздел, приложение; not "пункт первой помощи"."""

KAZAKH: Final = _ordinals(_count(_KK_WORDS) | _count(_KK_ROUND, 10, 10), _count(_KK_TENS, 10, 10))
ENGLISH: Final = _ordinals(
    _count(_EN_CARDINALS) | _count(_EN_TENS, 20, 10), _count(_EN_TENS, 20, 10)
)
"""The cardinals, which follow the unit: "part two"."""

ENGLISH_BEFORE: Final = _ordinals(
    _count(_EN_ORDINALS) | _count(_EN_ROUND, 20, 10),
    _count(_EN_TENS, 20, 10),
)
"""The ordinals, which stand before the unit: "second part"."""


def in_words(number: str, language: Language, *, feminine: bool = True, owner: bool = False) -> str:
    """Return `number` as the law writes the number of a part or an indent.

    `feminine` and `owner` (the genitive) matter in Russian alone. A number beyond 99, or one
    that was inserted ("2-1"), stays in digits.

    >>> in_words("2", Language.RU, owner=True), in_words("21", Language.KK)
    ('второй', 'жиырма бірінші')
    """
    if not number.isdecimal() or not 1 <= int(number) <= 99:
        return number
    match language:
        case Language.RU:
            return _write_russian(int(number), feminine=feminine, owner=owner)
        case Language.KK:
            return _write(int(number), _KK_WORDS, _KK_ROUND, _KK_TENS, 10)
        case Language.EN:
            tens = _EN_TENS
            return _write(int(number), _EN_CARDINALS, tens, tens, 20).replace(" ", "-")


def _write(value: int, words: str, rounds: str, tens: str, first: int) -> str:
    """Return an ordinal, or in Russian its stem; `first` is the first number with a ten."""
    if value <= len(words.split()):
        return words.split()[value - 1]
    ten, rest = (value - first) // 10, value % 10
    return f"{tens.split()[ten]} {words.split()[rest - 1]}" if rest else rounds.split()[ten]


def _write_russian(value: int, *, feminine: bool, owner: bool) -> str:
    *before, stem = _write(value, _RU_STEMS, _RU_ROUND, _RU_TENS, 20).split()
    if stem == "трет":
        ending = ("ьей" if feminine else "ьего") if owner else ("ья" if feminine else "ий")
    elif owner:
        ending = "ой" if feminine else "ого"
    else:
        ending = "ая" if feminine else ("ой" if stem in _RU_STRESSED else "ый")
    return " ".join([*before, stem + ending])
