"""Dates, sums, shares and other figures of a text, in a form that is the same in all languages.

>>> from kb.language import Language
>>> figures("не позднее 1 июля 2027 года, 10 процентов, 1,8 трлн тенге", Language.RU)
('2027-07-01', '10 %', '1.8 trillion KZT')
>>> figures("by 1 July 2027, 10 per cent, KZT 1.8 trillion", Language.EN)
('2027-07-01', '10 %', '1.8 trillion KZT')
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
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
    "thousand": r"тыс\w*|мың\w*|thousand",
    "million": r"млн|миллион\w*|million",
    "billion": r"млрд|миллиард\w*|billion",
    "trillion": r"трлн|триллион\w*|trillion",
}
_GROUPED_BY_SPACES: Final = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))+(?:,\d+)?|\d+(?:,\d+)?"
_NUMBER: Final = {
    Language.KK: _GROUPED_BY_SPACES,
    Language.RU: _GROUPED_BY_SPACES,
    Language.EN: r"\d{1,3}(?:,\d{3}(?!\d))+(?:\.\d+)?|\d+(?:\.\d+)?",
}
_SHARE: Final = r"%|процент\w*|пайыз\w*|per\s?cent"
_TENGE: Final = r"т[еe][нң]ге\w*|tenge|KZT|₸"
_SPACE: Final = re.compile(r"\s")


def _pattern(language: Language) -> re.Pattern[str]:
    months = _MONTHS[language].replace(" ", "|")
    scale = "|".join(f"(?P<{name}>{words})" for name, words in _SCALES.items())
    date = _DATES[language].replace("{months}", months)
    figure = rf"(?:(?P<before>KZT|₸)\s*|(?<![\w-]))(?P<n>{_NUMBER[language]})(?:-(?P<sub>\d+))?"
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
    """Return the figures of a text in their order, without those in the stretches left out.

    The stretches stand in their order, and do not overlap.
    """
    starts = [start for start, _ in leave_out]
    ends = [0, *(end for _, end in leave_out)]
    return tuple(
        _figure(match, language)
        for match in _PATTERNS[language].finditer(text)
        if match.start() >= ends[bisect_right(starts, match.start())]
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
    scale = next((name for name in _SCALES if groups[name]), "")
    number = f"{_decimal(groups['n'], language)} {scale}".rstrip()
    if groups["share"]:
        return f"{number} %"
    return f"{number} KZT" if groups["tenge"] or groups["before"] else number


def _month(word: str, language: Language) -> int:
    patterns = _MONTH_PATTERNS[language]
    return next(n for n, pattern in enumerate(patterns, start=1) if pattern.match(word))


def _decimal(number: str, language: Language) -> str:
    """Return a number without the separators of its language, and without zeros that say nothing."""
    plain = _SPACE.sub("", number)
    plain = plain.replace(",", "") if language is Language.EN else plain.replace(",", ".")
    whole, _, fraction = plain.partition(".")
    parts = (whole.lstrip("0") or "0", fraction.rstrip("0"))
    return ".".join(filter(None, parts))
