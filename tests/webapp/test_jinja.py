"""Addresses that templates make: of the same page narrowed, turned over, in another language."""

import pytest
from flask import g
from flask.testing import FlaskClient
from markupsafe import Markup

from kb.language import Language
from tests.webapp.town import Town
from webapp import jinja


@pytest.mark.parametrize(
    ("path", "value", "is_chosen", "many", "address"),
    [
        ("/en/search/?q=a", "kk", False, True, "/en/search/?q=a&lang=kk"),
        ("/en/search/?q=a&lang=kk", "ru", False, True, "/en/search/?q=a&lang=kk&lang=ru"),
        ("/en/search/?q=a&lang=kk&lang=ru", "kk", True, True, "/en/search/?q=a&lang=ru"),
        ("/en/search/?q=a&lang=kk", "ru", False, False, "/en/search/?q=a&lang=ru"),
        ("/en/search/?q=a&lang=kk", "kk", True, False, "/en/search/?q=a"),
        ("/en/search/?q=a&page=4", "kk", False, True, "/en/search/?q=a&lang=kk"),
        ("/en/search/?q=", "kk", False, True, "/en/search/?lang=kk"),
        ("/en/search/?q=a%26b%3D%22", "kk", False, True, "/en/search/?q=a%26b%3D%22&lang=kk"),
        ("/en/search/?_external=1", "kk", False, True, "/en/search/?_external=1&lang=kk"),
    ],
)
def test_a_narrowed_address_keeps_the_rest_and_begins_at_the_first_page(
    town: Town, path: str, value: str, is_chosen: bool, many: bool, address: str
) -> None:
    with town.site.test_request_context(path):
        g.language = Language.EN
        made = jinja.narrowed("search.results", "lang", value, is_chosen=is_chosen, many=many)
    assert made == address


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/en/search/?q=a", "/en/search/?q=a&page=3"),
        ("/en/search/?q=a&page=2&lang=kk&lang=ru", "/en/search/?q=a&page=3&lang=kk&lang=ru"),
    ],
)
def test_another_page_keeps_what_was_asked_for(town: Town, path: str, address: str) -> None:
    with town.site.test_request_context(path):
        assert jinja.paged(3) == address


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/en/acts/height/?text=kk,ru", "/kk/acts/height/?text=kk%2Cru"),
        ("/en/search/?q=a&lang=ru&lang=en", "/kk/search/?q=a&lang=ru&lang=en"),
        ("/ru/acts/height/art_1", "/kk/acts/height/art_1"),
        ("/nothing/here?q=typed", "/kk/"),
        ("/en/nothing/here?q=typed", "/kk/"),
    ],
)
def test_another_language_keeps_the_place(client: FlaskClient, path: str, address: str) -> None:
    page = client.get(path).text
    assert f'hreflang="kk" href="{address.replace("&", "&amp;")}"' in page


def test_the_address_of_a_static_file_changes_with_its_contents(town: Town) -> None:
    with town.site.test_request_context("/"):
        script, style = jinja.static("site.js"), jinja.static("site.css")
    assert script.startswith("/static/site.js?v=")
    assert script.partition("v=")[2] != style.partition("v=")[2]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("5-1-бап, <b>", '<span class="unbroken">5-1-бап</span>, &lt;b&gt;'),
        (Markup("2-раундтың &amp; 3"), '<span class="unbroken">2-раундтың</span> &amp; 3'),
        ("пункт 2 статьи 5-1", "пункт 2 статьи 5-1"),
    ],
)
def test_a_number_stays_on_one_line_with_its_ending(words: str, shown: str) -> None:
    assert jinja.unbroken(words) == shown
