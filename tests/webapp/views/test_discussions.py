"""What everybody sees of public discussions: announced, open, being answered, reported; and nothing else."""

import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from kb.law.identifiers import ActId
from kb.law.procedure import RoundKind, Stage
from kb.review.dispositions import Answer, Verdict
from kb.services import accounts, catalogues, disposing, rounds, seats
from kb.services.rounds import Plan
from tests.factories import NOW
from tests.webapp.town import Town, metadata, plain, write_act
from tests.webapp.town_discussion import CITIZEN, SAID, SHOWN
from webapp.app import create_app

ROUND = "/en/acts/bridges/rounds/1/"
ATOM = "{http://www.w3.org/2005/Atom}"


def later(town: Town, **time: float):
    """Return a browser on another day."""
    return create_app(town.settings, lambda: NOW + timedelta(**time)).test_client()


def do(town: Town, name: str, step, *arguments, **time: float) -> None:
    with town.database.writing() as db:
        viewer = accounts.viewer_of(db, name)
        seat = seats.take(db, viewer, ActId("bridges"), 1, lambda: NOW + timedelta(**time))
        step(db, seat, *arguments)


def settle(town: Town) -> None:
    """Let the round be answered and reported, two weeks later."""
    answer = Answer(verdict=Verdict.REJECTED, reply="The city does, article 7.")
    do(town, "coordinator", rounds.answer, days=14)
    for one in held(town):
        do(town, "coordinator", disposing.propose, one, answer, days=14)
        do(town, "drafter", disposing.confirm, one, days=14)


def held(town: Town) -> list[str]:
    return [SHOWN]


def announce(town: Town) -> None:
    """Announce a discussion of another act, which opens in two days."""
    names = ("piers туралы", "О piers", "On piers")
    write_act(town.root, "piers", metadata(*names, "Where ships land."), plain(*names, "canary"))
    town.commit("piers", "somebody", "piers", 60)
    town.move("piers", Stage.PUBLIC_DISCUSSION)
    plan = Plan(kind=RoundKind.PUBLIC, version=1, opens=NOW + timedelta(days=2))
    with town.database.writing() as db:
        viewer, procedure = accounts.viewer_of(db, "coordinator"), catalogues.stored(db).procedure
        rounds.schedule(db, viewer, procedure, ActId("piers"), plan, town.now)


def test_an_open_discussion_stands_on_the_home_page_and_in_the_list(town):
    browser = town.browser()
    for address in ("/en/", "/en/discussions/"):
        page = browser.get(address).text
        assert "On bridges" in page
        assert ROUND in page
        assert "1 comment<" in page
        assert re.search(r"\d+ days left", page)


@pytest.mark.parametrize(
    ("time", "told"),
    [
        ({"days": 8, "hours": 12}, "1 day left"),
        ({"days": 8, "hours": 13}, "today is the last day"),
        ({"days": 9, "hours": 12.9}, "today is the last day"),
        ({"days": 9, "hours": 13}, "being answered"),
    ],
)
def test_days_are_counted_where_the_law_is_in_force(own_town, time, told):
    """The round closes with 1 December in Almaty, which is at 19:00 in UTC."""
    assert told in later(own_town, **time).get("/en/discussions/").text


def test_the_text_and_what_was_let_through_is_read_by_everybody(town):
    page = town.browser().get(ROUND).text
    assert "There is such a rule: bridges" in page
    assert SAID in page
    assert CITIZEN in page
    assert 'name="robots"' not in page


def test_the_number_of_versions_and_rounds_is_told_to_nobody_outside(town):
    page = town.browser().get(ROUND).text
    assert "version" not in re.sub(r"<head>.*?</head>", "", page, flags=re.DOTALL)
    assert "round 1" not in page
    for number in (2, 3):
        assert town.browser().get(f"/en/acts/bridges/rounds/{number}/").status_code == 404


