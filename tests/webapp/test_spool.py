"""Documents that are kept for those who ask again: for how long they hold, and who may have them made."""

from dataclasses import replace

import pytest

from kb.access import Viewer
from kb.language import Language
from kb.law.identifiers import ActId
from kb.services import accounts, participating, privacy, seats
from kb.services.exporting.making import Export
from kb.services.exporting.order import Compared
from kb.services.mailing import Office
from kb.spooling import Spooled
from tests.kb.services.exporting.exporting import order
from tests.webapp import town_discussion
from tests.webapp.town import Town
from webapp import spool
from webapp.views import exports

PUBLIC = "/en/acts/bridges/rounds/1/export"


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Let every document take long; what would be started is noted."""
    begun: list[list[str]] = []
    monkeypatch.setattr(spool, "is_long", lambda order, ending: True)
    monkeypatch.setattr(exports, "start_export", lambda settings, words: begun.append(words))
    return begun


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Export]:
    """What is made while its reader waits."""
    made: list[Export] = []
    make = exports.make

    def noted(order, export, ending):
        made.append(export)
        return make(order, export, ending)

    monkeypatch.setattr(exports, "make", noted)
    return made


def name(town: Town, export: Export = Export.COMMENTS, version: int | None = None) -> str:
    """Return the name of the file that everybody gets of the public discussion."""
    with town.database.reading() as db:
        seat = seats.take(db, Viewer(), ActId("bridges"), 1, town.now)
        asked = replace(order(db, seat, Language.KK), compared=Compared(version=version))
        return spool.spooled(town.settings, asked, export, "csv").path.name


def test_who_is_forgotten_is_named_in_no_document_that_was_kept(own_town: Town) -> None:
    before = name(own_town)
    with own_town.database.writing() as db:
        privacy.forget(db, "citizen", own_town.now)

    assert name(own_town) != before


def test_who_leaves_the_discussions_is_named_in_no_document_that_was_kept(own_town: Town) -> None:
    address = f"{PUBLIC}/comments.csv"
    assert town_discussion.CITIZEN in own_town.browser().get(address).text
    with own_town.database.writing() as db:
        citizen = accounts.viewer_of(db, "citizen")
        participating.leave(db, Office.of(own_town.settings, own_town.now), citizen)

    assert town_discussion.CITIZEN not in own_town.browser().get(address).text


def test_what_is_compared_makes_another_document_only_where_something_is(town: Town) -> None:
    of_all = [{name(town, one, version) for version in (None, 0, 1)} for one in Export]

    assert dict(zip(Export, map(len, of_all), strict=True)) == {
        Export.COMMENTS: 1,
        Export.COMPARATIVE: 3,
        Export.APPROVAL: 1,
        Export.REPORT: 1,
        Export.DOSSIER: 3,
    }


@pytest.mark.parametrize("asked", ["version=2", "version=99", "base=published"])
def test_nothing_is_started_for_a_text_that_is_not_there(
    own_town: Town, begun: list[list[str]], asked: str
) -> None:
    address = f"{PUBLIC}/comparative.csv?{asked}"
    for reader in (None, "other", "participant", "coordinator"):
        assert own_town.browser(reader).get(address).status_code == 404

    assert begun == []


def test_a_version_that_makes_no_difference_starts_one_document(
    own_town: Town, begun: list[list[str]]
) -> None:
    for version in range(5):
        own_town.browser().get(f"{PUBLIC}/comments.csv?version={version}")

    (words,) = begun
    assert "--version" not in words


def test_a_place_is_kept_for_those_who_have_signed_in(
    own_town: Town, begun: list[list[str]]
) -> None:
    """Whoever has not waits while one document is being made; nobody has to wait for them alone."""
    assert Spooled(own_town.settings.exports_dir / "a.pdf").start()

    waiting = own_town.browser().get(f"{PUBLIC}/comments.csv")
    assert (waiting.status_code, waiting.mimetype, begun) == (200, "text/html", [])

    own_town.browser("coordinator").get(f"{PUBLIC}/comments.csv")
    assert len(begun) == 1


def test_what_everybody_gets_is_made_once_until_something_happens(
    own_town: Town, made: list[Export]
) -> None:
    first, second = (own_town.browser().get(f"{PUBLIC}/comments.xlsx") for _ in range(2))
    assert (made, first.data) == ([Export.COMMENTS], second.data)

    own_town.browser("coordinator").get(f"{PUBLIC}/comments.xlsx")
    town_discussion.moderate(own_town, town_discussion.say(own_town, "citizen", "And the ferries?"))
    third = own_town.browser().get(f"{PUBLIC}/comments.csv").text

    assert made == [Export.COMMENTS] * 3
    assert "And the ferries?" in third
