"""The words around what was found, by our own offsets: never HTML, and the same for every engine."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from indexer.analysis.words import Token, analyse
from indexer.query import Piece
from kb.language import Language

WIDTH: Final = 260
"""How many characters a snippet has, more or less: two lines on a wide screen."""

_ELLIPSIS: Final = "… "
_SPACE: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Snippet:
    """The best stretch of a text: its pieces, and where in the text it stands."""

    pieces: tuple[Piece, ...]
    at: int


def snippet(
    text: str, language: Language, terms: Collection[str], prefixes: Sequence[str] = ()
) -> Snippet:
    """Return the stretch of a text with the most different terms, and the terms marked in it."""
    found = [token for token in analyse(text, language) if _matches(token, terms, prefixes)]
    start, end = _window(text, found)
    shown = [token for token in found if start <= token.start and token.end <= end]
    pieces = _pieces(text, start, end, shown)
    lead = (Piece(_ELLIPSIS, matched=False),) if start > 0 else ()
    tail = (Piece(" …", matched=False),) if end < len(text) else ()
    return Snippet((*lead, *pieces, *tail), shown[0].start if shown else 0)


def marked(
    text: str, language: Language, terms: Collection[str], prefixes: Sequence[str] = ()
) -> tuple[Piece, ...]:
    """Return all of a short text with the terms marked in it: a heading."""
    found = [token for token in analyse(text, language) if _matches(token, terms, prefixes)]
    return tuple(_pieces(text, 0, len(text), found))


def _matches(token: Token, terms: Collection[str], prefixes: Sequence[str]) -> bool:
    return token.term in terms or any(token.word.startswith(prefix) for prefix in prefixes)


def _window(text: str, found: Sequence[Token]) -> tuple[int, int]:
    """Return where to cut: around the tokens that are worth most, at word boundaries."""
    if len(text) <= WIDTH:
        return 0, len(text)
    if not found:
        return 0, _backward(text, WIDTH)
    starts = [token.start for token in found]
    best, best_worth = 0, -1.0
    for first, token in enumerate(found):
        last = bisect_right(starts, token.start + WIDTH * 3 // 4)
        window = found[first:last]
        worth = len({one.term for one in window}) + len(window) / 100
        if worth > best_worth:
            best, best_worth = first, worth
    centre = found[best].start
    start = _forward(text, max(0, centre - WIDTH // 4))
    return start, _backward(text, min(len(text), start + WIDTH))


def _forward(text: str, at: int) -> int:
    """Return the beginning of the next word, or of the line if it is near."""
    if at == 0:
        return 0
    line = text.rfind("\n", 0, at + 1)
    if line >= 0 and at - line < WIDTH // 5:
        return line + 1
    space = text.find(" ", at)
    return space + 1 if space >= 0 else at


def _backward(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", 0, at)
    return space if space > 0 else at


def _pieces(text: str, start: int, end: int, found: Sequence[Token]) -> list[Piece]:
    pieces = []
    at = start
    for token in found:
        if token.start > at:
            pieces.append(Piece(_plain(text[at : token.start]), matched=False))
        pieces.append(Piece(text[token.start : token.end], matched=True))
        at = token.end
    if at < end:
        pieces.append(Piece(_plain(text[at:end]), matched=False))
    return [piece for piece in pieces if piece.text]


def _plain(text: str) -> str:
    return _SPACE.sub(" ", text)
