"""What a sign-in lets one do, how long it lasts, and what ends it."""

import sqlite3

import pytest
from flask.testing import FlaskClient

from kb.services import accounts
from tests.clocks import Clock
from tests.factories import clock
from tests.webapp.town import PASSWORD, Town

PERSON = {"name": "drafter", "password": PASSWORD}


def test_a_cookie_from_before_signing_in_is_worth_nothing_after_it(town: Town) -> None:
    browser = town.browser()
    browser.set_cookie("kb", "chosen-by-somebody-else-0123456789abcdefghi")
    browser.post("/en/sign-in", data=PERSON)
    cookie = browser.get_cookie("kb")
    assert cookie is not None
    assert cookie.value != "chosen-by-somebody-else-0123456789abcdefghi"
    fixed = town.browser()
    fixed.set_cookie("kb", "chosen-by-somebody-else-0123456789abcdefghi")
    assert fixed.get("/en/desk/").status_code == 302


def test_signing_in_anew_ends_the_sign_in_before(town: Town) -> None:
    browser = town.newcomer("drafter")
    copy = _copy(town, browser)
    assert copy.get("/en/desk/").status_code == 200
    browser.post("/en/sign-in", data={**PERSON, "name": "auditor"})
    assert copy.get("/en/desk/").status_code == 302
    assert browser.get("/en/desk/").status_code == 200


def test_signing_out_makes_a_copied_cookie_worthless(town: Town) -> None:
    browser = town.newcomer("drafter")
    copy = _copy(town, browser)
    answer = browser.post("/en/sign-out")
    assert answer.location == "/en/"
    assert browser.get_cookie("kb") is None
    assert copy.get("/en/desk/").status_code == 302
    assert copy.get("/en/acts/towers/").status_code == 404


def _copy(town: Town, browser: FlaskClient) -> FlaskClient:
    cookie = browser.get_cookie("kb")
    assert cookie is not None
    copy = town.browser()
    copy.set_cookie("kb", cookie.value)
    return copy


def test_who_fails_to_sign_in_anew_is_told_and_stays_signed_in(town: Town) -> None:
    browser = town.browser("drafter")
    answer = browser.post("/en/sign-in", data={**PERSON, "password": "wrong"})
    assert answer.status_code == 401
    assert "The name or the password is wrong." in answer.text
    assert browser.get("/en/desk/").status_code == 200


def test_a_link_does_not_sign_out(town: Town) -> None:
    browser = town.browser("drafter")
    assert browser.get("/en/sign-out").status_code == 405
    assert browser.get("/en/desk/").status_code == 200


def test_closing_an_account_ends_its_sign_ins(own_town: Town) -> None:
    browser = own_town.browser("drafter")
    with own_town.database.writing() as db:
        accounts.set_active(db, "drafter", clock, active=False)
    assert browser.get("/en/desk/").status_code == 302
    assert own_town.browser().post("/en/sign-in", data=PERSON).status_code == 401


def test_other_roles_count_from_the_next_request(own_town: Town) -> None:
    browser = own_town.browser("drafter")
    with own_town.database.writing() as db:
        accounts.set_roles(db, "drafter", [], clock)
    assert browser.get("/en/acts/towers/").status_code == 404
    assert browser.get("/en/desk/").status_code == 404


def test_a_sign_in_ends_when_it_is_not_used_and_lasts_while_it_is(
    own_town: Town, moving: Clock
) -> None:
    browser = own_town.newcomer("drafter")
    for _ in range(3):
        moving.go(hours=11)
        assert browser.get("/en/desk/").status_code == 200
    moving.go(hours=13)
    assert browser.get("/en/desk/").status_code == 302


def test_using_a_sign_in_is_noted_also_by_a_form(own_town: Town, moving: Clock) -> None:
    browser = own_town.newcomer("drafter")
    moving.go(hours=11)
    assert browser.post("/en/view/", data={"theme": "dark"}).status_code == 302
    moving.go(hours=11)
    assert browser.get("/en/desk/").status_code == 200


@pytest.mark.parametrize("token", ["", " ", "x", "é" * 20, "a" * 500, "%00", "' OR 1=1 --"])
def test_a_made_up_cookie_signs_nobody_in(client: FlaskClient, token: str) -> None:
    client.set_cookie("kb", token)
    assert client.get("/en/desk/").status_code == 302
    assert client.get("/en/acts/towers/").status_code == 404


def test_what_is_kept_of_a_sign_in_does_not_let_anyone_in(own_town: Town) -> None:
    browser = own_town.browser("drafter")
    cookie = browser.get_cookie("kb")
    path = own_town.settings.database_url.removeprefix("sqlite:///")
    connection = sqlite3.connect(path)
    kept = {row[0] for row in connection.execute("SELECT token_hash FROM session")}
    passwords = {row[0] for row in connection.execute("SELECT password FROM person")}
    connection.close()
    assert cookie is not None
    assert cookie.value not in kept
    assert all(password.startswith("$argon2id$") for password in passwords)


def test_the_account_of_a_revoked_sign_in_may_sign_in_again(own_town: Town) -> None:
    browser = own_town.newcomer("drafter")
    with own_town.database.writing() as db:
        assert accounts.revoke(db, "drafter", clock) >= 1
    assert browser.get("/en/desk/").status_code == 302
    assert own_town.newcomer("drafter").get("/en/desk/").status_code == 200
