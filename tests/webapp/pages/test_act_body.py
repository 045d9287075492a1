"""The rows of an act as HTML: columns, gaps, anchors, marks of what does not apply yet."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

import pytest
from flask import Flask, g

from kb.language import Language
from kb.law.force import Change, Force, History
from kb.law.identifiers import EId
from kb.law.parallel import align
from kb.law.parse import parse
from kb.law.render import rows
from tests.factories import TEXTS, TODAY
from webapp.pages.act_body import Setting

KK, RU, EN = Language.KK, Language.RU, Language.EN
ACT = "# Act\n\n## Chapter 1. General\n\n### Article 1. Limit\n\n1. One.\n\n   1) first;\n\n   second part.\n"
NOT_YET: History = (Change(date(2027, 1, 1), Force.IN_FORCE),)
LATER: History = (Change(date(2027, 7, 1), Force.IN_FORCE),)
NOW: History = (Change(date(2026, 7, 1), Force.IN_FORCE),)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """The interface is English."""
    with Flask("nothing").test_request_context():
        g.language = EN
        yield


def body(
    texts: Mapping[Language, str],
    columns: tuple[Language, ...],
    histories: Mapping[EId, History] | None = None,
    titles: Mapping[str, str] | None = None,
) -> str:
    """Return texts as the page of an act shows them."""
    aligned = align({one: rows(parse(text, one)) for one, text in texts.items()}, columns)
    setting = Setting(columns, histories or {}, titles or {}, TODAY)  # type: ignore[arg-type]
    return str(setting.body(aligned))


def test_a_row_has_a_cell_for_each_language_that_says_which_it_is() -> None:
    html = body(TEXTS, (KK, RU, EN))
    row = re.search(r'<div class="row row--para[^>]*>.*?</div></div>', html)
    assert row is not None
    assert re.findall(r'<div class="cell" lang="(\w+)">', row[0]) == ["kk", "ru", "en"]
    assert html.count('class="row ') == 2


def test_columns_stand_in_the_order_asked_for() -> None:
    assert body(TEXTS, (EN, KK)).index('lang="en"') < body(TEXTS, (EN, KK)).index('lang="kk"')
    assert 'lang="ru"' not in body(TEXTS, (EN, KK))


def test_what_a_language_lacks_is_a_visible_gap() -> None:
    more = {**TEXTS, RU: TEXTS[RU] + "\n2. Только по-русски.\n"}
    html = body(more, (KK, RU))
    assert html.count("cell--gap") == 1
    assert "Not in this language yet" in html
    assert html.index("Not in this language yet") < html.index("Только по-русски")


def test_every_row_has_the_address_of_its_provision() -> None:
    ids = re.findall(r' id="([^"]+)"', body({EN: ACT}, (EN,)))
    assert ids == [
        "chp_1",
        "art_1",
        "art_1__para_1",
        "art_1__para_1__subpara_1",
        "art_1__para_1__al_2",
    ]


def test_what_is_cited_has_an_anchor_with_its_citation_and_a_part_without_number_has_none() -> None:
    html = body({EN: ACT}, (EN,))
    anchors = dict(re.findall(r'class="anchor" href="#([^"]+)" data-cite="([^"]+)"', html))
    assert anchors == {
        "chp_1": "Chapter 1",
        "art_1": "Article 1",
        "art_1__para_1": "Article 1(1)",
        "art_1__para_1__subpara_1": "Article 1(1)(1)",
    }
    assert 'aria-label="Link to: Article 1"' in html


def test_a_citation_is_in_the_language_of_the_first_column() -> None:
    assert 'data-cite="статья 1"' in body(TEXTS, (RU, KK)).lower()
    assert 'data-cite="1-бап"' in body(TEXTS, (KK, RU))


def test_articles_begin_units_for_the_keys_to_go_to() -> None:
    assert re.findall(r'class="row [^"]*unit" id="([^"]+)"', body({EN: ACT}, (EN,))) == ["art_1"]
    rules = "# Rules\n\n1. One.\n\n2. Two.\n\n   1) sub.\n"
    units = re.findall(r'class="row [^"]*unit" id="([^"]+)"', body({EN: rules}, (EN,)))
    assert units == ["para_1", "para_2"]


@pytest.mark.parametrize(
    ("histories", "marked"),
    [
        ({"art_1": NOW, "art_1__para_1": NOW}, []),
        ({"art_1": NOT_YET, "art_1__para_1": NOT_YET}, ["art_1"]),
        ({"art_1": NOW, "art_1__para_1": NOT_YET}, ["art_1__para_1"]),
        ({"art_1": NOT_YET, "art_1__para_1": LATER}, ["art_1", "art_1__para_1"]),
        ({"art_1": NOT_YET, "art_1__para_1": NOW}, ["art_1"]),
        ({"chp_1": NOT_YET, "art_1": NOT_YET}, ["art_1"]),
        ({}, []),
    ],
)
def test_a_provision_says_when_it_begins_unless_what_it_stands_in_says_so(
    histories: dict[str, History], marked: list[str]
) -> None:
    html = body({EN: ACT}, (EN,), {EId(name): history for name, history in histories.items()})
    found = [part.partition('"')[0] for part in html.split(' id="') if 'class="mark' in part]
    assert found == marked


def test_a_mark_names_the_day_in_the_language_of_the_interface() -> None:
    given = {EId("art_1"): NOT_YET}
    assert "Not in force until 1 January 2027" in body({EN: ACT}, (EN,), given)
    g.language = KK
    assert "2027 жылғы 1 қаңтарға" in body({EN: ACT}, (EN,), given)


def test_a_text_cannot_put_markup_on_the_page() -> None:
    hostile = '# A\n\n### Article 1. <img src=x onerror=alert(1)>\n\n1. <script>alert(1)</script> "x" & y.\n'
    html = body({EN: hostile}, (EN,))
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html
