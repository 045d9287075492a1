"""The page of the acts that the law calls for: what each may know of it, and how it is narrowed."""

import re

import pytest

from kb.services import catalogues
from kb.source import read_catalogues
from tests.webapp.town import Town

STATE = re.compile(r'state state--\w+">([^<]*)<')
SHARE = re.compile(r"<strong>(\d+)</strong> ([^<]*)<")


def page(town: Town, name: str | None = None, query: str = "", lang: str = "en") -> str:
    return town.browser(name).get(f"/{lang}/backlog/{query}").text


@pytest.mark.parametrize(
    ("name", "states"),
    [
        (None, ["published", "not published yet", "published", "not published yet"]),
        ("admin", ["published", "not published yet", "published", "not published yet"]),
        ("other", ["published", "not published yet", "published", "not published yet"]),
        ("invited", ["published", "being drafted", "published", "not published yet"]),
        ("drafter", ["published", "being drafted", "published", "not begun"]),
    ],
)
def test_each_learns_what_they_may_know(town: Town, name: str | None, states: list[str]) -> None:
    text = page(town, name)

    assert STATE.findall(text) == states
    assert ("On Towers" in text) == ("being drafted" in states)
    assert "castles" not in text


def test_the_summary_counts_all_rows_in_numbers_beside_the_bar(town: Town) -> None:
    assert SHARE.findall(page(town)) == [("2", "published"), ("2", "not published yet")]
    narrowed = page(town, "drafter", "?state=missing")
    assert SHARE.findall(narrowed) == [
        ("2", "published"),
        ("1", "being drafted"),
        ("1", "not begun"),
    ]
    assert page(town, "drafter").count("<rect") == 3


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("?state=published", ["B01", "B03"]),
        ("?state=open&stage=S1", ["B02", "B04"]),
        ("?stage=S1", ["B01", "B02", "B03", "B04"]),
        ("?state=drafted", []),
        ("?state=missing", ["B01", "B02", "B03", "B04"]),
        ("?stage=S9&state=<b>", ["B01", "B02", "B03", "B04"]),
    ],
)
def test_rows_are_narrowed_by_what_the_reader_may_ask_for(
    town: Town, query: str, rows: list[str]
) -> None:
    """`missing` is nothing that a reader may ask for, so it is passed over."""
    assert re.findall(r'<li id="(B\d+)"', page(town, query=query)) == rows


@pytest.mark.parametrize(
    ("lang", "words"), [("kk", "Заң талап ететін актілер"), ("ru", "Акты, которых требует закон")]
)
def test_the_page_speaks_the_readers_language(town: Town, lang: str, words: str) -> None:
    assert words in page(town, lang=lang)


def test_a_collection_without_a_backlog_has_an_empty_page(own_town: Town) -> None:
    (own_town.root / "backlog.yaml").unlink()
    with own_town.database.writing() as db:
        catalogues.keep(db, read_catalogues(own_town.root), own_town.now)

    assert "There is no list of them here yet." in page(own_town)
