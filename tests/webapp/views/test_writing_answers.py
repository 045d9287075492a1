"""Replies, answers and objections that were begun are kept for their writer, and found again."""

import re

import pytest
from flask.testing import FlaskClient

from kb.services import disposing
from tests.webapp.answering import OF_INVITED, QUEUE, REJECTED, SENT, close, do, settle
from tests.webapp.town import Town
from tests.webapp.town_rounds import COMMENT, OF_COLLEAGUE

ROUND = "/en/acts/towers/rounds/1"
UNFINISHED = f"{ROUND}/unfinished"
OF_COMMENT = f"{ROUND}/comments/{COMMENT}"
CONTEST = f"{OF_COMMENT}/contest"
TOLD = "You began this on"
FORMS = {
    "reply": ("drafter", f"{OF_COMMENT}", {"text": "Half a thou", "language": "kk", "token": "t"}),
    "contest": ("invited", CONTEST, {"reason": "Half a thou"}),
    "answer": ("drafter", OF_INVITED, {**SENT, "reply": "Half a thou", "serves": "x.1"}),
}
"""Of each kind who writes it, the page with its form, and what was typed."""


@pytest.fixture
def answered(own_town: Town) -> Town:
    """A town in which the comment of `invited` is answered, and that of `colleague` is not."""
    close(own_town)
    settle(own_town)
    return own_town


@pytest.fixture
def begun(own_town: Town) -> Town:
    """A town in which the comments are being answered, and nothing is proposed yet."""
    close(own_town)
    return own_town


def save(browser: FlaskClient, kind: str, **typed: str) -> int:
    """Save a text that was begun; return how that was answered."""
    fields = {**FORMS[kind][2], **typed, "slot": f"{kind}:{COMMENT}", "eid": "art_1__para_1"}
    return browser.post(UNFINISHED, data=fields).status_code


def fields_of(page: str) -> dict[str, str]:
    """Return what stands in the fields of several lines of a page."""
    found = re.findall(r'<textarea [^>]*name="(\w+)"[^>]*>\n?([^<]*)</textarea>', page)
    return dict(found)


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_what_was_begun_is_found_again_on_its_form_and_in_the_list(own_town, kind, lang):
    close(own_town)
    if kind == "contest":
        settle(own_town)
    name, address, typed = FORMS[kind]
    browser, address = own_town.browser(name), address.replace("/en/", f"/{lang}/")
    assert f'data-slot="{kind}:{COMMENT}"' in browser.get(address).text
    assert save(browser, kind) == 204

    page = browser.get(address).text

    assert "Half a thou" in fields_of(page).values()
    assert page.count("begun-before") == 1
    listed = browser.get(UNFINISHED.replace("/en/", f"/{lang}/")).text
    assert "Half a thou" in listed
    assert f'href="{address}"' in listed
    if "token" in typed:
        assert 'name="token" value="t"' in page


def test_the_list_says_of_what_each_is(begun):
    for kind in ("reply", "answer"):
        assert save(begun.browser("drafter"), kind) == 204
    page = begun.browser("drafter").get(UNFINISHED).text
    place = "Article 1(1)"
    assert {f"Reply: {place}", f"Answer: {place}"} <= set(re.findall(r"<h2>(.*?)</h2>", page))
    assert "Objection to an answer: Article 1" in begun.browser("invited").get(UNFINISHED).text


def test_it_is_dropped_on_submission(answered):
    expert, drafter = answered.browser("invited"), answered.browser("drafter")
    assert (save(drafter, "reply"), save(expert, "contest")) == (204, 204)

    assert drafter.post(f"{OF_COMMENT}/reply", data=FORMS["reply"][2]).status_code == 302
    assert expert.post(CONTEST, data={"reason": "Article 4 says nothing."}).status_code == 302

    assert TOLD not in drafter.get(OF_COMMENT).text
    assert CONTEST not in expert.get(UNFINISHED).text
    assert (save(drafter, "reply"), save(expert, "contest")) == (409, 409)


def test_an_answer_is_dropped_when_it_is_proposed(begun):
    drafter = begun.browser("drafter")
    assert save(drafter, "answer") == 204
    assert drafter.post(OF_INVITED, data=SENT).status_code == 302
    assert TOLD not in drafter.get(OF_INVITED).text
    assert save(drafter, "answer") == 409
    assert "You have nothing unfinished here." in drafter.get(UNFINISHED).text


