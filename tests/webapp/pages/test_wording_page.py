"""The history of a provision's wording, and where the words of an act come from."""

import re

import pytest
from flask.testing import FlaskClient

from tests.webapp.pages.test_history_page import told
from tests.webapp.revised import UNKNOWN
from tests.webapp.town import Town

WORDINGS = "/en/acts/canals/{}/history?text=en"


@pytest.fixture
def reader(revised: Town) -> FlaskClient:
    """Somebody who has not signed in."""
    return revised.browser()


def editions(page: str) -> list[str]:
    """Return the editions that a provision's history names."""
    return re.findall(r'class="wording__edition"><a [^>]*>([^<]+)</a>', page)


def test_a_reader_sees_the_publications_that_worded_a_provision_anew(reader: FlaskClient) -> None:
    page = reader.get(WORDINGS.format("art_1__para_1")).text
    assert editions(page) == ["Publication No. 2", "Publication No. 1"]
    assert re.search(r"<del>.*10</del><ins>.*12</ins> metres wide", page)
    assert re.search(r"First appeared:\s*<a [^>]*p1#art_1__para_1", page)
    assert UNKNOWN not in page


def test_who_may_read_drafts_sees_every_version_of_it(revised: Town) -> None:
    page = revised.browser("drafter").get(WORDINGS.format("art_1__para_1")).text
    assert editions(page) == ["Version 3", "Version 2", "Version 1"]
    assert UNKNOWN in page
    assert "Some &lt;Body&gt;: Draft 61" in page


@pytest.mark.parametrize(
    ("eid", "names"),
    [
        ("art_1__para_2", ["Publication No. 1"]),
        ("art_1__para_3", ["Publication No. 2"]),
        ("art_1", ["Publication No. 2", "Publication No. 1"]),
    ],
)
def test_only_what_changed_is_in_the_history(
    reader: FlaskClient, eid: str, names: list[str]
) -> None:
    assert editions(reader.get(WORDINGS.format(eid)).text) == names


def test_words_that_only_other_languages_changed_are_said_to_be_the_same(
    reader: FlaskClient,
) -> None:
    page = reader.get("/en/acts/canals/art_4__para_2/history?text=kk").text
    assert "Other languages changed; these words did not." in page
    assert "<ins>" not in page


@pytest.mark.parametrize("eid", ["art_9", "history", "art_1__para_9", "chp_1"])
def test_what_never_was_has_no_history(reader: FlaskClient, eid: str) -> None:
    assert reader.get(WORDINGS.format(eid)).status_code == 404


def test_what_is_gone_has_one_still(reader: FlaskClient, revised: Town) -> None:
    page = reader.get("/en/acts/canals/art_2/history?text=en").text
    assert editions(page)[-1] == "Publication No. 1"
    draft = reader.get("/en/acts/parks/art_1__para_2/history")
    assert draft.status_code == 404
    assert revised.browser("drafter").get("/en/acts/parks/art_1__para_2/history").status_code == 200


def origin_of(page: str, eid: str) -> str:
    """Return what is said beside one provision."""
    html = page.partition(f'id="{eid}">')[2].partition('<div class="row')[0]
    match = re.search(r'<p class="origin">([^<]+)</p>', html)
    return match[1] if match else ""


def test_beside_each_provision_stands_the_publication_it_has_its_words_from(
    reader: FlaskClient,
) -> None:
    page = reader.get("/en/acts/canals/?text=en&origin=1").text
    assert origin_of(page, "art_1").startswith("Publication No. 1, from ")
    assert origin_of(page, "art_1__para_1").startswith("Publication No. 2, from ")
    assert origin_of(page, "art_1__para_2") == ""
    assert origin_of(page, "art_3").startswith("Publication No. 2, from ")


def test_beside_the_provisions_of_a_draft_stands_the_version(revised: Town) -> None:
    page = revised.browser("drafter").get("/en/acts/canals/v2?text=en&origin=1").text
    assert origin_of(page, "art_1").startswith("Version 1, ")
    assert origin_of(page, "art_1__para_1").startswith("Version 2, ")


def test_without_the_switch_nothing_is_said_of_origins(reader: FlaskClient) -> None:
    on, off = (reader.get(f"/en/acts/canals/?text=en{more}").text for more in ("&origin=1", ""))
    assert 'class="origin"' in on
    assert 'class="origin"' not in off
    assert "/en/acts/canals/?text=en&amp;origin=1" in off
    assert 'href="/en/acts/canals/?text=en" rel="nofollow" aria-current="true"' in on


def test_the_page_of_a_provision_says_where_its_words_come_from(revised: Town) -> None:
    address = "/en/acts/canals/art_1__para_1"
    public, desk = (told(revised.browser(who).get(address).text) for who in (None, "drafter"))
    assert re.search(r"come from: Publication No. 2, from [^;]* \. History of the wording", public)
    assert re.search(
        r"Publication No. 2, from [^;]*; Version 3, [^,]*, \w{12} , Some &lt;Body&gt;", desk
    )
