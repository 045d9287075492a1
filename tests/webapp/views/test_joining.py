"""Taking part in public discussions: by letter, by agreeing, and leaving again."""

import re
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from kb.cli.environment import utc_now
from kb.services import accounts, mailing
from kb.settings import MailSecurity
from kb.spooling import Spooled
from tests import smtp
from tests.factories import NOW
from tests.webapp.town import ROLES, Town, token_of
from webapp.app import create_app

JOIN = "/en/discussions/join"
ROUND = "/en/acts/bridges/rounds/1/"
NUR = {
    "email": "Nur@Example.kz",
    "full_name": "Nur <b>Ali</b>",
    "organisation": "Clean City",
    "language": "en",
    "agrees": "1",
    "next": ROUND,
}
_LINK = re.compile(r"/(?:en|ru|kk)/discussions/join/[\w-]{43}")


def ask(browser: FlaskClient, **more: str):
    return browser.post(JOIN, data={**NUR, **more})


def link(town: Town) -> str:
    """Return the address in the newest letter, as the administrator copies it."""
    found = _LINK.search(town.browser("admin").get("/en/admin/mail/").text)
    assert found is not None
    return found[0]


def joined(town: Town, **more: str) -> FlaskClient:
    """Return the browser of somebody who has come by letter."""
    browser = town.browser()
    assert ask(browser, **more).status_code == 200
    assert browser.post(link(town)).status_code == 302
    return browser


def test_a_citizen_comes_from_the_discussion_by_letter_and_back_to_it(own_town):
    browser = own_town.browser()
    page = browser.get(ROUND).text
    assert "/en/discussions/join?next=/en/acts/bridges/rounds/1/" in page
    assert "comment?" not in page

    assert "A letter to Nur@Example.kz is written. It will be sent by hand" in ask(browser).text
    address = link(own_town)
    welcome = browser.get(address).text
    assert "Your address is verified" in welcome
    assert "Nur &lt;b&gt;Ali&lt;/b&gt;" in welcome
    answer = browser.post(address)

    assert (answer.status_code, answer.location) == (302, ROUND)
    page = browser.get(ROUND).text
    assert "Join to comment" not in page
    assert "/en/acts/bridges/rounds/1/comment?" in page
    assert "My comments" in page


def test_opening_a_link_lets_nobody_in_as_machines_open_links_too(own_town):
    browser = own_town.browser()
    ask(browser)
    for _ in range(2):
        assert browser.get(link(own_town)).status_code == 200
    assert browser.get_cookie("kb") is None


def test_a_link_works_once_and_for_a_day(own_town):
    browser = own_town.browser()
    ask(browser)
    address = link(own_town)
    late = create_app(own_town.settings, lambda: NOW + timedelta(hours=24)).test_client()
    assert late.get(address).status_code == 404
    assert browser.post(address).status_code == 302
    assert browser.post(address).status_code == 404
    assert "This link does not work" in browser.get(address).text


