"""A reader who has no mouse, with a Latin or a Cyrillic layout."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LAW = "/ru/acts/special-status/?text=ru"
PRESS = """([key, code]) => document.activeElement.dispatchEvent(
  new KeyboardEvent("keydown", { key, code, shiftKey: key === "?", bubbles: true, cancelable: true }))"""

LAYOUTS = {
    "latin": {"/": ("/", "Slash"), "n": ("n", "KeyN"), "p": ("p", "KeyP"), "?": ("?", "Slash")},
    "cyrillic": {"/": (".", "Slash"), "n": ("т", "KeyN"), "p": ("з", "KeyP"), "?": ("?", "Digit7")},
    "capitals": {"/": ("/", "Slash"), "n": ("N", "KeyN"), "p": ("P", "KeyP"), "?": ("?", "Slash")},
}


def focused(page: Page) -> str:
    """Return the id of the element that has the focus."""
    return str(page.evaluate("document.activeElement.id"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_keys_search_and_go_from_article_to_article_in_any_layout(
    visitors: Visitors, layout: str
) -> None:
    page, keys = visitors(LAW), LAYOUTS[layout]
    reached = []
    for key in ("n", "n", "n", "p"):
        page.evaluate(PRESS, keys[key])
        reached.append(focused(page))
        expect(page.locator(f"#{reached[-1]}")).to_be_in_viewport()
    assert reached == ["art_1", "art_2", "art_3", "art_2"]
    assert page.url.endswith("#art_2")

    page.evaluate(PRESS, keys["?"])
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()

    page.evaluate(PRESS, keys["/"])
    assert focused(page) == "q"


def test_keys_reach_the_last_article_and_come_back(visitors: Visitors) -> None:
    page = visitors(LAW)
    units = page.locator(".text .unit").evaluate_all("(all) => all.map((one) => one.id)")
    for key, way in (("n", [*units, units[-1]]), ("p", [*reversed(units[:-1]), units[0]])):
        for unit in way:
            page.keyboard.press(key)
            assert focused(page) == unit


def test_on_the_home_page_the_slash_leads_to_the_large_box(visitors: Visitors) -> None:
    page = visitors("/en/")
    page.keyboard.press("/")
    assert focused(page) == "hero-q"


def test_keys_are_letters_where_one_types(visitors: Visitors) -> None:
    page = visitors(LAW)
    page.keyboard.press("/")
    page.keyboard.type("np/?")
    assert page.input_value("#q") == "np/?"
    expect(page.locator("#keys")).to_be_hidden()


def test_keys_do_nothing_for_who_has_switched_them_off(visitors: Visitors) -> None:
    page = visitors(LAW, cookie="keys-off")
    for key in ("/", "n", "?"):
        page.keyboard.press(key)
    assert focused(page) == ""
    expect(page.locator("#keys")).to_be_hidden()
    assert "#" not in page.url


def test_the_first_tab_skips_to_the_text(visitors: Visitors) -> None:
    page = visitors(LAW)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert focused(page) == "main"


def test_an_act_is_found_and_cited_without_a_mouse(visitors: Visitors) -> None:
    page = visitors("/ru/", permissions=["clipboard-read", "clipboard-write"])
    page.keyboard.press("/")
    page.keyboard.type("гарантии инвесторам")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    page.locator(".hit__title a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#art_22")
    page.locator("#art_22 > .anchor").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".menu button").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#told")).not_to_be_empty()
    assert "статья 22" in page.evaluate("navigator.clipboard.readText()")

    page.locator("#art_22 > .anchor").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#art_22 > .anchor")).to_be_focused()
