"""Printed numbers and their order: after 5 comes 5-1, then 6; never as text, never as decimals."""

import re
from typing import Final

from kb.law.lookalikes import CYRILLIC_TO_LATIN

NUMBER: Final = r"\d{1,9}(?:-\d{1,9}){0,3}"
"""A number as printed: "5", or "5-1" for what a later act inserts after 5."""

ROMAN: Final = r"(?-i:[IVXLCІХС]{1,9})"
"""A Roman number, in Latin letters or in the Cyrillic ones that look like them."""

_ROMAN: Final = re.compile(ROMAN)
_PARTS: Final = re.compile(r"\d+|[A-Za-z]+")
_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def key(number: str) -> tuple[int, ...]:
    """Return what orders printed numbers.

    >>> sorted(["10", "5-1", "5", "6"], key=key)
    ['5', '5-1', '6', '10']
    >>> sorted(["IX", "V", "X"], key=key)
    ['V', 'IX', 'X']
    """
    if _ROMAN.fullmatch(number):
        return (_roman(number.translate(CYRILLIC_TO_LATIN)),)
    return tuple(
        int(part) if part.isdecimal() else ord(part[0].lower()) for part in _PARTS.findall(number)
    )


def follows(number: str, before: str) -> bool:
    """Tell whether a number may stand right after another with nothing missing between them.

    >>> follows("6", "5"), follows("5-1", "5"), follows("6", "5-1"), follows("7", "5")
    (True, True, True, False)
    """
    now, then = key(number), key(before)
    if not now or not then:
        return True
    if len(now) > len(then):
        return now == (*then, 1)
    length = len(now)
    return now[:-1] == then[: length - 1] and now[-1] == then[length - 1] + 1


def _roman(number: str) -> int:
    """Return the value of a Roman number: what stands before a greater sign is taken away."""
    values = [_VALUES[sign] for sign in number]
    return sum(
        -value if value < after else value
        for value, after in zip(values, [*values[1:], 0], strict=True)
    )
