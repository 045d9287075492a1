"""The list of acts: narrowed by one value of each facet, in the order of the reader's alphabet."""

import re

import pytest
from flask.testing import FlaskClient

from tests.webapp.town import Town

_COUNTS = re.compile(r'<a class="choice" href="([^"]+)"[^>]*?( aria-current="true")?><span>([^<]+)'
                     r'</span> <span class="count">(\d+)<')  # fmt: skip


def listed(page: str) -> list[str]:
    """Return the acts of a list, in its order."""
    return re.findall(r'card__title"><a href="/\w+/acts/([a-z0-9-]+)/"', page)


@pytest.mark.parametrize(
    ("query", "acts"),
    [
        ("", ["height", "parks"]),
        ("topic=zoning", ["height"]),
        ("topic=environment", ["parks"]),
        ("topic=zoning&topic=environment", ["height"]),
        ("kind=regulatory-provision&status=in-force", ["height", "parks"]),
        ("kind=regulatory-provision&topic=environment", ["parks"]),
        ("status=draft", []),
        ("topic=water", []),
        ("body=nobody", []),
        ("kind=", ["height", "parks"]),
        ("unheard=of", ["height", "parks"]),
    ],
)
def test_the_list_has_the_acts_with_every_value_asked_for(
    client: FlaskClient, query: str, acts: list[str]
) -> None:
    page = client.get(f"/en/acts/?{query}").text
    assert listed(page) == acts
    assert ('class="cards' in page) == bool(acts)
    assert f">{len(acts)} act" in page


def test_every_count_is_that_of_the_list_behind_it(town: Town) -> None:
    browser = town.browser("drafter")
    for address in ("/en/acts/", "/en/acts/?topic=zoning", "/en/acts/?status=draft"):
        found = _COUNTS.findall(browser.get(address).text)
        assert found
        for link, chosen, _, count in found:
            if not chosen:
                assert len(listed(browser.get(link.replace("&amp;", "&")).text)) == int(count), link


def test_a_chosen_value_is_marked_and_a_click_takes_it_away(client: FlaskClient) -> None:
    found = _COUNTS.findall(client.get("/en/acts/?topic=zoning&kind=regulatory-provision").text)
    chosen = {label: link for link, is_chosen, label, _ in found if is_chosen}
    assert chosen == {
        "Regulatory provision": "/en/acts/?topic=zoning",
        "Zoning": "/en/acts/?kind=regulatory-provision",
    }


@pytest.mark.parametrize(
    ("lang", "acts"), [("kk", ["height", "parks"]), ("ru", ["height", "parks"])]
)
def test_the_order_is_that_of_the_titles_in_the_readers_language(
    town: Town, lang: str, acts: list[str]
) -> None:
    page = town.browser().get(f"/{lang}/acts/").text
    assert listed(page) == acts
    assert f'card__title"><a href="/{lang}/acts/height/" lang="{lang}"' in page
