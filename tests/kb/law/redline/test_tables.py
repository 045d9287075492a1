"""Tables are compared by rows and cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.law.redline.change import ChangeKind, RowChange, new_text, old_text
from kb.law.redline.marked import marked
from kb.law.redline.outline import Numbers
from kb.law.redline.tables import compare_rows

HEAD = ("Здание", "Мест", "Плата")
HOME = ("Жилой дом", "1,0", "нет")
HOTEL = ("Гостиница", "2,0", "200 тенге")
STORE = ("Склад", "0,5", "нет")

CASES = [
    ("a cell", [HEAD, HOME], [HEAD, ("Жилой дом", "1,2", "нет")],
     ["same", "changed Жилой дом | [-1,0-]{+1,2+} | нет"]),
    ("a row inserted", [HEAD, STORE], [HEAD, HOTEL, STORE],
     ["same", "inserted {+Гостиница+} | {+2,0+} | {+200 тенге+}", "same"]),
    ("a row deleted", [HEAD, HOME, STORE], [HEAD, STORE],
     ["same", "deleted [-Жилой дом-] | [-1,0-] | [-нет-]", "same"]),
    ("a row under another name", [HEAD, HOME], [HEAD, ("Многоэтажный дом", "1,0", "нет")],
     ["same", "changed [-Жилой-]{+Многоэтажный+} дом | 1,0 | нет"]),
    ("a row in the place of another", [HEAD, HOTEL], [HEAD, ("Школа", "7,0", "бесплатно")],
     ["same", "deleted [-Гостиница-] | [-2,0-] | [-200 тенге-]",
      "inserted {+Школа+} | {+7,0+} | {+бесплатно+}"]),
    ("a column inserted", [HEAD[:2], HOME[:2]], [HEAD, HOME],
     ["changed Здание | Мест | {+Плата+}", "changed Жилой дом | 1,0 | {+нет+}"]),
    ("a column deleted", [HEAD, HOME], [HEAD[::2], HOME[::2]],
     ["changed Здание | [-Мест-] | Плата", "changed Жилой дом | [-1,0-] | нет"]),
    ("typography", [HEAD, HOTEL], [HEAD, ("Гостиница", "2,0", "200\u00a0тенге")],
     ["same", "same"]),
]  # fmt: skip


def read(row: RowChange) -> str:
    if row.kind is ChangeKind.SAME:
        return "same"
    return f"{row.kind} {' | '.join(marked(cell.pieces) for cell in row.cells)}"


@pytest.mark.parametrize(
    ("old", "new", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_is_edited_in_a_table_is_what_the_redline_shows(old, new, expected):
    assert [read(row) for row in compare_rows(old, new, Numbers())] == expected


CELLS = st.sampled_from(["", "а", "б", "а б", "1,0", "-", "–"])
TABLES = st.lists(st.lists(CELLS, max_size=4).map(tuple), max_size=6)


@given(TABLES, TABLES)
def test_the_rows_of_a_redline_are_those_of_both_tables(old, new):
    rows = compare_rows(old, new, Numbers())

    for table, words, elsewhere in (
        (old, old_text, ChangeKind.INSERTED),
        (new, new_text, ChangeKind.DELETED),
    ):
        assert table == [
            tuple(words(cell.pieces) for cell in row.cells if cell.kind is not elsewhere)
            for row in rows
            if row.kind is not elsewhere
        ]
