"""The audit log as auditors see it, and that of an act as coordinators do."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kb.law.procedure import Stage
from kb.services.audit import Deed
from tests.factories import NOW
from tests.webapp.town import Town
from webapp.pages.audit_page import DEEDS
from webapp.pages.deed_words import DETAILS, UNSAID, _plain


def rows(page: str) -> list[str]:
    """Return the words of each entry on a page."""
    found = re.findall(r'<tr role="row">\s*<td.*?</tr>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in found]


def test_every_deed_has_a_name() -> None:
    assert set(DEEDS) == set(Deed)


def test_an_auditor_reads_who_did_what_in_the_time_of_the_law(town: Town) -> None:
    assert datetime(2026, 11, 22, 6, tzinfo=UTC) == NOW
    page = town.newcomer("auditor").get("/en/desk/audit/")

    newest = rows(page.text)[0]
    assert newest.startswith("22 November 2026, 11:00")
    assert "Signed in" in newest
    assert newest.split("Signed in")[0].endswith(" auditor ")
    assert page.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("query", "kept", "left_out"),
    [
        ("deed=stage-moved", "Stage changed", "Published"),
        ("act=parks", "On Parks", "On Height"),
        ("person=1", "invited", "coordinator"),
        ("day=2026-11-22&deed=published", "Published", "Account opened"),
    ],
)
def test_the_log_is_narrowed(town: Town, query: str, kept: str, left_out: str) -> None:
    found = rows(town.browser("auditor").get(f"/en/desk/audit/?{query}").text)

    assert found
    assert all(kept in row for row in found)
    assert not any(left_out in row for row in found)


def test_what_changed_is_said_with_what_was_before(town: Town) -> None:
    (first, *_) = rows(town.browser("auditor").get("/en/desk/audit/?deed=stage-moved").text)

    assert "Stage: In drafting → Expert review" in first


@pytest.mark.parametrize(
    "query",
    ["person=x", "deed=x", "act=castles", "day=2026-02-30", "day=x&page=x", "person=999&page=-1"],
)
def test_what_is_asked_wrongly_narrows_nothing(town: Town, query: str) -> None:
    browser = town.browser("auditor")
    all_ = re.search(r"(\d+) entries", browser.get("/en/desk/audit/").text)

    page = browser.get(f"/en/desk/audit/?{query}")

    assert page.status_code == 200
    assert all_
    assert all_[0] in page.text


def test_a_day_on_which_nothing_was_done_says_so(town: Town) -> None:
    page = town.browser("auditor").get("/en/desk/audit/?day=2020-01-01").text

    assert rows(page) == []
    assert "Nothing of this kind was done." in page
    assert 'value="2020-01-01"' in page


def test_the_log_has_pages_that_keep_what_it_is_narrowed_to(own_town: Town) -> None:
    for number in range(60):
        own_town.move("towers", (Stage.EXPERT_REVIEW, Stage.WORKING)[number % 2])
    browser = own_town.browser("auditor")

    first = browser.get("/en/desk/audit/?deed=stage-moved").text
    last = browser.get("/en/desk/audit/?deed=stage-moved&page=9").text

    assert len(rows(first)) == 50
    assert "?deed=stage-moved&amp;page=2" in first
    assert "Page 2 of 2" in last
    assert set(rows(first)).isdisjoint(rows(last))


@pytest.mark.parametrize("role", ["coordinator", "auditor"])
def test_the_log_of_an_act_has_no_other_act(town: Town, role: str) -> None:
    browser = town.browser(role)
    found = rows(browser.get("/en/desk/acts/parks/log").text)

    assert any("Published" in row for row in found)
    assert any("Version taken in" in row for row in found)
    assert not any("Signed in" in row for row in found)
    assert "/en/desk/acts/parks/log" in browser.get("/en/desk/acts/parks/").text


def test_only_those_who_may_read_it_are_led_to_the_log(town: Town) -> None:
    for name in ("auditor", "coordinator", "drafter", "invited"):
        desk = town.browser(name).get("/en/desk/").text
        assert ("/en/desk/audit/" in desk) == (name == "auditor")
    assert "/parks/log" not in town.browser("drafter").get("/en/desk/acts/parks/").text


def test_a_comment_is_led_to_and_what_was_done_to_it_is_said_in_words(town: Town) -> None:
    page = town.browser("auditor").get("/ru/desk/audit/?deed=commented&act=towers").text

    assert "Состояние: подано" in rows(page)[0]
    link = re.search(r'href="(/ru/acts/towers/rounds/1/comments/\w+)">Замечание: ', page)
    assert link
    assert town.browser("auditor").get(link[1]).status_code == 200
    assert "submitted" not in rows(page)[0]


def test_the_term_of_a_round_is_told_as_people_are_told(town: Town) -> None:
    (*_, first) = rows(town.browser("auditor").get("/en/desk/audit/?deed=round-scheduled").text)

    assert "Round 1" in first
    assert re.search(r"Term: until the end of \d+ \w+ 20\d\d \(Almaty time\)", first)
    assert "+00:00" not in first


def test_everything_that_may_change_has_a_name() -> None:
    noted = re.compile(r"(?:after|before|was|now|of)(?:, \w+)? = (.*\{.*)|(?:after|before)=(\{.*)")
    sources = "".join(path.read_text("utf-8") for path in Path("kb/services").glob("*.py"))
    told = " ".join("".join(one) for one in noted.findall(sources))
    names = set(re.findall(r'"(\w+)":', told))

    assert len(names) > 20
    assert names <= set(DETAILS) | UNSAID


@pytest.mark.parametrize(
    ("given", "words"),
    [("f" * 40, "f" * 12), (3, "3"), (["a", "b"], "a, b"), ([], "")],
)
def test_what_there_are_no_words_for_is_said_in_few(given: object, words: str) -> None:
    assert _plain(given) == words
