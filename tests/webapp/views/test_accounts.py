"""Signing in and out."""

import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from kb.services import accounts
from tests.clocks import Clock
from tests.factories import clock
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


def test_who_tries_while_waiting_need_not_wait_anew(own_town: Town, moving: Clock) -> None:
    browser = own_town.browser()
    for _ in range(10):
        browser.post("/en/sign-in", data={**PERSON, "password": "wrong"})
    moving.go(minutes=14)
    assert browser.post("/en/sign-in", data=PERSON).status_code == 429
    moving.go(minutes=2)
    assert browser.post("/en/sign-in", data=PERSON).status_code == 302


def test_a_form_larger_than_any_form_is_refused(client: FlaskClient) -> None:
    answer = client.post("/en/sign-in", data={**PERSON, "next": "/" + "a" * 70_000})
    assert answer.status_code == 413
    assert client.post("/en/view/", data={"theme": "a" * 70_000}).status_code == 413


def test_a_form_with_too_many_fields_is_refused(client: FlaskClient) -> None:
    fields = {f"field{number}": "x" for number in range(100)}
    answer = client.post("/en/view/", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 413
