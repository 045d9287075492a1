"""What this project's rules of Markdown keep that Markdown itself renumbers or throws away."""

from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from kb.law.markup_rules import DEEPEST, MARKED, lossless_plugin, numbered_plugin


def tokens(text: str) -> list[tuple[str, str]]:
    reader = MarkdownIt("commonmark").enable("table").disable(["list", "code"])
    reader.use(numbered_plugin).use(lossless_plugin)
    return [
        (before.meta.get(MARKED, ""), each.content)
        for before, each in pairwise(reader.parse(text))
        if each.content
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3. три\n1. один", [("3.", "три"), ("1.", "один")]),
        ("1-1) вставка", [("1-1)", "вставка")]),
        ("1\\) с чертой", [("1)", "с чертой")]),
        ("(*iv*) курсив", [("(iv)", "курсив")]),
        ("1.\tс табуляцией", [("1.", "с табуляцией")]),
        ("1.   \n\nслова", [("", "слова")]),
        ("1. строка\nеще строка", [("1.", "строка\nеще строка")]),
        ("1. строка\n> сноска", [("1.", "строка"), ("", "сноска")]),
        ("1. строка\n# Заголовок", [("1.", "строка"), ("", "Заголовок")]),
        ("слова\n3. не пункт", [("", "слова\n3. не пункт")]),
        ("слова\n1. пункт", [("", "слова"), ("1.", "пункт")]),
        ("слова\n1-1. пункт", [("", "слова"), ("1-1.", "пункт")]),
    ],
)
def test_a_printed_number_is_kept_beside_its_words(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize("before", ["", "> ", "> > "])
def test_a_table_keeps_the_cells_beyond_its_heading_row_wherever_it_stands(before):
    text = "\n".join(f"{before}{line}" for line in ("| А |", "|---|", "| б | в |", "| г || д |"))

    assert [words for _, words in tokens(text)] == ["А", "б", "в", "г", "д"]


@pytest.mark.parametrize("depth", [1, DEEPEST - 1, DEEPEST, DEEPEST + 1, 25, 50_000])
def test_a_quotation_keeps_its_words_however_deep_it_lies(depth):
    words = [words for _, words in tokens(">" * depth + " слово")]

    assert words == [">" * (depth - DEEPEST) + (" " if depth > DEEPEST else "") + "слово"]
