"""The page of results: what an address asks for, and what the page offers."""

from datetime import date

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from indexer.query import Facet, SearchQuery, Sort
from kb.access import Viewer
from kb.language import Language
from tests.factories import TODAY
from webapp.pages.search_page import query_of


def asked(*pairs: tuple[str, str]) -> SearchQuery:
    return query_of(MultiDict(pairs), Viewer(), Language.EN, TODAY)


@pytest.mark.parametrize(
    ("page", "read"),
    [
        ("", 1),
        ("1", 1),
        ("7", 7),
        ("0", 1),
        ("-3", 1),
        ("1.5", 1),
        ("one", 1),
        ("٣", 1),
        ("²", 1),
        (" 2", 1),
        ("100", 100),
        ("101", 100),
        ("9" * 4000, 100),
    ],
)
def test_a_page_that_is_no_number_is_the_first_and_one_beyond_all_the_last(
    page: str, read: int
) -> None:
    assert asked(("page", page)).page == read


@pytest.mark.parametrize(
    ("name", "value", "attribute", "read"),
    [
        ("sort", "date", "sort", Sort.DATE),
        ("sort", "price", "sort", Sort.RELEVANCE),
        ("by", "act", "by_act", True),
        ("by", "acts", "by_act", False),
        ("literal", "1", "literal", True),
        ("literal", "true", "literal", False),
        ("q", "height", "text", "height"),
        ("topic", "", "chosen", {}),
        ("unheard", "of", "chosen", {}),
        ("on", "2027-01-01", "as_of", date(2027, 1, 1)),
        ("on", "2027-02-30", "as_of", None),
        ("on", "2027-W01-1", "as_of", None),
        ("on", "20270101", "as_of", None),
        ("on", "٢٠٢٧-٠١-٠١", "as_of", None),
        ("on", "", "as_of", None),
    ],
)
def test_what_cannot_be_read_is_passed_over(
    name: str, value: str, attribute: str, read: object
) -> None:
    assert getattr(asked((name, value)), attribute) == read


def test_a_facet_takes_several_values_each_once() -> None:
    chosen = asked(
        ("topic", "zoning"), ("topic", "zoning"), ("topic", "water"), ("lang", "kk")
    ).chosen
    assert chosen == {
        Facet.TOPIC: frozenset({"zoning", "water"}),
        Facet.LANGUAGE: frozenset({"kk"}),
    }


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("", ["/en/help/"], ['class="empty"', "<article", 'class="found"']),
        ("q=height", ["<mark>", "by=act", "sort=date", 'hreflang="kk"'], ['class="empty"']),
        ("q=height&by=act", ['class="group"'], ['class="empty"']),
        ("q=heigt", ["“height”", "literal=1", "<article"], ['class="empty"']),
        ("q=heigt&literal=1", ['class="empty"'], ["“height”"]),
        ("q=zzzzz&topic=zoning", ['class="empty"', '"/en/search/?q=zzzzz"'], ["<article"]),
        ("q=zzzzz", ['class="empty"', "/en/acts/", "lang=kk"], ['"/en/search/?q=zzzzz"']),
        ('q="height', ['class="notice"', "<article"], []),
        ("q=height&topic=zoning", ['aria-current="true"><span>Zoning'], []),
        ("q=<script>alert(1)</script>", ["&lt;script&gt;"], ["<script>alert"]),
    ],
)
def test_the_page_tells_what_was_found_and_how_to_go_on(
    client: FlaskClient, query: str, there: list[str], not_there: list[str]
) -> None:
    page = client.get(f"/en/search/?{query}").text.partition("<main")[2]
    assert [words for words in there if words not in page] == []
    assert [words for words in not_there if words in page] == []


@pytest.mark.parametrize(
    ("query", "location"),
    [
        ("q=art. 2&act=height", "/en/acts/height/#art_2"),
        ("q=ст. 1 п. 2&act=height", "/en/acts/height/#art_1__para_2"),
        ("q=art. 2 on height", "/en/acts/height/#art_2"),
    ],
)
def test_a_reference_leads_to_its_provision(client: FlaskClient, query: str, location: str) -> None:
    answer = client.get(f"/en/search/?{query}")
    assert (answer.status_code, answer.location) == (302, location)


def test_a_reference_searched_literally_is_words(client: FlaskClient) -> None:
    assert client.get("/en/search/?q=art. 2&act=height&literal=1").status_code == 200


def test_a_reference_that_several_acts_have_lists_them_and_no_passages_with_its_figures(
    client: FlaskClient,
) -> None:
    listed = client.get("/en/search/?q=art. 1").text

    assert 'href="/en/acts/height/#art_1"' in listed
    assert 'href="/en/acts/parks/#art_1"' in listed
    assert "hit__snippet" not in listed
    assert "literal=1" in listed, "the figures can still be searched for"
    assert "hit__snippet" in client.get("/en/search/?q=art. 1&literal=1").text
