"""The page that shows what changed between two editions: what is marked, folded, listed, linked."""

import re

import pytest
from flask.testing import FlaskClient

from kb.storage.redlines import RedlineRow
from tests.webapp.revised import UNKNOWN
from tests.webapp.town import Town
from tests.webapp.views.test_api import DOCUMENT, faults

PAGE = "/en/acts/canals/compare/{}?text=en"


@pytest.fixture
def reader(revised: Town) -> FlaskClient:
    """Somebody who has not signed in."""
    return revised.browser()


@pytest.fixture
def drafter(revised: Town) -> FlaskClient:
    return revised.browser("drafter")


def row(page: str, eid: str) -> str:
    """Return a row of a redline."""
    found = re.search(rf'<div class="row [^>]*id="{eid}">.*?</div></div>', page, re.DOTALL)
    assert found, eid
    return found[0]


def words(html: str) -> str:
    """Return what a row says, with what came and went between brackets."""
    plain = re.sub(r'<span class="hidden">[^<]*</span>', "", html)
    plain = re.sub(r"<ins>(.*?)</ins>", r"{+\1+}", plain)
    plain = re.sub(r"<del>(.*?)</del>", r"[-\1-]", plain)
    return " ".join(re.sub(r"<[^>]+>", " ", plain).split())


@pytest.mark.parametrize(
    ("eid", "kind", "told"),
    [
        ("art_1__para_1", "changed", "A canal is [-10-] {+12+} metres wide."),
        ("art_1__para_3", "inserted", "{+3.+} {+It is lit &lt;at night&gt;.+}"),
        ("was-art_2__para_1", "deleted", "[-1.-] [-Boats pass on the right.-]"),
        ("art_3", "inserted", "Article 3 new {+Article 3.+} {+Fish+}"),
    ],
)
def test_what_became_of_a_provision_is_marked(
    reader: FlaskClient, eid: str, kind: str, told: str
) -> None:
    found = row(reader.get(PAGE.format("p1..p2")).text, eid)
    assert f"change--{kind}" in found
    assert told in words(found).replace("[-10-]{+12+}", "[-10-] {+12+}")


def test_what_is_marked_is_also_said_to_those_who_hear_the_page(reader: FlaskClient) -> None:
    page = reader.get(PAGE.format("p1..p2")).text
    assert '<del><span class="hidden">deleted: </span>10</del>' in page
    assert '<ins><span class="hidden">inserted: </span>12</ins>' in page
    assert page.count("<del>") == page.count('<del><span class="hidden">')


def test_what_moved_says_where_it_stood_and_leads_there(reader: FlaskClient) -> None:
    found = row(reader.get(PAGE.format("p1..p2")).text, "art_2")
    assert "change--moved" in found
    assert '<a href="/en/acts/canals/p1#art_3">before: Article 3</a>' in found
    assert '<a href="/en/acts/canals/p2#art_2">Article 2</a>' in found


def test_a_cell_of_a_table_is_marked_within_the_table(reader: FlaskClient) -> None:
    page = reader.get(PAGE.format("p1..p2")).text
    cells = re.findall(r"<td>.*?</td>", page)
    assert [words(cell) for cell in cells] == ["Long", "[-7-]{+8+}", "Short", "5"]
    assert '<th scope="col">Canal</th>' in page


def test_what_did_not_change_is_folded_and_counted(reader: FlaskClient) -> None:
    folded = reader.get(PAGE.format("p1..p2")).text
    opened = reader.get(PAGE.format("p1..p2") + "&all=1").text
    assert '<details class="unchanged"><summary>1 unchanged provision</summary>' in folded
    assert '<details class="unchanged" open>' not in folded
    assert '<details class="unchanged" open>' in opened
    assert folded.index("It is clean.") > folded.index('<details class="unchanged">')


def test_what_heads_a_change_is_shown_though_it_did_not_change(reader: FlaskClient) -> None:
    page = reader.get(PAGE.format("p1..p2")).text
    assert page.index('id="art_1"') < page.index('<details class="unchanged">')


