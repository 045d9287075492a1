"""Redlines as bytes, for keeping them beside the two texts they were made from."""

import json
import zlib
from typing import Any, Final

from kb.language import Language
from kb.law.act import ProvisionKind
from kb.law.identifiers import EId
from kb.law.redline.change import (
    CellChange,
    Change,
    ChangeKind,
    Piece,
    PieceKind,
    Pieces,
    Place,
    Redline,
    RowChange,
)

_CHANGES: Final = {str(kind): kind for kind in ChangeKind}
_PROVISIONS: Final = {str(kind): kind for kind in ProvisionKind}
_PIECES: Final = {str(kind): kind for kind in PieceKind}
_SAME: Final = PieceKind.EQUAL
"""Looking a name up is quicker than asking the enumeration, and there are thousands."""

_LEVEL: Final = 3
"""Of compression: unpacking is what has to be quick."""


def pack_redline(redline: Redline) -> bytes:
    """Return a redline as bytes."""
    changes = [_change(change) for change in redline.changes]
    plain = [redline.language, _pieces(redline.title), changes]
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def unpack_redline(packed: bytes) -> Redline:
    """Return the redline that `pack_redline` made bytes of."""
    text = zlib.decompress(packed).decode("utf-8", "surrogatepass")
    language, title, changes = json.loads(text)
    return Redline(
        language=Language(language),
        title=_unpacked(title),
        changes=tuple(_unpacked_change(change) for change in changes),
    )


def _change(change: Change) -> list[Any]:
    head = [change.kind, _place(change.before), _place(change.after), int(change.is_carried)]
    words = [_pieces(change.label), _pieces(change.heading), _pieces(change.text)]
    rows = [
        [row.kind, [[cell.kind, _pieces(cell.pieces)] for cell in row.cells]] for row in change.rows
    ]
    return [*head, *words, rows]


def _unpacked_change(plain: list[Any]) -> Change:
    kind, before, after, is_carried, label, heading, text, rows = plain
    return Change(
        kind=_CHANGES[kind],
        before=_unpacked_place(before),
        after=_unpacked_place(after),
        label=_unpacked(label),
        heading=_unpacked(heading),
        text=_unpacked(text),
        rows=tuple([_unpacked_row(kind, cells) for kind, cells in rows]) if rows else (),
        is_carried=bool(is_carried),
    )


def _unpacked_row(kind: str, cells: list[Any]) -> RowChange:
    changes = (CellChange(_CHANGES[sort], _unpacked(pieces)) for sort, pieces in cells)
    return RowChange(_CHANGES[kind], tuple(changes))


def _place(place: Place | None) -> list[Any] | None:
    return [place.eid, place.kind, place.order, place.depth] if place else None


def _unpacked_place(plain: list[Any] | None) -> Place | None:
    if plain is None:
        return None
    eid, kind, order, depth = plain
    return Place(EId(eid), _PROVISIONS[kind], order, depth)


def _pieces(pieces: Pieces) -> str | list[Any]:
    """Return pieces as plain values: most provisions are one text that is the same to the letter."""
    if not pieces:
        return ""
    plain = [_piece(piece) for piece in pieces]
    return plain[0] if len(plain) == 1 and isinstance(plain[0], str) else plain


def _piece(piece: Piece) -> str | list[str]:
    is_same = piece.kind is PieceKind.EQUAL and piece.old == piece.new
    return piece.new if is_same else [piece.kind, piece.old, piece.new]


def _unpacked(plain: str | list[Any]) -> Pieces:
    if isinstance(plain, str):
        return (Piece(_SAME, plain, plain),) if plain else ()
    return tuple(
        [
            Piece(_SAME, piece, piece)
            if piece.__class__ is str
            else Piece(_PIECES[piece[0]], piece[1], piece[2])
            for piece in plain
        ]
    )
