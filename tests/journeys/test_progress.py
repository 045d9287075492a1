"""An expert marks what was read, a coordinator sees it and reminds; the expert finds the notice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kb.access import Role
from tests.journeys.examining import examine
from tests.journeys.server import served
from tests.journeys.visitors import Visitors
from tests.webapp.town import build
from webapp.app import create_app

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TEXT = "/en/acts/towers/rounds/1/"
PROGRESS = "/en/desk/acts/towers/rounds/1/progress"
NOTICES = "/en/desk/notices/"


@pytest.fixture(scope="module")
def people(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitors]:
    """Visitors of a small installation with an open round, one of whose experts is silent."""
    town = build(Path(tmp_path_factory.mktemp("progress")))
    town.add_person("silent", Role.EXPERT, "Silent Expert", "Bureau")
    town.invite("silent", "towers")
    with served(create_app(town.settings, town.now)) as site:
        come = Visitors(browser, site)
        yield come
        come.close()
        assert not come.complaints
    town.close()


def mark(page: Page, name: str, after: str) -> None:
    """Press the button at the first article by the keyboard, and wait for what it says then."""
    page.get_by_role("button", name=name).first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=after).first).to_be_visible()


def test_a_mark_is_kept_without_leaving_the_page_and_without_scripts(people: Visitors) -> None:
    page = people.signed_in("invited")
    page.goto(TEXT)
    mark(page, "Read, no remarks", "Read ✓")
    assert page.url.endswith(TEXT)
    expect(page.locator(".reading:focus")).to_have_attribute("aria-pressed", "true")

    plain = people.signed_in("invited", java_script_enabled=False)
    plain.goto(TEXT)
    mark(plain, "Read ✓", "Read, no remarks")
    assert plain.url.endswith(f"{TEXT}#art_1")


def test_the_coordinator_reminds_and_the_expert_finds_the_notice(people: Visitors) -> None:
    page = people.signed_in("coordinator")
    page.goto(PROGRESS)
    page.get_by_role("button", name="Remind 1 silent expert now").click()
    expect(page.get_by_role("status").filter(has_text="1 expert was reminded")).to_be_visible()
    examine(page)

    expert = people.signed_in("silent")
    expert.goto(NOTICES)
    expect(expert.get_by_role("link", name="Notices (1)")).to_be_visible()
    examine(expert)
    expert.goto(NOTICES)
    expert.get_by_role("link", name="Your opinion is awaited").click()
    expert.wait_for_url(f"**{TEXT}")
    assert expert.get_by_role("link", name="Notices (").count() == 0
