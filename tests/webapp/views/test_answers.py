"""The queue of a round: comments are answered by one person, confirmed by another, contested once."""

import re

import pytest
from flask.testing import FlaskClient

from kb.language import Language
from kb.law.identifiers import EId
from kb.review.dispositions import Adoption, Answer, Verdict
from kb.services import threads
from tests.webapp.answering import (
    OF_INVITED,
    QUEUE,
    REJECTED,
    ROUND,
    SENT,
    answer_to,
    do,
    settle,
)
from tests.webapp.town import Town
from tests.webapp.town_rounds import COMMENT, OF_COLLEAGUE


@pytest.fixture
def drafter(answered: Town) -> FlaskClient:
    return answered.browser("drafter")


@pytest.fixture
def coordinator(answered: Town) -> FlaskClient:
    return answered.browser("coordinator")


def test_the_queue_lists_all_comments_with_how_far_they_have_come(drafter, answered):
    page = drafter.get(QUEUE).text
    assert f'href="{OF_INVITED}"' in page
    assert "0 of 2 settled" in page
    assert page.count("not answered yet") >= 2
    settle(answered)
    assert "1 of 2 settled" in drafter.get(QUEUE).text


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_the_pages_are_in_three_languages(drafter, answered, lang):
    settle(answered)
    for address in (QUEUE, OF_INVITED):
        answer = drafter.get(address.replace("/en/", f"/{lang}/"))
        assert (answer.status_code, f'<html lang="{lang}"' in answer.text) == (200, True)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("status=submitted", {OF_COLLEAGUE}),
        ("status=confirmed", {COMMENT}),
        ("verdict=rejected", {COMMENT}),
        ("turn=done", {COMMENT}),
        ("turn=write", {OF_COLLEAGUE}),
        ("type=ambiguity", {COMMENT, OF_COLLEAGUE}),
        ("type=error", set()),
        ("severity=blocking&language=en", {COMMENT, OF_COLLEAGUE}),
        ("language=kk", set()),
        ("provision=art_1__para_1&suggestion=1", {COMMENT, OF_COLLEAGUE}),
        ("provision=act", set()),
        ("contested=1", set()),
        ("contested=0", {COMMENT, OF_COLLEAGUE}),
        ("person=nobody", set()),
        ("page=99", {COMMENT, OF_COLLEAGUE}),
    ],
)
def test_the_queue_is_filtered(answered, drafter, asked, found):
    settle(answered)
    page = drafter.get(f"{QUEUE}?{asked}").text
    assert set(re.findall(r'class="item [^"]*" id="c-(\w+)"', page)) == found


def test_what_one_proposes_another_confirms_and_only_then_the_commenter_reads_it(
    answered, drafter, coordinator
):
    proposed = drafter.post(OF_INVITED, data=SENT)
    assert (proposed.status_code, proposed.location) == (302, OF_INVITED)
    own = drafter.get(OF_INVITED).text
    assert "Whoever proposed the answer cannot confirm it." in own
    assert f'action="{OF_INVITED}/confirm"' not in own
    assert f"{QUEUE}/{COMMENT}" in coordinator.get(f"{QUEUE}?turn=confirm").text
    assert f'action="{OF_INVITED}/confirm"' in coordinator.get(OF_INVITED).text
    assert do(answered, "invited", threads.find, COMMENT).answer is None

    confirmed = coordinator.post(f"{OF_INVITED}/confirm", data={"revision": "1"})

    assert confirmed.status_code == 302
    assert do(answered, "invited", threads.find, COMMENT).answer == REJECTED
    assert "confirmed by" in drafter.get(OF_INVITED).text
    again = coordinator.post(f"{OF_INVITED}/confirm", data={"revision": "1"})
    assert again.status_code == 302


