"""Two installations with the same published acts and different drafts and people look the same.

Byte for byte, whatever is asked: totals, counts, order, tags of contents, maps, errors.
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

import pytest
from werkzeug.test import TestResponse

from tests.webapp.crawl import searches, walk
from tests.webapp.town import Town, build

pytestmark = pytest.mark.slow

_TOKEN = re.compile(rb'(name="csrf_token"[^>]* value=")[^"]*')


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town with the same published acts, other and more drafts before and after, and more people."""
    made = build(tmp_path_factory.mktemp("other"), seed=2, more=True)
    yield made
    made.close()


def same(one: TestResponse, two: TestResponse) -> bool:
    """Compare two answers, but for the time of day and the tokens that sign forms."""
    return _said(one) == _said(two)


def _said(answer: TestResponse) -> tuple[str, list[tuple[str, str]], bytes]:
    body, changing = _TOKEN.sub(rb"\1", answer.data), {"Date"}
    if body != answer.data:  # The tag of a page with a token goes with the token.
        changing |= {"ETag", "Set-Cookie"}
    headers = [
        (name, value.partition("; Expires=")[0])
        for name, value in answer.headers
        if name not in changing
    ]
    return answer.status, headers, body


def compare(town: Town, other: Town, addresses: list[str]) -> None:
    """Ask both towns for the same, and fail where they differ."""
    here, there = town.browser(), other.browser()
    for address in addresses:
        one, two = here.get(address, buffered=True), there.get(address, buffered=True)
        assert same(one, two), address
        if not _TOKEN.search(one.data):
            assert same(here.head(address, buffered=True), there.head(address, buffered=True))


def test_the_towns_do_differ(town: Town, other: Town) -> None:
    """Without this the tests below could not fail."""
    drafter, other_drafter = town.browser("drafter"), other.browser("drafter")
    for address in ("/en/acts/", "/en/desk/", "/en/search/?q=rule", "/api/v1/acts"):
        assert drafter.get(address).data != other_drafter.get(address).data
    assert set(town.secrets.all).isdisjoint(other.secrets.all)


def test_every_page_is_the_same(town: Town, other: Town) -> None:
    count = 0
    both = zip_longest(walk(town.browser()), walk(other.browser()), fillvalue=("", None))
    for (address, one), (there, two) in both:
        assert address == there
        assert same(one, two), address
        count += 1
    assert count > 100


def test_every_search_is_the_same(town: Town, other: Town) -> None:
    words = [
        "height",
        "heigt",
        "ht*",
        "высота зданий",
        "биіктік",
        "биiктiк",
        "rule",
        "норма",
        "парк",
    ]
    words += [
        "статья 1",
        "art. 1",
        "1-бап",
        "art. 1 towers",
        "ст. 1 о парках",
        "",
        "*",
        '"the limit"',
    ]
    words += [
        "hrk",
        "ghfdbkj",
        "vysota",
        "draft",
        "kind:rules",
        "topic:energy",
        "status:draft park",
    ]
    compare(town, other, searches(words))


def test_a_search_for_the_secrets_of_one_is_the_same_in_both(town: Town, other: Town) -> None:
    words = [*town.secrets.all[::4], *other.secrets.all[::6]]
    compare(town, other, searches(words))


def test_what_is_a_draft_in_one_only_is_missing_in_both(town: Town, other: Town) -> None:
    slugs = ["towers", "castles", *town.secrets.all[-8:]]
    forms = ["/en/acts/{}/", "/kk/acts/{}/p1", "/ru/acts/{}/v1", "/en/acts/{}/art_1"]
    forms += ["/api/v1/acts/{}", "/en/search/?q=rule&act={}", "/en/acts/?topic=energy&kind={}"]
    forms += ["/en/search/?q=art. 1&act={}", "/ru/search/?q=ст. 1 {}", "/api/v1/search?q=act:{} a"]
    forms += ["/en/acts/{}/history", "/en/acts/{}/art_1/history", "/en/acts/{}/?origin=1"]
    forms += ["/en/acts/{}/compare/p1..p1", "/api/v1/acts/{}/compare/v1..v1?lang=ru"]
    forms += ["/en/acts/parks/compare/p1..v2", "/en/acts/parks/art_1__para_2/history"]
    forms += ["/en/acts/parks/v2", "/en/acts/parks/p2", "/en/acts/parks/art_1__para_2"]
    compare(town, other, sorted({form.format(slug) for slug in slugs for form in forms}))


def test_tags_of_contents_do_not_tell_of_drafts(town: Town, other: Town) -> None:
    """A page that has not changed for readers is not sent to them anew, whatever drafters did."""
    for address in ("/en/", "/en/acts/", "/en/acts/height/", "/sitemap.xml", "/api/v1/acts"):
        tag = town.browser().get(address).headers["ETag"]
        answer = other.browser().get(address, headers={"If-None-Match": tag})
        assert answer.status_code == 304, address
