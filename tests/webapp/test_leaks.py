"""Nothing that is not public reaches those who have not signed in, by any door.

Every field that is not public holds a word of its own; all that can be asked for is asked for, and
the answers are looked through for the words.
"""

import re
from collections.abc import Iterable
from itertools import product

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.webapp.crawl import in_turn, searches, told, walk
from tests.webapp.town import ROLES, Town
from tests.webapp.town_rounds import OF_COLLEAGUE

pytestmark = pytest.mark.slow

VARIANTS: list[tuple[str, dict[str, str]]] = [
    ("HEAD", {"Accept": "text/plain", "Accept-Language": "kk"}),
    ("GET", {"Accept-Encoding": "gzip", "Accept": "application/json"}),
    ("GET", {"If-None-Match": "*"}),
    ("GET", {"If-None-Match": 'W/"0"', "Range": "bytes=0-100000"}),
    ("OPTIONS", {}),
]


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """Which of the words a drafter has come upon, on the way to the addresses."""
    return set()


@pytest.fixture(scope="module")
def addresses(town: Town, seen: set[str]) -> list[str]:
    """Everything that a drafter or a visitor can come to, the three languages in turn."""
    found = {address for address, _ in walk(town.browser(), "en")}
    for address, answer in walk(town.browser("drafter"), "en"):
        found.add(address)
        seen |= words_in(answer, set(town.secrets.all) - seen)
    return in_turn(sorted(found))


def test_the_words_are_there_for_those_who_may_read_them(
    addresses: list[str], seen: set[str]
) -> None:
    """Without this the tests below could not fail."""
    assert len(seen) >= 20
    assert len(addresses) > 150


@pytest.fixture(scope="module")
def one_of_each(town: Town, addresses: list[str]) -> list[str]:
    """An address of every route."""
    routes, found = town.site.url_map.bind("localhost"), {}
    for address in addresses:
        path = address.partition("?")[0]
        if routes.test(path, "GET"):
            found.setdefault(routes.match(path)[0], address)
    return list(found.values())


@pytest.mark.parametrize("name", [None, "admin"])
def test_no_page_tells_of_what_is_not_public(
    town: Town, addresses: list[str], one_of_each: list[str], name: str | None
) -> None:
    """An administrator keeps the accounts and reads no drafts either."""
    own = told(town.browser(name).get("/en/about/"))
    known = {word for word in town.secrets.all if word in own}
    browser, hidden = town.browser(name), {*town.secrets.all, *town.unpublished()} - known
    for address in addresses:
        assert not leaks(hidden, browser, address), address
    for address, variant in product(one_of_each, VARIANTS):
        assert not leaks(hidden, browser, address, variant), (address, variant)


def leaks(
    hidden: Iterable[str],
    browser: FlaskClient,
    address: str,
    variant: tuple[str, dict[str, str]] = ("GET", {}),
) -> set[str]:
    """Return the secrets that an answer tells, but for those that were typed."""
    method, headers = variant
    answer = browser.open(address, method=method, headers=headers, buffered=True)
    return {word for word in words_in(answer, hidden) if word not in address.lower()}


def words_in(answer: TestResponse, words: Iterable[str]) -> set[str]:
    """Return which of some words an answer tells."""
    said = told(answer)
    return {word for word in words if word in said}


def test_what_drafts_are_known_by_to_programs_shows_to_those_who_read_them(town: Town) -> None:
    """Commits and hashes are looked for above, and are there to be found."""
    said = told(town.browser("drafter").get("/api/v1/acts"))
    assert any(one in said for one in town.unpublished())


def typos(word: str) -> list[str]:
    """Return a word with slips of the finger, and its beginnings."""
    swapped = word[:3] + word[4] + word[3] + word[5:]
    return [word[:5], word[:8], f"{word[:4]}*", word[:-1], f"{word}a", swapped, word.upper()]


@pytest.mark.parametrize("name", [None, "other", "invited"])
def test_no_search_finds_completes_or_corrects_what_one_may_not_read(
    town: Town, name: str | None
) -> None:
    """Experts search the same index as drafters; of drafts not theirs it tells them nothing.

    What is found by some of the letters only is something that they may read.
    """
    browser, hidden = town.browser(name), town.secrets.apart if name else town.secrets.all
    theirs = {"towers", "parks"} if name else set()
    for word in hidden:
        for typed in (word, *typos(word)):
            assert not leaks(hidden, browser, f"/en/search/?q={typed}")
            found = browser.get(f"/api/v1/search?q={typed}").get_json()
            count = sum(hit["act"] in theirs for hit in found["hits"])
            assert (found["total"], found["meant"]) == (count, None), typed


@pytest.mark.parametrize("name", [None, "other"])
def test_no_way_of_searching_tells_of_what_one_may_not_read(town: Town, name: str | None) -> None:
    browser, hidden = town.browser(name), town.secrets.apart if name else town.secrets.all
    words = ["height", "park", "статья 1", "art. 1", "On Towers", "rule", "норма", "a*"]
    for address in searches(words):
        assert not leaks(hidden, browser, address), address


