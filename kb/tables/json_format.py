"""A document as JSON: tables of objects with the keys of the columns."""

import json
from datetime import date, datetime
from typing import Any, BinaryIO

from kb.tables.clean import text_of
from kb.tables.formats import Advance
from kb.tables.model import Cell, Document, Table


def write(document: Document, file: BinaryIO, advance: Advance) -> None:
    """Write a document as one JSON object, in UTF-8."""
    plain = {
        "title": document.title,
        "subject": text_of(document.subject),
        "language": document.language.value,
        "notice": document.notice,
        "at": document.at.isoformat(timespec="seconds") if document.at else None,
        "facts": [{"name": name, "value": _plain(value)} for name, value in document.facts],
        "tables": [_table(table) for table in document.tables],
    }
    file.write(json.dumps(plain, ensure_ascii=False, indent=1).encode() + b"\n")
    advance(document.size)


def _table(table: Table) -> dict[str, Any]:
    keys = [column.key for column in table.columns]
    return {
        "key": table.key,
        "title": table.title,
        "columns": [{"key": one.key, "heading": one.heading} for one in table.columns],
        "rows": [dict(zip(keys, map(_plain, row), strict=True)) for row in table.rows],
    }


def _plain(cell: Cell) -> str | int | None:
    if isinstance(cell, datetime):
        return cell.isoformat(timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return cell if isinstance(cell, int) else text_of(cell) or None
