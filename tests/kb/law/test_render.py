"""Provisions as safe HTML, with every number as printed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import Language
from kb.law.act import Provision, ProvisionKind
from kb.law.identifiers import EId
from kb.law.parse import parse
from kb.law.plain import printed
from kb.law.render import BY_TITLE, Mark, html, link, resolved, rows
from tests.kb.law.hostile import VECTORS
from tests.kb.law.pages import Page
from tests.kb.law.strategies import languages, profiles, texts

Kind = ProvisionKind


def part(markup: str, text: str = "", **fields: object) -> Provision:
    made = Provision(kind=Kind.PARAGRAPH, text=text or markup, markup=markup)
    return replace(made, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("provision", "expected"),
    [
        (part("Слова.", label="1."), '<p><span class="num">1.</span> Слова.</p>'),
        (part("Слова.", label="1-1)"), '<p><span class="num">1-1)</span> Слова.</p>'),
        (part("**а** *б* `в`"), "<p><strong>а</strong> <em>б</em> <code>в</code></p>"),
        (part("а\nб\\\nв"), "<p>а б<br>в</p>"),
        (part("подпункт 1\\)"), "<p>подпункт 1)</p>"),
        (part("[а](#art_1)"), '<p><a href="#art_1">а</a></p>'),
        (part("[а](zoning#art_1)"), '<p><a href="../zoning/#art_1">а</a></p>'),
        (part("[а](https://x.org/?a=1&b=2)"), '<p><a href="https://x.org/?a=1&amp;b=2">а</a></p>'),
        (part("< & >"), "<p>&lt; &amp; &gt;</p>"),
        (part("значение", heading="Термин"), "<p><dfn>Термин</dfn> значение</p>"),
        (
            part("", kind=Kind.ARTICLE, label="5-бап.", heading="Шек <b>"),
            '<h2><span class="num">5-бап.</span> Шек &lt;b&gt;</h2>',
        ),
        (part("Слова", kind=Kind.ARTICLE, heading="Шек"), "<h2>Шек</h2><p>Слова</p>"),
        (part("Слова", kind=Kind.PREAMBLE), "<p>Слова</p>"),
        (part("Слова", kind=Kind.GROUP, heading="Прочее"), "<h2>Прочее</h2><p>Слова</p>"),
        (
            part("", kind=Kind.TABLE, rows=(("А", "Б"), ("1", "<2>"))),
            '<div class="table" role="group" tabindex="0"><table>'
            '<thead><tr><th scope="col">А</th><th scope="col">Б</th></tr></thead>'
            "<tbody><tr><td>1</td><td>&lt;2&gt;</td></tr></tbody></table></div>",
        ),
    ],
)
def test_a_provision_is_set_as_it_is_printed(provision, expected):
    assert html(provision) == expected


def test_headings_go_down_by_one_level_to_the_sixth():
    text = "\n\n".join(
        [
            "## Приложение 1",
            "## Раздел I",
            "## Глава 1",
            "## § 1",
            "## Прочее",
            "### Статья 1",
            "1. П",
        ]
    )

    made = rows(parse(text, Language.RU))

    assert [row.level for row in made] == [2, 3, 4, 5, 6, 6, 0]
    assert made[5].html.startswith("<h6>")


def test_words_are_set_in_by_the_depth_of_their_unit():
    text = (
        "## Глава 1\n\n### Статья 1\n\nСлова\n\nчасть\n\n1. П\n\n   часть\n\n   1) а\n\n"
        "      б\n\n   | т |\n   |---|\n\n> Сноска"
    )

    depths = {row.eid: row.depth for row in rows(parse(text, Language.RU))}

    assert depths == {
        "chp_1": 0, "art_1": 0, "art_1__al_2": 0, "art_1__para_1": 0, "art_1__para_1__al_2": 0,
        "art_1__para_1__subpara_1": 1, "art_1__para_1__subpara_1__indent_2": 2,
        "art_1__para_1__table_1": 0, "art_1__note_1": 0,
    }  # fmt: skip


def test_a_row_tells_what_a_contents_list_needs():
    row = rows(parse("## Прочее\n\nслова", Language.RU))[0]

    assert (row.eid, row.kind, row.level, row.label, row.heading) == (
        "hdg_1", Kind.GROUP, 2, "", "Прочее",
    )  # fmt: skip


# Marks


def marked(markup: str, words: str, href: str = "#art_5", css: str = "ref") -> str:
    provision = parse(f"1. {markup}", Language.RU).provisions[0]
    start = provision.text.index(words)
    return html(provision, [Mark(start, start + len(words), href, css)])


@pytest.mark.parametrize(
    ("markup", "words", "expected"),
    [
        ("по статье 5.", "статье 5", 'по <a class="ref" href="#art_5">статье 5</a>.'),
        ("по *статье 5*.", "статье 5", 'по <em><a class="ref" href="#art_5">статье 5</a></em>.'),
        ("по\nстатье\n5 закона", "статье 5", 'по <a class="ref" href="#art_5">статье 5</a> закона'),
        ("подпункта 1\\) статьи", "подпункта 1) статьи",
         '<a class="ref" href="#art_5">подпункта 1) статьи</a>'),
        ("`код` и статье 5", "статье 5",
         '<code>код</code> и <a class="ref" href="#art_5">статье 5</a>'),
        ("а & статье 5", "статье 5", 'а &amp; <a class="ref" href="#art_5">статье 5</a>'),
        ("по [статье 5](#art_6)", "статье 5", 'по <a href="#art_6">статье 5</a>'),
        ("по *статье* 5", "статье 5", "по <em>статье</em> 5"),
    ],
)  # fmt: skip
def test_a_mark_is_a_link_where_its_words_stand(markup, words, expected):
    assert (
        marked(markup, words).removeprefix('<p><span class="num">1.</span> ') == f"{expected}</p>"
    )


def test_of_two_marks_that_overlap_the_first_counts():
    marks = [Mark(0, 4, "#a", "ref"), Mark(2, 6, "#b", "term"), Mark(5, 7, "#c", "term")]

    assert Page(html(part("слово слово"), marks)).links == ["#a", "#c"]


@pytest.mark.parametrize(("start", "end"), [(-5, 3), (3, 99), (4, 4), (5, 2), (90, 99)])
def test_a_mark_that_stands_nowhere_is_left_out(start, end):
    assert html(part("слово"), [Mark(start, end, "#a", "ref")]) == "<p>слово</p>"


def test_the_address_of_a_mark_is_escaped():
    assert Page(marked("статье 5", "статье 5", '#x"onclick="alert(1)')).links == [
        '#x"onclick="alert(1)'
    ]


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        ({"о высоте": "height"}, '<a class="ref" href="../height/#art_5">статья 5</a>'),
        ({}, "статья 5"),
        ({"о другом": "other"}, "статья 5"),
    ],
)
def test_a_reference_by_title_leads_to_an_act_that_the_reader_may_know_of(titles, expected):
    made = marked(
        "статья 5", "статья 5", f"{BY_TITLE}%D0%9E%20%D0%B2%D1%8B%D1%81%D0%BE%D1%82%D0%B5#art_5"
    )

    assert (
        resolved(made, titles).removeprefix('<p><span class="num">1.</span> ') == f"{expected}</p>"
    )


def test_a_page_without_references_by_title_stays_as_it_is():
    page = "<p>title</p>"

    assert resolved(page, {"о высоте": "height"}) is page


# Links


@pytest.mark.parametrize(
    ("target", "leads"),
    [
        ("#art_5", "#art_5"),
        ("zoning#art_5", "../zoning/#art_5"),
        ("https://example.org", "https://example.org"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("javascript:alert(1)", "#"),
        ("title:x#art_1", "#"),
        ("//evil.example#x", "#"),
        ("../../admin#x", "#"),
        ("", "#"),
    ],
)
def test_a_link_leads_where_a_link_may_lead(target, leads):
    assert link(target) == leads


# Safety


def places(vector: str) -> list[str]:
    """Put a hostile text in every place of an act."""
    line = vector.replace("\n", " ")
    return [
        vector,
        f"# {line}\n\n### Статья 1. {line}\n\n1. {vector}\n\n   1) {line}",
        f"**Статья 1. {line}**\n{line}",
        f"## {line}\n\n> {line}\n>\n> {line}",
        f"| {line} | А |\n|---|---|\n| {line} | б | {line} |",
        f"{line}\n: {line}",
        f"1. П\n\n---\n\n{vector}",
    ]


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize("language", Language)
def test_nothing_hostile_reaches_a_page(vector, language):
    for text in places(vector):
        for row in rows(parse(text, language)):
            Page(row.html)


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_hostile_reaches_a_page_through_values_that_no_parser_made(vector):
    everything = Provision(
        kind=Kind.ARTICLE, label=vector, heading=vector, text=vector, markup=vector
    )
    cells = replace(everything, kind=Kind.TABLE, rows=((vector,), (vector, vector)))
    marks = [Mark(0, 3, vector, "ref")]

    for provision in (everything, replace(everything, kind=Kind.NOTE), cells):
        Page(html(provision, marks), only_ours=False)


@given(texts(), languages, profiles)
def test_any_text_is_rendered_as_well_formed_html(text, language, profile):
    for row in rows(parse(text, language, profile)):
        Page(row.html)


@given(texts(), languages)
def test_a_page_says_what_the_act_says(text, language):
    expression = parse(text, language)

    for provision, row in zip(expression.walk(), rows(expression), strict=True):
        assert row.eid == provision.eid
        assert squeezed(Page(row.html).words) == squeezed(printed(provision))


@given(texts(), languages, st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=8))
def test_marks_add_links_and_change_no_word(text, language, spans):
    marks = [Mark(start, end, "#art_1", "ref") for start, end in spans]
    expression = parse(text, language)

    plainly = rows(expression)
    with_marks = rows(expression, {EId(row.eid): marks for row in plainly})

    for bare, linked in zip(plainly, with_marks, strict=True):
        assert Page(bare.html).words == Page(linked.html).words


def squeezed(words: str) -> str:
    """Leave out what a browser does not tell apart, and U+0000, which HTML has no place for."""
    return "".join(words.split()).replace("\x00", "")
