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
class Marked:
    """A text, or the best stretch of it, with what was found marked.

    `at` is where in the text its best words begin, and `terms` are the different ones among them;
    None and none if nothing was found in the text.
    """

    pieces: tuple[Piece, ...]
    at: int | None
    terms: frozenset[str]


def snippet(
    text: str, language: Language, terms: Collection[str], prefixes: Sequence[str] = ()
) -> Marked:
    """Return the stretch of a text with the most different terms, and the terms marked in it."""
    found = [token for token in analyse(text, language) if _matches(token, terms, prefixes)]
    best = _best(text, found)
    at = best[0].start if best else None
    start, end = _window(text, at or 0)
    shown = [token for token in found if start <= token.start and token.end <= end]
    lead = (Piece(_ELLIPSIS, matched=False),) if start > 0 else ()
    tail = (Piece(" …", matched=False),) if end < len(text) else ()
    pieces = (*lead, *_pieces(text, start, end, shown), *tail)
    return Marked(pieces, at, frozenset(token.term for token in best))


def marked(
    text: str, language: Language, terms: Collection[str], prefixes: Sequence[str] = ()
) -> Marked:
    """Return all of a short text with the terms marked in it: a heading."""
    found = [token for token in analyse(text, language) if _matches(token, terms, prefixes)]
    at = found[0].start if found else None
    pieces = tuple(_pieces(text, 0, len(text), found))
    return Marked(pieces, at, frozenset(token.term for token in found))


def _matches(token: Token, terms: Collection[str], prefixes: Sequence[str]) -> bool:
    return token.term in terms or any(token.word.startswith(prefix) for prefix in prefixes)


def _best(text: str, found: Sequence[Token]) -> Sequence[Token]:
    """Return the tokens that are worth most: near each other, and in one line.

    A line is a provision, and the one with all the words is a better find than two with some each.
    """
    starts = [token.start for token in found]
    best: Sequence[Token] = ()
    best_worth = 0.0
    for first, token in enumerate(found):
        end = token.start + WIDTH * 3 // 4
        line = text.find("\n", token.start, end)
        window = found[first : bisect_right(starts, end if line < 0 else line)]
        worth = len({one.term for one in window}) + len(window) / 100
        if worth > best_worth:
            best, best_worth = window, worth
    return best


def _window(text: str, centre: int) -> tuple[int, int]:
    """Return where to cut: around the best place, and between words if there are spaces near."""
    if len(text) <= WIDTH:
        return 0, len(text)
    start = _forward(text, max(0, centre - WIDTH // 4), centre)
    if start + WIDTH >= len(text):
        return start, len(text)
    space = text.rfind(" ", centre, start + WIDTH)
    return start, space if space > centre else start + WIDTH


def _forward(text: str, at: int, most: int) -> int:
    """Return the beginning of the line if it is near, or else of the next word up to `most`."""
    line = text.rfind("\n", max(0, at - WIDTH // 5), at + 1)
    if at == 0 or line >= 0:
        return line + 1
    space = _SPACE.search(text, at, most)
    return space.end() if space else most


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
