"""Quoted words found again in the HTML of a provision, and marked there.

Positions are looked for in the words as `kb.review.anchors.said` gives them: without the number, on
one line. What stands between two tags is marked piece by piece, so that the HTML stays well-formed.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Final

from kb.law.redline.tokens import TYPOGRAPHY
from kb.recent import Recent
from kb.review.anchors import Anchor, best, key

_PIECE: Final = re.compile(
    r'(?P<number><span class="num">[^<]*</span>)|(?P<tag><[^>]*>)|(?P<entity>&#?\w+;)|(?P<letter>[^<&])|&'
)
_WITHIN: Final = re.compile(r"</?(?:a|code|dfn|em|span|strong)\b")
_INVISIBLE: Final = frozenset(chr(letter) for letter, other in TYPOGRAPHY.items() if other is None)

OPENING: Final = '<mark class="quoted">'
CLOSING: Final = "</mark>"

_KEPT: Final[Recent[str]] = Recent(4096)


def highlighted(html: str, quotes: Iterable[Anchor]) -> str:
    """Return the HTML of a provision with the words marked that are quoted from it; made once for all."""
    asked = tuple(quotes)
    return _KEPT.get((html, asked), lambda: _highlighted(html, asked))


def _highlighted(html: str, quotes: Iterable[Anchor]) -> str:
    letters = list(_letters(html))
    words = key("".join(letter for letter, _, _ in letters))
    chosen: set[int] = set()
    for quote in quotes:
        exact = key(quote.exact)
        found = best(words, exact, quote)
        if found is not None:
            chosen.update(range(found[1], found[1] + len(exact)))
    return _marked(html, [letters[at][1:] for at in sorted(chosen)])


def _letters(html: str) -> Iterator[tuple[str, int, int]]:
    """Yield the letters of a provision's words with where they stand; blanks are one."""
    is_blank = True
    for piece in _PIECE.finditer(html):
        told = _told(piece)
        if told.isspace() and not is_blank:
            yield " ", piece.start(), piece.end()
        elif told and not told.isspace():
            yield told, piece.start(), piece.end()
        is_blank = told.isspace() or (is_blank and not told)


def _told(piece: re.Match[str]) -> str:
    """Return the letter that a piece stands for: a blank, where a block ends; nothing for other tags."""
    if piece["number"]:
        return ""
    if piece["tag"]:
        return "" if _WITHIN.match(piece["tag"]) else " "
    letter = unescape(piece[0])
    return "" if letter in _INVISIBLE else letter


def _marked(html: str, chosen: Iterable[tuple[int, int]]) -> str:
    """Return HTML with stretches marked; a tag between two ends the one and begins the other."""
    pieces: list[str] = []
    at = 0
    for start, end in _joined(html, chosen):
        pieces += (html[at:start], OPENING, html[start:end], CLOSING)
        at = end
    pieces.append(html[at:])
    return "".join(pieces)


def _joined(html: str, chosen: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield stretches of letters that stand next to one another, leaving out the tags."""
    run: tuple[int, int] | None = None
    for start, end in chosen:
        if html[start] == "<":
            continue
        if run and start == run[1]:
            run = (run[0], end)
            continue
        if run:
            yield run
        run = (start, end)
    if run:
        yield run
