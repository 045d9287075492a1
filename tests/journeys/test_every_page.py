"""What holds on every page of the site: it fits a small screen, and axe finds nothing to mend."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from kb.language import Language
from tests.journeys.pages import AUDITING_PAGES, DESK_PAGES, PAGES, PUBLISHING_PAGES, address
from tests.journeys.visitors import NARROW, WIDE, Visitors

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OF_LOOKS = ["color-contrast", "link-in-text-block", "target-size"]
"""The rules of axe whose answers depend on colours and sizes; all others are asked once, in the light."""

LONGEST_WORDS = Language.KK
"""Colours and sizes are the same in all languages: they are asked for in the one with the longest words."""

FOUND_BY_AXE = """async (runOnly) => {
  const found = await axe.run({ resultTypes: ["violations"], runOnly });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}"""
LOOKS = {
    "dark": {"theme": "dark", "contrast": "normal"},
    "high contrast": {"theme": "light", "contrast": "high"},
}
SHORTEN = """() => {
  const isLikeOthers = (row, at) => at > 40 && !row.querySelector("table, .mark, .cell--gap");
  const rows = [...document.querySelectorAll(".text > .row, .glossary tr")];
  rows.filter(isLikeOthers).forEach((row) => row.remove());
}"""
"""Leaves of a long text the first rows and those unlike others: axe takes seconds for hundreds."""

LOOK = "(look) => Object.assign(document.documentElement.dataset, look)"
TOO_WIDE = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .filter((one) => !one.closest(".table, pre, .hidden"))
  .map((one) => one.tagName + "." + one.className + ": " + one.textContent.trim().slice(0, 60))"""

each_page = pytest.mark.parametrize(
    ("path", "who"),
    [pytest.param(path, "", id=name) for name, path in PAGES.items()]
    + [pytest.param(path, "coordinator", id=name) for name, path in DESK_PAGES.items()]
    + [pytest.param(path, "publisher", id=name) for name, path in PUBLISHING_PAGES.items()]
    + [pytest.param(path, "auditor", id=name) for name, path in AUDITING_PAGES.items()],
)
each_language = pytest.mark.parametrize("lang", [language.value for language in Language])


class Readers(Visitors):
    """Those who go through the whole site: a visitor, one who reads drafts too, and one who publishes."""

    def __init__(self, browser: Browser, site: str, **options: Any) -> None:
        super().__init__(browser, site)
        self._pages = {"": self(**options)}
        for name in ("auditor", "coordinator", "publisher"):
            self._pages[name] = self.signed_in(name, **options)

    def at(self, path: str, lang: str, who: str, width: int) -> Page:
        """Return the page of one of them, at an address of the site."""
        page = self._pages[who]
        self.complaints.clear()
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address(path, lang))
        return page


@pytest.fixture(scope="module")
def readers(browser: Browser, site: str) -> Iterator[Readers]:
    come = Readers(browser, site)
    yield come
    come.close()


@pytest.fixture(scope="module")
def examiners(browser: Browser, site: str) -> Iterator[Readers]:
    """Readers whose pages axe may put its script on."""
    come = Readers(browser, site, bypass_csp=True)
    yield come
    come.close()


@each_language
@each_page
def test_a_page_fits_a_small_screen_and_the_browser_complains_of_nothing(
    readers: Readers, path: str, who: str, lang: str
) -> None:
    page = readers.at(path, lang, who, NARROW)
    for look in ({"size": "huge"}, {"size": "normal", "contrast": "high"}, {"contrast": "normal"}):
        page.evaluate(LOOK, look)
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, look
        assert page.evaluate(TOO_WIDE) == [], look
    assert not readers.complaints


@each_language
@each_page
def test_axe_finds_nothing_to_mend(examiners: Readers, path: str, who: str, lang: str) -> None:
    every_look = lang == LONGEST_WORDS
    for width in (WIDE, NARROW) if every_look else (WIDE,):
        page = examiners.at(path, lang, who, width)
        page.evaluate(SHORTEN)
        page.evaluate(AXE_SCRIPT)
        assert page.evaluate(FOUND_BY_AXE, LEVELS) == [], width
        for name, look in LOOKS.items() if every_look else ():
            page.evaluate(LOOK, look)
            assert page.evaluate(FOUND_BY_AXE, OF_LOOKS) == [], (width, name)
