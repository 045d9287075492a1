"""What helps in writing: unfinished texts are kept for their writer, and wordings shown as redlines."""

import re

import pytest

from tests.webapp.town import ROLES
from tests.webapp.town_rounds import COMMENT as COMMENT_OF_INVITED
from tests.webapp.town_writing import BEGUN, OF_INVITED

ROUND = "/en/acts/towers/rounds/1"
UNFINISHED = f"{ROUND}/unfinished"
SLOT = str(BEGUN)
OTHERS = ["anonymous", *(set(ROLES) - {"invited"})]
ANSWERING = {"drafter", "coordinator"}
"""Who has texts of their own kept here: answers to comments, and replies."""


def browser_of(town, name):
    return town.browser(None if name == "anonymous" else name)


def test_what_is_typed_is_kept_and_listed_for_its_writer(own_town):
    browser = own_town.browser("invited")
    typed = {"slot": SLOT, "eid": "art_1", "text": "<b>Who</b> decides", "csrf_token": "x"}
    answer = browser.post(UNFINISHED, data=typed)

    assert (answer.status_code, answer.data) == (204, b"")
    page = browser.get(UNFINISHED).text
    assert "&lt;b&gt;Who&lt;/b&gt; decides" in page
    assert "Article 1" in page
    assert "csrf" not in page.split("<main")[1].split("name=")[0]


def test_without_scripts_a_button_keeps_it_and_leads_to_the_list(own_town):
    browser = own_town.browser("invited")
    answer = browser.post(UNFINISHED, data={"slot": SLOT, "text": "a", "do": "keep"})
    assert (answer.status_code, answer.location) == (302, UNFINISHED)


def test_it_is_thrown_away(own_town):
    browser = own_town.browser("invited")
    slots = re.findall(r'name="slot" value="([^"]+)"', browser.get(UNFINISHED).text)
    assert {slot.partition(":")[0] for slot in slots} == {"comment", "reply", "contest"}
    for slot in slots:
        answer = browser.post(f"{UNFINISHED}/drop", data={"slot": slot, "next": f"{ROUND}/comment"})
        assert answer.location == f"{ROUND}/comment"
    assert "You have nothing unfinished here." in browser.get(UNFINISHED).text


@pytest.mark.parametrize("name", sorted(set(OTHERS) - ANSWERING))
def test_nobody_else_finds_it_or_throws_it_away(town, name):
    browser = browser_of(town, name)
    assert browser.get(UNFINISHED).status_code == 404
    assert browser.post(f"{UNFINISHED}/drop", data={"slot": SLOT}).status_code == 404
    assert browser.post(UNFINISHED, data={"slot": SLOT, "text": "a"}).status_code == 404


@pytest.mark.parametrize("slot", ["", "poem:1", "comment:<script>", "edit:" + "a" * 99])
def test_what_does_not_say_what_is_written_is_refused(town, slot):
    answer = town.browser("invited").post(UNFINISHED, data={"slot": slot, "text": "a"})
    assert answer.status_code == 400
    assert answer.mimetype == "text/plain"
    assert "Open the form again." in answer.text


