"""An expert is invited, comes by the link, and reads the draft: with and without scripts, by three people."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.conftest import visited
from tests.journeys.examining import examine
from tests.journeys.visitors import Visitors
from tests.webapp.town import build

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PASSWORD = "three rivers meet here"


@pytest.fixture(scope="module")
def people(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitors]:
    """Visitors of a small installation."""
    town = build(Path(tmp_path_factory.mktemp("invitations")))
    with visited(browser, town) as come:
        yield come
    town.close()


def invite(people: Visitors, email: str, **options: bool) -> Page:
    page = people.signed_in("coordinator", **options)
    page.goto("/en/desk/acts/towers/experts/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Full name").fill("Ann Lee")
    page.get_by_label("Organisation").fill("Bar & Co")
    page.get_by_label("Country").select_option("FR")
    page.get_by_label("Panel").select_option("international")
    page.get_by_label("Language of the letters").select_option("en")
    page.get_by_label("English", exact=True).check()
    page.get_by_role("button", name="Invite").click()
    page.wait_for_url("**/experts/")
    assert page.get_by_text(email).is_visible()
    return page


def letter(people: Visitors) -> tuple[Page, str]:
    """Return the administrator's page, and the address in the newest letter."""
    page = people("/en/sign-in")
    page.fill("#name", "admin")
    page.fill("#password", "only-for-demonstration")
    page.click("main button[type=submit]")
    page.wait_for_url("**/admin/mail/")
    found = re.search(r"/en/invitation/[\w-]{43}", page.content())
    assert found is not None
    return page, found[0]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_invitation_to_the_draft(people: Visitors, scripts: bool) -> None:
    email = f"ann{int(scripts)}@example.org"
    invite(people, email, java_script_enabled=scripts)
    _, address = letter(people)
    expert = people(address, java_script_enabled=scripts)
    assert "On Towers" in expert.inner_text("main")
    expert.get_by_label("New password").fill(PASSWORD)
    expert.get_by_label("The same password again").fill(PASSWORD)
    expert.get_by_role("button", name="Accept").click()
    expert.wait_for_url("**/desk/")
    expert.get_by_role("link", name="On Towers").last.click()
    assert "There is such a rule" in expert.inner_text("main")


def test_an_expert_declines_by_keyboard(people: Visitors) -> None:
    invite(people, "keys@example.org")
    _, address = letter(people)
    expert = people(address)
    expert.locator("#reason").focus()
    expert.keyboard.type("No time.")
    expert.keyboard.press("Tab")
    expert.keyboard.type("Bo Li")
    expert.keyboard.press("Tab")
    expert.keyboard.press("Enter")
    expert.get_by_role("heading", name="You have declined").wait_for()


def test_the_pages_on_the_way_are_for_everybody(people: Visitors) -> None:
    page = invite(people, "axe@example.org")
    for lang in ("kk", "ru", "en"):
        page.goto(f"/{lang}/desk/acts/towers/experts/")
        examine(page)
    page.goto("/kk/desk/experts/")
    examine(page)
    admin, address = letter(people)
    examine(admin)
    for lang in ("kk", "ru", "en"):
        expert = people(address.replace("/en/", f"/{lang}/"))
        examine(expert)
