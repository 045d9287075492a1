"""What goes wrong around the site: it says so, in the reader's language, and goes on as far as it can."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from kb.language import Language
from kb.law import parse
from kb.services import texts
from kb.settings import Settings
from kb.storage import migrate
from kb.storage.database import Database
from tests.factories import clock
from tests.webapp.town import PASSWORD, Town
from webapp.app import create_app
from webapp.locale import translations

pytestmark = pytest.mark.slow

READING = ["/en/", "/en/acts/", "/en/acts/height/", "/en/acts/height/art_1", "/api/v1/acts/height"]


def _spoil_by_removing(index: Path) -> None:
    shutil.rmtree(index)


def _spoil_by_emptying(index: Path) -> None:
    for path in index.rglob("*"):
        if path.is_file():
            path.write_bytes(b"")


def _spoil_by_cutting(index: Path) -> None:
    for path in index.rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _spoil_by_noise(index: Path) -> None:
    noise = random.Random(7)
    for path in index.rglob("*"):
        if path.is_file():
            path.write_bytes(noise.randbytes(200))


@pytest.mark.parametrize(
    "spoil", [_spoil_by_removing, _spoil_by_emptying, _spoil_by_cutting, _spoil_by_noise]
)
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_without_an_index_search_is_unavailable_and_acts_are_read(
    own_town: Town, spoil: Callable[[Path], None], lang: str
) -> None:
    spoil(own_town.settings.index_dir)
    browser = own_town.browser()

    answer = browser.get(f"/{lang}/search/?q=height")
    words = "Search is not available now. The acts can be read as before."
    assert answer.status_code == 503
    assert translations(Language(lang)).gettext(words) in answer.text
    api = browser.get("/api/v1/search?q=height")
    assert (api.status_code, api.mimetype) == (503, "application/json")
    assert browser.get("/readyz").status_code == 503
    assert browser.get("/healthz").status_code == 200
    for address in READING:
        assert browser.get(address).status_code == 200


def test_an_index_that_is_there_again_is_used_without_a_restart(own_town: Town) -> None:
    index, aside = own_town.settings.index_dir, own_town.folder / "aside"
    browser = own_town.browser()
    index.rename(aside)
    assert browser.get("/en/search/?q=height").status_code == 503
    aside.rename(index)
    assert browser.get("/en/search/?q=height").status_code == 200


@contextmanager
def locked(path: str) -> Iterator[None]:
    """Hold the lock that writers need."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("ROLLBACK")
    connection.close()


@pytest.fixture
def impatient(own_town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A town whose database does not wait five seconds for a lock."""
    pragmas = ("PRAGMA foreign_keys=ON", "PRAGMA busy_timeout=20")
    monkeypatch.setattr("kb.storage.database._PRAGMAS", pragmas)
    return own_town


def test_while_the_database_is_locked_acts_are_read_and_signing_in_has_to_wait(
    impatient: Town,
) -> None:
    browser = impatient.browser()
    with locked(impatient.settings.database_url.removeprefix("sqlite:///")):
        for address in [*READING, "/en/search/?q=height", "/en/sign-in"]:
            assert browser.get(address).status_code == 200
        answer = browser.post("/ru/sign-in", data={"name": "drafter", "password": PASSWORD})
        assert answer.status_code == 503
        assert "Traceback" not in answer.text
        assert '<html lang="ru"' in answer.text
        assert answer.headers.getlist("Set-Cookie") == []
        assert browser.get("/en/desk/").status_code == 302
    assert (
        browser.post("/ru/sign-in", data={"name": "drafter", "password": PASSWORD}).location
        == "/ru/desk/"
    )


def test_a_failure_to_sign_in_that_cannot_be_counted_is_no_way_around_counting(
    impatient: Town,
) -> None:
    browser = impatient.browser()
    with locked(impatient.settings.database_url.removeprefix("sqlite:///")):
        answer = browser.post("/en/sign-in", data={"name": "drafter", "password": "wrong"})
    assert answer.status_code == 503


def test_a_locked_database_does_not_keep_those_signed_in_from_reading(impatient: Town) -> None:
    browser = impatient.browser("drafter")
    impatient.site.extensions["alatau"].__dict__["clock"] = lambda: clock() + timedelta(hours=1)
    with locked(impatient.settings.database_url.removeprefix("sqlite:///")):
        assert browser.get("/en/acts/towers/").status_code == 200


def test_a_full_disk_is_told_as_such_and_reading_goes_on(own_town: Town) -> None:
    """There is room for some sign-ins more, and not for sixty."""
    with closing(sqlite3.connect(own_town.settings.database_url.removeprefix("sqlite:///"))) as one:
        pages = one.execute("PRAGMA page_count").fetchone()[0]

    def little_room(connection: sqlite3.Connection, record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages + 3}")

    given = {"name": "drafter", "password": PASSWORD}
    event.listen(own_town.site.extensions["alatau"].database.engine, "connect", little_room)
    codes = {own_town.browser().post("/en/sign-in", data=given).status_code for _ in range(60)}
    assert codes == {302, 503}
    assert own_town.browser().get("/en/acts/height/").status_code == 200


@pytest.fixture
def unfounded(tmp_path: Path) -> FlaskClient:
    """The site of a database with a schema and nothing in it."""
    settings = Settings(
        database_url=f"sqlite:///{tmp_path / 'kb.sqlite'}",
        index_dir=tmp_path / "index",
        secret_key="for tests only, and long enough",
    )
    database = Database(settings.database_url)
    migrate.upgrade(database)
    database.close()
    return create_app(settings, clock).test_client()


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/{lang}/", 503),
        ("/{lang}/acts/", 503),
        ("/{lang}/glossary/", 503),
        ("/{lang}/glossary/terms.json", 503),
        ("/{lang}/search/?q=height", 503),
        ("/{lang}/acts/height/", 404),
        ("/{lang}/acts/height/art_1", 404),
        ("/{lang}/about/", 200),
        ("/{lang}/help/", 200),
        ("/{lang}/view/", 200),
        ("/{lang}/sign-in", 200),
        ("/{lang}/desk/", 302),
        ("/api/v1/acts", 200),
        ("/api/v1/acts/height", 404),
        ("/api/v1/search?q=height&lang={lang}", 503),
        ("/sitemap.xml", 200),
        ("/robots.txt", 200),
        ("/readyz", 503),
        ("/healthz", 200),
    ],
)
def test_before_the_first_import_every_page_gives_a_clear_answer(
    unfounded: FlaskClient, address: str, status: int, lang: str
) -> None:
    answer = unfounded.get(address.format(lang=lang))
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    if status == 503 and answer.mimetype == "text/html":
        assert f'<html lang="{lang}"' in answer.text


def test_a_new_version_of_the_parser_makes_all_rows_anew(
    own_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = own_town.browser().get("/en/acts/height/?text=kk,ru,en").text
    monkeypatch.setattr(texts, "PARSER_VERSION", parse.PARSER_VERSION + 1)
    app = own_town.app()
    after = app.test_client().get("/en/acts/height/?text=kk,ru,en").text
    assert after == before
    assert app.test_client().get("/en/acts/height/art_1").status_code == 200
