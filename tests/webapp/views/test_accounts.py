"""Signing in and out."""

import re
import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient

from kb.services import accounts
from tests.factories import NOW, clock
from tests.webapp.town import PASSWORD, Town
from webapp.app import create_app

PERSON = {"name": "drafter", "password": PASSWORD}


def test_somebody_signs_in_and_comes_to_the_drafts(town: Town) -> None:
    browser = town.browser()
    answer = browser.post("/ru/sign-in", data=PERSON)
    assert answer.status_code == 302
    assert answer.location == "/ru/desk/"
    assert "Signed in as" in browser.get("/en/desk/").text


@pytest.mark.parametrize("name", ["Drafter", "  drafter ", "DRAFTER"])
def test_the_name_is_found_however_it_is_written(town: Town, name: str) -> None:
    answer = town.browser().post("/en/sign-in", data={**PERSON, "name": name})
    assert answer.status_code == 302


def test_a_wrong_password_and_an_unknown_name_are_told_apart_by_nothing(own_town: Town) -> None:
    browser = own_town.browser()
    with own_town.database.writing() as db:
        accounts.set_active(db, "auditor", clock, active=False)
    answers = [
        browser.post("/en/sign-in", data={"name": name, "password": password})
        for name, password in (("drafter", "wrong"), ("nobody", PASSWORD), ("auditor", PASSWORD))
    ]
    assert {answer.status_code for answer in answers} == {401}
    pages = {re.sub(r'name="name" value="[^"]*"', "", answer.text) for answer in answers}
    assert len(pages) == 1
    assert browser.get_cookie("kb") is None


def test_the_password_is_never_sent_back(client: FlaskClient) -> None:
    answer = client.post("/en/sign-in", data={"name": "drafter", "password": "zq-not-this-one"})
    assert "zq-not-this-one" not in answer.text


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"name": "drafter"},
        {"password": PASSWORD},
        {"name": "", "password": ""},
        {"name": "a" * 65, "password": PASSWORD},
        {"name": "drafter", "password": "a" * 129},
    ],
)
def test_a_form_that_is_not_filled_in_is_shown_again(
    client: FlaskClient, given: dict[str, str]
) -> None:
    answer = client.post("/en/sign-in", data=given)
    assert answer.status_code == 400
    assert "Enter your sign-in name and password." in answer.text


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/ru/acts/parks/", "/ru/acts/parks/"),
        ("/ru/search/?q=a&page=2", "/ru/search/?q=a&page=2"),
        ("//evil.example", "/en/desk/"),
        ("https://evil.example/", "/en/desk/"),
        ("/\\evil.example", "/en/desk/"),
        ("javascript:alert(1)", "/en/desk/"),
        ("", "/en/desk/"),
    ],
)
def test_signing_in_leads_on_within_this_site_only(town: Town, target: str, location: str) -> None:
    answer = town.browser().post("/en/sign-in", data={**PERSON, "next": target})
    assert answer.location == location


def test_the_form_leads_back_to_where_one_came_from(client: FlaskClient) -> None:
    """A draft that somebody was sent a link to answers 404; from there one signs in, and is back."""
    lost = {"Referer": "http://localhost/en/acts/towers/"}
    assert 'value="/en/acts/towers/"' in client.get("/en/sign-in", headers=lost).text
    evil = {"Referer": "http://evil.example/en/acts/towers/"}
    assert "towers" not in client.get("/en/sign-in", headers=evil).text
    page = client.get("/en/sign-in?next=//evil.example", headers=evil).text
    assert '"//evil' not in page
    assert '"http://evil' not in page


def test_links_of_the_form_do_not_grow_with_every_click(client: FlaskClient) -> None:
    page = client.get("/en/sign-in?next=/en/acts/").text
    assert "sign-in%3F" not in page
    assert "sign-in?next=/en/acts/" in page


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


