"""The gate: where a reader may be sent, which routes are open, by which name the site is called."""

import pytest
from flask.testing import FlaskClient

from tests.webapp.town import Town
from webapp.security import POLICIES, came_from, safe_target


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/ru/",
        "/ru/acts/zoning/#art_5",
        "/kk/search/?q=қала+құрылысы&page=2",
        "/en/search/?q=https://evil.example",
        "/en/acts/..%2f",
        "/en/a:b",
    ],
)
def test_a_path_of_this_site_may_be_gone_to(target: str) -> None:
    assert safe_target(target) == target


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "ru/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "/\r\nSet-Cookie: a=b",
        "\t//evil.example",
        " //evil.example",
        "https://evil.example/",
        "HTTPS:evil.example",
        "javascript:alert(1)",
        "data:text/html,x",
        "@evil.example",
        "/ru/\x00",
        "/ru/\u202e",
        "/ru/\u2028evil",
        "/" + "a" * 2000,
    ],
)
def test_no_other_place_may_be_gone_to(target: str | None) -> None:
    assert safe_target(target) is None


@pytest.mark.parametrize(
    ("referrer", "page"),
    [
        ("http://localhost/ru/acts/zoning/?text=kk", "/ru/acts/zoning/"),
        ("http://localhost:8000/ru/", None),
        ("https://evil.example/ru/", None),
        ("http://localhost//evil.example", None),
        ("http://localhost@evil.example/ru/", None),
        ("http://[", None),
        ("not an address", None),
        ("", None),
    ],
)
def test_where_a_reader_came_from_counts_only_within_this_site(
    town: Town, referrer: str, page: str | None
) -> None:
    with town.site.test_request_context(headers={"Referer": referrer}):
        assert came_from() == page


def test_every_route_has_a_policy_and_every_policy_a_route(town: Town) -> None:
    assert {rule.endpoint for rule in town.site.url_map.iter_rules()} == set(POLICIES)


def test_a_route_without_a_policy_is_closed(town: Town) -> None:
    app = town.app()
    app.add_url_rule("/open-by-mistake", "mistake", lambda: "secret")

    answer = app.test_client().get("/open-by-mistake")

    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_a_foreign_host_is_refused_before_anything_is_looked_up(town: Town) -> None:
    app = town.app()
    app.config["TRUSTED_HOSTS"] = ["acts.example"]
    browser = app.test_client()

    refused = browser.get("/en/", base_url="http://evil.example")

    assert refused.status_code == 400
    assert refused.mimetype == "text/plain"
    assert "evil" not in refused.text
    assert refused.headers["X-Content-Type-Options"] == "nosniff"
    assert browser.post("/en/sign-out", base_url="http://evil.example").status_code == 400
    assert browser.get("/api/v1/acts", base_url="http://evil.example").status_code == 400
    assert browser.get("/en/", base_url="http://acts.example").status_code == 200


def test_a_forged_host_in_a_header_changes_no_address(client: FlaskClient) -> None:
    forged = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    for address in ("/", "/en/acts", "/sitemap.xml", "/robots.txt", "/opensearch.xml", "/en/"):
        answer = client.get(address, headers=forged)
        assert "evil.example" not in answer.text + str(answer.headers)
