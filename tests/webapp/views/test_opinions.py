"""Opinions on a whole draft: given once, changed until the close, read by those who may."""

import io
import re

import pytest

from kb.language import Language
from kb.services import opining
from tests.webapp.answering import ROUND, close, do
from tests.webapp.town import Town
from tests.webapp.town_rounds import COMMENT, OF_COLLEAGUE

OPINION = f"{ROUND}opinion"
SENT = {"kind": "object", "language": "ru", "summary": "Так нельзя.", "revision": "1"}
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f"
    b"\x15\xc4\x89\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND"
    b"\xaeB`\x82"
)


def opinions(town: Town, name: str = "auditor"):
    return do(town, name, opining.listed)


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_an_expert_sees_what_they_have_said_and_thought_so_far(own_town, lang):
    page = own_town.browser("invited").get(OPINION.replace("/en/", f"/{lang}/")).text
    assert f"comments/{COMMENT}" in page
    assert OF_COLLEAGUE not in page
    [question] = do(own_town, "invited", lambda _db, seat: seat.asked.questions)
    assert page.index(question.get(Language(lang))) < page.index("<textarea")
    [mine] = [one for one in opinions(own_town, "invited") if one.is_mine]
    assert mine.view.summary in page
    assert 'value="revise-and-resubmit" checked' in page


def test_an_opinion_is_changed_and_what_it_was_stays_to_be_seen(own_town):
    expert = own_town.browser("invited")
    [before] = [one for one in opinions(own_town, "invited") if one.is_mine]

    late = {**SENT, "slot": "opinion:"}
    assert 'name="revision" value="1"' in expert.get(OPINION).text
    for _ in range(2):
        assert expert.post(OPINION, data=SENT).status_code == 302
    assert expert.post(f"{ROUND}unfinished", data=late).status_code == 409

    page = expert.get(OPINION).text
    assert 'name="revision" value="2"' in page
    assert re.search(r"<strong>You</strong> <span[^>]*>I object to the draft</span>", page)
    assert "1 earlier opinion" in page
    assert before.view.summary in page
    assert ">\nТак нельзя.</textarea>" in page


def test_in_two_tabs_the_later_save_shows_both_texts_until_it_is_sent_again(own_town):
    expert = own_town.browser("invited")
    other = SENT | {"kind": "support", "summary": "Можно."}
    assert expert.post(OPINION, data=SENT).status_code == 302

    incomplete = expert.post(OPINION, data=other | {"kind": ""}).text
    assert 'name="revision" value="1"' in incomplete  # What is missing makes it no less stale.
    page = (answer := expert.post(OPINION, data=other)).text
    assert (answer.status_code, 'name="revision" value="2"' in page) == (409, True)
    assert [page.count(one) for one in ("Так нельзя.</td>", "Можно.</td>")] == [1, 1]
    assert ">\nМожно.</textarea>" in page

    assert expert.post(OPINION, data=other | {"revision": "2"}).status_code == 302
    [mine] = [one for one in opinions(own_town, "invited") if one.is_mine]
    assert [one.summary for one in (mine.view, mine.earlier[-1])] == ["Можно.", "Так нельзя."]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"kind": ""}, "Please choose one."),
        ({"kind": "like"}, "Please choose one."),
        ({"summary": " "}, "Say in a few sentences why."),
        ({"summary": "x" * 20_001}, "At most 20,000 characters."),
        ({"language": "fr"}, "Nothing you typed was lost."),
    ],
)
def test_what_is_missing_is_told_and_nothing_typed_is_lost(own_town, typed, told):
    answer = own_town.browser("invited").post(OPINION, data=SENT | typed)
    assert (answer.status_code, told in answer.text) == (400, True)
    if "summary" not in typed:
        assert "Так нельзя." in answer.text
    assert {one.view.kind for one in opinions(own_town)} == {"revise-and-resubmit"}


def test_a_letter_goes_with_it(own_town):
    expert = own_town.browser("invited")
    sent = SENT | {"files": (io.BytesIO(PNG), "letter.png")}
    assert expert.post(OPINION, data=sent).status_code == 302
    assert "letter.png</a>" in expert.get(OPINION).text
    assert "letter.png</a>" in own_town.browser("drafter").get(OPINION).text


def test_a_file_that_is_not_taken_is_told_and_the_opinion_waits(own_town):
    sent = SENT | {"files": (io.BytesIO(b"MZ"), "virus.exe")}
    answer = own_town.browser("invited").post(OPINION, data=sent)
    assert (answer.status_code, "virus.exe" in answer.text) == (400, True)
    assert "Так нельзя." in answer.text
    assert {one.view.kind for one in opinions(own_town)} == {"revise-and-resubmit"}


def test_after_the_close_it_is_changed_no_more_and_the_page_says_so(own_town):
    close(own_town)
    expert = own_town.browser("invited")
    page = expert.get(OPINION).text
    assert "<textarea" not in page
    assert "The round is closed." in page
    assert expert.post(OPINION, data=SENT).status_code == 400


def test_before_an_opinion_an_interest_is_declared(own_town):
    own_town.invite("other", "towers")
    other = own_town.browser("other")
    assert f'href="{ROUND}declaration"' in other.get(OPINION).text
    answer = other.post(OPINION, data=SENT)
    assert answer.status_code == 400
    assert "First declare your interest in this act." in answer.text
    assert "Так нельзя." in answer.text


def test_those_who_answer_read_all_opinions_and_give_none(own_town):
    drafter = own_town.browser("drafter")
    page = drafter.get(OPINION).text
    assert "Questions to the reviewers" in page
    for one in opinions(own_town):
        assert one.view.summary in page
        assert one.author.name in page
    assert "<textarea" not in page
    assert drafter.post(OPINION, data=SENT).status_code == 404


@pytest.mark.parametrize("name", [None, "other", "admin", "approver"])
def test_nobody_else_knows_of_the_page(own_town, name):
    assert own_town.browser(name).get(OPINION).status_code == 404
    assert own_town.browser(name).post(OPINION, data=SENT).status_code == 404


def test_in_public_there_is_no_page_of_opinions_and_none_is_taken(own_town):
    """No moderator reads them; so nothing is typed there that would be lost or published."""
    own_town.invite("invited", "bridges")
    public = "/en/acts/bridges/rounds/1/"
    for name in ("invited", "drafter", "coordinator", None):
        browser = own_town.browser(name)
        assert browser.get(f"{public}opinion").status_code == 404
        assert browser.post(f"{public}opinion", data=SENT).status_code == 404
    for page in ("/en/desk/acts/bridges/rounds/1/queue", f"{public}report", public):
        assert f"{public}opinion" not in own_town.browser("coordinator").get(page).text