def test_what_is_too_long_to_be_kept_is_told(town):
    long = {"slot": SLOT, **{f"text{number}": "я" * 21_000 for number in range(10)}}
    answer = town.browser("invited").post(UNFINISHED, data=long, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "Shorten it." in answer.text


def test_the_pages_of_a_signed_site_ask_for_the_forms_token(signed):
    assert signed.post(UNFINISHED, data={"slot": SLOT, "text": "a"}).status_code == 400


WORDING = {"eid": "art_1__para_1", "language": "en"}


@pytest.fixture(scope="module")
def said(town) -> str:
    """The first paragraph as the text has it."""
    form = town.browser("invited").get(f"{ROUND}/comment?eid=art_1__para_1").text
    return form.split('name="wording_en"')[1].split("\n", 2)[1].split("<")[0]


def test_a_wording_is_shown_as_what_it_changes(town, said):
    browser = town.browser("invited")
    answer = browser.post(f"{ROUND}/redline", data={**WORDING, "wording": f"{said} <i>Now</i>."})
    assert answer.status_code == 200
    assert '<ins><span class="hidden">inserted: </span>' in answer.text
    assert "&lt;i&gt;" in answer.text
    assert "<i>" not in answer.text

    same = browser.post(f"{ROUND}/redline", data={**WORDING, "wording": said})
    assert "The wording is as the text is." in same.text


@pytest.mark.parametrize(
    ("wording", "problem"),
    [
        ("", "The wording is empty."),
        ("Everything.", "The wording must begin with “1.”"),
        ("1. A\n\n2. B", "would be another provision"),
    ],
)
def test_what_cannot_take_the_place_of_the_provision_is_told_why(town, wording, problem):
    answer = town.browser("invited").post(f"{ROUND}/redline", data={**WORDING, "wording": wording})
    assert problem in answer.text


def test_a_wording_in_no_language_or_of_no_provision_is_told(town):
    browser = town.browser("invited")
    assert browser.post(f"{ROUND}/redline", data={"wording": "a"}).status_code == 400
    answer = browser.post(f"{ROUND}/redline", data={**WORDING, "eid": "art_99", "wording": "a"})
    assert "has no provision" in answer.text


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_the_redline_tells_nobody_else_what_the_text_says(town, name):
    answer = browser_of(town, name).post(f"{ROUND}/redline", data={**WORDING, "wording": "1. A."})
    assert answer.status_code == 404


def test_an_opinion_that_was_begun_is_found_again_until_it_is_given(own_town):
    browser = own_town.browser("invited")
    typed = {"slot": "opinion:", "kind": "object", "summary": "Half a thou", "language": "en"}
    typed["revision"] = "1"
    assert browser.post(UNFINISHED, data=typed).status_code == 204
    page = browser.get(f"{ROUND}/opinion").text
    assert "Half a thou</textarea>" in page
    assert "You began this on" in page
    assert "Half a thou" in browser.get(UNFINISHED).text

    assert browser.post(f"{ROUND}/opinion", data=typed).status_code == 302
    assert "You began this on" not in browser.get(f"{ROUND}/opinion").text


COMMENT = {"eid": "art_1", "read_in": "kk", "type": "error", "severity": "minor", "language": "en"}


def test_a_comment_that_was_begun_is_found_again_until_it_is_submitted(own_town):
    browser = own_town.browser("invited")
    address = f"{ROUND}/comment?eid=art_1&read_in=kk"
    assert "You began this on" in browser.get(address).text
    sent = browser.post(f"{ROUND}/comment", data={**COMMENT, "text": "Whole", "token": "t9"})
    assert sent.status_code == 302
    assert "You began this on" not in browser.get(address).text
    late = browser.post(UNFINISHED, data={"slot": SLOT, "token": "t9", "text": "Who"})
    assert (late.status_code, late.mimetype) == (409, "text/plain")
    assert "You have submitted this in the meantime" in late.text
    assert "You began this on" not in browser.get(address).text


def test_an_edit_that_was_begun_is_found_again_and_crosses_files_out(own_town):
    browser = own_town.browser("invited")
    edit = f"{ROUND}/comments/{COMMENT_OF_INVITED}/edit"
    typed = {"slot": f"edit:{COMMENT_OF_INVITED}", **COMMENT, "revision": "0", "text": "Better"}
    assert browser.post(UNFINISHED, data=typed).status_code == 204
    page = browser.get(edit).text
    assert "Better</textarea>" in page
    assert f'name="stay" value="{OF_INVITED}" checked' in page

    assert browser.post(edit, data={**typed, "stay": ""}).status_code == 302
    assert "You began this on" not in browser.get(edit).text
    assert browser.get(f"{ROUND}/files/{OF_INVITED}").status_code == 404
    page = browser.get(f"{ROUND}/comments/{COMMENT_OF_INVITED}").text
    assert "removed on" in page
