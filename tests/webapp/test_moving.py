"""The former addresses of renamed acts."""

from collections.abc import Iterator

import pytest

from indexer.analysis.words import analyse
from kb.law.checks.context import Context
from kb.services import catalogues
from kb.services.importing import Importer
from kb.source import Revision, read_folder
from tests.webapp.town import Town


@pytest.fixture(scope="module")
def renamed(fresh_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The town after `height`, which is published, and `towers`, a draft, got other names."""
    town = fresh_town.copied(tmp_path_factory.mktemp("renamed") / "town")
    for old, new in (("height", "heights"), ("towers", "spires")):
        _rename(town, old, new)
    town.index()
    yield town
    town.close()


def _rename(town: Town, old: str, new: str) -> None:
    (act,) = (one for one in read_folder(town.root) if one.act == old)
    folder = town.root / act.path
    folder.rename(folder.with_name(new))
    (changed,) = (one for one in read_folder(town.root) if one.act == new)
    with town.database.writing() as db:
        known = catalogues.stored(db)
        importer = Importer(Context(known.procedure, known.glossary, analyse), town.now)
        importer.take(db, Revision(None, (changed,), (act.path,)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/ru/acts/height/", "/ru/acts/heights/"),
        ("/kk/acts/height/?text=kk,ru", "/kk/acts/heights/?text=kk,ru"),
        ("/en/acts/height/p1", "/en/acts/heights/p1"),
        ("/en/acts/height/art_1", "/en/acts/heights/art_1"),
        ("/api/v1/acts/height?lang=en", "/api/v1/acts/heights?lang=en"),
    ],
)
def test_a_former_address_leads_to_the_present_one(renamed, old, new):
    browser = renamed.browser()
    answer = browser.get(old)

    assert (answer.status_code, answer.headers["Location"]) == (301, new)
    assert browser.head(old).status_code == 301
    assert browser.get(new).status_code == 200


def test_who_may_not_read_a_draft_is_not_told_its_name(renamed):
    browser = renamed.browser()
    moved, missing = browser.get("/en/acts/towers/"), browser.get("/en/acts/castles/")

    assert moved.status_code == 404
    assert moved.data == missing.data
    assert "spires" not in moved.text


def test_who_reads_a_draft_is_led_to_it(renamed):
    answer = renamed.browser("drafter").get("/en/acts/towers/")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/en/acts/spires/")


def test_an_act_is_found_under_its_present_name_only(renamed):
    found = renamed.browser().get("/api/v1/search?q=height&lang=en").json["hits"]

    assert {hit["act"] for hit in found} == {"heights"}
