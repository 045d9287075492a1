"""A redline of two wordings, word by word.

Words are compared in full up to a bound, then sentence by sentence, then as one: no input makes it
slow. What reads as confetti is joined (`kb.law.redline.islands`).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from kb.law.redline.alignment import Stretch, align, compared, joined
from kb.law.redline.change import Piece, PieceKind, Pieces, deleted, equal, inserted
from kb.law.redline.islands import without_islands
from kb.law.redline.tokens import Token, Vocabulary, tokens

_ENDS: Final = frozenset(".;!?")


def compare(old: str, new: str, vocabulary: Vocabulary) -> Pieces:
    """Return the pieces of two wordings: joined, they are the one and the other.

    >>> [p.kind + p.text for p in compare("Срок – 5 дней.", "Срок - 7 дней.", Vocabulary())]
    ['=Срок - ', '-5', '+7', '= дней.']
    """
    if old == new:
        return (equal(old, new),) if old else ()
    before, after = tokens(old), tokens(new)
    if not before or not after:
        return _one_sided(old, new, before, after)
    here, there = (vocabulary.numbers(word.core for word in words) for words in (before, after))
    if here == there:
        return (equal(old, new),)
    stretches = list(_stretches(before, here, after, there))
    readable = without_islands(joined(stretches), before, after)
    return tuple(_tidy(list(_pieces(readable, before, after))))


def _one_sided(old: str, new: str, before: Sequence[Token], after: Sequence[Token]) -> Pieces:
    """Return the pieces where one wording, or both, has no words."""
    if before:
        blank = (equal("", new),) if new else ()
        return (*blank, deleted(old))
    if after:
        blank = (equal(old, ""),) if old else ()
        return (*blank, inserted(new))
    return (equal(old, new),)


def _stretches(
    before: Sequence[Token], here: Sequence[int], after: Sequence[Token], there: Sequence[int]
) -> Iterator[Stretch]:
    for one in align(here, there):
        if one.is_equal or not one.is_too_long:
            yield one
            continue
        for part in _by_sentence(one, before, here, after, there):
            if part.is_equal or part.is_too_long:
                yield part
            else:
                yield from compared(here, there, part)


def _by_sentence(
    within: Stretch,
    before: Sequence[Token],
    here: Sequence[int],
    after: Sequence[Token],
    there: Sequence[int],
) -> Iterator[Stretch]:
    """Yield the stretches of whole sentences that a long stretch consists of."""
    old = _starts(before, within.old, within.old_end)
    new = _starts(after, within.new, within.new_end)
    known: dict[tuple[int, ...], int] = {}
    olds = [known.setdefault(tuple(here[a:b]), len(known)) for a, b in pairwise(old)]
    news = [known.setdefault(tuple(there[a:b]), len(known)) for a, b in pairwise(new)]
    for one in align(olds, news):
        ends = old[one.old], old[one.old_end], new[one.new], new[one.new_end]
        yield Stretch(*ends, is_equal=one.is_equal)


def _starts(words: Sequence[Token], start: int, end: int) -> list[int]:
    """Return where the sentences of a stretch begin, and where the last one ends."""
    inner = [i for i in range(start + 1, end) if words[i - 1].core in _ENDS]
    return [start, *inner, end]


def _pieces(
    stretches: Sequence[Stretch], before: Sequence[Token], after: Sequence[Token]
) -> Iterator[Piece]:
    for one in stretches:
        old = "".join(word.text for word in before[one.old : one.old_end])
        new = "".join(word.text for word in after[one.new : one.new_end])
        if one.is_equal:
            yield equal(old, new)
            continue
        if old:
            yield deleted(old)
        if new:
            yield inserted(new)


def _tidy(pieces: list[Piece]) -> list[Piece]:
    """Let spaces stand where they read well: between changed words and the equal ones around them."""
    for at, piece in enumerate(pieces[:-1]):
        if piece.kind is PieceKind.EQUAL and pieces[at + 1].kind is PieceKind.DELETED:
            _hand_over(pieces, at)
        elif piece.kind is PieceKind.INSERTED and at and pieces[at - 1].kind is PieceKind.DELETED:
            _hand_on(pieces, at)
    return pieces


def _hand_over(pieces: list[Piece], at: int) -> None:
    """Give the space behind equal words, if one text only has it there, to what is changed there."""
    piece, gone, *rest = pieces[at : at + 3]
    old, new = _blank(piece.old), _blank(piece.new)
    if old and not new:
        pieces[at] = equal(piece.old.removesuffix(old), piece.new)
        pieces[at + 1] = deleted(old + gone.old)
    elif new and not old and rest and rest[0].kind is PieceKind.INSERTED:
        pieces[at] = equal(piece.old, piece.new.removesuffix(new))
        pieces[at + 2] = inserted(new + rest[0].new)


def _hand_on(pieces: list[Piece], at: int) -> None:
    """Give the spaces behind replaced words to the equal words that follow."""
    gone, come, following = pieces[at - 1 : at + 2]
    old, new = _blank(gone.old), _blank(come.new)
    if old and new:
        pieces[at - 1] = deleted(gone.old.removesuffix(old))
        pieces[at] = inserted(come.new.removesuffix(new))
        pieces[at + 1] = equal(old + following.old, new + following.new)


def _blank(text: str) -> str:
    """Return the spaces that a text ends with."""
    return text[len(text.rstrip()) :]
