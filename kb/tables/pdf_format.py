"""A document as PDF, set from a page of HTML that may ask for no file and no address."""

from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Final, NoReturn

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from weasyprint import HTML

from kb.tables.clean import clean, pieces_of, text_of
from kb.tables.formats import Advance
from kb.tables.model import Cell, Document, Mark, Prose

_TAGS: Final = {
    Mark.NONE: Markup("{}"),
    Mark.DELETED: Markup("<del>{}</del>"),
    Mark.INSERTED: Markup("<ins>{}</ins>"),
}


def write(document: Document, file: BinaryIO, advance: Advance) -> None:
    """Write a document; its progress is told at the end only, as it is set as a whole."""
    page = HTML(string=html(document), url_fetcher=refuse)
    page.write_pdf(file, pdf_variant="pdf/ua-1")
    advance(document.size)


def html(document: Document) -> str:
    """Return the page that is set."""
    template = _templates().get_template("document.html")
    return template.render(document=document, cell=_cell)


def refuse(url: str, *arguments: Any, **named: Any) -> NoReturn:
    """Fetch nothing: whatever a text says, no file and no address is opened for it."""
    del arguments, named
    problem = f"a document has no part outside itself: {url}"
    raise ValueError(problem)


def _cell(cell: Cell) -> Markup:
    language = cell.language if isinstance(cell, Prose) else None
    words = Markup("").join(_TAGS[mark].format(told) for told, mark in pieces_of(cell))
    return (Markup('<td lang="{}">{}</td>') if language else Markup("<td>{1}</td>")).format(
        language, words
    )


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent), undefined=StrictUndefined, autoescape=True
    )
    made.filters.update(clean=clean, text=text_of)
    return made
