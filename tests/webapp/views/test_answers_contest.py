"""A commenter contests the answer once; what each may do is found from the pages of the round."""

import re

import pytest
from flask.testing import FlaskClient

from kb.language import Language
from kb.review.dispositions import Answer, Verdict
from tests.webapp.answering import OF_INVITED, QUEUE, ROUND, SENT, report, settle
from tests.webapp.town import Town
from tests.webapp.town_rounds import COMMENT, OF_COLLEAGUE

CONTEST = f"{ROUND}comments/{COMMENT}/contest"


@pytest.fixture
def drafter(answered: Town) -> FlaskClient:
    return answered.browser("drafter")


def test_an_answer_is_contested_once_by_the_commenter_who_is_told_until_when(answered, drafter):
    expert = answered.browser("invited")
    assert "There is no confirmed answer yet." in expert.get(CONTEST).text
    settle(answered)
    page = expert.get(CONTEST).text
    assert re.search(r"the last day for it is \d+ \w+ 2026\.", page)
    assert "It stands in article 4." in page
    empty = expert.post(CONTEST, data={"reason": " "})
    assert (empty.status_code, "Say what is wrong with the answer." in empty.text) == (400, True)

    assert expert.post(CONTEST, data={"reason": "Article 4 says nothing."}).status_code == 302

    assert "It is being answered anew." in expert.get(CONTEST).text
    officer = drafter.get(OF_INVITED).text
    assert "Article 4 says nothing." in officer
    contested = officer.partition("The answer that was contested")[2]
    assert "It stands in article 4." in contested
    settle(answered, answer=Answer(verdict=Verdict.NOTED, reply="True.", language=Language.EN))
    twice = expert.post(CONTEST, data={"reason": "Again"})
    assert (twice.status_code, "You contested the first answer" in twice.text) == (400, True)


def test_nobody_contests_the_answer_to_another_s_comment(answered):
    settle(answered, OF_COLLEAGUE)
    theirs = CONTEST.replace(COMMENT, OF_COLLEAGUE)
    assert answered.browser("invited").get(theirs).status_code == 404
    assert answered.browser("invited").post(theirs, data={"reason": "No"}).status_code == 404
    assert answered.browser("drafter").get(theirs).status_code == 404


def test_of_a_reported_round_nothing_is_answered_or_contested_any_more(answered, drafter):
    report(answered)
    assert "The round is reported." in drafter.get(QUEUE).text
    assert drafter.post(OF_INVITED, data=SENT | {"revision": "2"}).status_code == 400
    late = answered.browser("invited").post(CONTEST, data={"reason": "Late"})
    assert (late.status_code, "The round is reported." in late.text) == (400, True)


def test_the_ways_lead_to_what_each_may_do(answered):
    settle(answered)
    expert, officer, anybody = (answered.browser(name) for name in ("invited", "legal", "approver"))
    own = f"{ROUND}comments/{COMMENT}"
    page = expert.get(own).text
    assert f'href="{CONTEST}"' in page
    assert re.search(r"contest the answer once; the last day for it is \d+ \w+ 2026\.", page)
    assert f'href="{OF_INVITED}"' not in expert.get(own).text
    assert f'href="{OF_INVITED}"' in officer.get(own).text
    assert f'href="{CONTEST}"' not in officer.get(own).text
    for browser, opinion, queue in (
        (expert, True, False),
        (officer, True, True),
        (anybody, False, False),
    ):
        page = browser.get(ROUND).text
        assert (f'href="{ROUND}opinion"' in page) is opinion
        assert (f'href="{QUEUE}"' in page) is queue
        assert (f'href="{ROUND}report"' in page) is queue
