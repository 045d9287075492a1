"""Markdown as blocks in which numbers are text."""

import pytest
from hypothesis import given

from kb.law.markup import Block, BlockKind, blocks, breaks, inline, links, plain
from tests.kb.law.strategies import texts

Kind = BlockKind


def read(text: str) -> list[Block]:
    return list(blocks(text))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("# Слова", [Kind.HEADING]),
        ("Слова\n\nеще", [Kind.TEXT, Kind.TEXT]),
        ("> Сноска", [Kind.NOTE]),
        ("| А |\n|---|", [Kind.TABLE]),
        ("А\n: б", [Kind.DEFINITION]),
        ("---\n***\n___", [Kind.RULE, Kind.RULE, Kind.RULE]),
        ("Слова\n---", [Kind.TEXT, Kind.RULE]),
        ("Слова\n> Сноска", [Kind.TEXT, Kind.NOTE]),
        ("Слова\n# Заголовок", [Kind.TEXT, Kind.HEADING]),
        ("1. Один\n2. Два", [Kind.TEXT, Kind.TEXT]),
        ("        с отступом в восемь", [Kind.TEXT]),
        ("```\nкод\n```", [Kind.TEXT]),
        ("<div>\n\n</div>", [Kind.TEXT, Kind.TEXT]),
        ("[а]: http://x.org", [Kind.TEXT]),
        ("![рисунок](x.png)", [Kind.TEXT]),
        ("", []),
    ],
)
def test_a_text_consists_of_blocks(text, kinds):
    assert [block.kind for block in read(text)] == kinds


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("1. а", ["1."]),
        ("5-1. а", ["5-1."]),
        ("1) а\n2) б", ["1)", "2)"]),
        ("1\\) а", ["1)"]),
        ("7\\. а", ["7."]),
        ("(a) а", ["(a)"]),
        ("(*a*) а", ["(a)"]),
        ("– а\n— б\n• в\n* г\n- д", ["–", "—", "•", "*", "-"]),
        ("1.", ["1."]),
        ("1.а", [""]),
        ("1.1. а", [""]),
        ("а) б", [""]),
        ("(абв) г", [""]),
        ("1234567890. а", [""]),
        ("Слова\n2026 год\n2026. год\n5) пять", [""]),
        ("Слова:\n1) один", ["", "1)"]),
        ("Слова:\n– один", ["", "–"]),
        ("1. Слова\n2026 год", ["1."]),
    ],
)
def test_a_line_may_begin_with_a_printed_number(text, markers):
    assert [block.marker for block in read(text)] == markers


def test_a_block_knows_its_line_and_its_indent():
    found = read("# А\n\n   1) б;\n\n\tв\n\n> г\n\nд\n: е")

    assert [(block.line, block.indent) for block in found] == [
        (1, 0),
        (3, 3),
        (5, 4),
        (7, 0),
        (9, 0),
    ]
    assert found[-1].text_line == 10


@pytest.mark.parametrize(
    ("text", "bold", "rest"),
    [
        ("**Статья 1. А**", "Статья 1. А", None),
        ("__Статья 1. А__", "Статья 1. А", None),
        ("**Статья *1*. А**", "Статья *1*. А", None),
        ("**Статья 1. А**\nслова\nеще", "Статья 1. А", "слова\nеще"),
        ("**Статья 1.** А", "", None),
        ("**а** и **б**", "", None),
        ("**а\nб**", "", None),
        ("слова", "", None),
    ],
)
def test_a_first_line_in_bold_may_be_a_heading(text, bold, rest):
    block = read(text)[0]

    found, after = block.split_bold()

    assert (found, after.markup if after else None) == (bold, rest)
    assert after is None or after.line == block.line + 1


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("просто слова", "просто слова"),
        ("**жирно**, *косо* и `код`", "жирно, косо и код"),
        ("подпункт 1\\) пункта", "подпункт 1) пункта"),
        ("[статья 5](#art_5)", "статья 5"),
        ("[слова](куда)", "[слова](куда)"),
        ("[…](*i*)", "[…](i)"),
        ("&laquo;А&raquo; &#8211; б &amp; в", "«А» – б & в"),
        ("строка\nеще  \nтретья\\\nчетвертая", "строка еще третья четвертая"),
        ("<b>как есть</b>", "<b>как есть</b>"),
        ("a * b", "a * b"),
    ],
)
def test_the_words_are_what_a_person_reads(markup, words):
    assert plain(markup) == words


