"""What people write in rounds is shown as it was written, on every page, and never becomes a part of it."""

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from kb.services import catalogues, disposing
from kb.services.seats import Seat
from tests.webapp import answering
from tests.webapp.crawl import walk
from tests.webapp.town import Town
from tests.webapp.town_rounds import COMMENT

pytestmark = pytest.mark.slow

VECTOR = (
    "</textarea></title></script><script>x7()</script>\"'><img src=x onerror=x7()>"
    "<svg/onload=x7()>[a](javascript:x7())<a href=javascript:x7()>{{7*7}}%(x)s&lt;b&gt;"
)
REPLY, CONTEST, REASON = "Zreplied", "Zcontested", "All have answered."
OF_ACTS = {"act", "version", "expression", "publication", "commit", "audit", "catalogue", "person"}
"""Tables of what is not written in rounds; of people only the names are changed."""
_NAMES = ("full_name", "organisation")


@pytest.fixture(scope="module")
def town(fresh_town: Town, tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A town in which everything that was said has a piece of a page in it."""
    made = fresh_town.copied(tmp_path_factory.mktemp("hostile") / "town")
    answering.close(made)
    answer = answering.REJECTED
    answering.settle(made, COMMENT, replace(answer, reply=REPLY))
    answering.do(made, "invited", _contest)
    words = [*made.secrets.all, REPLY, CONTEST, REASON]
    path = made.settings.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as db:
        assert _spoil(db, words) > 60
        db.commit()
    return made


def _contest(db: Session, seat: Seat) -> None:
    disposing.contest(db, seat, catalogues.stored(db).procedure, COMMENT, CONTEST)


def _spoil(db: sqlite3.Connection, words: list[str]) -> int:
    """Add the vector to every text that somebody wrote, and return to how many."""
    count = 0
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        for rowid, *values in db.execute(f"SELECT rowid, * FROM {table}").fetchall():
            for column, value in zip(columns, values, strict=True):
                if _is_said(table, column, value, words):
                    told = f'UPDATE {table} SET "{column}" = ? WHERE rowid = ?'
                    db.execute(told, (_spoilt(value, words), rowid))
                    count += 1
    return count


def _is_said(table: str, column: str, value: object, words: list[str]) -> bool:
    if not isinstance(value, str) or not any(word in value for word in words):
        return False
    return column in _NAMES or (not table.startswith(tuple(OF_ACTS)) and column != "slug")


def _spoilt(value: str, words: list[str]) -> str:
    vector = json.dumps(VECTOR)[1:-1] if value[:1] in {"{", "["} else VECTOR
    for word in words:
        value = value.replace(word, f"{word}{vector}")
    return value


class _Page(HTMLParser):
    """Notes what only a script that got in could have brought."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.said = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look for what runs."""
        given = dict(attrs)
        runs = any(name.startswith("on") for name in given)
        if runs or (tag == "script" and "/static/" not in (given.get("src") or "")):
            self.bad.append(self.get_starttag_text() or tag)
        for name in ("href", "src", "action", "formaction"):
            if (given.get(name) or "").strip().lower().startswith(("javascript:", "data:")):
                self.bad.append(self.get_starttag_text() or tag)

    def handle_data(self, data: str) -> None:
        """Count where the words are told as they were written."""
        self.said += data.count("{{7*7}}")


def _problems(answer: TestResponse) -> tuple[list[str], int]:
    """Return what is wrong with an answer, and how often it tells the vector."""
    if answer.mimetype == "text/html":
        page = _Page()
        page.feed(answer.text)
        return page.bad, page.said
    if answer.mimetype.endswith("xml") and "openxml" not in answer.mimetype:
        ET.fromstring(answer.text)  # It is ours.
    if answer.mimetype.endswith("json") and answer.text:
        json.loads(answer.text)
    return [], 0


@pytest.mark.parametrize("name", ["coordinator", "invited", None])
def test_nothing_that_was_said_becomes_a_part_of_a_page(town: Town, name: str | None) -> None:
    links, told = [], 0
    for address, answer in walk(town.browser(name), "en"):
        assert answer.status_code < 500, address
        bad, said = _problems(answer)
        assert bad == [], address
        links.append(address)
        told += said
    assert told > (20 if name else -1)
    assert name is None or [one for one in links if "/rounds/1/files/" in one]


def test_no_header_is_broken_by_the_name_of_a_file(town: Town) -> None:
    page = town.browser("coordinator").get(f"/en/acts/towers/rounds/1/comments/{COMMENT}").text
    links = re.findall(r"/en/acts/towers/rounds/1/files/[0-9a-f]{32}", page)
    assert links
    for link in links:
        headers = town.browser("coordinator").get(link, buffered=True).headers
        assert headers["Content-Disposition"].startswith("attachment")
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
        assert "\n" not in headers["Content-Disposition"]
