"""Duplicates: named as likely, answered by one answer, and confirmed several at once."""

import re

import pytest
from flask.testing import FlaskClient

from kb.language import Language
from kb.review.anchors import Anchor
from kb.review.comments import CommentId, CommentType, Content, Severity
from kb.review.dispositions import Verdict
from kb.services import commenting
from kb.services.commenting import Remark
from kb.storage.review import CommentRow
from tests.webapp.answering import OF_INVITED, QUEUE, SENT, answer_to, close, do
from tests.webapp.town import Town
from tests.webapp.town_rounds import COMMENT, OF_COLLEAGUE, PARAGRAPH


@pytest.fixture
def drafter(answered: Town) -> FlaskClient:
    return answered.browser("drafter")


def test_several_answers_are_confirmed_at_once_and_what_cannot_be_is_told(answered, drafter):
    drafter.post(OF_INVITED, data=SENT)
    coordinator = answered.browser("coordinator")
    ticked = [f"{COMMENT}.1", f"{OF_COLLEAGUE}.0", "nothing.0", "rubbish"]
    page = coordinator.post(QUEUE, data={"do": "confirm", "chosen": ticked}).text
    assert "1 comment was done." in page
    assert "No answer is proposed." in page
    assert "a comment that is not there" in page
    assert "1 of 2 settled" in page
    assert "Nothing was selected." in coordinator.post(QUEUE, data={"do": "confirm"}).text


def test_one_answer_serves_several_and_they_stand_under_it(answered, drafter):
    sent = {"do": "serve", "original": COMMENT, "chosen": [f"{OF_COLLEAGUE}.0", f"{COMMENT}.0"]}
    page = drafter.post(QUEUE, data=sent).text
    assert "1 comment was done." in page
    assert "The same answer serves 1 more comment" in page
    assert answer_to(answered, OF_COLLEAGUE).original == COMMENT
    below = page.partition("queue--below")[2]
    assert f'id="c-{OF_COLLEAGUE}"' in below


def test_with_an_answer_its_duplicates_are_ticked(answered, drafter):
    drafter.post(OF_INVITED, data=SENT | {"serves": f"{OF_COLLEAGUE}.0"})
    assert answer_to(answered, OF_COLLEAGUE).verdict is Verdict.DUPLICATE


def test_which_duplicates_an_answer_could_not_serve_is_told_and_why(answered, drafter):
    drafter.post(f"{QUEUE}/{OF_COLLEAGUE}", data=SENT)

    serves = [f"{OF_COLLEAGUE}.0", "nothing.0"]
    page = drafter.post(OF_INVITED, data=SENT | {"serves": serves}).text

    told = page.partition("1 comment was done.")[2].partition("</div>")[0]
    assert "Somebody else answered this meanwhile." in told
    assert f'href="{QUEUE}/{OF_COLLEAGUE}"' in told
    assert "a comment that is not there" in told
    assert answer_to(answered).verdict is Verdict.REJECTED
    assert answer_to(answered, OF_COLLEAGUE).verdict is Verdict.REJECTED


@pytest.mark.parametrize("original", [COMMENT, f"http://localhost{OF_INVITED}/"])
def test_an_original_is_named_by_its_address_too(answered, drafter, original):
    address = f"{QUEUE}/{OF_COLLEAGUE}"
    sent = SENT | {"verdict": "duplicate", "original": original}
    assert drafter.post(address, data=sent).status_code == 302
    assert answer_to(answered, OF_COLLEAGUE).original == COMMENT


def test_comments_that_likely_say_the_same_are_named(own_town):
    first, second = sorted(_says(own_town, f"The limit is unclear{end}") for end in ".!")
    close(own_town)
    drafter = own_town.browser("drafter")

    queue, later = drafter.get(QUEUE).text, drafter.get(f"{QUEUE}/{second}").text

    told = queue.partition(f'id="c-{second}"')[2].partition("</li>")[0]
    assert f'href="{QUEUE}/{first}"' in told.partition("Likely says the same as")[2]
    assert f'<input type="radio" name="original" value="{first}"' in later
    assert f'name="serves" value="{second}.0"' in drafter.get(f"{QUEUE}/{first}").text
    assert f'name="original" value="{COMMENT}"' not in later


def test_an_original_elsewhere_in_the_text_is_chosen_from_a_list(answered, drafter):
    with answered.database.writing() as db:
        db.get_one(CommentRow, COMMENT).eid = "art_1"
    page = drafter.get(f"{QUEUE}/{OF_COLLEAGUE}").text

    assert re.search(rf'<option value="{COMMENT}" lang="en">Article 1, .+: ', page)
    drafter.post(f"{QUEUE}/{OF_COLLEAGUE}", data=SENT | {"verdict": "duplicate", "other": COMMENT})

    assert answer_to(answered, OF_COLLEAGUE).original == COMMENT
    again = drafter.get(f"{QUEUE}/{OF_COLLEAGUE}").text
    assert f'<input type="radio" name="original" value="{COMMENT}" checked>' in again


def test_what_others_said_of_the_provision_in_another_language_can_be_named(own_town):
    here = _says(own_town, "Шек түсініксіз.", Language.KK)
    close(own_town)

    page = own_town.browser("drafter").get(f"{QUEUE}/{here}").text

    assert f'<input type="radio" name="original" value="{COMMENT}"' in page
    assert f'<input type="radio" name="original" value="{OF_COLLEAGUE}"' in page
    assert f'value="{here}"' not in page


def _says(town: Town, text: str, language: Language = Language.EN) -> CommentId:
    content = Content(type=CommentType.ERROR, severity=Severity.MINOR, language=language, text=text)
    where = Anchor(eid=PARAGRAPH, language=Language.EN, version=1)
    return do(town, "invited", commenting.submit, Remark(where, content, text))