@pytest.mark.parametrize(
    ("target", "is_link"),
    [
        ("#art_5", True),
        ("zoning#art_5", True),
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("mailto:a@example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("/etc/passwd", False),
        ("../acts#art_5", False),
        ("zoning", False),
        ("i", False),
        ("title:x#art_1", False),
    ],
)
def test_a_link_leads_to_a_page_or_to_a_provision(target, is_link):
    tokens = [token.type for token in inline(f"[слова]({target})")]

    assert ("link_open" in tokens) is is_link


def test_links_are_told_with_their_place_in_the_plain_text():
    found = list(links("**По** [статье 5](#art_5)\nи [сайту](https://x.org)."))

    assert found == [("#art_5", 3, 11), ("https://x.org", 14, 19)]
    assert list(links("без ссылок")) == []


@pytest.mark.parametrize(
    ("markup", "offset", "before"),
    [
        ("одна строка", 5, 0),
        ("аа\nбб\nвв", 0, 0),
        ("аа\nбб\nвв", 2, 0),
        ("аа\nбб\nвв", 3, 1),
        ("аа\nбб\nвв", 6, 2),
        ("**аа**\n[бб](#art_1)\nвв", 4, 1),
        ("аа\nбб", 99, 1),
    ],
)
def test_the_line_ends_before_a_character_are_counted(markup, offset, before):
    assert breaks(markup, offset) == before


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("| А | Б |\n|---|---|\n| 1 | 2 |", [("А", "Б"), ("1", "2")]),
        ("А | Б\n--- | ---\n1 | 2", [("А", "Б"), ("1", "2")]),
        ("| А | Б |\n|---|---|\n| 1 |", [("А", "Б"), ("1", "")]),
        ("| А |\n|---|\n| 1 | 2 | |\n| 3 |", [("А",), ("1", "2"), ("3",)]),
        ("| А |\n|---|\n| 1 | 2 \\| 3", [("А",), ("1", "2 | 3")]),
        ("| **А** |\n|---|\n| [б](#art_1) |", [("А",), ("б",)]),
    ],
)
def test_a_table_has_all_its_cells(text, rows):
    assert list(read(text)[0].rows) == rows


def test_a_note_loses_its_italics_but_keeps_its_numbers_and_its_tables():
    text = "> *Сноска. Слова.*\n>\n> 1) один;\n>\n> | А |\n> |---|\n> | б | в |"

    assert read(text)[0].markup == "Сноска. Слова.\n1) один;\nА\nб\nв"


def test_emphasis_within_a_note_stays():
    assert read("> *Сноска.* Слова *важны*")[0].markup == "*Сноска.* Слова *важны*"


@pytest.mark.parametrize(
    ("text", "meanings"),
    [
        ("А\n: б", [("А", "б")]),
        ("А\n: б\n\n: в", [("А", "б"), ("", "в")]),
        ("А\n: б\n\n  г", [("А", "б"), ("", "г")]),
        ("А\n: 1) б", [("А", "1) б")]),
        ("**А**\n~ *б*", [("А", "*б*")]),
        ("А\n: > б", [("А", "б")]),
    ],
)
def test_a_definition_list_gives_a_meaning_to_a_term(text, meanings):
    assert [(block.term, block.markup) for block in read(text)] == meanings


@given(texts())
def test_blocks_stand_one_after_another(text):
    lines = [block.line for block in blocks(text)]

    assert lines == sorted(lines)
