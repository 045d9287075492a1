"""The redline of an act as values: what became of every provision, and of the words in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from kb.language import Language
from kb.law.act import ProvisionKind
from kb.law.identifiers import EId


class PieceKind(StrEnum):
    """Whether words stand in both texts, or in the older or the newer one only."""

    EQUAL = "="
    DELETED = "-"
    INSERTED = "+"


class Piece(NamedTuple):
    """A stretch of words as it stands in the older and in the newer text, character by character.

    The two differ in an equal piece only by spaces and typography; a deleted piece has nothing in
    `new`, an inserted one nothing in `old`.
    """

    kind: PieceKind
    old: str
    new: str

    @property
    def text(self) -> str:
        """The words to be shown: the newer ones, unless they are deleted."""
        return self.new or self.old


Pieces = tuple[Piece, ...]


def equal(old: str, new: str) -> Piece:
    """Return a piece that both texts have."""
    return Piece(PieceKind.EQUAL, old, new)


def deleted(old: str) -> Piece:
    """Return a piece that only the older text has."""
    return Piece(PieceKind.DELETED, old, "")


def inserted(new: str) -> Piece:
    """Return a piece that only the newer text has."""
    return Piece(PieceKind.INSERTED, "", new)


def old_text(pieces: Iterable[Piece]) -> str:
    """Return the words of the older text."""
    return "".join(piece.old for piece in pieces)


def new_text(pieces: Iterable[Piece]) -> str:
    """Return the words of the newer text."""
    return "".join(piece.new for piece in pieces)


def differs(pieces: Iterable[Piece]) -> bool:
    """Tell whether any words were deleted or inserted."""
    return any(piece.kind is not PieceKind.EQUAL for piece in pieces)


class ChangeKind(StrEnum):
    """What became of a provision, or of a row or cell of a table."""

    SAME = "same"
    CHANGED = "changed"
    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED = "moved"
    MOVED_AND_CHANGED = "moved-and-changed"


REWORDED: Final = frozenset(
    {
        ChangeKind.CHANGED,
        ChangeKind.INSERTED,
        ChangeKind.DELETED,
        ChangeKind.MOVED_AND_CHANGED,
    }
)
"""What changes the words of an act, and not only their place or number."""


def of_kind(text: str, kind: ChangeKind) -> Pieces:
    """Return the words of what is the same, inserted or deleted as a whole."""
    if not text:
        return ()
    match kind:
        case ChangeKind.INSERTED:
            return (inserted(text),)
        case ChangeKind.DELETED:
            return (deleted(text),)
        case _:
            return (equal(text, text),)


MOVED: Final = frozenset({ChangeKind.MOVED, ChangeKind.MOVED_AND_CHANGED})


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a table: same, changed, inserted with its column or row, or deleted with it."""

    kind: ChangeKind
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of a table."""

    kind: ChangeKind
    cells: tuple[CellChange, ...]


class Place(NamedTuple):
    """Where a provision stands in one of the texts: its address, and which one of all it is, from 0.

    `depth` is how many provisions it stands inside.
    """

    eid: EId
    kind: ProvisionKind
    order: int
    depth: int


@dataclass(frozen=True, slots=True)
class Wording:
    """A provision as one of the texts has it; `text` gives a table's cells between tabs and lines."""

    place: Place
    label: str
    heading: str
    text: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def line(self) -> str:
        """The provision with its number as it is printed, like `kb.law.plain.printed`."""
        return " ".join(part for part in (self.label, self.heading, self.text) if part)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one provision's own words.

    `before` is where it stood, None of an inserted one; `after` where it stands, None of a deleted
    one. A table has `rows` and no `text`. `is_carried` says that it has moved only because what it
    stands in has.
    """

    kind: ChangeKind
    before: Place | None
    after: Place | None
    label: Pieces
    heading: Pieces
    text: Pieces
    rows: tuple[RowChange, ...] = ()
    is_carried: bool = False

    @property
    def place(self) -> Place:
        """Where it stands, or stood if it is deleted."""
        place = self.after or self.before
        if place is None:
            problem = "a change is of a provision in one of the texts"
            raise ValueError(problem)
        return place

    @property
    def old(self) -> Wording | None:
        """The provision in the older text."""
        if self.before is None:
            return None
        rows = _cells(self.rows, ChangeKind.INSERTED, old=True)
        text = _lines(rows) if self.rows else old_text(self.text)
        return Wording(self.before, old_text(self.label), old_text(self.heading), text, rows)

    @property
    def new(self) -> Wording | None:
        """The provision in the newer text."""
        if self.after is None:
            return None
        rows = _cells(self.rows, ChangeKind.DELETED, old=False)
        text = _lines(rows) if self.rows else new_text(self.text)
        return Wording(self.after, new_text(self.label), new_text(self.heading), text, rows)


@dataclass(frozen=True, slots=True)
class Redline:
    """What changed between two texts of an act.

    `changes` has one row for each provision, in the order of the newer text; a deleted provision
    stands where it stood.
    """

    language: Language
    title: Pieces
    changes: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the texts say the same in the same places."""
        same = all(change.kind is ChangeKind.SAME for change in self.changes)
        return same and not differs(self.title)


def _cells(
    rows: Iterable[RowChange], elsewhere: ChangeKind, *, old: bool
) -> tuple[tuple[str, ...], ...]:
    """Return the cells of one of the texts: all but those of which only the other one knows."""
    words = old_text if old else new_text
    return tuple(
        tuple(words(cell.pieces) for cell in row.cells if cell.kind is not elsewhere)
        for row in rows
        if row.kind is not elsewhere
    )


def _lines(rows: tuple[tuple[str, ...], ...]) -> str:
    return "\n".join("\t".join(row) for row in rows)
