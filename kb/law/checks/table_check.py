"""Tables in which a row does not fit under the heading row."""

from collections.abc import Iterator
from typing import Final

from kb.errors import msg
from kb.law.act import Expression
from kb.law.finding import Finding, error
from kb.law.folder import TEXTS

ROW: Final = error(
    "text.table-row",
    msg("This row has %(cells)s cells, and the heading row of the table has %(columns)s."),
    msg(r"Take out a “|” that is too many; one that belongs to the text is written “\|”."),
)


def check(expression: Expression) -> Iterator[Finding]:
    """Yield the rows with more cells than their table has columns: Markdown would drop those."""
    for provision in expression.walk():
        columns = len(provision.rows[0]) if provision.rows else 0
        for number, row in enumerate(provision.rows[1:], start=2):
            if len(row) > columns:
                details = {"cells": len(row), "columns": columns}
                yield Finding(ROW, TEXTS[expression.language], provision.line + number, details)
