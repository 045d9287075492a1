"""The headers of every answer: what they protect from, how long it is kept, the cookies they set."""

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from tests.webapp.access import TABLE
from tests.webapp.town import PASSWORD, Town, token_of
from webapp.app import create_app
from webapp.jinja import version_of
from webapp.security import POLICIES

YEAR = "public, max-age=31536000, immutable"
ADDRESSES = [
    "/",
    "/en/",
    "/en/about/",
    "/en/help/",
    "/en/view/",
    "/en/acts/",
    "/en/acts",
    "/en/acts/height/",
    "/en/acts/height/p1",
    "/en/acts/height/@2027-01-01",
    "/en/acts/height/on?day=2027-01-01",
    "/en/acts/height/v1",
    "/en/acts/height/art_1",
    "/en/acts/height/art_99",
    "/en/acts/towers/",
    "/en/acts/height/publications.atom",
    "/en/acts/height/p1/certificate",
    "/en/acts/height/p1/ru.md",
    "/en/publications/",
    "/en/publications.atom",
    "/en/verify/",
    "/en/desk/publications/",
    "/en/desk/publications/height/",
    "/en/desk/publications/height/adoption",
    "/en/desk/proposals/1/",
    "/en/desk/proposals/1/confirm",
    "/en/desk/proposals/1/decline",
    "/en/acts/height/history",
    "/en/acts/height/art_1/history",
    "/en/acts/height/compare?a=p1&b=p1",
    "/en/acts/height/compare/p1..p1",
    "/en/acts/height/compare/p1..v1",
    "/api/v1/acts/height/compare/p1..p1",
    "/en/glossary/",
    "/en/glossary/terms.json",
    "/en/search/",
    "/en/search/?q=height",
    "/en/search/?q=art. 1",
    "/en/sign-in",
    "/en/desk/",
    "/en/desk/experts/",
    "/en/desk/acts/height/experts/",
    "/en/desk/acts/height/experts/1/again",
    "/en/admin/mail/",
    "/en/forgotten",
    f"/en/invitation/{'A' * 43}",
    f"/en/password/{'A' * 43}",
    "/en/admin/mail/1/sent",
    "/en/desk/acts/height/",
    "/en/desk/preview/",
    "/en/desk/audit/",
    "/en/desk/acts/height/log",
    "/en/backlog/",
    "/en/search/comments/?q=height",
    "/api/v1/acts",
    "/api/v1/acts/height",
    "/api/v1/acts/towers",
    "/api/v1/publications",
    "/api/v1/search?q=height",
    "/api/v1/search?lang=xx",
    "/api/v1/openapi.json",
    "/healthz",
    "/readyz",
    "/robots.txt",
    "/sitemap.xml",
    "/opensearch.xml",
    "/manifest.jsonl",
    "/hooks/github",
    "/nothing/here",
    "/static/site.js",
    "/static/site.css",
    "/static/alatau.svg",
    "/static/nothing.js",
]
_LISTED = set(ADDRESSES)
_OF_REVIEW = sorted(
    address
    for row in TABLE.values()
    if row.method == "GET" and (address := row.address.format(act="towers")) not in _LISTED
)
ADDRESSES += [one for one in _OF_REVIEW if one.startswith(("/en/acts/towers/", "/en/d", "/en/j"))]
"""The rest is that of the authorisation matrix, of the act that is under review."""
DIRECTIVES = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'self'",
}
SECRET = ("/en/forgotten", "/en/invitation/", "/en/password/", "/en/discussions/join")
"""Addresses that may let somebody in, and are told to no other site."""


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "OPTIONS"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_the_headers_that_protect_it(
    client: FlaskClient, address: str, method: str
) -> None:
    answer = client.open(address, method=method, buffered=True)

    assert answer.status_code < 500
    headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert set(policy.split("; ")) >= DIRECTIVES
    assert "unsafe" not in policy
    assert "*" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    is_secret = address.startswith(SECRET)
    told = {"same-origin"} | (set() if is_secret else {"strict-origin-when-cross-origin"})
    assert headers["Referrer-Policy"] in told
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Cookie" in headers["Vary"]
    assert "Strict-Transport-Security" not in headers
    if headers.get("Content-Type", "").startswith("text/html"):
        assert headers["Content-Type"] == "text/html; charset=utf-8"


