"""A table as comma-separated values (RFC 4180), which a sheet opens without taking a cell for a formula."""

import csv
from datetime import date, datetime
from io import TextIOWrapper
from typing import BinaryIO

from kb.tables.clean import harmless, text_of
from kb.tables.formats import Advance
from kb.tables.model import Cell, Document


def write(document: Document, file: BinaryIO, advance: Advance) -> None:
    """Write the one table of a document, in UTF-8 with the mark by which sheets know it."""
    (table,) = document.tables
    lines = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL)
    writer.writerow(harmless(text_of(column.heading)) for column in table.columns)
    for row in table.rows:
        writer.writerow(map(_plain, row))
        advance(1)
    lines.detach()


def _plain(cell: Cell) -> str:
    """Return a cell as data: days and moments as ISO 8601 has them."""
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds")
    return cell.isoformat() if isinstance(cell, date) else harmless(text_of(cell))
