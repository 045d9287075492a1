"""The overview of a round, reminding, and marks of reading: by form, by script, by whom."""

import re

import pytest
from flask.testing import FlaskClient

from kb.services import accounts, mailing
from kb.storage.reviewing import NoticeRow, ReadingRow
from tests.webapp.town import Town
from tests.webapp.town_rounds import COMMENT
from tests.webapp.with_mail import coordinator_with_mail
from webapp.app import create_app

PAGE = "/en/desk/acts/towers/rounds/1/progress"
READ = "/en/acts/towers/rounds/1/read"
TEXT = "/en/acts/towers/rounds/1/"
PASSWORD = "only-for-demonstration"


@pytest.fixture
def coordinator(own_town: Town) -> FlaskClient:
    return own_town.browser("coordinator")


@pytest.fixture
def expert(own_town: Town) -> FlaskClient:
    return own_town.browser("invited")


def silent(town: Town, name: str = "silent") -> int:
    """Let in an expert who says nothing, and return the number of the person."""
    town.add_person(name, accounts.Role.EXPERT, "Sil Ent & Co", "Bureau")
    town.invite(name, "towers")
    with town.database.writing() as db:
        row = accounts.named(db, name)
        row.email, row.language = f"{name}@example.org", "en"
        return row.id


def reads(town: Town) -> list[str]:
    with town.database.reading() as db:
        return sorted(row.eid for row in db.query(ReadingRow))


def test_the_overview_tells_who_has_done_what(own_town, coordinator):
    silent(own_town)
    page = coordinator.get(PAGE).text

    assert "Sil Ent &amp; Co" in page
    assert "declaration of interest, opinion" in page
    assert f'href="/en/acts/towers/rounds/1/comments/{COMMENT}"' in page
    assert "1 comment, blocking" in page
    assert 'href="/en/acts/towers/rounds/1/#art_1"' in page
    assert re.search(r"gave an opinion</span></th><td>2</td><td>67", page)


def test_marks_of_reading_and_opening_show_in_it(own_town, coordinator, expert):
    expert.get(TEXT)
    expert.post(READ, data={"read": "art_1"})
    own_town.browser("colleague").get(TEXT)

    page = coordinator.get(PAGE).text
    assert reads(own_town) == ["", "", "art_1"]
    assert "not yet" not in page


def test_a_silent_expert_is_reminded_by_letter_at_once(own_town, coordinator):
    silent(own_town)
    assert "Remind 1 silent expert now" in coordinator.get(PAGE).text

    answer = coordinator.post(PAGE, follow_redirects=True)
    assert "1 expert was reminded; a letter is on its way." in answer.text
    again = coordinator.post(PAGE, follow_redirects=True)
    assert "Nobody was reminded" in again.text

    with own_town.database.reading() as db:
        (letter,) = mailing.outbox(db)
        assert db.query(NoticeRow).filter_by(kind="reminder").count() == 1
    assert letter.recipient == "silent@example.org"
    assert "towers" not in letter.text.lower()


def test_one_expert_is_reminded_and_nobody_who_is_not_asked(own_town, coordinator):
    number, other = silent(own_town), silent(own_town, "another")
    coordinator.post(PAGE, data={"person": str(number)})
    coordinator.post(PAGE, data={"person": "999999"})
    with own_town.database.reading() as db:
        assert [one.recipient for one in mailing.outbox(db)] == ["silent@example.org"]
    assert other != number


def test_letters_are_sent_once_the_reminder_is_kept(own_town, monkeypatch):
    browser, settings, started = coordinator_with_mail(own_town, monkeypatch)

    browser.post(PAGE)

    assert started == [settings]


@pytest.mark.parametrize("name", ["drafter", "legal", "auditor"])
def test_others_who_see_reviews_have_no_buttons(own_town, name):
    silent(own_town)
    browser = own_town.browser(name)

    assert "Remind" not in browser.get(PAGE).text
    assert browser.post(PAGE).status_code == 404


@pytest.mark.parametrize("name", ["invited", "other", "approver", "publisher", "admin"])
def test_nobody_else_comes_to_the_overview(own_town, name):
    assert own_town.browser(name).get(PAGE).status_code == 404


def test_of_a_round_that_is_closed_nobody_is_reminded(own_town, coordinator):
    number = silent(own_town)
    later = create_app(own_town.settings, lambda: own_town.now().replace(year=2027))
    later.config["WTF_CSRF_ENABLED"] = False
    browser = later.test_client()
    browser.post("/en/sign-in", data={"name": "coordinator", "password": PASSWORD})

    assert "Remind" not in browser.get(PAGE).text
    assert browser.post(PAGE, data={"person": str(number)}).status_code == 409


def test_an_expert_marks_a_provision_by_form(own_town, expert):
    page = expert.get(TEXT).text
    assert re.search(r'form="reading" name="read" value="art_1"\s+aria-pressed="false"', page)

    assert expert.post(READ, data={"read": "art_1"}).location == f"{TEXT}#art_1"

    page = expert.get(TEXT).text
    assert re.search(r'form="reading" name="unread" value="art_1"\s+aria-pressed="true"', page)
    expert.post(READ, data={"unread": "art_1"})
    assert reads(own_town) == [""]


def test_an_expert_marks_a_provision_by_script(own_town, expert):
    accepts = {"Accept": "application/json"}
    answer = expert.post(READ, data={"read": "art_1"}, headers=accepts)
    assert answer.get_json() == {"eid": "art_1", "read": True}
    answer = expert.post(READ, data={"unread": "art_1"}, headers=accepts)
    assert answer.get_json() == {"eid": "art_1", "read": False}


@pytest.mark.parametrize("eid", ["art_2", "art_1__para_1", "", "x" * 500, "<b>"])
def test_what_is_no_unit_of_the_text_is_not_there(own_town, expert, eid):
    assert expert.post(READ, data={"read": eid}).status_code == 404
    assert reads(own_town) == []


@pytest.mark.parametrize("name", ["drafter", "coordinator", None])
def test_those_who_are_not_experts_have_no_buttons_and_leave_no_marks(own_town, name):
    browser = own_town.browser(name)

    assert 'form="reading"' not in browser.get(TEXT).text
    assert browser.post(READ, data={"read": "art_1"}).status_code == 404
    assert reads(own_town) == []


def test_the_overview_is_there_in_every_language(own_town, coordinator):
    for language, words in {"kk": "Нормалар мен сарапшылар", "ru": "Положения и эксперты"}.items():
        assert words in coordinator.get(PAGE.replace("/en/", f"/{language}/")).text
