"""A redline in a browser: keys go from change to change, what is folded opens, axe finds nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import serving
from tests.journeys.examining import examine
from tests.journeys.test_keyboard import focused
from tests.journeys.visitors import Visitors
from tests.webapp.revised import add_revised
from tests.webapp.town import build

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REDLINE = "/{}/acts/canals/compare/p1..p2?text={}"
PAGES = [
    REDLINE.format("en", "en"),
    REDLINE.format("kk", "kk,ru"),
    REDLINE.format("ru", "kk,ru,en") + "&all=1",
    "/kk/acts/canals/history",
    "/ru/acts/canals/art_1/history",
    "/kk/acts/canals/?origin=1",
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a town with an act that was published twice."""
    town = build(tmp_path_factory.mktemp("canals"))
    add_revised(town)
    with serving(town) as address:
        yield address
    town.close()


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing_to_mend_and_it_fits_a_small_screen(
    browser: Browser, site: str, address: str
) -> None:
    come = Visitors(browser, site)
    examine(come(address))
    come.close()
    assert not come.complaints


def test_keys_go_from_change_to_change_and_back(visitors: Visitors) -> None:
    page = visitors(REDLINE.format("en", "en"))
    changes = page.locator(".text .change").evaluate_all("(all) => all.map((one) => one.id)")
    assert len(changes) > 5
    for key, way in (("n", [*changes, changes[-1]]), ("p", [*reversed(changes[:-1]), changes[0]])):
        for change in way:
            page.keyboard.press(key)
            assert focused(page) == change


def test_what_is_folded_opens_without_a_script(visitors: Visitors) -> None:
    page = visitors(REDLINE.format("en", "en"), java_script_enabled=False)
    same = page.locator("#art_1__para_2")
    expect(same).to_be_hidden()
    page.locator(".unchanged > summary").first.click()
    expect(same).to_be_visible()


def test_two_editions_are_chosen_and_swapped_without_a_script(visitors: Visitors) -> None:
    page = visitors("/en/acts/canals/history", java_script_enabled=False)
    page.get_by_role("link", name="What changed").click()
    page.get_by_role("link", name="Swap").click()
    assert page.url.endswith("/compare/p2..p1")
    page.get_by_label("Compare").select_option("p1")
    page.get_by_role("button", name="Show").click()
    assert page.url.endswith("/compare/p1..p1")
    expect(page.get_by_text("Nothing changed.").first).to_be_visible()
