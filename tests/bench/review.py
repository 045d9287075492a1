"""A round of review: the page of a text with many comments, and many reviewers who submit at once."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from http.cookiejar import CookieJar
from random import Random
from typing import Any, Final, Self
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import (
    HTTPCookieProcessor,
    HTTPRedirectHandler,
    OpenerDirector,
    build_opener,
)

from sqlalchemy.orm import Session

from kb.access import Role
from kb.cli.environment import utc_now
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.procedure import RoundKind, Stage
from kb.review.anchors import Anchor
from kb.review.comments import CommentType, Content, Severity, Suggestion
from kb.services import (
    accounts,
    catalogues,
    commenting,
    opining,
    pinned,
    publishing,
    rounds,
    seats,
    texts,
    threads,
)
from kb.services.commenting import Remark
from kb.services.rounds import Plan
from tests.bench.bench import Bench, Found
from tests.bench.illustrative import LARGE, with_large_act
from tests.bench.report import Demand, Table
from tests.bench.server import PASSWORD, Served
from tests.bench.timing import MEDIAN, P95, SPREAD, Took, quantile, spread, took
from tests.factories import NOW
from tests.worlds import World

ARTICLES: Final = 100
COMMENTS: Final = 500
REVIEWERS: Final = 20
EACH: Final = 20
PAUSES: Final = (0.5, 1.5)
"""For how many seconds, at least and at most, a reviewer does something else after each comment."""
TIMES: Final = 50
ACT: Final = ActId(LARGE)
ROUND: Final = f"/ru/acts/{LARGE}/rounds/1/"
_TOKEN: Final = re.compile(r'name="csrf_token"[^>]* value="([^"]+)"')


def measure(bench: Bench) -> Found:
    """Ask for the page in the application, then let reviewers submit to a server."""
    bench.tell(f"an act of {ARTICLES} articles with {COMMENTS} comments of {REVIEWERS} reviewers")
    world = with_large_act(bench, "review", ARTICLES)
    try:
        _hold_round(world)
        yield from _page(world)
        bench.tell(f"{REVIEWERS} reviewers who submit {EACH} comments each")
        yield from _posts(world)
    finally:
        world.close()


# The round


def _hold_round(world: World) -> None:
    """Open a round on the act, with reviewers who have no interest in it and much to say."""
    opens, closes = min(NOW, utc_now()) - timedelta(days=5), max(NOW, utc_now()) + timedelta(days=5)
    with world.database.writing() as db:
        publishing.move(db, ACT, Stage.EXPERT_REVIEW, utc_now)
        plan = Plan(kind=RoundKind.EXPERT, version=1, opens=opens, closes=closes, open_panel=True)
        coordinator = accounts.viewer_of(db, "coordinator")
        procedure = catalogues.stored(db).procedure
        rounds.schedule(db, coordinator, procedure, ACT, plan, lambda: opens)
        rounds.keep_time(db, utc_now)
    for number in range(REVIEWERS):
        with world.database.writing() as db:
            _let_in(db, number)
            _comment(db, number)


def _let_in(db: Session, number: int) -> None:
    name = f"reviewer{number}"
    person = accounts.NewPerson(name=name, full_name=f"Reviewer {number}", roles=(Role.EXPERT,))
    accounts.create(db, person, PASSWORD, utc_now)
    accounts.invite(db, name, ACT, utc_now)
    opining.declare(db, accounts.viewer_of(db, name), ACT, interest=None, clock=utc_now)


def _comment(db: Session, number: int) -> None:
    """Submit one reviewer's share of the comments: each second quotes words, each fourth has a wording."""
    seat = seats.take(db, accounts.viewer_of(db, f"reviewer{number}"), ACT, 1, utc_now)
    found = pinned.act(db, seat)
    assert found is not None
    tree = texts.expression(db, found.shown.texts[Language.RU], Language.RU)
    provisions = [one for one in tree.walk() if one.text]
    for turn in range(COMMENTS // REVIEWERS):
        provision = provisions[(turn * REVIEWERS + number) * 7 % len(provisions)]
        words = " ".join(provision.text.split()[1:5]) if turn % 2 else ""
        said = pinned.wordings(db, found, provision.eid)[Language.RU]
        where = Anchor(eid=provision.eid, language=Language.RU, version=1, exact=words)
        commenting.submit(db, seat, Remark(where, _content(turn, said), f"t{turn}"))


def _content(turn: int, said: str) -> Content:
    wording = ((Language.RU, f"{said} Это уточнение."),)
    return Content(
        type=list(CommentType)[turn % len(CommentType)],
        severity=list(Severity)[turn % len(Severity)],
        language=Language.RU,
        text="Из положения не ясно, кто принимает решение и в какой срок. " * (1 + turn % 3),
        reasoning="Так записано в вышестоящей норме.",
        suggestion=Suggestion(wording, "Так яснее.") if turn % 4 == 0 else None,
    )


# The page


def _page(world: World) -> Found:
    client = world.client("coordinator")
    once = took(lambda: client.get(ROUND))
    assert client.get(ROUND).text.count("data-thread=") == COMMENTS
    served = [took(lambda: client.get(ROUND)) for _ in range(TIMES)]
    rows = {"the page, for the first time": [once], "the page": served}
    columns = f"{ROUND}?text=kk,ru,en"
    client.get(columns)
    rows["the page in three columns"] = [took(lambda: client.get(columns)) for _ in range(TIMES)]
    title = f"An act of {ARTICLES} articles with {COMMENTS} comments"
    yield Table(title, SPREAD, [(what, *spread(times)) for what, times in rows.items()])
    median = quantile(served, MEDIAN).ms
    yield Demand(
        what="page with 500 comments, p50",
        figure=median.wall,
        cpu=median.cpu,
        unit="ms",
        at_most=100,
    )


# Submitting


class _Stay(HTTPRedirectHandler):
    """Goes nowhere: that one is sent on says that the comment is kept."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """Follow nothing."""


@dataclass(frozen=True, slots=True)
class _Reviewer:
    address: str
    browser: OpenerDirector
    token: str

    @classmethod
    def signed_in(cls, served: Served, number: int) -> Self:
        """Sign in, and open the form of a comment."""
        browser = build_opener(HTTPCookieProcessor(CookieJar()), _Stay())
        first = cls(served.address, browser, _token(browser, f"{served.address}/ru/sign-in"))
        form = {"name": f"reviewer{number}", "password": PASSWORD}
        assert first.send("/ru/sign-in", form) == 302
        return cls(served.address, browser, _token(browser, f"{served.address}{ROUND}comment"))

    def send(self, path: str, form: dict[str, str]) -> int:
        """Send a form; return the status of the answer."""
        sent = urlencode({**form, "csrf_token": self.token}).encode()
        try:
            with self.browser.open(f"{self.address}{path}", sent) as answer:
                return int(answer.status)
        except HTTPError as error:
            return error.code

    def submit(self, turn: int) -> Took:
        """Submit a comment; return how long that took."""
        form = {
            "eid": f"art_{1 + turn}",
            "read_in": "ru",
            "token": f"post{turn}",
            "type": "error",
            "severity": "minor",
            "language": "ru",
            "text": "Здесь нужна ссылка на вышестоящую норму.",
        }
        start = time.perf_counter()
        status = self.send(f"{ROUND}comment", form)
        assert status == 302, status
        return Took(time.perf_counter() - start, 0)

    def submit_all(self, pauses: tuple[float, float], first: int) -> list[Took]:
        """Submit comments one after another, each after a pause; return how long each took."""
        chance = Random(self.token)
        times = []
        for turn in range(first, first + EACH):
            time.sleep(chance.uniform(*pauses))
            times.append(self.submit(turn))
        return times


def _token(browser: OpenerDirector, address: str) -> str:
    with browser.open(address) as answer:
        found = _TOKEN.search(answer.read().decode())
    assert found is not None
    return found[1]


_POSTED: Final = {
    "times": ",d",
    "p50 ms": ",.2f",
    "p95 ms": ",.2f",
    "CPU ms of the server, each": ",.2f",
}


def _posted(times: list[Took], cpu: float) -> tuple[int, float, float, float]:
    """Return the columns of `_POSTED`."""
    return len(times), quantile(times, MEDIAN).ms.wall, quantile(times, P95).ms.wall, cpu


def _posts(world: World) -> Found:
    """Let reviewers submit with the pauses that people make, and then without any.

    The first is what the demand is held against: 20 reviewers who go on submitting a comment a second
    each. The second is a server that is never idle, where all wait for one another.
    """
    settings = world.settings
    with Served.of(world, settings.workers) as served, ThreadPoolExecutor(REVIEWERS) as pool:
        people = list(
            pool.map(lambda number: _Reviewer.signed_in(served, number), range(REVIEWERS))
        )

        def submitted(pauses: tuple[float, float], first: int) -> tuple[list[Took], float]:
            before = served.cpu()
            several = pool.map(lambda one: one.submit_all(pauses, first), people)
            times = [took for each in several for took in each]
            return times, 1000 * (served.cpu() - before) / len(times)

        submitted((0, 0), 0)  # Every worker has read the text, and made what it keeps.
        thinking, never_idle = submitted(PAUSES, EACH), submitted((0, 0), 2 * EACH)
    with world.database.reading() as db:
        seat = seats.take(db, accounts.viewer_of(db, "coordinator"), ACT, 1, utc_now)
        assert threads.count(db, seat) == COMMENTS + 3 * EACH * REVIEWERS
    least, most = PAUSES
    yield Table(
        f"Comments of {REVIEWERS} reviewers at once, SQLite,"
        f" {settings.workers} workers of {settings.threads} threads",
        _POSTED,
        [
            (f"each pauses {least} to {most} s after a comment", *_posted(*thinking)),
            ("nobody ever pauses", *_posted(*never_idle)),
        ],
    )
    yield Demand(
        what="submitting a comment, 20 at once, p95",
        figure=quantile(thinking[0], P95).ms.wall,
        unit="ms",
        at_most=100,
    )
