"""Dates, sums, shares and other figures of a text, in a form that is the same in all languages.

>>> from kb.language import Language
>>> figures("не позднее 1 июля 2027 года, 10 процентов, 1,8 трлн тенге", Language.RU)
('2027-07-01', '10 %', '1.8e12 KZT')
>>> figures("by 1 July 2027, 10 per cent, KZT 1.8 trillion", Language.EN)
('2027-07-01', '10 %', '1.8e12 KZT')
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from kb.language import Language

_MONTHS: Final = {
    Language.KK: "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    Language.RU: "январ феврал март апрел ма[йя] июн июл август сентябр октябр ноябр декабр",
    Language.EN: "january february march april may june july august september october november december",
}
_DATES: Final = {
    Language.KK: r"(?P<y>\d{4})\s+жыл\w*\s+(?P<d>\d{1,2})[-\s]+(?P<m>{months})\w*",
    Language.RU: r"(?P<d>\d{1,2})\s+(?P<m>{months})\w*\s+(?P<y>\d{4})(?:\s+г\w*)?",
    Language.EN: r"(?:(?P<d>\d{1,2})\s+(?P<m>{months})|(?P<m2>{months})\s+(?P<d2>\d{1,2}),?)\s+(?P<y>\d{4})",
}
_NUMERIC_DATE: Final = r"(?P<nd>\d{1,2})\.(?P<nm>\d{1,2})\.(?P<ny>\d{4})"
_SCALES: Final = {
    3: "тыс\\w*|мың\\w*|thousand",
    6: "млн|миллион\\w*|million",
    9: "млрд|миллиард\\w*|billion",
    12: "трлн|триллион\\w*|trillion",
}
_NUMBER: Final = {
    Language.KK: r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?",
    Language.RU: r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?",
    Language.EN: r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?",
}
_SHARE: Final = r"%|процент\w*|пайыз\w*|per\s?cent"
_TENGE: Final = r"т[еe][нң]ге\w*|KZT|₸"
_SPACE: Final = re.compile(r"[\s\u00a0\u202f]")


def _pattern(language: Language) -> re.Pattern[str]:
    months = _MONTHS[language].replace(" ", "|")
    scale = "|".join(f"(?P<s{power}>{words})" for power, words in _SCALES.items())
    date = _DATES[language].replace("{months}", months)
    figure = rf"(?:(?P<before>KZT)\s*)?(?<![\w-])(?P<n>{_NUMBER[language]})(?:-(?P<sub>\d+))?"
    after = rf"(?:\s*(?:{scale})\b\.?)?(?:\s*(?:(?P<share>{_SHARE})|(?P<tenge>{_TENGE})))?"
    return re.compile(rf"{_NUMERIC_DATE}|{date}|{figure}{after}", re.IGNORECASE)


_PATTERNS: Final = {language: _pattern(language) for language in Language}
_MONTH_PATTERNS: Final = {
    language: [re.compile(month, re.IGNORECASE) for month in months.split()]
    for language, months in _MONTHS.items()
}


def figures(
    text: str, language: Language, leave_out: Sequence[tuple[int, int]] = ()
) -> tuple[str, ...]:
    """Return the figures of a text in their order, without those in the stretches left out."""
    return tuple(
        _figure(match, language)
        for match in _PATTERNS[language].finditer(text)
        if not any(start <= match.start() < end for start, end in leave_out)
    )


def _figure(match: re.Match[str], language: Language) -> str:
    groups = match.groupdict()
    if groups["ny"]:
        return f"{groups['ny']}-{int(groups['nm']):02}-{int(groups['nd']):02}"
    if groups["y"]:
        month = groups["m"] or groups["m2"]
        day = int(groups["d"] or groups["d2"])
        return f"{groups['y']}-{_month(month, language):02}-{day:02}"
    if groups["sub"]:
        return f"{groups['n']}-{groups['sub']}"
    power = next((power for power in _SCALES if groups[f"s{power}"]), 0)
    value = _decimal(groups["n"], language)
    number = f"{value}e{power}" if power else f"{value}"
    if groups["share"]:
        return f"{number} %"
    return f"{number} KZT" if groups["tenge"] or groups["before"] else number


def _month(word: str, language: Language) -> int:
    patterns = _MONTH_PATTERNS[language]
    return next(n for n, pattern in enumerate(patterns, start=1) if pattern.match(word))


def _decimal(number: str, language: Language) -> Decimal:
    plain = _SPACE.sub("", number)
    plain = plain.replace(",", "") if language is Language.EN else plain.replace(",", ".")
    return Decimal(plain).normalize() if "." in plain else Decimal(plain)