def test_a_later_version_stays_closed_and_changes_nothing(own_town):
    before = own_town.browser().get(ROUND).data
    names = ("bridges туралы", "О bridges", "On bridges")
    write_act(own_town.root, "bridges", metadata(*names, "bridges"), plain(*names, "tomorrow"))
    own_town.commit("bridges", "somebody", "bridges", 61)

    browser = own_town.browser()
    assert browser.get(ROUND).data == before
    for address in ("/en/acts/bridges/", "/en/acts/bridges/v2", "/en/acts/bridges/v1"):
        assert browser.get(address).status_code == 404


def test_what_is_announced_is_the_title_and_the_time_and_not_the_text(own_town):
    announce(own_town)
    browser = own_town.browser()
    page = browser.get("/en/discussions/").text

    assert "Announced" in page
    assert "On piers" in page
    assert "acts/piers/rounds" not in page
    assert "canary" not in page
    assert browser.get("/en/acts/piers/rounds/1/").status_code == 404
    assert "piers" not in browser.get("/en/discussions.atom").text
    assert "piers" not in browser.get("/sitemap.xml").text
    assert "acts/piers/rounds/1/" in later(own_town, days=3).get("/en/discussions/").text


def test_after_the_close_it_is_told_how_many_are_answered_and_then_the_report(own_town):
    page = later(own_town, days=14).get("/en/discussions/").text
    assert "Closed: comments are being answered" in page
    assert "with a confirmed answer: 0" in page
    assert "No discussion is open" in page

    settle(own_town)

    assert "with a confirmed answer: 1" in later(own_town, days=14).get("/en/discussions/").text
    page = later(own_town, days=14).get(ROUND).text
    assert "The city does, article 7." in page
    assert 'name="robots" content="noindex"' in page


def test_an_answer_that_waits_for_a_second_person_is_told_to_nobody(own_town):
    do(own_town, "coordinator", rounds.answer, days=14)
    answer = Answer(verdict=Verdict.REJECTED, reply="Not yet confirmed.")
    do(own_town, "coordinator", disposing.propose, SHOWN, answer, days=14)

    browser = later(own_town, days=14)
    for address in (ROUND, f"{ROUND}comments/{SHOWN}", "/en/discussions/"):
        page = browser.get(address).text
        assert "On bridges" in page
        assert "Not yet confirmed." not in page
        assert "answer proposed" not in page


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_feed_tells_of_open_discussions_in_each_language(town, lang):
    answer = town.browser().get(f"/{lang}/discussions.atom")
    root = ET.fromstring(answer.data)
    (entry,) = root.findall(f"{ATOM}entry")

    assert answer.content_type.startswith("application/atom+xml")
    assert entry.find(f"{ATOM}title").text.endswith("bridges" if lang != "kk" else "туралы")
    assert entry.find(f"{ATOM}link").attrib["href"].endswith(f"/{lang}/acts/bridges/rounds/1/")
    assert root.find(f"{ATOM}updated").text == entry.find(f"{ATOM}updated").text
    assert len({town.browser().get(f"/{one}/discussions.atom").data for one in ("kk", "ru")}) == 2


def test_the_feed_is_the_same_for_all_and_empty_when_nothing_is_open(own_town):
    feeds = {own_town.browser(name).get("/en/discussions.atom").data for name in (None, "drafter")}
    assert len(feeds) == 1
    assert b"<entry>" not in later(own_town, days=14).get("/en/discussions.atom").data


def test_an_extension_moves_the_entry_of_the_feed(own_town):
    before = own_town.browser().get("/en/discussions.atom").text
    do(own_town, "coordinator", rounds.extend, NOW + timedelta(days=30), "Many have asked.")
    after = own_town.browser().get("/en/discussions.atom").text

    ids = {re.findall(r"<id>(urn[^<]*)", one)[0] for one in (before, after)}
    assert len(ids) == 1
    assert re.findall(r"<updated>([^<]*)", before) != re.findall(r"<updated>([^<]*)", after)


def test_open_discussions_are_in_the_map_of_the_site_and_ended_ones_are_not(own_town):
    assert "/en/acts/bridges/rounds/1/" in own_town.browser().get("/sitemap.xml").text
    assert "bridges" not in later(own_town, days=14).get("/sitemap.xml").text
