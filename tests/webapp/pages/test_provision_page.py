"""The page of one provision: its words in every language, its citation, its neighbours."""

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.webapp.staged import at
from tests.webapp.town import Town


def test_a_provision_stands_in_every_language_with_all_that_is_in_it(client: FlaskClient) -> None:
    page = client.get("/ru/acts/height/art_1").text
    assert re.findall(r'<section class="provision" lang="(\w+)">', page) == ["kk", "ru", "en"]
    for words in ("Шекті Кеңес белгілейді.", "Предел устанавливает Совет.", "The limit is set by"):
        assert words in page
    assert "Height is measured" not in page


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_citation_is_in_the_language_of_its_text_and_names_the_edition(
    client: FlaskClient, lang: str
) -> None:
    """The interface's language makes no difference to it."""
    page = client.get(f"/{lang}/acts/height/art_1__para_2").text
    cited = re.findall(r'class="cite__words">([^<]+)<', page)
    assert len(cited) == 3
    assert re.search(r"\(публикация № 1 от 22 ноября 2026\sг\.\)$", cited[1])
    assert "Article 1(2)" in cited[2]
    assert cited == re.findall(r'data-copy="([^"]+)"', page)
    assert f'<h1 class="provision__place">{PLACES[lang]}' in page


PLACES = {
    "kk": '<span class="unbroken">1-баптың</span> <span class="unbroken">2-тармағы</span>',
    "ru": "пункт 2 статьи 1",
    "en": "Article 1(2)",
}


def test_a_citation_of_a_draft_names_no_publication(town: Town) -> None:
    page = town.browser("drafter").get("/en/acts/parks/art_1__para_2").text
    assert not re.search(r'class="cite__words">[^<]*publication', page)
    assert "status--draft" in page


@pytest.mark.parametrize(
    ("eid", "before", "after"),
    [
        ("art_1", None, "art_2"),
        ("art_2", "art_1", None),
        ("chp_1", None, None),
        ("art_1__para_1", None, "art_1__para_2"),
        ("art_2__para_1", "art_1__para_2", None),
    ],
)
def test_the_neighbours_are_of_the_same_kind(
    client: FlaskClient, eid: str, before: str | None, after: str | None
) -> None:
    page = client.get(f"/en/acts/height/{eid}").text
    found = dict(re.findall(r'rel="(prev|next)" href="/en/acts/height/([^"]+)"', page))
    assert (found.get("prev"), found.get("next")) == (before, after)


@pytest.mark.parametrize(
    ("today", "eid", "status"),
    [
        (date(2026, 11, 22), "art_1", "in-force"),
        (date(2026, 11, 22), "art_2", "not-yet"),
        (date(2027, 1, 1), "art_2__para_1", "in-force"),
        (date(2027, 1, 1), "art_3", "not-yet"),
        (date(2028, 1, 1), "art_1", "repealed"),
    ],
)
def test_a_provision_has_the_force_of_its_own_day(
    staged: Town, today: date, eid: str, status: str
) -> None:
    page = at(today, staged).get(f"/en/acts/staged/{eid}").text
    assert re.findall(r'class="status status--([a-z-]+)"', page) == [status]


@pytest.mark.parametrize("eid", ["art_3", "art_1__para_9", "chp_2", "art", "para_1", "xx_1"])
def test_an_address_that_the_act_has_not_is_missing(client: FlaskClient, eid: str) -> None:
    assert client.get(f"/en/acts/height/{eid}").status_code == 404
