"""The page of one comment: its edits, its replies, its withdrawal."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from kb.law.identifiers import ActId
from kb.services import accounts, opining
from tests.webapp.filling import send
from tests.webapp.said import CONTENT, FORM, ROUND, let, says
from tests.webapp.town import Town
from tests.webapp.town_rounds import COMMENT


def test_the_page_of_a_comment_tells_what_it_said_before(own_town: Town) -> None:
    id_ = says(own_town, "invited")
    browser = own_town.browser("invited")
    browser.post(f"{ROUND}comments/{id_}/edit", data={**FORM, "revision": "0"})

    page = browser.get(f"{ROUND}comments/{id_}").text

    assert "What was edited" in page
    assert re.search(r"<del>.*unclear.*</del>", page)
    assert f"http://localhost/en/acts/towers/rounds/1/comments/{id_}" in page


def test_a_comment_is_edited_again_and_again_with_what_its_form_holds(own_town: Town) -> None:
    id_ = says(own_town, "invited")
    browser = own_town.browser("invited")
    edit = f"{ROUND}comments/{id_}/edit"

    answers = [send(browser, edit, edit, text=text) for text in ("First.", "Second.")]

    assert [answer.status_code for answer in answers] == [302, 302]
    page = browser.get(f"{ROUND}comments/{id_}").text
    assert page.index("Second.") < page.index("What was edited")


def test_an_edit_while_another_was_made_shows_both_texts(own_town: Town) -> None:
    id_ = says(own_town, "invited")
    browser = own_town.browser("invited")
    address = f"{ROUND}comments/{id_}/edit"
    assert (
        browser.post(address, data={**FORM, "text": "First.", "revision": "0"}).status_code == 302
    )

    answer = browser.post(address, data={**FORM, "text": "Second.", "revision": "0"})

    assert answer.status_code == 409
    assert "First." in answer.text.partition('id="meanwhile"')[2]
    assert "Second." in answer.text.partition("<textarea")[2]
    assert 'name="revision" value="1"' in answer.text
    again = browser.post(address, data={**FORM, "text": "Second.", "revision": "1"})
    assert again.status_code == 302


def test_an_edit_that_says_nothing_is_asked_for_again(town: Town) -> None:
    address = f"{ROUND}comments/{COMMENT}/edit"

    answer = town.browser("invited").post(
        address, data={**FORM, "text": "", "reasoning": "Since.", "revision": "0"}
    )

    assert answer.status_code == 400
    assert "Write a comment, or suggest a wording." in answer.text
    assert "Since.</textarea>" in answer.text


def test_the_form_of_an_edit_holds_what_the_comment_says(town: Town) -> None:
    page = town.browser("invited").get(f"{ROUND}comments/{COMMENT}/edit").text

    assert '<option value="ambiguity" selected>' in page
    assert 'value="blocking" checked' in page
    assert "1. Есть такая норма" in page


def test_a_withdrawn_comment_leaves_a_trace(own_town: Town) -> None:
    let(own_town, open_panel=True)
    id_ = says(own_town, "invited", replace(CONTENT, text="Only for a while."))
    browser, colleague = own_town.browser("invited"), own_town.browser("colleague")
    asked = browser.get(f"{ROUND}comments/{id_}/withdraw").text
    assert "Only for a while." in asked

    answer = browser.post(f"{ROUND}comments/{id_}/withdraw")

    assert answer.status_code == 302
    assert "It was withdrawn." in browser.get(answer.location).text
    assert "Only for a while." in own_town.browser("drafter").get(answer.location).text
    for page in (ROUND, answer.location):
        seen = colleague.get(page).text
        assert id_ in seen
        assert "ithdrawn" in seen
        assert "Only for a while." not in seen
    assert browser.post(f"{ROUND}comments/{id_}/withdraw").status_code == 409
    assert browser.get(f"{ROUND}comments/{id_}/edit").status_code == 302
    assert browser.get(f"{ROUND}comments/{id_}/withdraw").status_code == 302


def test_a_reply_sent_twice_is_one(own_town: Town) -> None:
    drafter, address = own_town.browser("drafter"), f"{ROUND}comments/{COMMENT}/reply"
    said = {"text": "Thank you, we look at it.", "language": "en", "token": "once"}

    answers = [drafter.post(address, data=said) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    page = own_town.browser("invited").get(f"{ROUND}comments/{COMMENT}").text
    assert page.count("Thank you, we look at it.") == 1


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"text": "  ", "language": "en"}, "Write what you want to say."),
        ({"text": "x" * 20_001, "language": "en"}, "This is too long"),
        ({"text": "Kept.", "language": "de"}, "Please choose one."),
    ],
)
def test_a_reply_that_cannot_be_taken_is_shown_again(
    town: Town, sent: dict[str, str], told: str
) -> None:
    answer = town.browser("drafter").post(
        f"{ROUND}comments/{COMMENT}/reply", data={**sent, "token": "t"}
    )
    assert answer.status_code == 400
    assert told in answer.text
    assert sent["text"].strip() in answer.text


def test_after_the_report_nobody_replies(own_town: Town) -> None:
    let(own_town, state="reported")
    said = {"text": "Too late?", "language": "en", "token": "t"}

    answer = own_town.browser("drafter").post(f"{ROUND}comments/{COMMENT}/reply", data=said)

    assert answer.status_code == 409
    assert "The round is reported." in answer.text


def test_nothing_is_changed_after_the_close(own_town: Town) -> None:
    let(own_town, state="closed", closes=own_town.now() - timedelta(hours=1))
    browser, comment = own_town.browser("invited"), f"{ROUND}comments/{COMMENT}"

    assert browser.get(f"{comment}/edit").status_code == 302
    assert "Withdraw</a>" not in browser.get(comment).text
    answer = browser.post(f"{comment}/edit", data={**FORM, "text": "Kept text.", "revision": "0"})
    assert answer.status_code == 400
    assert "The round is closed: it can be changed no more." in answer.text
    assert "Kept text." in answer.text
    assert browser.post(f"{comment}/withdraw").status_code == 409


def test_an_expert_who_was_asked_reads_on_after_the_close_and_is_told_why_not_to_comment(
    own_town: Town,
) -> None:
    let(own_town, state="closed", closes=own_town.now() - timedelta(hours=1))
    browser = own_town.browser("invited")

    page = browser.get(ROUND).text

    assert "review__add" not in page
    assert "The round is closed. The coordinator can let a late comment in." in page
    assert browser.get(f"{ROUND}comment").location == ROUND


def test_declared_is_what_somebody_declared_last(own_town: Town) -> None:
    with own_town.database.writing() as db:
        viewer = accounts.viewer_of(db, "invited")
        opining.declare(db, viewer, ActId("towers"), interest="A tower.", clock=own_town.now)

    assert "A tower." in own_town.browser("invited").get(f"{ROUND}declaration").text
