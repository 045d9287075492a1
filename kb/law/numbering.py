"""Printed numbers and their order: after 5 comes 5-1, then 6; never as text, never as decimals."""

import re
from typing import Final

_PARTS: Final = re.compile(r"\d+|[A-Za-z]+")


def key(number: str) -> tuple[int, ...]:
    """Return what orders printed numbers.

    >>> sorted(["10", "5-1", "5", "6"], key=key)
    ['5', '5-1', '6', '10']
    """
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
