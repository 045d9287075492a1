"""Workers of the site that are killed while people comment lose nothing that was acknowledged.

KB_TEST_KILLS says how often one is killed: 100 times takes two minutes.
"""

import os
import random
import re
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from http.client import HTTPException
from http.cookiejar import CookieJar
from itertools import count, islice
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, OpenerDirector, build_opener

import pytest
from sqlalchemy import select

from kb.access import Role
from kb.cli.environment import utc_now
from kb.law.identifiers import ActId
from kb.services import accounts, audit, opining
from kb.storage.acts import ActRow
from kb.storage.review import CommentRow, DispositionRow, RoundRow
from tests.bench.machine import children
from tests.bench.server import Served
from tests.webapp.town import PASSWORD, Town

pytestmark = pytest.mark.slow
KILLS = int(os.environ.get("KB_TEST_KILLS", "15"))
REVIEWERS = [f"reviewer{number}" for number in range(6)]
LONGEST = 30.0
FORM = "/en/acts/towers/rounds/1/comment?eid=art_1__para_1&read_in=ru"
TOKEN = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')


class _Stays(HTTPRedirectHandler):
    """Does not follow a redirect: it is the acknowledgement."""

    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


@dataclass
class Reviewer:
    """Somebody who comments on and on, and sends again whatever had no answer."""

    address: str
    name: str
    acknowledged: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._browser: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()), _Stays)

    def sign_in(self) -> None:
        self._send("/en/sign-in", {"name": self.name, "password": PASSWORD}, "/en/sign-in")

    def comment_until(self, done: threading.Event) -> None:
        key = self._key(FORM)
        for number in count():
            if done.is_set():
                return
            token = f"{self.name}-{number}"
            fields = {"eid": "art_1__para_1", "read_in": "ru", "language": "ru", "token": token}
            said = {"type": "question", "severity": "minor", "text": f"Вопрос {token}"}
            where = self._post(FORM.partition("?")[0], fields | said | {"csrf_token": key})
            self.acknowledged[token] = re.search(r"at=(\w+)", where)[1]

    def _send(self, path: str, fields: dict[str, str], form: str) -> str:
        return self._post(path, fields | {"csrf_token": self._key(form)})

    def _key(self, form: str) -> str:
        return TOKEN.search(self._answer(form)[1])[1]

    def _post(self, path: str, fields: dict[str, str]) -> str:
        """Send a form, and return where the answer leads."""
        code, where = self._answer(path, urlencode(fields).encode())
        assert code == 302, where
        return where

    def _answer(self, path: str, sent: bytes | None = None) -> tuple[int, str]:
        """Ask until there is an answer; return its status, and its text or where it leads."""
        while True:
            try:
                with self._browser.open(f"{self.address}{path}", sent, LONGEST) as page:
                    return page.status, page.read().decode()
            except HTTPError as answer:
                with answer:
                    return answer.code, answer.headers["Location"] or answer.read().decode()
            except (URLError, HTTPException, ConnectionError):
                continue


@pytest.fixture
def busy_town(own_town: Town) -> Town:
    """A town with reviewers of `towers` who have declared that they have no interest."""
    for name in REVIEWERS:
        own_town.add_person(name, Role.EXPERT, name, "")
        own_town.invite(name, "towers")
        with own_town.database.writing() as db:
            viewer = accounts.viewer_of(db, name)
            opining.declare(db, viewer, ActId("towers"), interest=None, clock=own_town.now)
    with own_town.database.writing() as db:
        row = db.scalars(select(RoundRow).join(ActRow).where(ActRow.slug == "towers")).one()
        now = utc_now()  # The site is a process of its own, with the clock of this machine.
        row.opens, row.closes = now - timedelta(hours=1), now + timedelta(days=1)
    return own_town


def kills(master: int, reviewers: list[Reviewer], dice: random.Random) -> Iterator[int]:
    """Kill workers, each after it has acknowledged something, and yield which."""
    while True:
        _wait_for_more(reviewers)
        time.sleep(dice.random() * 0.3)  # Any moment of its work may be its last.
        for worker in children(master)[:1]:
            os.kill(worker, signal.SIGKILL)
            yield worker


def _wait_for_more(reviewers: list[Reviewer]) -> None:
    before, latest = _acknowledged(reviewers), time.monotonic() + LONGEST
    while _acknowledged(reviewers) == before:
        assert time.monotonic() < latest, "the site acknowledges nothing any more"
        time.sleep(0.01)


def _acknowledged(reviewers: list[Reviewer]) -> int:
    return sum(len(one.acknowledged) for one in reviewers)


def test_workers_that_are_killed_lose_no_acknowledged_comment(busy_town: Town) -> None:
    with Served.of(busy_town) as site:
        reviewers = [Reviewer(site.address, name) for name in REVIEWERS]
        for one in reviewers:
            one.sign_in()
        done = threading.Event()
        with ThreadPoolExecutor(len(reviewers)) as together:
            working: list[Future[None]] = [
                together.submit(one.comment_until, done) for one in reviewers
            ]
            try:
                killed = list(islice(kills(site.process, reviewers, random.Random(6)), KILLS))
            finally:
                done.set()
        for one in working:
            one.result()

    told = {token: id_ for one in reviewers for token, id_ in one.acknowledged.items()}
    with busy_town.database.reading() as db:
        mine = select(CommentRow.token, CommentRow.id).where(CommentRow.token.in_(told))
        assert dict(db.execute(mine).all()) == told
        kept = set(db.scalars(select(CommentRow.id)))
        assert set(db.scalars(select(DispositionRow.comment_id))) == kept
        assert audit.verify(db)[1] is None
    assert len(killed) == KILLS
    assert len(told) >= KILLS
