"""From the invitation to the draft, and what the pages on the way tell and do not tell."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from kb.services import accounts
from tests.factories import NOW
from tests.webapp.town import PASSWORD, Town, token_of
from webapp.app import create_app

NEW = "three rivers meet here"
ANN = {
    "email": "Ann@Example.org",
    "full_name": "Ann Lee",
    "organisation": "Bar & Co",
    "country": "FR",
    "panel": "international",
    "language": "en",
    "languages": ["en", "ru"],
    "replaces": "0",
}
EXPERTS = "/en/desk/acts/towers/experts/"
_LINK = re.compile(r"/(?:en|ru|kk)/(?:invitation|password)/[\w-]{43}")


@pytest.fixture
def coordinator(own_town: Town) -> FlaskClient:
    return own_town.browser("coordinator")


def invite(coordinator: FlaskClient, address: str = EXPERTS, **more: object) -> None:
    answer = coordinator.post(address, data={**ANN, **more})
    assert answer.status_code == 302, answer.text


def link(town: Town) -> str:
    """Return the address in the newest letter, as the administrator copies it."""
    found = _LINK.search(town.browser("admin").get("/en/admin/mail/").text)
    assert found is not None
    return found[0]


def accept(browser: FlaskClient, address: str, password: str = NEW, again: str = NEW):
    given = {"answer": "accept", "password": password, "again": again}
    return browser.post(address, data=given)


def test_an_expert_comes_from_the_letter_to_the_draft(own_town, coordinator):
    invite(coordinator)
    expert, address = own_town.browser(), link(own_town)
    page = expert.get(address).text
    assert "On Towers" in page
    assert "Ann Lee" in page
    assert "ann@example.org" in page

    answer = accept(expert, address)

    assert (answer.status_code, answer.location) == (302, "/en/desk/")
    assert "On Towers" in expert.get("/en/desk/").text
    assert expert.get("/en/acts/towers/").status_code == 200
    assert "takes part" in coordinator.get(EXPERTS).text


def test_before_the_answer_nothing_is_open(own_town, coordinator):
    given = {"email": "o@example.org"}
    with own_town.database.writing() as db:
        accounts.set_email(db, "other", "o@example.org", own_town.now)
    invite(coordinator, **given)
    expert = own_town.browser("other")
    assert expert.get("/en/acts/towers/").status_code == 404

    answer = expert.post(link(own_town), data={"answer": "accept"})

    assert answer.location == "/ru/desk/"
    assert expert.get("/en/acts/towers/").status_code == 200


def test_two_experts_of_different_acts_see_each_their_own(own_town, coordinator):
    """The second draft is one that nobody but its readers may know of."""
    hidden = own_town.secrets.apart[0]
    experts = {}
    for number, act in enumerate(("towers", "parks")):
        invite(coordinator, f"/en/desk/acts/{act}/experts/", email=f"{number}@example.org")
        experts[act] = own_town.browser()
        accept(experts[act], link(own_town))

    assert experts["towers"].get("/en/acts/towers/").status_code == 200
    assert experts["parks"].get("/en/acts/towers/").status_code == 404
    assert "On Towers" not in experts["parks"].get("/en/desk/").text
    assert experts["towers"].get("/en/acts/parks/v2").status_code == 404
    for browser in experts.values():
        assert hidden not in browser.get("/en/desk/").text
        assert browser.get(EXPERTS).status_code == 404


@pytest.mark.parametrize("way", ["used", "late", "guessed", "revoked", "other purpose"])
def test_a_link_that_does_not_work_says_so_and_nothing_else(own_town, coordinator, way):
    invite(coordinator)
    address, browser = link(own_town), own_town.browser()
    if way == "used":
        accept(own_town.browser(), address)
    elif way == "late":
        browser = create_app(own_town.settings, lambda: NOW + timedelta(days=15)).test_client()
    elif way == "guessed":
        address = address[:-43] + "B" * 43
    elif way == "revoked":
        newest = re.findall(r"experts/(\d+)/revoke", coordinator.get(EXPERTS).text)[-1]
        coordinator.post(f"{EXPERTS}{newest}/revoke")
    else:
        address = address.replace("invitation", "password")

    answer = browser.get(address)

    assert answer.status_code == 404
    assert "This link does not work: it was used, it has expired" in answer.text
    assert "Ann" not in answer.text
    assert "On Towers" not in answer.text


@pytest.mark.parametrize(
    ("password", "again", "problem"),
    [
        ("short", "short", "The password needs at least 12 characters."),
        (NEW, f"{NEW}!", "The two passwords are not the same."),
        ("ann@example.org!", "ann@example.org!", "The password is easily guessed"),
        ("", "", "The password needs at least 12 characters."),
    ],
)
def test_a_password_that_is_refused_leaves_the_invitation_open(
    own_town, coordinator, password, again, problem
):
    invite(coordinator)
    address, browser = link(own_town), own_town.browser()
    answer = accept(browser, address, password, again)

    assert answer.status_code == 400
    assert problem in answer.text
    assert not password or f'"{password}"' not in answer.text
    assert browser.get_cookie("kb") is None
    assert accept(browser, address).status_code == 302


def test_who_declines_says_why_and_who_could_come_instead(own_town, coordinator):
    invite(coordinator)
    words = {"reason": "No time.\r\nAt all.", "substitute": "<b>Bo</b>, bo@example.org"}
    answer = own_town.browser().post(link(own_town), data={"answer": "decline", **words})

    assert answer.status_code == 200
    assert "The coordinator has been told." in answer.text
    page = coordinator.get(EXPERTS).text
    assert "has declined" in page
    assert "No time.\nAt all." in page
    assert "&lt;b&gt;Bo&lt;/b&gt;, bo@example.org" in page
    (instead,) = re.findall(r'href="([^"]+\?instead=\d+)#invite"', page)
    form = coordinator.get(instead).text
    assert 'value="bo@example.org"' in form
    assert 'value="&lt;b&gt;Bo&lt;/b&gt;"' in form
    assert re.search(r'<option value="\d+" selected>Ann Lee', form)
    assert "Bo" not in own_town.browser("admin").get("/en/admin/mail/").text


def test_an_answer_that_is_too_long_is_not_cut_but_shown_again(own_town, coordinator):
    invite(coordinator)
    given = {"answer": "decline", "reason": "a" * 2001}
    answer = own_town.browser().post(link(own_town), data=given)

    assert answer.status_code == 400
    assert "a" * 2001 in answer.text


def test_a_forgotten_password_is_set_anew(own_town):
    with own_town.database.writing() as db:
        accounts.set_email(db, "drafter", "d@example.org", own_town.now)
    old, browser = own_town.browser("drafter"), own_town.browser()
    browser.post("/en/forgotten", data={"email": "D@example.org"})
    answer = browser.post(link(own_town), data={"password": NEW, "again": NEW})

    assert answer.location == "/ru/sign-in?next=/ru/desk/"
    assert old.get("/en/desk/").status_code == 302
    for password, status in ((PASSWORD, 401), (NEW, 302)):
        given = {"name": "drafter", "password": password}
        assert browser.post("/en/sign-in", data=given).status_code == status


def test_whether_an_address_is_somebodys_is_told_by_nothing(own_town):
    with own_town.database.writing() as db:
        accounts.set_email(db, "drafter", "d@example.org", own_town.now)
    browser = own_town.browser()
    one, two = (browser.post("/en/forgotten", data={"email": f"{x}@example.org"}) for x in "dx")

    assert (one.status_code, one.text) == (two.status_code, two.text)
    assert [*one.headers] == [*two.headers]


def test_too_many_wishes_for_a_password_have_to_wait(own_town):
    browser = own_town.browser()
    answers = [browser.post("/en/forgotten", data={"email": f"{n}@example.org"}) for n in range(11)]
    assert [answer.status_code for answer in answers] == [200] * 10 + [429]


def test_a_forged_host_gets_into_no_letter(own_town):
    with own_town.database.writing() as db:
        accounts.set_email(db, "drafter", "d@example.org", own_town.now)
    forged = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    own_town.browser().post("/en/forgotten", data={"email": "d@example.org"}, headers=forged)

    page = own_town.browser("admin").get("/en/admin/mail/").text
    assert "d@example.org" in page
    assert "evil" not in page


def test_an_answer_without_the_signed_form_changes_nothing(own_town, coordinator):
    invite(coordinator)
    address, signed = link(own_town), create_app(own_town.settings, own_town.now).test_client()
    assert accept(signed, address).status_code == 400
    form = token_of(signed.get(address).text)
    given = {"answer": "accept", "password": NEW, "again": NEW, "csrf_token": form}
    assert signed.post(address, data=given).status_code == 302


def test_who_comes_in_is_no_longer_who_was_signed_in_before(own_town, coordinator):
    invite(coordinator)
    browser = own_town.browser("legal")
    before = browser.get_cookie("kb")
    accept(browser, link(own_town))
    after = browser.get_cookie("kb")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert "Ann Lee" in browser.get("/en/desk/").text
