"""The whole review of a draft, from the invitation to the report and on to a second round."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys import coordinating
from tests.journeys.coordinating import RUSSIAN, Guest
from tests.journeys.office import Office, opened

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ANN = Guest("ann@example.org", "Ann Lee", "международный эксперт", "English")
ASEL = Guest("asel@example.kz", "Әсел Нұр", "отечественный эксперт", "Қазақша")


@pytest.fixture
def office(browser: Browser, tmp_path: Path) -> Iterator[Office]:
    with opened(browser, tmp_path) as place:
        yield place


def test_from_the_invitation_to_a_second_round(office: Office) -> None:
    coordinator = office.at_work("coordinator", RUSSIAN)
    coordinating.send_to_experts(coordinator)
    coordinating.arrange(coordinator, 1)
    coordinating.invite(coordinator, ANN, ASEL)
    print(office.link(ANN.email), office.link(ASEL.email))
