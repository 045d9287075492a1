"""A draft in public discussion is read by everybody as its round has it, and no newer version of it."""

import pytest
from flask.testing import FlaskClient

from tests.webapp.crawl import told, walk
from tests.webapp.test_leaks import leaks
from tests.webapp.town import Town, metadata, plain, write_act

pytestmark = pytest.mark.slow

TITLES = ("bridges туралы", "О bridges", "On bridges")
ROUND = "/en/acts/bridges/rounds/1/"
NEWER = [
    "/en/acts/bridges/",
    "/en/acts/bridges/v2",
    "/en/acts/bridges/art_1",
    "/en/acts/bridges/history",
    "/en/acts/bridges/art_1/history",
    "/en/acts/bridges/compare/v1..v2",
    "/api/v1/acts/bridges",
    "/api/v1/acts/bridges/compare/v1..v2",
]
"""Where those who read drafts find the newer version."""


@pytest.fixture
def secret(own_town: Town) -> str:
    """A word that stands in the version after that of the round, and nowhere else."""
    word = own_town.secrets.latin()
    write_act(own_town.root, "bridges", metadata(*TITLES, "bridges"), plain(*TITLES, word))
    own_town.commit("bridges", "somebody", "bridges again", 40)
    own_town.index()
    return word


def found(browser: FlaskClient, word: str) -> int:
    answer = browser.get(f"/api/v1/search?q={word}").get_json()
    return int(answer["total"])


def test_an_uninvited_expert_reads_the_text_of_the_round_and_no_newer_one(
    own_town: Town, secret: str
) -> None:
    expert, drafter = own_town.browser("other"), own_town.browser("drafter")
    hidden = {secret, *own_town.unpublished()}

    assert {address: expert.get(address).status_code for address in NEWER} == dict.fromkeys(
        NEWER, 404
    )
    assert (found(drafter, secret), found(expert, secret)) == (1, 0)
    assert secret in told(drafter.get("/en/acts/bridges/"))
    for address, answer in walk(expert, "en"):
        assert not {word for word in hidden if word in told(answer)}, address
    for address in (ROUND, f"{ROUND}export/comparative.csv?version=2", f"{ROUND}export/"):
        assert not leaks(hidden, expert, address), address


def test_the_pages_lead_an_uninvited_expert_to_the_text_of_the_round(
    own_town: Town, secret: str
) -> None:
    expert = own_town.browser("other")

    for address in ("/en/", "/en/discussions/"):
        assert ROUND in expert.get(address).text
    page = expert.get(ROUND).text
    assert "There is such a rule: bridges." in page
    assert secret not in page