def test_a_form_that_comes_back_holds_what_was_sent_not_what_was_saved(answered):
    expert, drafter = answered.browser("invited"), answered.browser("drafter")
    assert (save(drafter, "reply"), save(expert, "contest")) == (204, 204)
    newer = {"text": "Newer", "language": "de", "token": "t"}
    reply = drafter.post(f"{OF_COMMENT}/reply", data=newer)
    contest = expert.post(CONTEST, data={"reason": "x" * 20_001})
    assert (reply.status_code, contest.status_code) == (400, 400)
    assert "Newer</textarea>" in reply.text
    assert "xxx" in contest.text
    for page in (reply.text, contest.text):
        assert "Half a thou" not in page
        assert TOLD not in page


def test_an_answer_begun_before_another_came_shows_both(begun):
    drafter = begun.browser("drafter")
    assert save(drafter, "answer") == 204
    do(begun, "coordinator", disposing.propose, COMMENT, REJECTED)

    page = drafter.get(OF_INVITED).text
    assert fields_of(page)["reply"] == "Half a thou"
    assert '<details class="fold" open>' in page
    clash = drafter.post(OF_INVITED, data={**SENT, "reply": "Whole", "revision": "0"})

    assert 'name="revision" value="0"' in page
    assert clash.status_code == 409
    assert fields_of(clash.text)["reply"] == "Whole"
    assert REJECTED.reply in clash.text


def test_taking_a_comment_up_loses_nothing_and_is_no_clash(begun):
    drafter = begun.browser("drafter")
    assert save(drafter, "answer") == 204
    assert drafter.post(f"{OF_INVITED}/triage").status_code == 302
    page = drafter.get(OF_INVITED).text
    assert fields_of(page)["reply"] == "Half a thou"
    assert 'name="revision" value="0"' in page
    assert drafter.post(OF_INVITED, data=SENT).status_code == 302


def test_an_answer_that_was_begun_outlives_a_note_that_cannot_be_added(begun):
    drafter = begun.browser("drafter")
    assert save(drafter, "answer") == 204
    answer = drafter.post(f"{OF_INVITED}/note", data={"note": " "})
    assert answer.status_code == 400
    assert fields_of(answer.text)["reply"] == "Half a thou"


def test_without_scripts_a_button_keeps_an_answer_and_leads_to_the_list(begun):
    drafter = begun.browser("drafter")
    button = f'name="do" value="keep" formaction="{UNFINISHED}"'
    assert button in drafter.get(OF_INVITED).text
    typed = {**FORMS["answer"][2], "slot": f"answer:{COMMENT}", "do": "keep"}
    kept = drafter.post(UNFINISHED, data=typed)
    assert (kept.status_code, kept.location) == (302, UNFINISHED)
    assert "Half a thou" in drafter.get(kept.location).text


def test_nobody_else_reads_counts_or_throws_away_what_was_begun(begun):
    drafter, coordinator = begun.browser("drafter"), begun.browser("coordinator")
    assert save(drafter, "answer") == 204
    assert "1 unfinished text" in drafter.get(QUEUE).text
    assert "2 unfinished texts" in coordinator.get(QUEUE).text
    for name in ("legal", "auditor"):
        for address in (QUEUE, f"{ROUND}/"):
            assert "unfinished text" not in begun.browser(name).get(address).text
    for name in ("coordinator", "legal", "auditor"):
        assert "Half a thou" not in begun.browser(name).get(OF_INVITED).text
    coordinator.post(f"{UNFINISHED}/drop", data={"slot": f"answer:{COMMENT}"})
    assert fields_of(drafter.get(OF_INVITED).text)["reply"] == "Half a thou"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("invited", "answer"), ("drafter", "contest"), ("drafter", "opinion"), ("drafter", "comment")],
)
def test_nobody_begins_what_they_may_not_write(town, name, kind):
    answer = town.browser(name).post(UNFINISHED, data={"slot": f"{kind}:{COMMENT}", "text": "a"})
    assert answer.status_code == 404


def test_a_comment_that_one_may_not_know_of_is_as_if_it_were_not_there(own_town):
    close(own_town)
    settle(own_town, OF_COLLEAGUE)
    expert, missing = own_town.browser("invited"), "c0ffee00000000ff"
    own_town.browser("colleague").post(
        f"{ROUND}/comments/{OF_COLLEAGUE}/contest", data={"reason": "Nobody knows of it."}
    )
    for kind in ("reply", "contest"):
        typed = {"token": "t", "reason": "a"}
        told = [
            expert.post(UNFINISHED, data={**typed, "slot": f"{kind}:{one}"}).status_code
            for one in (OF_COLLEAGUE, missing)
        ]
        assert told == [204, 204]