def test_nobody_confirms_alone(drafter):
    drafter.post(OF_INVITED, data=SENT)
    answer = drafter.post(f"{OF_INVITED}/confirm", data={"revision": "1"})
    assert (answer.status_code, "Whoever proposed the answer" in answer.text) == (409, True)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"verdict": ""}, "Choose an answer."),
        ({"verdict": "perhaps"}, "Choose an answer."),
        ({"reply": " "}, "Give a reasoned reply"),
        ({"language": "fr"}, "Something is missing or wrong below."),
        ({"reply": "x" * 20_001}, "At most 20,000 characters."),
        ({"translated": "en", "translation": "Also"}, "must be in another language"),
        ({"verdict": "duplicate"}, "Name the comment whose answer"),
        ({"verdict": "duplicate", "original": COMMENT}, "Name the comment whose answer"),
        ({"revision": "-1"}, "Something is missing or wrong below."),
    ],
)
def test_what_is_missing_or_wrong_is_told_and_nothing_typed_is_lost(answered, drafter, typed, told):
    kept = "Words that were typed"
    answer = drafter.post(OF_INVITED, data=SENT | {"translation": "", "ru": kept} | typed)
    assert answer.status_code == 400
    assert told in answer.text
    assert kept in answer.text
    assert answer_to(answered) is None


def test_an_accepted_suggestion_is_adopted_as_it_was_made_or_changed(answered, drafter):
    page = drafter.get(OF_INVITED).text
    suggested = dict(do(answered, "drafter", threads.find, COMMENT).content.suggestion.wording)
    assert all(f">{words}</textarea>" in page for words in suggested.values())

    drafter.post(OF_INVITED, data=SENT | {"verdict": "accepted", "reply": "", "ru": "1. Слова."})

    adopted = Adoption(EId("art_1__para_1"), ((Language.RU, "1. Слова."),), "")
    assert answer_to(answered) == Answer(
        verdict=Verdict.ACCEPTED, language=Language.EN, adoption=adopted
    )
    assert "Wording adopted" in drafter.get(OF_INVITED).text


def test_in_part_the_whole_suggestion_is_not_adopted_unchanged(answered, drafter):
    found = do(answered, "drafter", threads.find, COMMENT)
    suggested = {one.value: words for one, words in found.content.suggestion.wording}
    sent = SENT | {"verdict": "accepted-in-part", "reply": "Partly.", **suggested}
    refused = drafter.post(OF_INVITED, data=sent)
    assert (refused.status_code, "holds the whole suggestion" in refused.text) == (400, True)
    assert answer_to(answered) is None

    emptied = sent | dict.fromkeys(suggested, "")
    assert drafter.post(OF_INVITED, data=emptied).status_code == 302
    assert answer_to(answered).adoption is None


def test_a_wording_that_is_as_the_text_has_it_is_none(answered, drafter):
    page = drafter.get(OF_INVITED).text
    said = page.partition('name="ru"')[2].partition(">")[2].partition("</textarea>")[0]
    assert said.startswith("1. ")
    drafter.post(OF_INVITED, data=SENT | {"verdict": "accepted", "ru": said})
    assert answer_to(answered).adoption is None


def test_a_wording_that_would_not_fit_its_provision_is_refused_with_the_reason(answered, drafter):
    sent = SENT | {"verdict": "accepted", "ru": "7. Слова."}
    answer = drafter.post(OF_INVITED, data=sent)
    assert answer.status_code == 400
    assert "Русский: The wording must begin with “1.”" in answer.text
    assert "7. Слова.</textarea>" in answer.text
    assert answer_to(answered) is None


def test_a_reply_has_a_translation(answered, drafter):
    drafter.post(OF_INVITED, data=SENT | {"translated": "kk", "translation": "4-бапта."})
    assert answer_to(answered).translations == ((Language.KK, "4-бапта."),)
    page = drafter.get(OF_INVITED).text
    assert '<p class="said" lang="kk">4-бапта.</p>' in page
    assert '<p class="said" lang="en">It stands in article 4.</p>' in page


