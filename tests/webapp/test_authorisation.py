"""Who may come to which route: one table of all rules × all roles × all kinds of act.

The rows are compared with the site's own map of addresses: a route without a row fails.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kb.law.identifiers import ActId
from kb.law.procedure import Stage
from kb.services import accounts, catalogues, proposing, signing_in
from kb.services.publishing import Adoption
from tests.factories import NOW, TODAY
from tests.webapp import town as towns
from tests.webapp.access import TABLE
from tests.webapp.access_rows import ALL, AT_WORK, READERS, ROLES, SIGNED_IN, TARGETS, Row
from tests.webapp.town import Town, metadata, plain

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def town(fresh_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town with drafts at further stages of their way."""
    made = fresh_town.copied(tmp_path_factory.mktemp("stages") / "town")
    stages = {"harbours": Stage.WORKING, "piers": Stage.WITHDRAWN}
    for number, (slug, stage) in enumerate(stages.items()):
        names = (f"{slug} туралы", f"О {slug}", f"On {slug}")
        towns.write_act(made.root, slug, metadata(*names, slug), plain(*names, slug))
        made.commit(slug, "somebody", slug, 31 + number)
        made.move(slug, stage)
        made.invite("invited", slug)
    made.index()
    _propose(made)
    yield made
    made.close()


def _propose(town: Town) -> None:
    """Let the publisher propose something, which another publisher would have to confirm."""
    with town.database.writing() as db:
        viewer, procedure = accounts.viewer_of(db, "publisher"), catalogues.stored(db).procedure
        adoption = Adoption(2, TODAY, "№ 2", TODAY)
        proposing.propose(db, viewer, procedure, ActId("parks"), adoption, town.now)


@pytest.fixture(scope="module")
def browsers(town: Town) -> dict[str, FlaskClient]:
    """A browser for every role."""
    town.add_person("closed", towns.Role.DRAFTER, "Closed Account", "")
    made = {name: town.browser(name) for name in (*towns.ROLES, "closed")}
    with town.database.writing() as db:
        accounts.set_active(db, "closed", town.now, active=False)
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


@pytest.mark.parametrize("endpoint", TABLE)
def test_a_route_is_open_to_those_in_the_table_only(
    browsers: dict[str, FlaskClient], endpoint: str
) -> None:
    row = TABLE[endpoint]
    if endpoint == "accounts.sign_out":
        assert {_sign_out(browsers[role], row) for role in ROLES} == {row.else_}
        return
    targets = list(TARGETS) if "{act}" in row.address else [""]
    wrong = {
        (role, target): told
        for role in ROLES
        for target in (targets[2:3] or targets if role in WITHOUT_A_NAME else targets)
        if set(told := _answers(browsers[role], row, target, every_way=role in ASK_IN_EVERY_WAY))
        != {row.status if role in row.open_to.get(target, ()) else _else(row, endpoint, role)}
    }
    assert wrong == {}


WITHOUT_A_NAME = {"closed", "expired", "forged"}
"""Those whose cookie names nobody any more: that it does not is tried with one draft on each route."""

ASK_IN_EVERY_WAY = {"anonymous", "invited", "drafter"}
"""Those whose HEAD and OPTIONS are tried: the site answers them by the same code."""


def _answers(browser: FlaskClient, row: Row, target: str, *, every_way: bool) -> list[int]:
    """Ask; return with which status each way was answered, but the list of ways if it was given."""
    address = row.address.format(act=TARGETS.get(target))
    told = [browser.open(address, method=row.method, buffered=True).status_code]
    if row.method == "GET" and every_way:
        told.append(browser.head(address, buffered=True).status_code)
        ways = browser.options(address).status_code
        told += [ways] if ways != 200 else []
    return told


DESKS = (
    "answers.queue",
    "answers.selected",
    "answers.comment",
    "answers.propose",
    "answers.take_step",
    "answers.note",
    "answers.tray",
    "answers.carry",
    "answers.put",
    "audit.",
    "desk.",
    "experts.",
    "rounds.",
    "mail.",
    "moderation.",
    "publishing.",
    "notices.",
    "patches.",
    "progress.show",
    "progress.remind",
)


def _else(row: Row, endpoint: str, role: str) -> int:
    """Those who have not signed in are asked to before they come to the desk."""
    return 302 if endpoint.startswith(DESKS) and role not in SIGNED_IN else row.else_


