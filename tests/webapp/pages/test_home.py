"""The home page on days to come: what is in force, what changes next."""

import re
from datetime import date

import pytest

from tests.webapp.staged import at
from tests.webapp.town import Town

CHANGES = {
    date(2026, 7, 1): "partly",
    date(2027, 1, 1): "partly",
    date(2027, 7, 1): "in-force",
    date(2028, 1, 1): "repealed",
}
"""What the staged act is from which day on: as a whole, although each article begins at once."""


def section(page: str, name: str) -> str:
    """Return one section of the home page."""
    return page.partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0]


@pytest.mark.parametrize(
    "today",
    [
        date(2026, 6, 30),
        date(2026, 7, 1),
        date(2026, 11, 22),
        date(2027, 1, 1),
        date(2027, 7, 1),
        date(2028, 1, 1),
    ],
)
def test_coming_changes_tell_the_force_of_the_whole_act_from_that_day_on(
    staged: Town, today: date
) -> None:
    coming = section(at(today, staged).get("/en/").text, "coming")
    items = [item for item in coming.split("<li>") if "/acts/staged/" in item]
    found = [re.search(r'datetime="([^"]+)".*status--([a-z-]+)"', one, re.DOTALL) for one in items]
    told = [(date.fromisoformat(one[1]), one[2]) for one in found if one]
    assert told == [(day, force) for day, force in CHANGES.items() if day > today]
    assert ("<li>" in coming) == (today < date(2028, 1, 1))


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 6, 30), None),
        (date(2026, 11, 22), "partly in force"),
        (date(2027, 1, 1), "partly in force"),
        (date(2027, 7, 1), "in force"),
        (date(2028, 1, 1), None),
    ],
)
def test_what_is_in_force_today_is_listed_as_what_it_is(
    staged: Town, today: date, words: str | None
) -> None:
    listed = section(at(today, staged).get("/en/").text, "in-force")
    card = listed.partition("/acts/staged/")[2].partition("</article>")[0]
    found = re.search(r'class="status [^"]*">([^<]+)<', card)
    assert (found[1] if found else None) == words


@pytest.mark.parametrize(
    ("today", "status"),
    [
        (date(2026, 11, 22), "partly"),
        (date(2027, 7, 1), "in-force"),
        (date(2028, 1, 1), "repealed"),
    ],
)
def test_catalogue_search_and_api_agree_with_the_home_page(
    staged: Town, today: date, status: str
) -> None:
    browser = at(today, staged)
    listed = browser.get(f"/en/acts/?status={status}").text
    assert "/en/acts/staged/" in listed
    acts = {act["act"]: act["force"] for act in browser.get("/api/v1/acts").get_json()["acts"]}
    assert acts["staged"] == status


def test_what_is_new_is_what_was_published_last(town: Town) -> None:
    new = section(town.browser().get("/en/").text, "new")
    assert re.findall(r"/acts/([a-z]+)/", new) == ["parks", "height"]
    assert section(town.browser().get("/en/").text, "drafts") == ""
    assert "towers" in section(town.browser("invited").get("/en/").text, "drafts")