@pytest.mark.parametrize("name", ["other", "invited"])
def test_no_page_tells_an_expert_of_a_draft_without_an_invitation(
    town: Town, addresses: list[str], name: str
) -> None:
    browser = town.browser(name)
    for address in addresses:
        assert not leaks(town.secrets.apart, browser, address), address


def test_no_page_tells_an_expert_of_another_in_a_closed_panel(
    town: Town, addresses: list[str]
) -> None:
    """Not what they wrote, nor that they wrote, nor who they are; nor do the expert's own pages."""
    browser, hidden = town.browser("invited"), {*town.secrets.panel, OF_COLLEAGUE}
    for address in addresses:
        assert not leaks(hidden, browser, address), address
    for address, answer in walk(browser, "en"):
        assert not words_in(answer, hidden), address


ROUND = "/en/acts/towers/rounds/1"


@pytest.mark.parametrize("name", ["invited", "colleague", "drafter", "coordinator", "auditor"])
def test_what_somebody_has_begun_to_write_is_for_nobody_else(
    town: Town, addresses: list[str], name: str
) -> None:
    """Comments, replies, answers and objections: found by their writer, by nobody at work either."""
    begun, browser = town.secrets.begun, town.browser(name)
    own = f"{ROUND}/unfinished"
    assert len(words_in(browser.get(own), begun.get(name, []))) >= (name in begun) * 2
    hidden = {word for writer, words in begun.items() if writer != name for word in words}
    assert len(hidden) >= 8
    at_work = [one for one in addresses if re.search(r"/rounds/|/comments/|/desk/|/towers/", one)]
    for address in (own, f"{ROUND}/opinion", *at_work):
        assert not leaks(hidden, browser, address), address


def test_a_drafter_does_find_it(town: Town) -> None:
    """The searches above are ones that find, where they may."""
    browser = town.browser("drafter")
    found = [browser.get(f"/api/v1/search?q={word}").get_json() for word in town.secrets.all]
    assert sum(one["total"] > 0 for one in found) >= 8


def test_facets_and_topics_count_only_what_is_public(town: Town) -> None:
    """“Construction”, “Energy” and “Water” are topics of drafts only."""
    browser = town.browser()
    pages = [
        "/en/",
        "/en/acts/",
        "/en/search/?q=height",
        "/en/search/?q=park",
        "/api/v1/search?q=a",
    ]
    for address in pages:
        said = told(browser.get(address))
        assert not re.search(r"construction|energy|water supply|\bwater\b", said), address
    drafter = told(town.browser("drafter").get("/en/acts/"))
    assert re.search(r"construction", drafter)
    assert re.search(r"water supply", drafter)


def test_a_reference_to_a_draft_is_plain_words_to_those_who_may_not_know_of_it(town: Town) -> None:
    for address in ("/en/acts/height/", "/ru/acts/height/?text=kk,ru,en", "/en/acts/height/art_1"):
        page = town.browser().get(address).text
        assert "towers" not in page
        assert town.browser("drafter").get(address).text.count("../towers/#art_1") >= 1
        assert "towers" not in town.browser("other").get(address).text
    assert "“On Towers”" in page


def test_what_one_reader_made_the_site_remember_is_not_shown_to_another(town: Town) -> None:
    """The text of an act is kept ready-made for all who may know of the same acts."""
    app = town.app()
    for name, links in (("drafter", 1), (None, 0), ("drafter", 1), ("other", 0), (None, 0)):
        browser = app.test_client()
        if name:
            browser.post("/en/sign-in", data={"name": name, "password": "only-for-demonstration"})
        assert browser.get("/en/acts/height/").text.count("../towers/#art_1") == links


@pytest.mark.parametrize("name", sorted(ROLES))
def test_names_of_others_are_shown_to_nobody(town: Town, name: str) -> None:
    """Who was invited, and who else has an account, is known to those who run the system."""
    people = town.secrets.all[: 3 * len(ROLES)]
    mine = list(ROLES).index(name)
    others = [word for at, word in enumerate(people) if at // 3 != mine]
    browser = town.browser(name)
    for address in ("/en/", "/en/desk/", "/en/acts/towers/", "/en/acts/parks/", "/en/acts/"):
        said = told(browser.get(address))
        assert not [word for word in others if word in said]


def test_the_files_of_the_public_indexes_hold_nothing_that_is_not_public(town: Town) -> None:
    """A mistake in the site could not tell what the index it opens does not know.

    That of remarks knows all: it names candidates, which are read again as the viewer may.
    """
    files = [path for path in town.settings.index_dir.rglob("*") if path.is_file()]
    public = [path for path in files if not {"desk", "remarks"} & {*path.parts}]
    assert {"public", "older"} <= {part for path in public for part in path.parts}
    for path in public:
        content = path.read_bytes()
        for word in town.secrets.all:
            assert word.encode() not in content, path
            assert word.encode("utf-16-le") not in content, path
