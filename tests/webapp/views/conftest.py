"""Towns that tests of views begin with: one whose clock is set by hand, one where comments are answered."""

import pytest
from flask.testing import FlaskClient

from tests.clocks import Clock
from tests.webapp import answering
from tests.webapp.town import Town


@pytest.fixture
def moving(own_town: Town, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the town, which starts nothing by itself."""
    monkeypatch.setattr("webapp.timekeeping.start_rounds", lambda _: None)
    own_town.now = Clock()
    return own_town.now


@pytest.fixture
def coordinator(own_town: Town, moving: Clock) -> FlaskClient:
    """A browser of the coordinator in a town whose clock is `moving`."""
    del moving
    return own_town.browser("coordinator")


@pytest.fixture
def answered(own_town: Town) -> Town:
    """A town in which the comments of round 1 of `towers` are being answered."""
    answering.close(own_town)
    return own_town
