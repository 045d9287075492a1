"""Those who sign in, and those who set the pages to their eyes."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DRAFT = "/ru/acts/height-ventilation/"
SEARCH = "/ru/search/?q=вентиляционный коридор"
COLOURS = (
    "() => { const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]; }"
)
BLACK, WHITE = "rgb(0, 0, 0)", "rgb(255, 255, 255)"


def status(page: Page, address: str) -> int:
    """Go to an address, and return the status of the answer."""
    answer = page.goto(address)
    assert answer is not None
    return answer.status


def drafts_found(page: Page) -> int:
    """Search, and return how many hits are of the draft."""
    page.goto(SEARCH)
    return page.locator(".hit__title a[href*=height-ventilation]").count()


def test_an_expert_finds_and_reads_a_draft_that_nobody_else_can(visitors: Visitors) -> None:
    anonymous = visitors()
    assert status(anonymous, DRAFT) == 404
    assert drafts_found(anonymous) == 0

    expert = visitors.signed_in("expert.kz")
    assert drafts_found(expert) > 0
    expert.locator(".hit__title a[href*=height-ventilation]").first.click()
    expect(expert.locator(".status--draft").first).to_be_visible()

    expert.locator("button.tool").click()
    expert.wait_for_url("**/ru/")
    assert status(expert, DRAFT) == 404
    assert drafts_found(expert) == 0


def test_whoever_is_asked_to_sign_in_comes_to_the_page_that_was_asked_for(
    visitors: Visitors,
) -> None:
    page = visitors("/en/desk/")
    page.fill("#name", "expert.int")
    page.fill("#password", "not-the-password")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    page.fill("#password", "only-for-demonstration")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/desk/")
    expect(page.locator("main")).to_contain_text("Helen Marsh")


def test_the_view_that_a_reader_sets_is_kept_on_every_page(visitors: Visitors) -> None:
    page = visitors("/en/acts/")
    page.locator(".tool[href*='/view/']").click()
    page.locator("input[name=theme][value=dark]").check()
    page.locator("input[name=contrast][value=high]").check()
    page.locator("input[name=size][value=huge]").check()
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/en/acts/")
    assert page.evaluate(COLOURS) == [BLACK, WHITE]
    page.goto("/kk/help/")
    assert page.evaluate(COLOURS) == [BLACK, WHITE]
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") > 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_as_light_or_dark_as_the_device(visitors: Visitors, scheme: str) -> None:
    page = visitors("/en/", color_scheme=scheme)
    background = page.evaluate(COLOURS)[0]
    channels = [int(number) for number in background.removeprefix("rgb(").rstrip(")").split(",")]
    assert (sum(channels) / 3 < 64) == (scheme == "dark")


def test_the_form_of_the_view_beats_the_device(visitors: Visitors) -> None:
    page = visitors("/en/", color_scheme="dark", cookie="theme-light.contrast-high")
    assert page.evaluate(COLOURS) == [WHITE, BLACK]
