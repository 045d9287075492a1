"""Words as every format can hold them, and as no program takes them for anything else."""

import re
from datetime import date, datetime
from typing import Final

from kb.tables.model import Cell, Mark, Prose

_UNWRITABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""What XML cannot hold, and what turns the order of letters around."""

_LINES: Final = re.compile("\r\n?|[\x85\u2028\u2029]")
_COMMANDS: Final = frozenset("=+-@\t\r＝＋－＠")
"""What a sheet takes for the beginning of a formula (OWASP ASVS 1.2.10)."""


def clean(words: str) -> str:
    r"""Return words without control characters, their lines ended alike.

    >>> clean("a\x00b\r\nc\u202e")
    'ab\nc'
    """
    return _UNWRITABLE.sub("", _LINES.sub("\n", words))


def harmless(words: str) -> str:
    """Return words that a sheet opened from plain text takes for words.

    >>> harmless("=1+1"), harmless(" -2"), harmless("5-1")
    ("'=1+1", "' -2", '5-1')
    """
    first = words.lstrip(" \n\xa0")[:1]
    return f"'{words}" if first in _COMMANDS and first else words


def text_of(cell: Cell) -> str:
    """Return a cell as text: days and moments as the country writes them."""
    match cell:
        case Prose():
            return clean(cell.text)
        case datetime():
            return f"{cell:%d.%m.%Y %H:%M}"
        case date():
            return f"{cell:%d.%m.%Y}"
        case _:
            return clean(str(cell))


def pieces_of(cell: Cell) -> tuple[tuple[str, Mark], ...]:
    """Return the words of a cell with their marks, without those that say nothing."""
    if not isinstance(cell, Prose):
        return ((text_of(cell), Mark.NONE),)
    cleaned = ((clean(words), mark) for words, mark in cell.pieces)
    return tuple((words, mark) for words, mark in cleaned if words)
