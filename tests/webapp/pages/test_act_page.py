"""The page of an act: columns, contents, days on which parts begin, what else is told."""

import re
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.metadata import Metadata
from kb.law.words import Words
from kb.services.library import Act, Version
from tests.factories import METADATA, TEXTS, write_act
from tests.webapp.staged import at
from tests.webapp.town import Town
from webapp.app import create_app
from webapp.pages.act_page import columns_of
from webapp.views.acts import toggled

KK, RU, EN = Language.KK, Language.RU, Language.EN


def act(*languages: Language) -> Act:
    """Return an act with texts in these languages."""
    metadata = Metadata(kind="rules", title=Words(en="Act"), adopting_body="council")
    texts = dict.fromkeys(languages, "0" * 64)
    version = Version(1, 1, "", "", datetime(2026, 1, 1, tzinfo=UTC), "", texts)
    return Act(ActId("act"), metadata, version, None, True, None, (), ())


@pytest.mark.parametrize(
    ("there", "asked", "interface", "columns"),
    [
        ((KK, RU, EN), None, RU, (RU,)),
        ((KK, RU, EN), "", KK, (KK,)),
        ((KK, RU, EN), "kk,ru,en", EN, (KK, RU, EN)),
        ((KK, RU, EN), "en,kk", RU, (EN, KK)),
        ((KK, RU, EN), "en kk", RU, (EN, KK)),
        ((KK, RU, EN), "en,en,en", RU, (EN,)),
        ((KK, RU, EN), "xx,en,--", RU, (EN,)),
        ((KK, RU, EN), "xx", KK, (KK,)),
        ((KK, RU, EN), "EN", RU, (RU,)),
        ((KK, RU), "en", EN, (RU,)),
        ((KK, RU), "en,kk", EN, (KK,)),
        ((KK,), None, RU, (KK,)),
        ((EN,), None, KK, (EN,)),
    ],
)
def test_the_columns_are_those_asked_for_or_else_the_nearest_language(
    there: tuple[Language, ...],
    asked: str | None,
    interface: Language,
    columns: tuple[Language, ...],
) -> None:
    assert columns_of(act(*there), asked, interface) == columns


@pytest.mark.parametrize(
    ("columns", "clicked", "then"),
    [
        ((RU,), KK, "kk,ru"),
        ((KK, RU), EN, "kk,ru,en"),
        ((KK, RU), RU, "kk"),
        ((RU,), RU, "ru"),
        ((EN, KK), RU, "kk,ru,en"),
    ],
)
def test_a_click_adds_a_language_or_takes_it_away_but_never_the_last(
    columns: tuple[Language, ...], clicked: Language, then: str
) -> None:
    assert toggled(columns, clicked) == then


def test_the_languages_of_the_text_are_kept_for_the_next_act(town: Town) -> None:
    browser = town.browser()
    browser.get("/en/acts/height/?text=kk,ru")
    page = browser.get("/en/acts/parks/").text
    assert "text--2" in page
    assert 'lang="kk"' in page
    assert '<html lang="en"' in page


def test_the_contents_list_chapters_and_articles_and_lead_to_them(client: FlaskClient) -> None:
    page = client.get("/en/acts/height/").text
    contents = page.partition('class="contents"')[2].partition("</nav>")[0]
    assert re.findall(r'href="#([^"]+)"', contents) == ["chp_1", "art_1", "art_2"]
    for eid in ("chp_1", "art_1", "art_2"):
        assert f'id="{eid}"' in page


def test_the_contents_are_in_the_language_of_the_first_column(client: FlaskClient) -> None:
    page = client.get("/en/acts/height/?text=kk,en").text
    assert '<ol lang="kk">' in page
    assert "1-тарау." in page


