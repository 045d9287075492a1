"""The demonstration behind a real server, and a real browser to come to it with."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys import chromium
from tests.journeys.server import served
from tests.journeys.visitors import Visitors
from tests.worlds import World
from webapp.app import create_app

_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@pytest.fixture(scope="session")
def site(demo: World) -> Iterator[str]:
    """The address at which the demonstration is served."""
    with serving(demo) as address:
        yield address


@contextmanager
def serving(world: World) -> Iterator[str]:
    """Serve an installation, and give the address."""
    app = create_app(world.settings, world.now)
    with served(app) as address:
        yield address


@contextmanager
def visited(browser: Browser, world: World) -> Iterator[Visitors]:
    """Serve an installation to visitors; at the end, no page may have had anything to complain of."""
    with serving(world) as site:
        come = Visitors(browser, site)
        yield come
        come.close()
        assert not come.complaints


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium."""
    path = chromium.found()
    if path is None:
        pytest.skip(f"no Chromium: `make browser` installs it, {chromium.VARIABLE} names one")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def visitors(browser: Browser, site: str) -> Iterator[Visitors]:
    """People who come; at the end, no page may have had anything to complain of."""
    come = Visitors(browser, site)
    yield come
    come.close()
    assert not come.complaints
