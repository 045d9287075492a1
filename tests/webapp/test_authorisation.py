"""Who may come to which route: one table of all rules × all roles × all kinds of act.

The rows are compared with the site's own map of addresses: a route without a row fails.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from kb.services import accounts, signing_in
from tests.factories import NOW
from tests.webapp import town as towns
from tests.webapp.town import Town

ROLES = ("anonymous", *towns.ROLES, "closed", "expired", "forged")
"""All who may come; the last three bring a cookie of a closed account, an expired one, a made-up one."""

AT_WORK = {"drafter", "coordinator", "legal", "approver", "publisher", "auditor"}
READERS = AT_WORK | {"invited"}
SIGNED_IN = set(towns.ROLES)
ALL = set(ROLES)


@dataclass(frozen=True)
class Row:
    """An address, and who gets 200; all others get `else_`."""

    address: str
    open_to: Mapping[str, set[str]]
    else_: int = 404
    method: str = "GET"


def everybody(address: str) -> Row:
    """Return the row of a page that does not depend on an act."""
    return Row(address, {"": ALL})


DRAFTS = {"published": ALL, "revised": ALL, "draft": READERS, "missing": set()}
"""Who may read an act: everybody what is published, in its published version; some the drafts."""

TARGETS = {"published": "height", "revised": "parks", "draft": "towers", "missing": "castles"}

TABLE = {
    "static": everybody("/static/site.js"),
    "pages.start": Row("/", {}, 302),
    "pages.home": everybody("/en/"),
    "pages.about": everybody("/en/about/"),
    "pages.help_": everybody("/en/help/"),
    "pages.view": everybody("/en/view/"),
    "pages.set_view": Row("/en/view/", {}, 302, "POST"),
    "acts.catalogue": everybody("/en/acts/"),
    "acts.show": Row("/en/acts/{act}/", DRAFTS),
    "acts.publication": Row("/en/acts/{act}/p1", {"published": ALL, "revised": ALL}),
    "acts.version": Row(
        "/en/acts/{act}/v1",
        {"published": AT_WORK, "revised": READERS, "draft": READERS},
    ),
    "acts.provision": Row("/en/acts/{act}/art_1", DRAFTS),
    "glossary.show": everybody("/en/glossary/"),
    "glossary.terms": everybody("/en/glossary/terms.json"),
    "search.results": everybody("/en/search/?q=height"),
    "accounts.sign_in_form": everybody("/en/sign-in"),
    "accounts.sign_in": Row("/en/sign-in", {}, 400, "POST"),
    "accounts.sign_out": Row("/en/sign-out", {}, 302, "POST"),
    "desk.show": Row("/en/desk/", {"": SIGNED_IN - {"admin"}}),
    "api.acts": everybody("/api/v1/acts"),
    "api.act": Row("/api/v1/acts/{act}", DRAFTS),
    "api.search": everybody("/api/v1/search?q=height"),
    "api.openapi": everybody("/api/v1/openapi.json"),
    "machines.healthy": everybody("/healthz"),
    "machines.ready": everybody("/readyz"),
    "machines.robots": everybody("/robots.txt"),
    "machines.sitemap": everybody("/sitemap.xml"),
    "machines.opensearch": everybody("/opensearch.xml"),
}


@pytest.fixture(scope="module")
def browsers(town: Town) -> dict[str, FlaskClient]:
    """A browser for every role."""
    town.add_person("closed", towns.Role.DRAFTER, "Closed Account", "")
    made = {name: town.browser(name) for name in (*towns.ROLES, "closed")}
    with town.database.writing() as db:
        accounts.set_active(db, "closed", active=False)
    for name in ("anonymous", "expired", "forged"):
        made[name] = town.browser()
    made["forged"].set_cookie("kb", "A" * 43)
    made["expired"].set_cookie("kb", _long_ago(town))
    return made


def _long_ago(town: Town) -> str:
    """Return the token of a drafter who signed in three weeks ago."""
    with town.database.writing() as db:
        return signing_in.sign_in(
            db, "drafter", towns.PASSWORD, "", lambda: NOW - timedelta(days=21)
        )


def test_every_rule_has_a_row(town: Town) -> None:
    rules = {
        (rule.endpoint, method)
        for rule in town.site.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert rules == {(endpoint, row.method) for endpoint, row in TABLE.items()}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("endpoint", TABLE)
def test_a_route_is_open_to_those_in_the_table_only(
    browsers: dict[str, FlaskClient], endpoint: str, role: str
) -> None:
    row = TABLE[endpoint]
    if endpoint == "accounts.sign_out":
        return _sign_out(browsers[role], row)
    for target in TARGETS if "{act}" in row.address else [""]:
        address = row.address.format(act=TARGETS.get(target))
        answer = browsers[role].open(address, method=row.method, buffered=True)
        expected = 200 if role in row.open_to.get(target, ()) else _else(row, endpoint, role)
        assert answer.status_code == expected, (endpoint, target, role)
        if row.method == "GET":
            assert browsers[role].head(address, buffered=True).status_code == expected
            assert browsers[role].options(address).status_code in {200, expected}
    return None


def _else(row: Row, endpoint: str, role: str) -> int:
    """Those who have not signed in are asked to before they come to the desk."""
    return 302 if endpoint == "desk.show" and role not in SIGNED_IN else row.else_


def _sign_out(browser: FlaskClient, row: Row) -> None:
    """Sign out with a copy of the browser, so that the others still find it signed in."""
    copy = browser.application.test_client()
    assert copy.post(row.address).status_code == row.else_


@pytest.mark.parametrize("role", ROLES)
def test_of_an_act_with_a_newer_draft_each_reads_what_is_theirs(
    browsers: dict[str, FlaskClient], role: str
) -> None:
    page = browsers[role].get("/en/acts/parks/").text
    text = browsers[role].get("/api/v1/acts/parks").get_data(as_text=True)
    newer = browsers[role].get("/en/acts/parks/art_1__para_2").status_code
    if role in READERS:
        assert "2.</span> More" in page
        assert "art_1__para_2" in text
        assert newer == 200
    else:
        assert "саябақ, парк, park" in page
        assert "More" not in page
        assert "art_1__para_2" not in text
        assert newer == 404


@pytest.mark.parametrize("role", ROLES)
def test_what_is_missing_and_what_is_not_allowed_look_the_same(
    browsers: dict[str, FlaskClient], role: str
) -> None:
    """Byte for byte, but for the token that signs the form of those who have signed in."""
    browser = browsers[role]
    forms = ["/{lang}/acts/{act}/", "/{lang}/acts/{act}/p1", "/{lang}/acts/{act}/v1"]
    forms += ["/{lang}/acts/{act}/art_1", "/api/v1/acts/{act}?lang={lang}"]
    for form in forms:
        for lang in ("kk", "ru", "en"):
            missing = browser.get(form.format(lang=lang, act="castles"))
            draft = browser.get(form.format(lang=lang, act="towers"))
            if role in READERS and not form.endswith("p1"):
                assert draft.status_code == 200
            else:
                assert _body(draft) == _body(missing)
                assert _headers(draft) == _headers(missing)
                assert draft.status == missing.status == "404 NOT FOUND"


def _body(answer: object) -> bytes:
    return re.sub(rb'(name="csrf_token" value=")[^"]*', rb"\1", answer.data)  # type: ignore[attr-defined]


def _headers(answer: object) -> list[tuple[str, str]]:
    headers = answer.headers  # type: ignore[attr-defined]
    return [(name, value) for name, value in headers if name != "Set-Cookie"]


@pytest.mark.parametrize("role", ROLES)
def test_the_desk_and_the_lists_show_each_their_drafts(
    browsers: dict[str, FlaskClient], role: str
) -> None:
    browser = browsers[role]
    desk = browser.get("/en/desk/", follow_redirects=True).text
    lists = browser.get("/en/acts/").text + browser.get("/en/").text
    acts = browser.get("/api/v1/acts").get_data(as_text=True)
    for page in (desk, lists, acts):
        assert ("On Towers" in page) == (role in READERS)


def test_the_sitemap_is_the_same_for_all(browsers: dict[str, FlaskClient]) -> None:
    maps = {browser.get("/sitemap.xml").text for browser in browsers.values()}
    assert len(maps) == 1
    assert "towers" not in maps.pop()
