"""A redline as one piece of HTML; all of its words are escaped here."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from kb.errors import msg
from kb.language import Language
from kb.law.citation.naming import place
from kb.law.identifiers import ActId
from kb.law.redline.change import (
    MOVED,
    CellChange,
    Change,
    ChangeKind,
    Piece,
    PieceKind,
    Pieces,
    RowChange,
)
from kb.services.library import Edition
from webapp.jinja import safe_html
from webapp.locale import gettext, ngettext
from webapp.pages import editions
from webapp.pages.act_body import Body
from webapp.pages.redline_rows import Line, Row, Stretch, telling

KINDS: Final = {
    ChangeKind.SAME: msg("unchanged"),
    ChangeKind.CHANGED: msg("reworded"),
    ChangeKind.INSERTED: msg("new"),
    ChangeKind.DELETED: msg("deleted"),
    ChangeKind.MOVED: msg("moved"),
    ChangeKind.MOVED_AND_CHANGED: msg("moved and reworded"),
}
"""What became of a provision."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes pieces of words; what stands before them is heard, and not seen."""

    deleted: str
    inserted: str

    @classmethod
    def ready(cls) -> "Pen":
        """Return a pen for the interface's language."""
        gone, come = escape(gettext("deleted:")), escape(gettext("inserted:"))
        return cls(
            f'<del><span class="hidden">{gone} </span>', f'<ins><span class="hidden">{come} </span>'
        )

    def words(self, pieces: Pieces) -> str:
        """Return words with what came and what went marked."""
        return "".join(map(self._piece, pieces))

    def _piece(self, piece: Piece) -> str:
        match piece.kind:
            case PieceKind.DELETED:
                return f"{self.deleted}{escape(piece.old, quote=False)}</del>"
            case PieceKind.INSERTED:
                return f"{self.inserted}{escape(piece.new, quote=False)}</ins>"
            case PieceKind.EQUAL:
                return escape(piece.new, quote=False)

    def provision(self, line: Line) -> str:
        """Return a provision's own words."""
        change = line.change
        number = self.words(change.label)
        number = f'<span class="num">{number}</span> ' if number else ""
        heading, text = self.words(change.heading), self.words(change.text)
        table = self._table(change.rows) if change.rows else ""
        if line.level:
            told = f"<h{line.level}>{number}{heading}</h{line.level}>"
            return told + (f"<p>{text}</p>" if text else "") + table
        heading = f"<dfn>{heading}</dfn> " if heading else ""
        if table and not (number or heading):
            return table
        return f"<p>{number}{heading}{text}</p>{table}"

    def _table(self, rows: Sequence[RowChange]) -> str:
        head, *body = ("".join(self._cells(row.cells)) for row in rows)
        head = head.replace("<td>", '<th scope="col">').replace("</td>", "</th>")
        told = "".join(f"<tr>{cells}</tr>" for cells in body)
        return (
            '<div class="table" role="group" tabindex="0"><table>'
            f"<thead><tr>{head}</tr></thead><tbody>{told}</tbody></table></div>"
        )

    def _cells(self, cells: Iterable[CellChange]) -> Iterator[str]:
        return (f"<td>{self.words(cell.pieces)}</td>" for cell in cells)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a redline is set: of which act, between which editions, in which columns."""

    act: ActId
    old: Edition
    new: Edition
    columns: Sequence[Language]
    language: Language
    is_open: bool

    def body(self, stretches: Iterable[Stretch]) -> Body:
        """Return the rows as one piece of HTML."""
        pen = Pen.ready()
        return safe_html("".join(part for one in stretches for part in self._stretch(one, pen)))

    def _stretch(self, stretch: Stretch, pen: Pen) -> Iterator[str]:
        if stretch.is_folded:
            count = len(stretch.rows)
            told = ngettext("%(num)s unchanged provision", "%(num)s unchanged provisions", count)
            opened = " open" if self.is_open else ""
            yield f'<details class="unchanged"{opened}><summary>'
            yield f"{escape(told % {'num': count})}</summary>"
        for row in stretch.rows:
            yield from self._row(row, pen)
        if stretch.is_folded:
            yield "</details>"

    def _row(self, row: Row, pen: Pen) -> Iterator[str]:
        first, line = row.first, telling(row)
        kind = first.change.place.kind
        changed = f" unit change change--{line.change.kind}" if line else ""
        yield f'<div class="row row--{kind} d{first.depth}{changed}" id="{escape(row.eid)}">'
        if line:
            yield self._note(line.change)
        for language, cell in zip(self.columns, row.cells, strict=True):
            if cell is None:
                yield '<div class="cell"></div>'
            else:
                yield f'<div class="cell" lang="{language}">{pen.provision(cell)}</div>'
        yield "</div>"

    def _note(self, change: Change) -> str:
        """Say what became of a provision, and where it stood."""
        told = escape(gettext(KINDS[change.kind]))
        where = escape(place(change.place.eid, self.language))
        edition = self.new if change.after else self.old
        link = escape(editions.address(self.act, edition, change.place.eid))
        note = f'<a href="{link}">{where}</a> ' if where else ""
        return f'<p class="change__note">{note}<span>{told}</span>{self._origin(change)}</p>'

    def _origin(self, change: Change) -> str:
        if change.kind not in MOVED or not change.before or not change.after:
            return ""
        before = change.before.eid
        where = place(before, self.language)
        if not where or before == change.after.eid:
            return ""
        link = escape(editions.address(self.act, self.old, before))
        words = escape(gettext("before: %(place)s") % {"place": where})
        return f' <a href="{link}">{words}</a>'
