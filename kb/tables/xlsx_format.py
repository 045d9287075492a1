"""A document as a workbook: a sheet a table; no cell is a formula, a link, or a number that was words."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Final

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from kb.tables.clean import clean, text_of
from kb.tables.formats import Advance
from kb.tables.model import Cell, Column, Document, Table
from kb.tables.packing import EPOCH

MOST_LETTERS: Final = 32_767
"""What a cell of Excel holds."""

_OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "remove_timezone": True,
}
_FONT: Final = {"font_name": "Times New Roman", "font_size": 10, "valign": "top"}
_BODY: Final = {**_FONT, "text_wrap": True, "border": 1, "border_color": "#999999"}
_STYLES: Final[dict[str, dict[str, Any]]] = {
    "heading": {**_BODY, "bold": True, "bg_color": "#E7EAEE", "valign": "vcenter"},
    "words": _BODY,
    "number": {**_BODY, "num_format": "0"},
    "day": {**_BODY, "num_format": "dd.mm.yyyy", "align": "left"},
    "moment": {**_BODY, "num_format": "dd.mm.yyyy hh:mm", "align": "left"},
    "title": {**_FONT, "bold": True, "font_size": 14},
    "plain": _FONT,
}
_NO_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME: Final = 31
_A4: Final = 9
_A3: Final = 8
_MARGIN: Final = 0.4
"""In inches."""
_MOST_ON_A4: Final = 185
"""So many letters a line go on A4 in type of eight points."""
_LINE: Final = 13.5
_HIGHEST: Final = 409.0
_HEADING: Final = 30.0
"""How high a line and a row may be, in points."""


def write(document: Document, file: BinaryIO, advance: Advance) -> None:
    """Write a document as a workbook, its facts on the first sheet."""
    with TemporaryDirectory(prefix="kb-xlsx-") as folder:
        book = Workbook(file, {**_OPTIONS, "tmpdir": folder})
        at = document.at.replace(tzinfo=None) if document.at else EPOCH
        book.set_properties({"title": clean(document.title), "created": at})
        styles = {name: book.add_format(style) for name, style in _STYLES.items()}
        for number, table in enumerate(document.tables, start=1):
            sheet = book.add_worksheet(_name(table.title, number))
            _sheet(sheet, table, styles, advance)
        _facts(book.add_worksheet(_name(document.title, 0)), document, styles)
        book.close()


def _sheet(sheet: Worksheet, table: Table, styles: dict[str, Any], advance: Advance) -> None:
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width + 1)
        sheet.write_string(0, place, clean(column.heading), styles["heading"])
    sheet.set_row(0, _HEADING)
    sheet.freeze_panes(1, 0)
    at = 0
    for row in table.rows:
        for part in _parts(row):
            at += 1
            sheet.set_row(at, _height(table.columns, part))
            for place, cell in enumerate(part):
                _cell(sheet, (at, place), cell, styles)
        advance(1)
    if table.rows:
        sheet.autofilter(0, 0, at, len(table.columns) - 1)
    elif table.empty:
        sheet.write_string(1, 0, clean(table.empty), styles["plain"])
    _paper(sheet, table, at)


def _parts(row: tuple[Cell, ...]) -> Iterator[tuple[Cell, ...]]:
    """Yield a row; what a cell cannot hold goes on in further rows, which begin with the same cell."""
    texts = [text_of(cell) for cell in row]
    yield tuple(
        cell if len(text) <= MOST_LETTERS else text[:MOST_LETTERS]
        for cell, text in zip(row, texts, strict=True)
    )
    for start in range(MOST_LETTERS, max(map(len, texts)), MOST_LETTERS):
        first, *others = (text[start : start + MOST_LETTERS] for text in texts)
        yield (first or row[0], *others)


def _paper(sheet: Worksheet, table: Table, rows: int) -> None:
    """Set how a sheet is printed: the columns for paper, which come first, on the width of a page.

    On A4 many columns would be in letters too small to read.
    """
    width = sum(table.columns[place].width + 1 for place in table.printed)
    sheet.set_landscape()
    sheet.set_paper(_A4 if width <= _MOST_ON_A4 else _A3)
    sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, 2 * _MARGIN)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P / &N")
    sheet.print_area(0, 0, max(rows, 1), len(table.printed) - 1)


def _height(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> float:
    """Return how high a row must be for its words: not every program finds that out by itself."""
    lines = (
        sum(1 + len(line) // column.width for line in text_of(cell).split("\n"))
        for column, cell in zip(columns, row, strict=True)
    )
    return min(_LINE * max(lines), _HIGHEST)


def _cell(sheet: Worksheet, place: tuple[int, int], cell: Cell, styles: dict[str, Any]) -> None:
    if isinstance(cell, datetime):
        sheet.write_datetime(*place, cell.replace(tzinfo=None), styles["moment"])
    elif isinstance(cell, date):
        sheet.write_datetime(*place, cell, styles["day"])
    elif isinstance(cell, int):
        sheet.write_number(*place, cell, styles["number"])
    else:
        sheet.write_string(*place, text_of(cell), styles["words"])


def _facts(sheet: Worksheet, document: Document, styles: dict[str, Any]) -> None:
    """Write what the document is about: the last sheet, as readers come for the tables."""
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, clean(document.title), styles["title"])
    sheet.write_string(1, 0, clean(document.subject), styles["plain"])
    for at, (name, value) in enumerate(document.facts, start=3):
        sheet.write_string(at, 0, clean(name), styles["words"])
        _cell(sheet, (at, 1), value, styles)
    if document.notice:
        sheet.write_string(len(document.facts) + 4, 0, clean(document.notice), styles["plain"])


def _name(title: str, number: int) -> str:
    """Return the name of a sheet; numbered, as no two may have the same."""
    told = _NO_NAME.sub(" ", clean(title)).strip("' ")
    prefix = f"{number}. " if number else ""
    return f"{prefix}{told}"[:_LONGEST_NAME].rstrip("' ") or "1"
