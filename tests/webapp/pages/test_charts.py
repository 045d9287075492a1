"""Drawings of counts: bars to scale, labels that fit, and a table with all of it."""

import pytest

from webapp.pages.charts import DRAWN, ROW, Row, chart


def test_bars_are_as_long_as_their_numbers():
    drawn = chart("type", "By type", "Type", [Row("a", 4), Row("b", 1), Row("c", 0)])
    assert [(bar.label, bar.width, bar.y) for bar in drawn.bars] == [
        ("a", 340.0, 0),
        ("b", 85.0, ROW),
    ]
    assert (drawn.height, drawn.total) == (2 * ROW, 5)


@pytest.mark.parametrize("rows", [[], [Row("a", 0)]])
def test_of_nothing_there_is_no_drawing(rows):
    assert chart("type", "By type", "Type", rows) is None


def test_the_table_has_what_is_not_drawn_any_more():
    drawn = chart(
        "provision", "By provision", "Provision", [Row(str(n), 1) for n in range(DRAWN + 5)]
    )
    assert len(drawn.bars) == DRAWN
    assert len(drawn.rows) == DRAWN + 5


def test_a_long_label_is_shortened_in_the_drawing_only():
    name = "Қазақстан Республикасының Ұлттық экономика министрлігі жанындағы институт"
    drawn = chart("organisation", "By organisation", "Organisation", [Row(name, 1)])
    assert drawn.rows[0].label == name
    assert len(drawn.bars[0].label) == 50
    assert drawn.bars[0].label.endswith("…")
