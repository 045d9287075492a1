"""Tables in which a row does not fit under the heading row."""

import pytest

from kb.language import Language
from kb.law.checks.table_check import check
from kb.law.parse import parse
from tests.kb.law.checks.drafts import told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| А | Б |\n|---|---|\n| 1 | 2 |\n", []),
        ("| А | Б |\n|---|---|\n| 1 |\n", []),
        ("| А | Б |\n|---|---|\n| 1 | 2 \\| 3 |\n", []),
        ("| А | Б |\n|---|---|\n| 1 | 2 | 3 |\n", ["ru.md:3 error text.table-row"]),
        ("1. А:\n\n| А | Б |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |\n| 1 | 2 |\n| 1 | 2 | 3 | 4 |\n",
         ["ru.md:6 error text.table-row", "ru.md:8 error text.table-row"]),
    ],
)  # fmt: skip
def test_a_row_with_too_many_cells_is_told_of(text, expected):
    assert told(check(parse(text, Language.RU))) == expected
