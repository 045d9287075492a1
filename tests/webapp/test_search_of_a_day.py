"""Search asked as of a day: on the page, from within an act, and for programs."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from urllib.parse import quote

import pytest

from tests.webapp.crawl import told
from tests.webapp.pages.test_point_in_time import amend, withdraw
from tests.webapp.town import Town

BEFORE, AFTER = "2026-12-31", "2027-01-01"


@pytest.fixture(scope="module")
def amended(fresh_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town whose act on height has other words from 2027 on: the Council becomes a body."""
    made = fresh_town.copied(tmp_path_factory.mktemp("searched") / "town")
    amend(made)
    made.index()
    yield made
    made.close()


def results(town: Town, query: str, name: str | None = None, language: str = "en") -> str:
    answer = town.browser(name).get(f"/{language}/search/?{query}")
    assert answer.status_code == 200
    return unescape(answer.text.partition("<main")[2])


@pytest.mark.parametrize("name", [None, "drafter"])
@pytest.mark.parametrize(
    ("day", "typed", "found"),
    [(BEFORE, '"the council"', True), (AFTER, '"the council"', False), (AFTER, '"the body"', True)],
)
def test_the_words_of_a_day_are_found_on_it_and_lead_to_its_text(amended, name, day, typed, found):
    page = results(amended, f"q={quote(typed)}&on={day}&act=height", name)

    links = re.findall(r'href="(/en/acts/height/[^"?#]*)', page)
    assert set(links) == ({f"/en/acts/height/@{day}"} if found else set())
    assert ("Nothing was found" in page) != found


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "The law as of 1 January 2027"),
        ("ru", "По состоянию на 1 января 2027"),
        ("kk", "2027 жылғы 1 қаңтардағы жағдай бойынша"),
    ],
)
def test_the_page_says_which_days_law_it_searched_and_offers_another(amended, language, words):
    page = results(amended, f"q=height&on={AFTER}", language=language)

    assert words in page
    assert f'name="on" value="{AFTER}"' in page
    assert words not in results(amended, "q=height", language=language)
    assert 'type="date" name="on" value=""' in results(amended, "q=height", language=language)


def test_every_way_on_from_the_page_keeps_the_day(amended):
    answer = amended.browser().get(f"/en/search/?q=height&on={AFTER}&by=act")

    text = unescape(answer.text)
    onwards = list(re.findall(r'href="(/[a-z]+/search/\?[^"]*)"', text))
    assert len(onwards) > 8
    without = [link for link in onwards if f"on={AFTER}" not in link]
    assert without == ["/en/search/?q=height&by=act"]
    assert f'<input type="hidden" name="on" value="{AFTER}">' in text.partition("<main")[0]


def test_the_forms_day_goes_with_what_was_chosen_before(amended):
    page = results(amended, f"q=height&topic=zoning&topic=water&sort=date&page=2&on={AFTER}")
    form = page.partition('class="point__form"')[2].partition("</form>")[0]

    kept = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form)

    assert kept == [("q", "height"), ("topic", "zoning"), ("topic", "water"), ("sort", "date")]


def test_search_within_an_act_on_a_day_searches_that_day(amended):
    browser = amended.browser()

    of_day = browser.get(f"/en/acts/height/@{BEFORE}").text
    of_today = browser.get("/en/acts/height/").text

    assert f'<input type="hidden" name="on" value="{BEFORE}">' in of_day
    assert 'type="hidden" name="on"' not in of_today


@pytest.mark.parametrize(
    ("query", "location"),
    [
        (f"q=art. 2&act=height&on={AFTER}", f"/en/acts/height/@{AFTER}#art_2"),
        (f"q=art. 2 on height&on={BEFORE}", f"/en/acts/height/@{BEFORE}#art_2"),
        ("q=art. 2 on height&on=2027-02-30", "/en/acts/height/#art_2"),
    ],
)
def test_a_reference_leads_to_the_text_of_the_day(amended, query, location):
    answer = amended.browser().get(f"/en/search/?{query}")

    assert (answer.status_code, answer.location) == (302, location)


@pytest.mark.parametrize("name", [None, "drafter"])
def test_programs_are_told_the_law_of_a_day(amended, name):
    browser = amended.browser(name)

    given = {
        day: browser.get(f"/api/v1/search?q=limit&lang=en&on={day}").get_json()
        for day in ("2026-09-01", BEFORE, AFTER)
    }

    for day, answer in given.items():
        assert answer["on"] == day
        assert {hit["act"] for hit in answer["hits"]} == {"height"}
        assert answer["hits"][0]["url"].startswith(f"/en/acts/height/@{day}#art_1")
    assert [answer["hits"][0]["force"] for answer in given.values()] == [
        "not-yet", "in-force", "in-force",
    ]  # fmt: skip
    assert browser.get("/api/v1/search?q=limit&lang=en").get_json()["on"] is None


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2027-02-30"])
def test_the_first_and_the_last_day_are_days_like_others(amended, day):
    for language in ("kk", "ru", "en"):
        assert "hit__title" in results(amended, f"q=height&on={day}", language=language)


@pytest.mark.parametrize("name", [None, "drafter", "invited"])
@pytest.mark.parametrize("day", [BEFORE, AFTER])
def test_no_draft_is_found_on_any_day_by_anybody(amended, name, day):
    browser = amended.browser(name)
    for word in amended.secrets.all[-20:]:
        for address in ("/en/search/?q={}&on={}", "/api/v1/search?q={}&on={}"):
            said = told(browser.get(address.format(word, day)))
            assert [one for one in amended.secrets.all[27:] if one in said and one != word] == []
        assert browser.get(f"/api/v1/search?q={word}&on={day}").get_json()["total"] == 0


def test_what_was_withdrawn_is_found_on_no_day(own_town: Town):
    amend(own_town)
    withdraw(own_town, 2)
    own_town.index()

    for day in (BEFORE, AFTER):
        found = own_town.browser().get(f'/api/v1/search?q="the body"&lang=en&on={day}').get_json()
        assert found["total"] == 0
        found = own_town.browser().get(f'/api/v1/search?q="the council"&lang=en&on={day}')
        assert found.get_json()["total"] == 1
    withdraw(own_town, 1)
    own_town.index()
    for day in (BEFORE, AFTER, date.min.isoformat()):
        found = own_town.browser("drafter").get(f"/api/v1/search?q=act:height&on={day}")
        assert found.get_json()["total"] == 0