def test_after_ten_failures_a_name_has_to_wait(own_town: Town) -> None:
    browser = own_town.browser()
    wrong = {**PERSON, "password": "wrong"}
    codes = [browser.post("/en/sign-in", data=wrong).status_code for _ in range(11)]
    assert codes == [401] * 10 + [429]
    refused = browser.post("/ru/sign-in", data=PERSON)
    assert refused.status_code == 429
    assert "15 мин" in refused.text
    assert browser.get("/en/acts/height/").status_code == 200


def test_another_address_does_not_help_against_the_waiting(own_town: Town) -> None:
    """X-Forwarded-For is believed of nobody while no proxy is said to stand before the site."""
    browser = own_town.browser()
    codes = [
        browser.post(
            "/en/sign-in",
            data={"name": f"nobody{number}", "password": "wrong"},
            headers={"X-Forwarded-For": f"203.0.113.{number}", "X-Real-Ip": f"203.0.113.{number}"},
        ).status_code
        for number in range(11)
    ]
    assert codes == [401] * 10 + [429]


def test_behind_a_proxy_each_reader_is_counted_apart(own_town: Town) -> None:
    app = create_app(replace(own_town.settings, proxies=1), own_town.now)
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    codes = {
        browser.post(
            "/en/sign-in",
            data={"name": f"nobody{number}", "password": "wrong"},
            headers={"X-Forwarded-For": f"198.51.100.7, 203.0.113.{number}"},
        ).status_code
        for number in range(12)
    }
    assert codes == {401}
    forged = [
        browser.post(
            "/en/sign-in",
            data={"name": f"nobody{number + 50}", "password": "wrong"},
            headers={"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.9"},
        ).status_code
        for number in range(11)
    ]
    assert forged == [401] * 10 + [429]


class Hands:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def test_who_tries_while_waiting_need_not_wait_anew(own_town: Town) -> None:
    hands = Hands()
    app = create_app(own_town.settings, hands)
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    for _ in range(10):
        browser.post("/en/sign-in", data={**PERSON, "password": "wrong"})
    hands.now += timedelta(minutes=14)
    assert browser.post("/en/sign-in", data=PERSON).status_code == 429
    hands.now += timedelta(minutes=2)
    assert browser.post("/en/sign-in", data=PERSON).status_code == 302


def test_a_sign_in_ends_when_it_is_not_used_and_lasts_while_it_is(own_town: Town) -> None:
    hands = Hands()
    app = create_app(own_town.settings, hands)
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    browser.post("/en/sign-in", data=PERSON)
    for _ in range(3):
        hands.now += timedelta(hours=11)
        assert browser.get("/en/desk/").status_code == 200
    hands.now += timedelta(hours=13)
    assert browser.get("/en/desk/").status_code == 302


def test_using_a_sign_in_is_noted_also_by_a_form(own_town: Town) -> None:
    hands = Hands()
    app = create_app(own_town.settings, hands)
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    browser.post("/en/sign-in", data=PERSON)
    hands.now += timedelta(hours=11)
    assert browser.post("/en/view/", data={"theme": "dark"}).status_code == 302
    hands.now += timedelta(hours=11)
    assert browser.get("/en/desk/").status_code == 200


@pytest.mark.parametrize("token", ["", " ", "x", "é" * 20, "a" * 500, "%00", "' OR 1=1 --"])
def test_a_made_up_cookie_signs_nobody_in(client: FlaskClient, token: str) -> None:
    client.set_cookie("kb", token)
    assert client.get("/en/desk/").status_code == 302
    assert client.get("/en/acts/towers/").status_code == 404


def test_a_form_larger_than_any_form_is_refused(client: FlaskClient) -> None:
    answer = client.post("/en/sign-in", data={**PERSON, "next": "/" + "a" * 70_000})
    assert answer.status_code == 413
    assert client.post("/en/view/", data={"theme": "a" * 70_000}).status_code == 413


def test_a_form_with_too_many_fields_is_refused(client: FlaskClient) -> None:
    fields = {f"field{number}": "x" for number in range(100)}
    answer = client.post("/en/view/", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 413


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
