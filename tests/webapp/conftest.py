"""Towns for all tests of the site."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.webapp.revised import add_revised
from tests.webapp.staged import add_staged
from tests.webapp.town import ROLES, Town, build
from webapp.app import create_app


@pytest.fixture(scope="session")
def fresh_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A small installation that nobody has come to yet, to be copied."""
    made = build(tmp_path_factory.mktemp("town"))
    for name in ROLES:
        made.browser(name)
    yield made
    made.close()


@pytest.fixture(scope="session")
def town(fresh_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A small installation that tests share: they read, and sign in."""
    made = fresh_town.copied(tmp_path_factory.mktemp("shared") / "town")
    yield made
    made.close()


@pytest.fixture(scope="session")
def staged(fresh_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town with an act that comes into force in stages. Read only."""
    made = fresh_town.copied(tmp_path_factory.mktemp("staged") / "town")
    add_staged(made)
    yield made
    made.close()


@pytest.fixture
def own_town(fresh_town: Town, tmp_path: Path) -> Iterator[Town]:
    """A small installation of the test's own."""
    made = fresh_town.copied(tmp_path / "town")
    yield made
    made.close()


@pytest.fixture
def client(town: Town) -> FlaskClient:
    """A browser of sorts that nobody has signed in with."""
    return town.browser()


@pytest.fixture
def signed(town: Town) -> FlaskClient:
    """A browser on a site whose forms are signed, as they are outside tests."""
    return create_app(town.settings, town.now).test_client()


@pytest.fixture(scope="session")
def revised(fresh_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town with an act that was published twice. Read only."""
    made = fresh_town.copied(tmp_path_factory.mktemp("revised") / "town")
    add_revised(made)
    yield made
    made.close()
