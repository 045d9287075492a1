"""The page of an act's history: who sees what of it, how much each edition changed, its drawing."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert, select

from kb.source import UNDATED
from kb.storage.acts import VersionRow
from tests.factories import write_act
from tests.webapp.revised import add_revised, take_back
from tests.webapp.town import Town, metadata, plain
from webapp.pages.history_page import STEPS_A_PAGE
from webapp.pages.timeline import WIDTH, Lane, Moment, timeline

PAGE = "/en/acts/canals/history"


def told(html: str) -> str:
    """Return what a piece of a page says."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def lines(page: str, heading: str) -> list[str]:
    """Return what the rows of a table say."""
    table = page.partition(f'<h2 id="{heading}">')[2].partition("</table>")[0]
    return [told(row) for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:]]


def test_a_reader_sees_publications_and_how_much_they_changed(revised: Town) -> None:
    page = revised.browser().get(PAGE).text
    newest, first = lines(page, "publications")
    assert newest.startswith("Publication No. 2 Amendment")
    assert "67% reworded: 7, new: 1" in newest
    assert "More than half changed" in newest
    assert "First text" in first
    assert 'href="/en/acts/canals/compare/p1..p2"' in page
    assert 'href="/en/acts/canals/p1/certificate"' in page


def test_a_text_that_went_and_came_back_is_no_rewriting(own_town: Town) -> None:
    names = ("Аула туралы", "О дворах", "On Yards")
    about, texts = metadata(*names, "Yards."), plain(*names, "двор")
    folder = write_act(own_town.root, "development/yards", about, texts)
    own_town.commit("yards", "somebody", "All", 60)
    text = (folder / "kk.md").read_text(encoding="utf-8")
    (folder / "kk.md").unlink()
    (folder / "act.yaml").write_text(about + "behind: [kk]\n", encoding="utf-8")
    own_town.commit("yards", "somebody", "Without", 59)
    (folder / "kk.md").write_text(text, encoding="utf-8")
    own_town.commit("yards", "somebody", "Again", 58)

    page = own_town.browser("drafter").get("/en/acts/yards/history").text

    back, gone, first = lines(page, "versions")
    assert "Text brought in: Қазақша." in back
    assert "Text taken out: Қазақша." in gone
    assert "More than half changed" not in page
    assert "Text" not in first.replace("First text", "")


def test_a_reader_learns_nothing_of_versions(revised: Town) -> None:
    page = revised.browser().get(PAGE).text
    assert "Version" not in page
    assert "timeline__version" not in page
    assert "Draft 6" not in page
    assert "/canals/v" not in page


def test_who_may_read_drafts_sees_who_wrote_what_when(revised: Town) -> None:
    page = revised.browser("drafter").get(PAGE).text
    newest, middle, first = lines(page, "versions")
    assert newest.startswith("Version 3")
    assert "Publication No. 2" in newest
    assert "Some &lt;Body&gt; Draft 62 Because &amp; so." in newest
    assert "reworded: 1" in middle
    assert "Publication" not in middle
    assert "First text" in first
    assert 'href="/en/acts/canals/compare/v2..v3"' in page
    assert page.count('class="timeline__version"') == 3


def test_an_event_stands_in_the_drawing_and_in_the_list(staged: Town) -> None:
    page = staged.browser().get("/en/acts/staged/history").text
    assert 'class="timeline__event"' in page
    assert "A new act is coming." in page


def test_a_publication_that_is_withdrawn_has_no_redline(own_town: Town) -> None:
    add_revised(own_town)
    take_back(own_town, 2)
    page = own_town.browser().get(PAGE).text
    newest, _ = lines(page, "publications")
    assert "Withdrawn:" in newest
    assert "compare/" not in page
    assert own_town.browser().get("/en/acts/canals/compare/p1..p2").status_code == 410


@pytest.mark.parametrize("page", ["", "?page=0", "?page=x", "?page=1"])
def test_the_first_page_is_shown_unless_another_is_asked_for(
    client: FlaskClient, page: str
) -> None:
    assert client.get(f"/en/acts/height/history{page}").status_code == 200