def test_who_answers_second_sees_both_answers_and_overwrites_nothing(
    answered, drafter, coordinator
):
    drafter.post(OF_INVITED, data=SENT)
    mine = SENT | {"verdict": "noted", "reply": "A remark of my own."}

    late = coordinator.post(OF_INVITED, data=mine)

    assert late.status_code == 409
    assert "Somebody else answered this meanwhile" in late.text
    assert '<p class="said" lang="en">It stands in article 4.</p>' in late.text
    assert "A remark of my own.</textarea>" in late.text
    assert answer_to(answered) == REJECTED
    assert '<input type="hidden" name="revision" value="1">' in late.text
    assert coordinator.post(OF_INVITED, data=mine | {"revision": "1"}).status_code == 302
    assert answer_to(answered).reply == "A remark of my own."


def test_nobody_confirms_what_they_have_not_read(answered, drafter, coordinator):
    drafter.post(OF_INVITED, data=SENT)
    drafter.post(OF_INVITED, data=SENT | {"reply": "Something else.", "revision": "1"})

    late = coordinator.post(f"{OF_INVITED}/confirm", data={"revision": "1"})

    assert late.status_code == 409
    assert "Somebody else answered this meanwhile" in late.text
    assert do(answered, "invited", threads.find, COMMENT).answer is None


def test_an_answer_sent_twice_is_one(answered, drafter):
    for _ in range(2):
        assert drafter.post(OF_INVITED, data=SENT).status_code == 302
    assert answer_to(answered) == REJECTED


def test_an_answer_is_sent_back_and_its_words_stay_to_be_worked_on(drafter, coordinator):
    drafter.post(OF_INVITED, data=SENT)
    coordinator.post(f"{OF_INVITED}/back", data={"revision": "1"})
    page = drafter.get(OF_INVITED).text
    assert "being worked on" in page
    assert "It stands in article 4.</textarea>" in page


def test_a_comment_is_taken_up_once(drafter):
    assert "Take it up" in drafter.get(OF_INVITED).text
    assert drafter.post(f"{OF_INVITED}/triage").status_code == 302
    again = drafter.post(f"{OF_INVITED}/triage")
    assert (again.status_code, "taken up already" in again.text) == (409, True)


def test_notes_are_for_those_who_see_the_review_only(answered, drafter):
    assert drafter.post(f"{OF_INVITED}/note", data={"note": " "}).status_code == 400
    for _ in range(2):
        drafter.post(f"{OF_INVITED}/note", data={"note": "Ask the <b>lawyer</b>."})
    page = answered.browser("legal").get(OF_INVITED).text
    assert page.count("Ask the &lt;b&gt;lawyer&lt;/b&gt;.") == 1
    assert "2 notes" in drafter.get(QUEUE).text
    auditor = answered.browser("auditor").get(OF_INVITED).text
    assert "Ask the &lt;b&gt;lawyer" in auditor
    assert 'name="note"' in page
    assert 'name="note"' not in auditor
    assert "Ask the" not in answered.browser("invited").get(f"{ROUND}comments/{COMMENT}").text


def test_while_the_round_is_open_nothing_is_answered_and_the_page_says_why(own_town):
    drafter = own_town.browser("drafter")
    for address in (QUEUE, OF_INVITED):
        assert "once the round is closed and answering has begun" in drafter.get(address).text
    refused = drafter.post(OF_INVITED, data=SENT)
    assert (refused.status_code, answer_to(own_town)) == (400, None)


def test_who_only_reads_is_offered_nothing(answered):
    legal = answered.browser("legal")
    for address in (QUEUE, OF_INVITED):
        page = legal.get(address).text
        assert "Drafters and coordinators answer." in page
        assert 'name="verdict"' not in page
        assert 'name="chosen"' not in page
    assert legal.post(OF_INVITED, data=SENT).status_code == 404