def _sign_out(browser: FlaskClient, row: Row) -> int:
    """Sign out with a copy of the browser, so that the others still find it signed in."""
    return browser.application.test_client().post(row.address).status_code


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


WAYS: list[tuple[str, dict[str, str]]] = [
    ("GET", {}),
    ("GET", {"If-None-Match": "*", "Accept-Encoding": "gzip", "Range": "bytes=0-9"}),
    ("HEAD", {}),
    ("OPTIONS", {}),
    ("POST", {}),
]
FORMS = ["/kk/acts/{}/", "/ru/acts/{}/p1", "/en/acts/{}/v1", "/en/acts/{}/art_1"]
FORMS += ["/en/acts/{}/p1/certificate", "/en/acts/{}/p1/kk.md", "/ru/acts/{}/publications.atom"]
FORMS += ["/api/v1/acts/{}", "/api/v1/acts/{}?lang=kk", "/en/acts/{}/?text=kk,ru"]
FORMS += ["/en/acts/{}/history", "/ru/acts/{}/art_1/history", "/en/acts/{}/?origin=1"]
FORMS += ["/en/acts/{}/compare/v1..v1", "/api/v1/acts/{}/compare/v1..v1?lang=en"]
REVISED = ["/en/acts/parks/v{}", "/en/acts/parks/p{}", "/en/acts/parks/art_1__para_{}"]
REVISED += ["/en/acts/parks/compare/p1..v{}", "/en/acts/parks/art_1__para_{}/history"]
REVISED += ["/en/acts/parks/compare/v1..v{}", "/api/v1/acts/parks/compare/p1..v{}"]
HIDDEN = {
    "draft": [form.format("towers") for form in FORMS],
    "written": [form.format("harbours") for form in FORMS],
    "revised": [form.format("2") for form in REVISED],
}
NOWHERE = {
    "draft": [form.format("castles") for form in FORMS],
    "written": [form.format("castles") for form in FORMS],
    "revised": [form.format("9") for form in REVISED],
}


@pytest.mark.parametrize(
    ("role", "target"),
    [
        *((role, "written") for role in sorted(ALL - AT_WORK)),
        *((role, target) for role in sorted(ALL - READERS) for target in ("draft", "revised")),
    ],
)
def test_what_is_missing_and_what_is_not_allowed_look_the_same(
    browsers: dict[str, FlaskClient], role: str, target: str
) -> None:
    """Byte for byte, but for the token that signs the form of those who have signed in."""
    browser = browsers[role]
    for hidden, nowhere in zip(HIDDEN[target], NOWHERE[target], strict=True):
        for method, headers in WAYS:
            one = browser.open(hidden, method=method, headers=headers)
            two = browser.open(nowhere, method=method, headers=headers)
            assert _said(one) == _said(two), (method, hidden)
            assert method != "GET" or one.status_code == 404


def _said(answer: TestResponse) -> tuple[str, list[tuple[str, str]], bytes]:
    headers = [(name, value) for name, value in answer.headers if name != "Set-Cookie"]
    return answer.status, headers, re.sub(rb'(name="csrf_token" value=")[^"]*', rb"\1", answer.data)


@pytest.mark.parametrize("role", ROLES)
def test_the_desk_and_the_lists_show_each_their_drafts(
    browsers: dict[str, FlaskClient], role: str
) -> None:
    browser = browsers[role]
    desk = browser.get("/en/desk/", follow_redirects=True).text
    lists = browser.get("/en/acts/").text + _without_discussions(browser.get("/en/").text)
    acts = browser.get("/api/v1/acts").get_data(as_text=True)
    for page in (desk, lists, acts):
        assert ("On Towers" in page) == (role in READERS)
        assert ("On bridges" in page) == (role in AT_WORK)
        assert ("On harbours" in page) == (role in AT_WORK)


def _without_discussions(home: str) -> str:
    """Return the start page without what is discussed in public, which everybody is told there."""
    before, heading, after = home.partition('<section aria-labelledby="discussions">')
    inside, _, rest = after.partition("</section>")
    assert heading
    assert "On bridges" in inside
    return before + rest


def test_the_sitemap_is_the_same_for_all(browsers: dict[str, FlaskClient]) -> None:
    maps = {browser.get("/sitemap.xml").text for browser in browsers.values()}
    assert len(maps) == 1
    assert set(re.findall(r"/acts/([^/<]+)/", maps.pop())) == {"height", "parks", "bridges"}
