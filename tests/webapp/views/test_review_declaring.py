"""The way to the declaration of interest on the page of a round, and what was declared."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from kb.access import Role
from tests.webapp.rounds_desk import plain_words
from tests.webapp.said import ROUND, let
from tests.webapp.town import Town

DECLARATION = f"{ROUND}declaration"
ASKED = "Before your first comment, declare whether you have an interest in this act."


@pytest.fixture
def newcomer(own_town: Town) -> FlaskClient:
    """The browser of an expert who has not declared anything yet."""
    own_town.add_person("newcomer", Role.EXPERT, "New Comer", "")
    own_town.invite("newcomer", "towers")
    return own_town.browser("newcomer")


def test_an_expert_is_led_to_the_declaration_before_the_first_comment(newcomer):
    page = newcomer.get(ROUND).text

    assert ASKED in page
    assert f'href="{DECLARATION}"' in page


def test_what_was_declared_stands_there_with_the_way_to_change_it(newcomer):
    newcomer.post(DECLARATION, data={"has_interest": "no"})
    page = newcomer.get(ROUND).text
    assert ASKED not in page
    said = "Your declaration of 22 November 2026: I have no interest in this act."
    assert f"{said} Change the declaration" in plain_words(page)

    newcomer.post(DECLARATION, data={"has_interest": "yes", "interest": "<i>Shares"})

    page = newcomer.get(ROUND).text
    assert "Your declaration of 22 November 2026:\n&lt;i&gt;Shares" in page
    assert f'href="{DECLARATION}"' in page


def test_who_can_write_no_more_is_not_asked_and_after_the_report_nothing_is_changed(
    own_town, newcomer
):
    let(own_town, closes=own_town.now() - timedelta(hours=1))
    assert DECLARATION not in newcomer.get(ROUND).text
    assert f'href="{DECLARATION}"' in own_town.browser("invited").get(ROUND).text

    let(own_town, state="reported")

    page = own_town.browser("invited").get(ROUND).text
    assert "Your declaration of" in page
    assert DECLARATION not in page


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("drafter", ROUND),
        ("coordinator", ROUND),
        ("invited", "/en/acts/bridges/rounds/1/"),
        (None, "/en/acts/bridges/rounds/1/"),
    ],
)
def test_nobody_else_reads_of_declarations(town, name, address):
    page = town.browser(name).get(address).text

    assert "eclaration of" not in page
    assert ASKED not in page