def test_a_long_history_is_shown_page_by_page(own_town: Town) -> None:
    add_revised(own_town)
    with own_town.database.writing() as db:
        last = db.scalars(select(VersionRow).where(VersionRow.message.like("Draft 62%"))).one()
        values = {c.name: getattr(last, c.name) for c in VersionRow.__table__.columns}
        more = {"turn": {"fresh": {}, "gone": []}, "id": None}
        for sequence in range(4, STEPS_A_PAGE + 3):
            at = last.committed_at + timedelta(days=sequence)
            row = {**values, **more, "sequence": sequence, "committed_at": at}
            db.execute(insert(VersionRow).values(**{k: v for k, v in row.items() if k != "id"}))
    drafter = own_town.browser("drafter")
    assert len(lines(drafter.get(PAGE).text, "versions")) == STEPS_A_PAGE
    last_page = drafter.get(f"{PAGE}?page=99").text
    assert lines(last_page, "versions")[-1].startswith("Version 1")
    assert "Page 2 of 2" in last_page


def test_a_commit_without_a_date_has_none_on_the_page_and_no_place_in_the_drawing(
    own_town: Town,
) -> None:
    add_revised(own_town)
    with own_town.database.writing() as db:
        first = db.scalars(select(VersionRow).where(VersionRow.message.like("Draft 62%"))).one()
        first.committed_at = UNDATED
    page = own_town.browser("drafter").get(PAGE).text
    assert "date unknown" in page
    assert "January 1970" not in page
    assert page.count('class="timeline__version"') == 2


DAY = date(2026, 1, 1)


def places(*days: int, lane: Lane = Lane.PUBLICATION) -> list[float]:
    """Return where moments so many days after the first one stand in a drawing."""
    drawn = timeline([Moment(lane, DAY + timedelta(days=day)) for day in days])
    assert drawn is not None
    return [point.x for point in drawn.lane(lane)]


def test_moments_stand_at_their_days_however_near_they_are() -> None:
    found = places(0, 1, 2, 300, 600)
    assert found[3] == WIDTH / 2
    assert found[1] - found[0] == pytest.approx(found[2] - found[1], abs=0.2)
    assert found[1] - found[0] < 2


@pytest.mark.parametrize("lane", [Lane.PUBLICATION, Lane.EVENT])
@pytest.mark.parametrize("days", [[0] * 3, [0] * 99, [0, 9, 20, 300, 310, 600], range(600)])
def test_labels_do_not_cover_one_another_and_stand_on_the_paper(
    lane: Lane, days: Iterable[int]
) -> None:
    drawn = timeline(Moment(lane, DAY + timedelta(days=day), "қолданылмайды") for day in days)
    assert drawn is not None
    shown = [point for point in drawn.lane(lane) if point.row is not None]
    assert len(shown) >= 3
    for one, other in combinations(shown, 2):
        assert one.row != other.row or one.span[1] < other.span[0]
    assert all(0 <= begin < end <= WIDTH for begin, end in (one.span for one in shown))


def test_years_are_marked_but_never_too_many() -> None:
    drawn = timeline([Moment(Lane.VERSION, date(1900, 5, 1)), Moment(Lane.VERSION, DAY)])
    assert drawn is not None
    assert 2 < len(drawn.ticks) <= 13


def test_nothing_has_no_drawing() -> None:
    assert timeline([]) is None


def test_a_round_of_review_is_drawn_and_listed_for_those_who_may_read_the_draft(town: Town) -> None:
    page = town.browser("coordinator").get("/ru/acts/towers/history").text

    assert '<h2 id="rounds">Раунды рассмотрения</h2>' in page
    assert "Раунд 1: Экспертное рассмотрение, открыт" in told(page)
    assert 'href="/ru/acts/towers/rounds/1/">Раунд 1: ' in page
    assert page.count('class="timeline__round"') == 1
    for name in ("other", None):
        assert town.browser(name).get("/ru/acts/towers/history").status_code == 404