def test_the_list_of_changes_names_what_came_as_a_whole_once(reader: FlaskClient) -> None:
    page = reader.get(PAGE.format("p1..p2")).text
    listed = page.partition('class="contents"')[2].partition("</nav>")[0]
    assert 'href="#art_3"' in listed
    assert 'href="#art_3__para_1"' not in listed
    assert 'href="#was-art_2"' in listed
    assert "above, each provision in it is counted" in listed
    for link in re.findall(r'href="#([^"]+)"', listed):
        assert f'id="{link}"' in page


def test_languages_stand_side_by_side(reader: FlaskClient) -> None:
    """Kazakh keeps its words, so its cell has nothing marked."""
    page = reader.get("/en/acts/canals/compare/p1..p2?text=kk,ru").text
    kazakh, russian = row(page, "art_4__para_2").split('lang="ru"')
    assert "<ins>" not in kazakh
    assert "<ins>" in russian
    cookie = reader.get_cookie("text")
    assert cookie is not None
    assert cookie.decoded_value == "kk,ru"


@pytest.mark.parametrize(
    ("pair", "status"),
    [
        ("p1..p2", 200),
        ("p2..p1", 200),
        ("p1..p1", 200),
        ("p1..p3", 404),
        ("p1..v3", 404),
        ("v1..v3", 404),
        ("v2..v2", 404),
        ("p0..p1", 404),
        ("p1..", 404),
        ("p1...p2", 404),
    ],
)
def test_readers_compare_publications_only(reader: FlaskClient, pair: str, status: int) -> None:
    for address in (f"/en/acts/canals/compare/{pair}", f"/api/v1/acts/canals/compare/{pair}"):
        assert reader.get(address).status_code == status


def test_those_who_may_read_drafts_compare_versions_too(drafter: FlaskClient) -> None:
    page = drafter.get(PAGE.format("v1..v2")).text
    assert UNKNOWN in page
    assert '<option value="v2" selected>' in page
    assert '<option value="p1">' in page
    assert drafter.get(PAGE.format("p1..v2")).text.count(UNKNOWN) == page.count(UNKNOWN)


def test_the_form_offers_readers_publications_only(reader: FlaskClient) -> None:
    page = reader.get(PAGE.format("p1..p2")).text
    assert re.findall(r'<option value="(\w+)"', page) == ["p2", "p1", "p2", "p1"]


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("a=p1&b=p2", "compare/p1..p2"),
        ("a=v1&b=p2", "compare/v1..p2"),
        ("a=p1", "history"),
        ("a=p1&b=//evil.example", "history"),
        ("", "history"),
    ],
)
def test_the_form_leads_to_the_redline_it_asks_for(
    reader: FlaskClient, asked: str, place: str
) -> None:
    answer = reader.get(f"/en/acts/canals/compare?{asked}")
    assert answer.status_code == 302
    assert answer.location == f"/en/acts/canals/{place}"


def test_equal_texts_have_nothing_to_show(reader: FlaskClient) -> None:
    page = reader.get(PAGE.format("p1..p1")).text
    assert "Nothing changed." in page
    assert "change--" not in page


def test_a_redline_that_was_sent_is_not_sent_again(reader: FlaskClient) -> None:
    tag = reader.get(PAGE.format("p1..p2")).headers["ETag"]
    again = reader.get(PAGE.format("p1..p2"), headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_reading_a_redline_stores_nothing(revised: Town, reader: FlaskClient) -> None:
    reader.get(PAGE.format("p1..p2"))
    with revised.database.reading() as db:
        assert db.query(RedlineRow).count() == 0


def test_programs_are_told_the_same(reader: FlaskClient) -> None:
    told = reader.get("/api/v1/acts/canals/compare/p1..p2?lang=en").get_json()
    assert (told["act"], told["old"], told["new"]) == ("canals", "p1", "p2")
    assert told["counts"]["deleted"] == 2
    changed = next(one for one in told["changes"] if one["kind"] == "changed")
    assert changed["text"] == [
        ["=", "A canal is "],
        ["-", "10"],
        ["+", "12"],
        ["=", " metres wide."],
    ]
    schema = DOCUMENT["components"]["schemas"]["Redline"]
    assert list(faults(told, schema)) == []
    everything = reader.get("/api/v1/acts/canals/compare/p1..p2?lang=en&all=1").get_json()
    assert {one["kind"] for one in everything["changes"]} > {one["kind"] for one in told["changes"]}
