"""An investor, without an account, finds an act and reads it."""

from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LAW = "/ru/acts/special-status/?text=ru"


def expect_reached(page: Page, row: str) -> None:
    """Wait until a row of the text stands in the window."""
    expect(page.locator(f"#{row}")).to_be_in_viewport()


def text_of(page: Page, row: str, language: str) -> Locator:
    """Return a row of an act in one of the columns."""
    return page.locator(f"#{row} > .cell[lang={language}]")


def test_an_investor_finds_a_guarantee_and_reads_it_in_another_language_at_the_same_place(
    visitors: Visitors,
) -> None:
    page = visitors("/ru/")
    page.fill("#hero-q", "гарантии инвесторам")
    page.keyboard.press("Enter")
    page.locator(".hit__title a").first.click()
    expect_reached(page, "art_22")
    expect(text_of(page, "art_22", "ru")).to_contain_text("Гарантии инвесторам")

    page.locator(".languages a[lang=en]").click()
    expect_reached(page, "art_22")
    assert "/en/acts/special-status/" in page.url
    expect(text_of(page, "art_22", "ru")).to_be_visible()  # The text's language is another choice.

    page.locator(".columns a[lang=en]").click()
    expect_reached(page, "art_22")
    expect(text_of(page, "art_22", "ru")).to_be_visible()
    expect(text_of(page, "art_22", "en")).to_contain_text("Article 22.")


def test_whoever_has_scrolled_on_keeps_the_place_when_the_language_changes(
    visitors: Visitors,
) -> None:
    page = visitors(LAW)
    page.evaluate("document.getElementById('art_10').scrollIntoView()")
    expect(page.locator(".contents a[href='#art_10']")).to_have_attribute("aria-current", "true")
    page.locator(".languages a[lang=kk]").evaluate("(link) => link.click()")
    page.wait_for_url("**/kk/acts/special-status/**")
    expect_reached(page, "art_10")


@pytest.mark.parametrize("columns", ["kk", "kk,ru", "kk,ru,en"])
def test_languages_stand_side_by_side_provision_by_provision(
    visitors: Visitors, columns: str
) -> None:
    page = visitors(f"/en/acts/special-status/?text={columns}")
    cells = page.locator("#art_22 > .cell")
    assert cells.evaluate_all("(all) => all.map((one) => one.lang).join()") == columns
    places = cells.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().toJSON())")
    assert len({place["top"] for place in places}) == 1
    assert all(a["right"] < b["left"] for a, b in pairwise(places))


def test_a_language_is_added_and_taken_away_with_one_click_each(visitors: Visitors) -> None:
    page = visitors(LAW)
    page.locator(".columns a[lang=kk]").click()
    expect(page.locator("#art_1 > .cell")).to_have_count(2)
    page.locator(".columns a[lang=ru]").click()
    expect(page.locator("#art_1 > .cell")).to_have_count(1)
    expect(text_of(page, "art_1", "kk")).to_contain_text("1-бап.")


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("арнаулы мәртебе 22-бап", "art_22"),
        ("ст. 22 п. 1 специальный статус", "art_22__para_1"),
        ("art. 22(1) special status", "art_22__para_1"),
    ],
)
def test_a_reference_typed_into_the_search_leads_to_its_provision(
    visitors: Visitors, typed: str, row: str
) -> None:
    page = visitors("/kk/")
    page.fill("#hero-q", typed)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/acts/special-status/#{row}")
    expect_reached(page, row)


def test_a_reference_in_the_text_leads_to_what_it_names(visitors: Visitors) -> None:
    page = visitors(LAW)
    link = page.locator("a.ref[href^='#art_']").first
    row = (link.get_attribute("href") or "").removeprefix("#")
    link.click()
    expect_reached(page, row)


@pytest.mark.parametrize("kind", ["#", "../../glossary/#"], ids=["the act's own", "the glossary's"])
def test_a_defined_term_is_explained_on_hover_and_on_focus(visitors: Visitors, kind: str) -> None:
    page = visitors(LAW)
    term, tip = page.locator(f"a.term[href^='{kind}']").first, page.locator("[role=tooltip]")
    term.hover()
    expect(tip).to_be_visible()
    expect(term).to_have_attribute("aria-describedby", "tip")
    assert len(tip.inner_text()) > 20
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    page.mouse.move(0, 0)
    term.focus()
    expect(tip).to_be_visible()


def test_an_act_is_read_as_it_will_apply_on_a_day_to_come(visitors: Visitors) -> None:
    page = visitors(LAW)
    waiting = page.locator(".mark--not-yet")
    assert waiting.count() > 0
    page.fill("#day", "2027-07-01")
    page.locator(".point__form button").click()
    page.wait_for_url("**/acts/special-status/@2027-07-01")
    expect(page.locator(".point--asked")).to_contain_text("2027")
    expect(waiting).to_have_count(0)


@pytest.mark.parametrize(
    ("choice", "told", "copied"),
    [
        (0, "linkCopied", "{link}"),
        (
            1,
            "citationCopied",
            "«О специальном статусе города Алатау», статья 22 ({edition}). {link}",
        ),
    ],
    ids=["link", "citation"],
)
def test_link_and_citation_of_a_provision_are_copied(
    visitors: Visitors, choice: int, told: str, copied: str
) -> None:
    page = visitors(LAW, permissions=["clipboard-read", "clipboard-write"])
    page.locator("#art_22").hover()
    page.locator("#art_22 > .anchor").click()
    page.locator(".menu button").nth(choice).click()
    message = page.locator("#told").evaluate("(one, name) => one.dataset[name]", told)
    expect(page.locator("#told")).to_have_text(message)
    assert page.url.endswith("#art_22")
    edition = page.locator("[data-text]").get_attribute("data-edition")
    found = page.evaluate("navigator.clipboard.readText()")
    assert found == copied.format(link=page.url, edition=edition)


def test_an_act_prints_as_text_alone(visitors: Visitors) -> None:
    page = visitors(LAW)
    assert page.pdf().startswith(b"%PDF")
    page.emulate_media(media="print")
    for part in (".top", ".contents", ".columns", ".anchor"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.locator("#art_22")).to_be_visible()
    expect(page.locator(".banner").first).to_be_visible()  # That it is illustrative is printed too.
