"""Numbers in running text: how they are found, and the one way they are written as terms."""

import re
from typing import Final

from indexer.analysis.folding import HYPHENS, MARKS
from kb.language import Language

_SPACE: Final = "[ \u00a0\u2009\u202f]"

NUMBER: Final = "|".join(
    (
        r"\d{1,2}\.\d{1,2}\.\d{4}(?!\d)",  # 26.08.2015
        r"\d{4}-\d\d-\d\d(?!\d)",  # 2015-08-26
        rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:,\d+)?(?![\w{MARKS}])",  # 1 800 000,5
        r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\w,])",  # 1,800,000.5
        r"\d+(?:\.\d+)+",  # 1.8, 4.2.1
        r"\d+,\d+",  # 1,8
        rf"\d{{1,3}}(?:[{HYPHENS}]\d{{1,2}})+(?![\w{MARKS}])",  # 5-1, the article between 5 and 6
        rf"\d[\w{MARKS}]*",  # 12, 5G, 12th
    )
)
"""A pattern: a number, a date in figures, or a word that begins with a figure."""

_DATE: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def number(printed: str, language: Language) -> str:
    """Return the one way of writing a number that all ways of printing it come to.

    A date in figures becomes an ISO date; groups of thousands are joined; the decimal
    sign is a point. English sets off thousands by commas, the other languages do so only
    where a decimal comma is out of the question.

    >>> number("1 800 000,5", Language.RU), number("26.08.2015", Language.KK)
    ('1800000.5', '2015-08-26')
    """
    if date := _DATE.fullmatch(printed):
        return f"{date[3]}-{date[2]:0>2}-{date[1]:0>2}"
    commas = printed.count(",")
    if commas and _GROUPED.fullmatch(printed) and (language is Language.EN or commas > 1):
        return printed.replace(",", "")
    return re.sub(_SPACE, "", printed).replace(",", ".")
