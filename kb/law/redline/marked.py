"""A redline as readable text: [-deleted-] and {+inserted+}."""

from collections.abc import Callable

from kb.law.redline.change import Change, Piece, PieceKind, Pieces, RowChange

Mark = Callable[[Piece], str]
"""What a piece is written as."""


def bracketed(piece: Piece) -> str:
    """Return a piece between brackets that say what became of it."""
    match piece.kind:
        case PieceKind.DELETED:
            return f"[-{piece.text}-]"
        case PieceKind.INSERTED:
            return f"{{+{piece.text}+}}"
        case PieceKind.EQUAL:
            return piece.text


def marked(pieces: Pieces, mark: Mark = bracketed) -> str:
    """Return words as text in which what changed is marked."""
    return "".join(map(mark, pieces))


def line(change: Change, mark: Mark = bracketed) -> str:
    """Return a provision as it is printed, with what changed marked; a table has a line a row."""
    parts = [marked(pieces, mark) for pieces in (change.label, change.heading, change.text)]
    rows = "\n".join(_row(row, mark) for row in change.rows)
    return " ".join(part for part in (*parts, rows) if part)


def _row(row: RowChange, mark: Mark) -> str:
    return " | ".join(marked(cell.pieces, mark) for cell in row.cells)
