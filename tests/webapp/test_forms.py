"""Forms are taken from pages of this site only."""

import pytest
from flask.testing import FlaskClient

from tests.webapp.town import PASSWORD, token_of

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
