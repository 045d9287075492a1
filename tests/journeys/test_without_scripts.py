"""A reader whose browser runs no scripts: links and forms do all that matters."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visitors import NARROW, WIDE, Visitors

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(params=[WIDE, NARROW])
def plain(visitors: Visitors, request: pytest.FixtureRequest) -> Page:
    """A page on which no script runs."""
    return visitors(java_script_enabled=False, width=request.param)


def test_an_act_is_found_and_read_in_two_languages(plain: Page) -> None:
    plain.goto("/ru/")
    plain.fill("#hero-q", "гарантии инвесторам")
    plain.locator(".hero__row button").click()
    plain.locator(".hit__title a").first.click()
    expect(plain.locator("#art_22")).to_be_in_viewport()
    plain.locator(".columns a[lang=en]").click()
    expect(plain.locator("#art_22 > .cell[lang=en]")).to_contain_text("Article 22.")
    plain.locator(".languages a[lang=kk]").click()
    expect(plain.locator("html")).to_have_attribute("lang", "kk")


def test_contents_and_anchors_lead_to_provisions(plain: Page) -> None:
    plain.goto("/ru/acts/special-status/?text=ru")
    plain.locator(".contents a[href='#art_10']").click()
    expect(plain.locator("#art_10")).to_be_in_viewport()
    plain.locator("#art_10 > .anchor").click()
    assert plain.url.endswith("#art_10")


def test_signing_in_and_setting_the_view_work(plain: Page) -> None:
    plain.goto("/en/view/")
    plain.locator("input[name=theme][value=dark]").check()
    plain.locator("main button[type=submit]").click()
    expect(plain.locator("html")).to_have_attribute("data-theme", "dark")
    plain.goto("/en/sign-in")
    plain.fill("#name", "expert.kz")
    plain.fill("#password", "only-for-demonstration")
    plain.get_by_role("button", name="Sign in").click()
    plain.wait_for_url("**/en/desk/")
    plain.locator("button.tool").click()
    expect(plain.locator(".tool[href*='/sign-in']")).to_be_visible()