@pytest.mark.parametrize(
    ("field", "typed"),
    [("email", "nobody"), ("email", ""), ("full_name", " "), ("full_name", "x" * 201),
     ("organisation", "x" * 201), ("agrees", ""), ("language", "de")],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_told_and_the_rest_is_kept(own_town, field, typed):
    answer = ask(own_town.browser(), **{field: typed})

    assert answer.status_code == 400
    assert "Nothing you typed was lost." in answer.text
    kept = {"email": "Nur@Example.kz", "organisation": "Clean City"}
    kept.pop(field, None)
    assert all(words in answer.text for words in kept.values())


@pytest.mark.parametrize("way", ["unknown", "participant", "expert", "officer", "closed"])
def test_the_answer_is_the_same_whoever_an_address_belongs_to(own_town, way):
    names = {
        "participant": "participant",
        "expert": "other",
        "officer": "drafter",
        "closed": "other",
    }
    if way in names:
        with own_town.database.writing() as db:
            accounts.set_email(db, names[way], "nur@example.kz", own_town.now)
            if way == "closed":
                accounts.set_active(db, names[way], own_town.now, active=False)
    browser = own_town.browser()
    answer = ask(browser)
    with own_town.database.reading() as db:
        newest = [one for one in mailing.outbox(db) if one.recipient == "nur@example.kz"]

    blank = own_town.browser()
    other = ask(blank, email="somebody@example.kz")
    assert answer.status_code == other.status_code == 200
    assert answer.text.replace("Nur@Example.kz", "") == other.text.replace(
        "somebody@example.kz", ""
    )
    told = {"unknown": "discussions/join", "participant": "discussions/join", "expert": "sign-in"}
    told["officer"] = "sign-in"
    assert [told[way] in one.text for one in newest] == ([] if way == "closed" else [True])


def test_the_address_alone_is_enough_to_come_again(own_town):
    joined(own_town)
    browser = own_town.browser()
    answer = browser.post("/en/discussions/again", data={"email": "nur@example.kz"})
    assert answer.status_code == 200
    assert "Welcome back" in browser.get(link(own_town)).text
    assert browser.post(link(own_town)).location == "/en/discussions/"


def test_too_many_letters_are_answered_with_the_time_to_wait(own_town):
    browser = own_town.browser()
    for _ in range(3):
        assert ask(browser).status_code == 200
    answer = ask(browser)

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "3600"
    assert "Try again in 60 minutes" in answer.text
    assert "Clean City" in answer.text


def test_too_many_comments_are_answered_with_the_time_to_wait(own_town):
    browser = joined(own_town)
    given = {"eid": "", "read_in": "en", "type": "question", "severity": "minor", "language": "en"}
    statuses = [
        browser.post(f"{ROUND}comment", data={**given, "text": f"No. {n}", "token": f"t{n}"})
        for n in range(21)
    ]
    assert [one.status_code for one in statuses[:20]] == [302] * 20
    assert "Try again in 60 minutes" in statuses[20].text
    assert "No. 20" in statuses[20].text
    assert statuses[20].status_code == 429
    assert statuses[20].headers["Retry-After"] == "3600"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_a_link_leads_to_pages_of_this_site_only(own_town, target):
    browser = own_town.browser()
    ask(browser, next=target)
    assert browser.post(link(own_town)).location == "/en/discussions/"


def test_an_expert_agrees_after_signing_in_and_then_comments(own_town):
    expert = own_town.browser("other")
    assert "Join to comment" in expert.get(ROUND).text
    assert "Consent to take part" in expert.get(JOIN).text
    assert expert.post("/en/discussions/agree", data={"next": ROUND}).status_code == 400

    answer = expert.post("/en/discussions/agree", data={"agrees": "1", "next": ROUND})

    assert (answer.status_code, answer.location) == (302, ROUND)
    assert "/en/acts/bridges/rounds/1/comment?" in expert.get(ROUND).text
    assert "You take part already" in expert.get(JOIN).text


@pytest.mark.parametrize("name", sorted(set(ROLES) - {"invited", "other", "participant"}))
def test_who_has_an_office_neither_agrees_nor_leaves(own_town, name):
    browser = own_town.browser(name)
    assert "answer comments, and write none" in browser.get(JOIN).text
    assert browser.post("/en/discussions/agree", data={"agrees": "1"}).status_code == 404
    assert browser.post("/en/discussions/leave", data={"sure": "1"}).status_code == 404


def test_who_has_not_signed_in_neither_agrees_nor_leaves(own_town):
    browser = own_town.browser()
    assert browser.post("/en/discussions/agree", data={"agrees": "1"}).status_code == 404
    assert browser.post("/en/discussions/leave", data={"sure": "1"}).status_code == 404
    assert browser.get("/en/discussions/mine").location.startswith("/en/discussions/join")


def test_an_expert_does_not_leave_by_the_page_as_there_are_other_rounds(own_town):
    expert = own_town.browser("other")
    expert.post("/en/discussions/agree", data={"agrees": "1"})
    assert "write to the coordinator" in expert.get("/en/discussions/mine").text
    assert expert.post("/en/discussions/leave", data={"sure": "1"}).status_code == 404


def test_my_comments_are_listed_with_what_became_of_them(own_town):
    page = own_town.browser("participant").get("/en/discussions/mine").text
    assert "On bridges" in page
    assert "waits for the moderator" in page
    assert "taken out by a moderator" in page
    assert "It insults people." in page


def test_who_leaves_is_signed_out_and_forgotten(own_town):
    browser = joined(own_town)
    kept = Spooled(own_town.settings.exports_dir / "with-names.csv")
    kept.keep(b"Nur")
    assert browser.post("/en/discussions/leave").location.endswith("/mine#leave")
    answer = browser.post("/en/discussions/leave", data={"sure": "1"})

    assert "Your consent is withdrawn" in answer.text
    assert browser.get_cookie("kb") is None
    assert not kept.path.exists()
    with own_town.database.reading() as db:
        assert accounts.with_email(db, "nur@example.kz") is None


def test_a_form_without_its_token_is_refused(own_town):
    """Otherwise another site could have letters sent, or let somebody leave."""
    signed = create_app(own_town.settings, own_town.now).test_client()
    for address in (
        JOIN,
        "/en/discussions/again",
        "/en/discussions/agree",
        "/en/discussions/leave",
    ):
        assert signed.post(address, data=NUR).status_code == 400
    token = token_of(signed.get(JOIN).text)
    assert signed.post(JOIN, data={**NUR, "csrf_token": token}).status_code == 200


def test_pages_on_which_something_is_agreed_to_are_kept_by_nobody(own_town):
    browser = own_town.browser()
    ask(browser)
    answer = browser.get(link(own_town))
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.slow
def test_the_letter_goes_out_by_a_real_server_and_names_nobody(own_town):
    arrived = threading.Event()
    with smtp.serving() as server:
        server.on_letter = arrived.set
        settings = replace(
            own_town.settings,
            secret_key="s" * 32,
            smtp_host="127.0.0.1",
            smtp_port=server.port,
            smtp_tls=MailSecurity.NONE,
            mail_from="acts@alatau.example",
        )
        app = create_app(settings, utc_now)
        app.config["WTF_CSRF_ENABLED"] = False
        assert ask(app.test_client()).status_code == 200
        assert arrived.wait(timeout=120)
        (letter,) = server.got
    assert letter["To"] == "nur@example.kz"
    assert _LINK.search(letter.get_body(("plain",)).get_content())
    assert "Nur" not in letter["Subject"]
