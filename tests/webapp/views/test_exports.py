"""The documents of a round: who has them, what is in them, and those that take long."""

import csv
import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO, StringIO
from threading import Thread
from zipfile import ZipFile

import docx
import pytest
from pypdf import PdfReader

from kb.access import Viewer
from kb.language import Language
from kb.law.identifiers import ActId
from kb.services import accounts, seats
from kb.services.exporting.making import Export
from kb.spooling import Spooled
from tests.kb.services.exporting.exporting import order
from tests.webapp.crawl import told
from tests.webapp.town import ROLES, Town
from tests.webapp.town_rounds import COMMENT, OF_COLLEAGUE
from webapp import spool
from webapp.views import exports

HERE = "/en/acts/towers/rounds/1/export"


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> list[Thread]:
    """Let every document take long; what is started is kept, to be waited for."""
    started: list[Thread] = []

    def start(settings, words) -> None:
        started.append(begin(replace(settings, secret_key="long enough for a process " * 2), words))

    begin = exports.start_export
    monkeypatch.setattr(exports, "start_export", start)
    monkeypatch.setattr(spool, "is_long", lambda order, ending: True)
    return started


def rows(town: Town, name: str | None, address: str = f"{HERE}/comments.csv") -> list[dict]:
    answer = town.browser(name).get(address)
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(answer.data.decode("utf-8-sig"), newline="")))


def words_of(town: Town, name: str) -> str:
    """Return what an expert's comment says."""
    [row] = rows(town, name)
    return row["Comment"].partition("\n")[0]


def test_the_page_lists_what_the_viewer_may_have(town: Town) -> None:
    page = town.browser("coordinator").get(f"{HERE}/").text

    for export in Export:
        assert f"{HERE}/{export}." in page
    assert "2 comments" in page


def test_an_expert_is_offered_only_what_is_theirs(town: Town) -> None:
    page = town.browser("invited").get(f"{HERE}/").text

    assert set(re.findall(r"export/(\w+)\.\w+", page)) == {"comments", "comparative"}
    assert "1 comment" in page


@pytest.mark.parametrize(
    ("name", "expected"), [("coordinator", {COMMENT, OF_COLLEAGUE}), ("invited", {COMMENT})]
)
def test_a_table_has_what_the_viewer_may_know(town: Town, name: str, expected: set) -> None:
    assert {row["Identifier"] for row in rows(town, name)} == expected


@pytest.mark.parametrize("name", [None, *ROLES])
@pytest.mark.parametrize("document", ["approval.xlsx", "report.docx", "dossier.zip"])
def test_while_a_round_is_open_only_officers_have_the_rest(
    town: Town, name: str | None, document: str
) -> None:
    expected = 200 if name in {"drafter", "coordinator", "legal", "auditor"} else 404

    assert town.browser(name).get(f"{HERE}/{document}").status_code == expected


@pytest.mark.slow
def test_nothing_of_a_closed_panel_is_in_any_document_of_another_expert(town: Town) -> None:
    browser = town.browser("invited")
    secret, own = [*town.secrets.panel, OF_COLLEAGUE], words_of(town, "invited")

    for ending in ("csv", "json"):
        text = browser.get(f"{HERE}/comments.{ending}").data.decode()
        assert own in text
        assert not [word for word in secret if word in text]
    known = {"comments.docx": own, "comments.xlsx": own, "comparative.docx": "on towers"}
    for name, words in known.items():
        said = told(browser.get(f"{HERE}/{name}", buffered=True))
        assert words in said, name
        assert not [word for word in secret if word in said]
    pages = PdfReader(BytesIO(browser.get(f"{HERE}/comments.pdf").data)).pages
    text = "".join("".join(page.extract_text().split()) for page in pages)
    assert own in text
    assert not [word for word in secret if word in text]


def test_headings_are_in_the_language_of_the_page_or_another(town: Town) -> None:
    browser = town.browser("coordinator")

    kazakh = browser.get("/kk/acts/towers/rounds/1/export/comments.docx").data
    russian = browser.get(f"{HERE}/comments.docx?lang=ru")

    assert docx.Document(BytesIO(kazakh)).paragraphs[0].text == "Ескертулердің жиынтық кестесі"
    assert docx.Document(BytesIO(russian.data)).paragraphs[0].text == "Сводная таблица замечаний"
    assert "towers-round-1-comments-ru.docx" in russian.headers["Content-Disposition"]


def test_a_document_is_a_download_that_nobody_keeps(town: Town) -> None:
    answer = town.browser("coordinator").get(f"{HERE}/comments.xlsx")

    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.mimetype.endswith("spreadsheetml.sheet")


