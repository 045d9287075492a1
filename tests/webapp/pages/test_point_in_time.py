"""The law as of a day: which publication is on the page, what applies when, what stands in its place."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask.testing import FlaskClient

from kb.law.force import Force
from kb.law.identifiers import ActId
from kb.law.words import Words
from kb.services import accounts, publishing
from kb.services.publishing import Happening, Withdrawal
from tests.webapp.ahead import publish_ahead
from tests.webapp.town import PUBLISHED, Town

REASON = Words(kk="Қате жарияланған", ru="Опубликовано по ошибке", en="Published in error")


@pytest.fixture(scope="module")
def amended(fresh_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A town whose act on height is published a second time, from 2027, and suspended in December."""
    made = fresh_town.copied(tmp_path_factory.mktemp("amended") / "town")
    amend(made)
    made.befall(
        "height", Happening(Force.SUSPENDED, date(2026, 12, 1), REASON, "№ 2", date(2026, 12, 20))
    )
    yield made
    made.close()


def amend(town: Town) -> None:
    """Publish the act on height once more, with a paragraph in another wording, from 2027 on."""
    folder = town.root / "development" / "height"
    for language, text in PUBLISHED.items():
        article = (
            text.replace("Кеңес", "Әкімшілік").replace("Совет", "орган").replace("Council", "body")
        )
        (folder / f"{language}.md").write_text(article, encoding="utf-8")
    town.commit("height", "A. Person", "Amend", 40)
    publish_ahead(town, "height", 3, date(2027, 1, 1))


def page(town: Town, address: str, language: str = "en") -> str:
    answer = town.browser().get(f"/{language}/acts/height/{address}?text=en")
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.mark.parametrize(
    ("day", "publication", "says"),
    [
        ("2026-09-01", 1, "Not in force until 1 October 2026"),
        ("2026-10-01", 1, "by the Council"),
        ("2026-12-31", 1, "by the Council"),
        ("2027-01-01", 2, "by the body"),
        ("2040-02-29", 2, "by the body"),
    ],
)
def test_a_day_shows_the_publication_that_applies_on_it(amended, day, publication, says):
    shown = page(amended, f"@{day}")

    assert f"Publication No. {publication} of" in shown
    assert says in shown


def test_a_reader_always_sees_which_days_law_it_is(amended):
    assert "The text as of 1 January 2027" in page(amended, "@2027-01-01")
    assert "Текст по состоянию на 1 января 2027" in page(amended, "@2027-01-01", "ru")
    assert "2027 жылғы 1 қаңтардағы жағдай бойынша мәтін" in page(amended, "@2027-01-01", "kk")
    assert 'value="2026-11-22"' in page(amended, "")


def test_a_publication_that_does_not_apply_yet_leads_to_the_one_that_does(amended):
    shown = page(amended, "")

    assert "Publication No. 1 applies on this day" in shown
    assert 'href="/en/acts/height/@2026-11-22"' in shown


def test_only_what_was_worded_anew_waits_for_the_later_publication(amended):
    shown = page(amended, "")

    assert shown.count("Not in force until 1 January 2027") == 1


@pytest.mark.parametrize(
    ("day", "next_change"),
    [
        ("2026-09-01", "@2026-10-01"),
        ("2026-11-22", "@2026-12-01"),
        ("2026-12-01", "@2026-12-20"),
        ("2026-12-20", "@2027-01-01"),
    ],
)
def test_what_changes_next_and_when_is_told(amended, day, next_change):
    assert f'href="/en/acts/height/{next_change}"' in page(amended, f"@{day}")


def test_what_never_applies_is_not_announced(own_town: Town):
    amend(own_town)
    publish_ahead(own_town, "height", 1, date(2026, 11, 1))

    shown = page(own_town, "@2026-11-22")

    assert "Publication No. 3 of" in shown
    assert "@2027-01-01" not in shown


def test_what_is_suspended_is_marked_while_it_is(amended):
    assert page(amended, "@2026-12-05").count("Suspended from 1 December 2026") == 2
    assert "Suspended from" not in page(amended, "@2026-11-30")
    assert "Suspended from" not in page(amended, "@2026-12-20")
    assert "2026 жылғы 1 желтоқсаннан бастап" in page(amended, "@2026-12-05", "kk")


def test_the_form_leads_to_the_day_that_was_chosen(client: FlaskClient):
    answer = client.get("/en/acts/height/on?day=2027-01-01")

    assert (answer.status_code, answer.location) == (302, "/en/acts/height/@2027-01-01")


@pytest.mark.parametrize(
    ("address", "status"),
    [("on?day=2027-02-30", 400), ("on?day=yesterday", 400), ("on", 400), ("@2027-02-30", 404)],
)
def test_a_day_that_no_calendar_has_is_asked_for_again(client: FlaskClient, address, status):
    answer = client.get(f"/en/acts/height/{address}")

    assert answer.status_code == status
    assert "There is no such day in the calendar" in answer.text
    assert 'name="day" value="2026-11-22"' in answer.text


@pytest.mark.parametrize("day", ["2027-1-1", "99999-01-01"])
def test_what_is_no_day_is_no_address(client: FlaskClient, day):
    assert client.get(f"/en/acts/height/@{day}").status_code == 404


def test_a_draft_has_no_day(town: Town):
    assert town.browser("drafter").get("/en/acts/towers/@2027-01-01").status_code == 404


def withdraw(town: Town, number: int) -> None:
    with town.database.writing() as db:
        viewer = accounts.viewer_of(db, "publisher")
        publishing.withdraw(db, viewer, ActId("height"), Withdrawal(number, REASON), town.now)


def test_a_withdrawn_text_leaves_its_reason_and_the_one_before_applies_again(own_town: Town):
    amend(own_town)
    withdraw(own_town, 2)

    gone = own_town.browser().get("/ru/acts/height/p2")

    assert gone.status_code == 410
    assert "Публикация № 2 отозвана: Опубликовано по ошибке" in gone.text
    assert "by the Council" in page(own_town, "")
    assert "by the Council" in page(own_town, "@2027-01-01")


@pytest.mark.parametrize("address", ["", "p1", "@2027-01-01", "art_1"])
def test_an_act_of_which_everything_is_withdrawn_says_so(own_town: Town, address):
    withdraw(own_town, 1)

    answer = own_town.browser().get(f"/en/acts/height/{address}")

    assert answer.status_code == 410
    assert "by the Council" not in answer.text
    assert "height" not in own_town.browser().get("/sitemap.xml").text