@pytest.mark.parametrize(
    ("day", "status", "waiting", "begun", "next_change"),
    [
        (date(2026, 6, 30), "not-yet", ["art_1", "art_2", "art_3", "art_4"], 0, "1 July 2026"),
        (date(2026, 7, 1), "partly", ["art_2", "art_3", "art_4"], 1, "1 January 2027"),
        (date(2026, 11, 22), "partly", ["art_2", "art_3", "art_4"], 1, "1 January 2027"),
        (date(2026, 12, 31), "partly", ["art_2", "art_3", "art_4"], 1, "1 January 2027"),
        (date(2027, 1, 1), "partly", ["art_3", "art_4"], 2, "1 July 2027"),
        (date(2027, 7, 1), "in-force", [], 3, "1 January 2028"),
        (date(2028, 1, 1), "repealed", [], 3, None),
    ],
)
def test_each_article_begins_on_its_own_day(
    staged: Town, day: date, status: str, waiting: list[str], begun: int, next_change: str | None
) -> None:
    page = at(day, staged).get("/en/acts/staged/").text
    text = page.partition("data-text")[2].partition("</article>")[0]
    marked = [part.partition('"')[0] for part in text.split(' id="') if "mark--not-yet" in part]
    assert marked == waiting
    assert page.count(' waits"') == len(waiting)
    assert page.count("stage--begun") == begun
    assert f"status--{status}" in page.partition("</header>")[2].partition("</h1>")[2][:300]
    assert (f"Next change: {next_change}" in page) if next_change else ("Next change" not in page)


def test_the_day_of_the_law_begins_in_almaty(staged: Town) -> None:
    """At 19:30 UTC on 31 December it is the new year there."""
    moment = datetime(2026, 12, 31, 19, 30, tzinfo=UTC)
    page = create_app(staged.settings, lambda: moment).test_client().get("/en/acts/staged/").text
    assert page.count(' waits"') == 2


def test_the_shares_of_the_days_make_a_whole(staged: Town) -> None:
    page = at(date(2026, 11, 22), staged).get("/en/acts/staged/").text
    shares = [float(share) for share in re.findall(r'<meter [^>]*value="([\d.]+)"', page)]
    assert shares == [0.25, 0.25, 0.5]
    assert "1 provision" in page
    assert "2 provisions" in page


def test_what_befell_an_act_is_told_with_its_ground(staged: Town) -> None:
    page = at(date(2026, 11, 22), staged).get("/en/acts/staged/").text
    assert "1 January 2028: repealed. A new act is coming." in page


def test_a_draft_has_no_days_and_no_marks(town: Town) -> None:
    page = town.browser("drafter").get("/en/acts/parks/").text
    assert "Draft, version 2" in page
    assert "mark--not-yet" not in page
    assert 'href="/en/acts/parks/p1"' in page


def test_an_older_publication_says_that_there_is_a_newer_one(
    town: Town, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = town.copied(tmp_path_factory.mktemp("twice") / "town")
    made.publish("parks", 2, date(2026, 11, 1))
    older, newer = made.browser().get("/en/acts/parks/p1"), made.browser().get("/en/acts/parks/p2")
    assert "There is a newer publication" in older.text
    assert '<meta name="robots" content="noindex">' in older.text
    assert "There is a newer publication" not in newer.text
    assert "noindex" not in newer.text
    assert "Publication No. 2" in made.browser().get("/en/acts/parks/").text


def test_every_page_says_that_its_text_is_illustrative(client: FlaskClient) -> None:
    for address in ("/en/acts/height/", "/en/acts/height/p1", "/en/acts/height/art_1"):
        assert "It is not official and has no legal force." in client.get(address).text


def test_a_missing_language_is_told_and_not_offered(
    town: Town, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = town.copied(tmp_path_factory.mktemp("missing") / "town")
    texts = {KK: TEXTS[KK], RU: TEXTS[RU]}
    write_act(made.root, "development/two", METADATA + "behind: [en]\n", texts)
    made.commit("two", "somebody", "two languages", 51)
    page = made.browser("drafter").get("/en/acts/two/").text
    assert "There is no text in:" in page
    assert "text=en" not in page.partition('class="columns"')[2].partition("</nav>")[0]


def test_anyone_can_check_a_copy_by_its_hash(client: FlaskClient) -> None:
    hashes = client.get("/api/v1/acts/height").get_json()["sha256"]
    page = client.get("/en/acts/height/").text
    assert len(hashes) == 3
    assert all(hash_ in page for hash_ in hashes.values())