@pytest.mark.parametrize(
    "address",
    [
        "comments.exe",
        "comments.zip",
        "report.csv",
        "dossier.pdf",
        "secrets.csv",
        "comments.csv?lang=de",
        "comparative.csv?base=other",
        "comparative.csv?version=-1",
        "comparative.csv?version=²",
        "comparative.csv?version=9999999",
        "comparative.csv?version=99",
        "comparative.csv?base=published",
    ],
)
def test_what_is_no_document_is_not_there(town: Town, address: str) -> None:
    assert town.browser("coordinator").get(f"{HERE}/{address}").status_code == 404


def test_everybody_has_the_table_of_a_public_round(town: Town) -> None:
    found = rows(town, None, "/en/acts/bridges/rounds/1/export/comments.csv")

    assert {row["Provision"] for row in found} == {"Article 1(1)"}


@pytest.mark.slow
def test_a_document_that_takes_long_is_made_aside_and_given_to_who_asked(
    own_town: Town, long: list[Thread]
) -> None:
    browser = own_town.browser("coordinator")

    waiting = browser.get(f"{HERE}/dossier.zip")
    again = browser.get(f"{HERE}/dossier.zip")

    assert (waiting.status_code, waiting.mimetype) == (200, "text/html")
    assert waiting.headers["Refresh"] == "3"
    assert again.mimetype in {"text/html", "application/zip"}
    (process,) = long
    process.join(60)
    ready = browser.get(f"{HERE}/dossier.zip")
    assert ready.mimetype == "application/zip"
    assert "SHA256SUMS" in ZipFile(BytesIO(ready.data)).namelist()
    assert own_town.browser("auditor").get(f"{HERE}/dossier.zip").mimetype == "text/html"
    assert own_town.browser("invited").get(f"{HERE}/dossier.zip").status_code == 404


@pytest.mark.slow
def test_nobody_in_particular_gets_aside_what_everybody_may_know(
    own_town: Town, long: list[Thread]
) -> None:
    address = "/ru/acts/bridges/rounds/1/export/comments.xlsx"
    own_town.browser().get(address)
    long[0].join(60)

    assert own_town.browser().get(address).mimetype.endswith("sheet")


def test_a_document_that_failed_is_made_again_when_that_is_asked(
    own_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr(spool, "is_long", lambda order, ending: True)
    monkeypatch.setattr(exports, "start_export", lambda settings, words: begun.append(words))
    monkeypatch.setattr("kb.spooling.STARTING_SECONDS", -1)
    browser = own_town.browser("coordinator")
    browser.get(f"{HERE}/report.pdf")

    failed = browser.get(f"{HERE}/report.pdf")
    again = browser.get(f"{HERE}/report.pdf?again=1")
    browser.get(again.headers["Location"])

    assert "could not be made" in failed.text
    assert "Refresh" not in failed.headers
    assert len(begun) == 2
    assert again.headers["Location"].endswith("/report.pdf")
    assert "coordinator" in begun[0]


def test_two_documents_are_made_at_once_and_others_wait(
    own_town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[list[str]] = []
    monkeypatch.setattr(spool, "is_long", lambda order, ending: True)
    monkeypatch.setattr(exports, "start_export", lambda settings, words: begun.append(words))
    place = own_town.settings.exports_dir
    first, second = Spooled(place / "a.pdf"), Spooled(place / "b.pdf")
    assert first.start()
    assert second.start()

    with first.making(1), second.making(1):
        waiting = own_town.browser("coordinator").get(f"{HERE}/report.pdf")

    assert waiting.status_code == 200
    assert begun == []


def test_another_deed_makes_another_document(own_town: Town) -> None:
    """What was made before it is not given any more."""
    before = name(own_town)
    own_town.invite("other", "towers")

    assert name(own_town) != before


def name(town: Town) -> str:
    with town.database.reading() as db:
        viewer = accounts.viewer_of(db, "coordinator")
        seat = seats.take(db, viewer, ActId("towers"), 1, lambda: town.now() + timedelta(hours=1))
        asked = order(db, seat, Language.KK)
        return spool.spooled(town.settings, asked, Export.REPORT, "pdf").path.name


@pytest.mark.parametrize(
    ("name", "ending", "expected"),
    [
        ("coordinator", "pdf", True),
        ("coordinator", "zip", False),
        ("coordinator", "docx", False),
        (None, "zip", True),
        (None, "csv", False),
    ],
)
def test_how_many_comments_take_long_depends_on_the_format_and_on_who_asks(
    town: Town, monkeypatch: pytest.MonkeyPatch, name: str | None, ending: str, expected: bool
) -> None:
    monkeypatch.setattr(spool.threads, "count", lambda db, seat: 60)
    with town.database.reading() as db:
        viewer = accounts.viewer_of(db, name) if name else Viewer()
        seat = seats.take(db, viewer, ActId("bridges"), 1, town.now)
        assert spool.is_long(order(db, seat), ending) is expected
