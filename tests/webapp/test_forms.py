"""Forms are taken from pages of this site only."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from kb.storage.audit import AuditRow
from tests.webapp.access import TABLE
from tests.webapp.access_rows import TARGETS
from tests.webapp.town import PASSWORD, ROLES, Town, token_of
from webapp.app import create_app

POSTS = ["/en/sign-in", "/en/sign-out", "/en/view/", "/en/verify/"]


@pytest.mark.parametrize("address", POSTS)
def test_a_form_without_its_token_is_refused(signed: FlaskClient, address: str) -> None:
    given = {"name": "drafter", "password": PASSWORD, "theme": "dark"}
    assert signed.post(address, data=given).status_code == 400
    assert signed.post(address, data={**given, "csrf_token": "made up"}).status_code == 400
    assert signed.get_cookie("kb") is None


def test_a_token_of_another_browser_is_refused(signed: FlaskClient) -> None:
    stolen = token_of(signed.get("/en/view/").text)
    other = signed.application.test_client()
    other.get("/en/view/")
    given = {"theme": "dark", "csrf_token": stolen}
    assert other.post("/en/view/", data=given).status_code == 400
    assert signed.post("/en/view/", data=given).status_code == 302


@pytest.mark.parametrize("address", POSTS)
@pytest.mark.parametrize("sent_from", ["cross-site", "same-site", "anything"])
def test_a_form_that_another_site_sends_is_refused(
    client: FlaskClient, address: str, sent_from: str
) -> None:
    given = {"name": "drafter", "password": PASSWORD}
    answer = client.post(address, data=given, headers={"Sec-Fetch-Site": sent_from})
    assert answer.status_code == 400
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("sent_from", ["same-origin", "none"])
def test_a_form_of_this_site_is_taken(client: FlaskClient, sent_from: str) -> None:
    answer = client.post("/en/view/", data={}, headers={"Sec-Fetch-Site": sent_from})
    assert answer.status_code == 302


def test_a_link_from_another_site_may_be_followed(client: FlaskClient) -> None:
    assert client.get("/en/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200


CHANGING = {
    name: row
    for name, row in TABLE.items()
    if row.method == "POST" and name not in {"webhooks.receive", "accounts.sign_out"}
}
"""All forms of the site; who calls a webhook signs what is sent, and signing out is tried above."""


@pytest.fixture(scope="module")
def apart(fresh_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town in which nothing is to happen."""
    made = fresh_town.copied(tmp_path_factory.mktemp("forms") / "town")
    yield made
    made.close()


@pytest.fixture(scope="module")
def guarded(apart: Town) -> dict[str, FlaskClient]:
    """Browsers of all roles on a site whose forms are signed."""
    app = create_app(apart.settings, apart.now)
    return {name: _signed_in(app, name) for name in ROLES}


def _signed_in(app: Flask, name: str) -> FlaskClient:
    browser = app.test_client()
    token = token_of(browser.get("/en/sign-in").text)
    given = {"name": name, "password": PASSWORD, "csrf_token": token}
    assert browser.post("/en/sign-in", data=given).status_code == 302
    return browser


def _deeds(town: Town) -> int | None:
    with town.database.reading() as db:
        return db.scalar(select(func.max(AuditRow.number)))


@pytest.mark.slow
@pytest.mark.parametrize("endpoint", CHANGING)
def test_no_form_of_the_site_is_taken_without_its_token_or_from_elsewhere(
    apart: Town, guarded: dict[str, FlaskClient], endpoint: str
) -> None:
    """By whoever may send it: what comes from another site has the cookie of whoever looks at that."""
    row, before = CHANGING[endpoint], _deeds(apart)
    for target, who in (row.open_to or {"draft": {"coordinator"}}).items():
        name = "admin" if endpoint == "mail.change" else min(who & set(ROLES))
        address = row.address.format(act=TARGETS.get(target))
        for headers in ({}, {"Sec-Fetch-Site": "cross-site"}):
            given = {"csrf_token": "made up", "text": "x", "next": "https://evil.example/"}
            answer = guarded[name].post(address, data=given, headers=headers)
            assert answer.status_code == 400, (address, name)
            assert "evil.example" not in str(answer.headers)
    assert _deeds(apart) == before
