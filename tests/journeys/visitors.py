"""People who come to the site with a browser, and all that goes wrong on the pages that they see."""

from contextlib import ExitStack
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Browser, ConsoleMessage, Page

PASSWORD = "only-for-demonstration"
WIDE, NARROW = 1280, 360
_HEIGHT = 900
_PATIENCE = 30_000
"""Milliseconds after which what a test waits for will not come."""


class Visitors:
    """Opens a browser of its own for everyone who comes, and closes them all at the end."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.site = site
        self.complaints: list[str] = []
        self._browser = browser
        self._open = ExitStack()

    def __call__(
        self, address: str | None = None, *, width: int = WIDE, cookie: str = "", **options: Any
    ) -> Page:
        """Return a page in a new browser, at an address of the site; the cookie sets the view."""
        size = {"width": width, "height": _HEIGHT}
        settings = {"viewport": size, "reduced_motion": "reduce", **options}
        context = self._browser.new_context(base_url=self.site, **settings)
        self._open.callback(context.close)
        context.set_default_timeout(_PATIENCE)
        if cookie:
            context.add_cookies([{"name": "view", "value": cookie, "url": self.site}])
        page = context.new_page()
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if address is not None:
            page.goto(address)
        return page

    def signed_in(self, name: str, password: str = PASSWORD, **options: Any) -> Page:
        """Return a page in the new browser of somebody, by default of one of the demonstration."""
        page = self("/en/sign-in", **options)
        page.fill("#name", name)
        page.fill("#password", password)
        page.click("main button[type=submit]")
        page.wait_for_url("**/desk/")
        return page

    def close(self) -> None:
        """Send everybody home."""
        self._open.close()

    def _listen(self, message: ConsoleMessage) -> None:
        """Note what the browser complains of: scripts that fail, what the CSP forbids, what is not there.

        That a page itself is not there is no fault of its own.
        """
        page = message.page.url if message.page else ""
        is_own = urljoin(page, message.location["url"]) == page and "status of 4" in message.text
        if message.type in {"error", "warning"} and not is_own:
            self.complaints.append(f"{page}: {message.text}")
