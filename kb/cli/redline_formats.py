"""A redline for a terminal, for a program, and as a page of its own."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from typing import Final

import click

from kb.law.redline.change import (
    Change,
    ChangeKind,
    Piece,
    PieceKind,
    Redline,
    RowChange,
    differs,
)
from kb.law.redline.marked import Mark, bracketed, line, marked
from kb.law.redline.plain import plain
from kb.law.redline.summary import Counts


class Format(StrEnum):
    """How a redline is printed."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Compared:
    """A redline, and what the two texts are called."""

    old: str
    new: str
    redline: Redline


_UNPRINTABLE: Final = dict.fromkeys((*range(32), 127, *range(128, 160)), "�")
_UNPRINTABLE.pop(ord("\n"))
_UNPRINTABLE.pop(ord("\t"))

_TAGS: Final = {PieceKind.DELETED: "del", PieceKind.INSERTED: "ins"}
_STYLE: Final = """\
body { font: 1rem/1.5 serif; margin: 2rem auto; max-width: 45rem; padding: 0 1rem }
ins { background: #e2f5e5; color: #114b1b } del { background: #fbe3e1; color: #7a130c }
table { border-collapse: collapse } td { border: 1px solid #888; padding: .25rem .5rem; vertical-align: top }
small { color: #555; font-family: sans-serif }"""


# For a person at a terminal


def text(compared: Compared, *, everything: bool, colour: bool) -> Iterator[str]:
    """Yield the lines of a redline: what changed, or every provision."""
    redline = compared.redline
    mark = _coloured if colour else _printable
    yield f"--- {compared.old}"
    yield f"+++ {compared.new}"
    yield summary(Counts.of(redline))
    if everything or differs(redline.title):
        yield f"\n{marked(redline.title, mark)}"
    for change in redline.changes:
        if everything or not _is_quiet(change):
            yield f"\n{_head(change)}\n{line(change, mark)}"


def summary(counts: Counts) -> str:
    """Return in a sentence how much changed."""
    if counts.is_empty:
        return "Nothing changed."
    told = [f"{number} {_name(kind)}" for kind, number in counts.by_kind.items() if number]
    return f"{', '.join(told)}; {counts.share:.0%} of the provisions have other words."


def _is_quiet(change: Change) -> bool:
    """Tell whether a change is none, or only that of what a provision stands in."""
    is_carried = change.is_carried and change.kind is ChangeKind.MOVED
    return change.kind is ChangeKind.SAME or is_carried


def _head(change: Change) -> str:
    places = [place.eid for place in (change.before, change.after) if place is not None]
    return f"{_name(change.kind)}: {' → '.join(dict.fromkeys(places))}"


def _name(kind: ChangeKind) -> str:
    return kind.replace("-", " ")


def _coloured(piece: Piece) -> str:
    words = piece.text.translate(_UNPRINTABLE)
    match piece.kind:
        case PieceKind.DELETED:
            return click.style(words, fg="red", strikethrough=True)
        case PieceKind.INSERTED:
            return click.style(words, fg="green", underline=True)
        case PieceKind.EQUAL:
            return words


def _printable(piece: Piece) -> str:
    return bracketed(piece).translate(_UNPRINTABLE)


# For a program


def as_json(compared: Compared, *, everything: bool) -> str:
    """Return a redline as JSON; provisions that are the same are left out unless they are wanted."""
    told = {"old": compared.old, "new": compared.new}
    told |= plain(compared.redline, everything=everything)
    return json.dumps(told, ensure_ascii=False, indent=2)


# As a page


def html(compared: Compared) -> str:
    """Return a redline of the whole text as a page that needs nothing else."""
    redline = compared.redline
    title = escape(f"{compared.old} → {compared.new}")
    body = "\n".join(_html(change) for change in redline.changes)
    return f"""\
<!DOCTYPE html>
<html lang="{redline.language}">
<head><meta charset="utf-8"><title>{title}</title><style>
{_STYLE}
</style></head>
<body>
<p lang="en">{title}<br>{summary(Counts.of(redline))}</p>
<h1>{marked(redline.title, _tagged)}</h1>
{body}
</body>
</html>"""


def _html(change: Change) -> str:
    place = change.place
    told = "" if _is_quiet(change) else f'<small lang="en">{escape(_head(change))}</small><br>'
    mark: Mark = _tagged
    words = (marked(pieces, mark) for pieces in (change.label, change.heading, change.text))
    rows = "".join(f"<tr>{_cells(row)}</tr>" for row in change.rows)
    table = f"<table>{rows}</table>" if rows else ""
    inset = f' style="margin-left: {place.depth}rem"' if place.depth else ""
    return f'<div class="{change.kind}"{inset}>{told}{" ".join(filter(None, words))}{table}</div>'


def _cells(row: RowChange) -> str:
    return "".join(f"<td>{marked(cell.pieces, _tagged)}</td>" for cell in row.cells)


def _tagged(piece: Piece) -> str:
    words = escape(piece.text)
    tag = _TAGS.get(piece.kind)
    return f"<{tag}>{words}</{tag}>" if tag else words