def test_every_route_is_among_the_addresses_whose_headers_are_looked_at(town: Town) -> None:
    adapter = town.site.url_map.bind("localhost")
    reached = {adapter.match(a.partition("?")[0])[0] for a in ADDRESSES if _is_there(town, a)}
    rules = town.site.url_map.iter_rules()
    gets = {rule.endpoint for rule in rules if "GET" in (rule.methods or ())}
    assert reached >= gets
    assert gets <= set(POLICIES)


def _is_there(town: Town, address: str) -> bool:
    path = address.partition("?")[0]
    return town.site.url_map.bind("localhost").test(path) and path != "/en/acts"


@pytest.mark.parametrize("address", ["/en/", "/en/acts/height/", "/en/glossary/", "/api/v1/acts"])
def test_what_everybody_may_read_is_asked_for_again(client: FlaskClient, address: str) -> None:
    assert client.get(address).headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("address", ["/en/", "/en/about/", "/en/acts/height/", "/api/v1/acts"])
def test_what_somebody_signed_in_reads_is_kept_by_nobody(town: Town, address: str) -> None:
    browser = town.browser("drafter")
    assert browser.get(address).headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["/en/sign-in", "/en/view/", "/en/acts/towers/", "/nothing"])
def test_forms_and_errors_are_kept_by_nobody(signed: FlaskClient, address: str) -> None:
    assert signed.get(address).headers["Cache-Control"] == "private, no-store"


def test_a_static_file_is_kept_for_a_year_under_the_address_of_its_contents(
    client: FlaskClient,
) -> None:
    newest, older = f"?v={version_of('site.css')}", "?v=000000000000"
    for version, kept in ((newest, YEAR), (older, "private, no-cache"), ("", "private, no-cache")):
        answer = client.get(f"/static/site.css{version}", buffered=True)
        assert answer.headers["Cache-Control"] == kept


def test_over_https_cookies_are_bound_to_host_and_channel(town: Town) -> None:
    settings = replace(town.settings, https=True)
    browser = create_app(settings, town.now).test_client()
    here = {"base_url": "https://localhost", "headers": {"Referer": "https://localhost/en/sign-in"}}
    form = browser.get("/en/sign-in", **here)
    given = {"name": "drafter", "password": PASSWORD, "csrf_token": token_of(form.text)}
    answer = browser.post("/en/sign-in", data=given, **here)

    assert form.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookies = [*form.headers.getlist("Set-Cookie"), *answer.headers.getlist("Set-Cookie")]
    assert {cookie.partition("=")[0] for cookie in cookies} == {"__Host-form", "__Host-kb"}
    for cookie in cookies:
        assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
        assert "Domain" not in cookie


def test_every_cookie_is_closed_to_scripts_and_to_other_sites(signed: FlaskClient) -> None:
    form = token_of(signed.get("/en/view/").text)
    person = {"name": "drafter", "password": PASSWORD, "csrf_token": form}
    answers = [
        signed.get("/en/sign-in"),
        signed.get("/en/"),
        signed.get("/ru/acts/height/?text=kk,ru"),
        signed.post("/en/view/", data={"theme": "dark", "csrf_token": form}),
        signed.post("/en/sign-in", data=person),
        signed.post("/en/sign-out", data={"csrf_token": form}),
        signed.application.test_client().get("/en/view/"),
    ]
    cookies = [cookie for answer in answers for cookie in answer.headers.getlist("Set-Cookie")]
    names = {cookie.partition("=")[0] for cookie in cookies}
    assert names == {"lang", "text", "form", "view", "kb"}
    for cookie in cookies:
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
