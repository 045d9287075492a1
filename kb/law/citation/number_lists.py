"""Lists and ranges of numbers: "2), 5) и 8)" means three, "4–9" means six."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

LONGEST_RANGE: Final = 200
"""A longer range is taken for a slip, and gives its two ends."""

_PIECE: Final = re.compile(r"(?P<number>\d+(?:-\d+)*)|(?P<to>–|\s-\s|\b(?:по|to|through)\b)")
_RANGE: Final = "–"


def expand(listed: str, *, plural: bool = False) -> tuple[str, ...]:
    """Return every number that a list means, as printed, without brackets.

    A hyphen makes an inserted number ("5-1"), a dash or a spaced hyphen a range; but where the
    unit stands in the `plural` a lone "4-9" can only be a range.

    >>> expand("2, 4–6 и 8-1"), expand("4-1–4-3"), expand("4-9", plural=True)
    (('2', '4', '5', '6', '8-1'), ('4-1', '4-3'), ('4', '5', '6', '7', '8', '9'))
    """
    pieces = [match["number"] or _RANGE for match in _PIECE.finditer(listed)]
    if plural and len(pieces) == 1 and rises(pieces[0]):
        pieces = pieces[0].replace("-", f" {_RANGE} ").split()
    return unique(_expanded(pieces))


def rises(number: str) -> bool:
    """Whether "12-15" may be read as a range too."""
    ends = number.split("-")
    return len(ends) == 2 and int(ends[0]) < int(ends[1])


def between(first: str, last: str) -> Iterator[str]:
    """Yield the numbers after `first`, up to `last`; only `last` when they cannot be counted."""
    if first.isdecimal() and last.isdecimal():
        low, high = int(first), int(last)
        if low < high <= low + LONGEST_RANGE:
            yield from map(str, range(low + 1, high))
    yield last


def unique(numbers: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers without repetitions, in order."""
    return tuple(dict.fromkeys(numbers))


def _expanded(pieces: list[str]) -> Iterator[str]:
    last, ranging = "", False
    for piece in pieces:
        if piece == _RANGE:
            ranging = bool(last)
            continue
        if ranging:
            yield from between(last, piece)
        else:
            yield piece
        last, ranging = piece, False
