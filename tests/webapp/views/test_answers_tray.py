"""Where the comments of a round stand in a later version of the draft, and how one is put there by hand."""

import pytest
from flask.testing import FlaskClient

from kb.language import Language
from kb.law.identifiers import ActId
from kb.services import accounts, attaching, seats
from tests.counting import statements
from tests.factories import write_act
from tests.webapp.answering import OF_INVITED, do
from tests.webapp.town import Town, metadata
from tests.webapp.town_rounds import COMMENT, OF_COLLEAGUE
from webapp.site import NAME

TRAY = "/en/desk/acts/towers/rounds/1/tray"
TITLES = ("Мұнаралар туралы", "О башнях", "On Towers")
ELSEWHERE = {
    Language.KK: "# Мұнаралар туралы\n\n### 7-бап. Алаң\n\n1. Жер телімдері бөлінеді.\n",
    Language.RU: "# О башнях\n\n### Статья 7. Площадь\n\n1. Участки отводятся.\n",
    Language.EN: "# On Towers\n\n### Article 7. Plots\n\n1. Plots are allotted by lot.\n",
}


def revise(town: Town, texts) -> None:
    """Bring in another version of `towers`."""
    [folder] = {path.parent for path in town.root.rglob("towers/act.yaml")}
    path = folder.relative_to(town.root).as_posix()
    write_act(town.root, path, metadata(*TITLES, "Towers."), texts)
    town.commit("towers", "somebody", "again", 40)


@pytest.fixture
def drafter(own_town: Town) -> FlaskClient:
    revise(own_town, ELSEWHERE)
    return own_town.browser("drafter")


def test_without_a_later_version_there_is_nothing_to_carry_over(own_town: Town) -> None:
    page = own_town.browser("drafter").get(TRAY)
    assert page.status_code == 200
    assert "There is no version later than version 1" in page.text
    assert own_town.browser("drafter").get(f"{TRAY}?version=2").status_code == 404


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_comments_are_carried_over_and_those_without_a_place_are_listed(drafter, lang):
    tray = TRAY.replace("/en/", f"/{lang}/")
    assert f'action="{tray}/carry"' in drafter.get(tray).text

    carried = drafter.post(f"{tray}/carry", data={"version": "2"})

    assert (carried.status_code, carried.location) == (302, f"{tray}?version=2")
    page = drafter.get(carried.location).text
    assert f'action="{tray}/carry"' not in page
    for comment in (COMMENT, OF_COLLEAGUE):
        assert f"comment={comment}#find" in page
    assert drafter.post(f"{tray}/carry", data={"version": "2"}).status_code == 302


def test_a_place_is_found_by_words_and_what_stands_there_is_shown(own_town, drafter):
    drafter.post(f"{TRAY}/carry", data={"version": "2"})
    address = f"{TRAY}?version=2&comment={COMMENT}"
    found = drafter.get(f"{address}&find=allotted+LOT").text
    assert "Plots are allotted by lot." in found
    assert 'name="eid" value="art_7__para_1"' in found
    assert 'name="eid" value="art_7"' not in found
    assert "None was found" in drafter.get(f"{address}&find=nothing+of+the+kind").text

    put = {"version": "2", "comment": COMMENT, "eid": "art_7__para_1"}
    assert drafter.post(f"{TRAY}/put", data=put).status_code == 302

    places = do(own_town, "drafter", attaching.places, 2)
    assert places[COMMENT].eid == "art_7__para_1"
    page = drafter.get(f"{TRAY}?version=2").text
    assert "Somebody found the place and put it there." in page
    assert "detached: 1" in page
    again = drafter.get(address).text
    assert 'Article 7(1) <span class="quiet">where it stands now</span>' in again


def test_a_comment_is_put_at_the_act_as_a_whole(own_town, drafter):
    put = {"version": "2", "comment": COMMENT, "eid": ""}
    assert drafter.post(f"{TRAY}/put", data=put).status_code == 302
    assert do(own_town, "drafter", attaching.places, 2)[COMMENT].eid == ""


def test_a_provision_that_is_not_there_is_refused(drafter):
    put = {"version": "2", "comment": COMMENT, "eid": "art_99"}
    answer = drafter.post(f"{TRAY}/put", data=put)
    assert (answer.status_code, "Version 2 has no such provision." in answer.text) == (400, True)


@pytest.mark.parametrize("sent", [{"version": "1"}, {"version": "99"}, {}])
def test_a_version_that_is_not_later_is_no_place(own_town, drafter, sent):
    assert drafter.post(f"{TRAY}/carry", data=sent).status_code == 409
    assert do(own_town, "drafter", attaching.places, 2) == {}


def test_who_only_reads_moves_nothing(own_town, drafter):
    legal = own_town.browser("legal")
    page = legal.get(TRAY)
    assert (page.status_code, f'action="{TRAY}/carry"' in page.text) == (200, False)
    assert legal.post(f"{TRAY}/carry", data={"version": "2"}).status_code == 404
    with own_town.database.reading() as db:
        viewer = accounts.viewer_of(db, "drafter")
        seat = seats.take(db, viewer, ActId("towers"), 1, own_town.now)
        assert attaching.places(db, seat, 2) == {}


def test_the_pages_of_one_comment_ask_for_the_places_and_files_of_no_other(own_town, drafter):
    database = own_town.site.extensions[NAME].database
    for page in (f"/en/acts/towers/rounds/1/comments/{COMMENT}", OF_INVITED):
        with statements(database) as asked:
            assert drafter.get(page).status_code == 200
        found = [one for one in asked if "FROM place" in one or "FROM file" in one]
        assert found, page
        assert all("comment.id IN" in one for one in found), found
