"""Until when a round is open: every page says it in the same words, with the moment for the reader's zone."""

import pytest

from tests.webapp.rounds_desk import ACT, ROUND
from webapp.jinja import STATIC

UNTIL = "until the end of 1 December 2026 (Almaty time)"
MARKED = f'data-yours="your time: {{}}">{UNTIL}</time>'
TEXT = "/en/acts/towers/rounds/1/"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("invited", "/en/acts/towers/"),
        ("invited", TEXT),
        ("invited", f"{TEXT}offline/"),
        ("invited", f"{TEXT}unfinished"),
        ("invited", "/en/desk/"),
        ("drafter", "/en/desk/"),
        ("coordinator", ROUND),
        ("coordinator", f"{ROUND}progress"),
        ("coordinator", f"{TEXT}report"),
        (None, "/en/discussions/"),
        (None, "/en/acts/bridges/rounds/1/"),
    ],
)
def test_a_page_that_shows_a_term_says_it_in_the_same_words(town, name, address):
    page = town.browser(name).get(address).text

    assert MARKED in page
    assert page.count(UNTIL) == page.count(MARKED)


def test_notices_are_marked_as_well(town):
    """A script tells the reader's own time beside the link, not in it."""
    page = town.browser("invited").get("/en/desk/notices/").text

    assert 'data-yours="your time: {}"><a href="' in page
    assert f"Round 1 is open {UNTIL}.</a></time>" in page


def test_the_script_of_every_page_looks_for_moments_and_fetches_what_shows_them():
    assert 'querySelector("time[data-yours]")) import("./zones.js")' in (
        (STATIC / "site.js").read_text()
    )


def test_a_round_that_is_scheduled_tells_both_ends(own_town):
    plan = {"kind": "expert", "version": "1", "opens": "2026-11-25T11:00", "shown": "named"}
    more = {"last_day": "2026-12-21", "panels": ["domestic"], "languages": ["en"]}
    coordinator = own_town.browser("coordinator")
    coordinator.post(f"{ROUND}close", data={"reason": "Enough."})
    assert coordinator.post(ACT, data={**plan, **more}).status_code == 302

    page = coordinator.get("/en/desk/").text

    assert "opens on 25 November 2026, 11:00, <time" in page
    assert "until the end of 21 December 2026 (Almaty time)</time>" in page
    assert "closed on 22 November 2026" in page
