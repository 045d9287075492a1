"""What holds on every page of the site: it fits a small screen, and axe finds nothing to mend."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.examining import examine, in_two_languages
from tests.journeys.pages import AUDITING_PAGES, DESK_PAGES, PAGES, PUBLISHING_PAGES, address
from tests.journeys.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EVERY_PAGE = {
    name: (path, who)
    for who, pages in {
        "": PAGES,
        "coordinator": DESK_PAGES,
        "publisher": PUBLISHING_PAGES,
        "auditor": AUDITING_PAGES,
    }.items()
    for name, path in pages.items()
}


class Readers(Visitors):
    """Those who go through the whole site: a visitor, one who reads drafts too, and one who publishes."""

    def __init__(self, browser: Browser, site: str) -> None:
        super().__init__(browser, site)
        self._pages = {"": self()}
        for name in ("auditor", "coordinator", "publisher"):
            self._pages[name] = self.signed_in(name)

    def at(self, path: str, lang: str, who: str) -> Page:
        """Return the page of one of them, at an address of the site."""
        page = self._pages[who]
        self.complaints.clear()
        page.goto(address(path, lang))
        return page


@pytest.fixture(scope="module")
def readers(browser: Browser, site: str) -> Iterator[Readers]:
    come = Readers(browser, site)
    yield come
    come.close()


@pytest.mark.parametrize(("path", "who", "lang"), in_two_languages(EVERY_PAGE))
def test_a_page_is_for_everybody_and_the_browser_complains_of_nothing(
    readers: Readers, path: str, who: str, lang: str
) -> None:
    examine(readers.at(path, lang, who))
    assert not readers.complaints
