"""The site: a large act's page in the application, the start of `kb serve`, a worker's memory."""

import gzip
from collections.abc import Callable, Mapping
from typing import Final

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kb.language import Language
from tests.bench.bench import Bench, Found
from tests.bench.illustrative import LARGE, illustrative, with_large_act
from tests.bench.machine import children, resident
from tests.bench.queries import queries
from tests.bench.report import Demand, Table
from tests.bench.server import Served
from tests.bench.timing import MEDIAN, SPREAD, Took, quantile, spread, took
from tests.worlds import World
from webapp import compression

ARTICLES: Final = 100
TIMES: Final = 100
STARTS: Final = 5
SEARCHES: Final = 200
PAGE: Final = f"/en/acts/{LARGE}/?text=en"
IN_RUSSIAN: Final = f"/ru/acts/{LARGE}/?text=ru"
ALL_COLUMNS: Final = f"/ru/acts/{LARGE}/?text=kk,ru,en"
GZIP: Final = {"Accept-Encoding": "gzip"}


def measure(bench: Bench) -> Found:
    """Ask for pages in the application, then of a server that is started for it."""
    bench.tell(f"the demonstration with an act of {ARTICLES} articles")
    world = with_large_act(bench, "site", ARTICLES)
    try:
        yield from _pages(world)
        yield from _searches(bench, world)
        yield from _starts(bench, world)
        yield from _memory(bench, world)
    finally:
        world.close()


# In the application


def _pages(world: World) -> Found:
    client = world.client()
    client.get("/en/")
    once = took(lambda: client.get(PAGE))
    page = client.get(PAGE)
    known, packed = _not_modified(client, page), _compressed(client)
    served = _times(lambda: client.get(PAGE))
    compressed = _times(lambda: gzip.compress(page.data, compression.LEVEL, mtime=0))
    rows = {
        "the page, for the first time": [once],
        "the page": served,
        "the page, compressed": _times(lambda: client.get(PAGE, headers=GZIP)),
        "the page, not modified (304)": _times(lambda: client.get(PAGE, headers=known)),
        "the page in Russian, where a letter is two bytes": _times(lambda: client.get(IN_RUSSIAN)),
        "the page in three columns": _times(lambda: client.get(ALL_COLUMNS)),
        "compression alone": compressed,
    }
    size = f"{len(page.data) / 1000:.0f} KB, {len(packed.data) / 1000:.0f} KB compressed"
    yield _table(f"An act of {ARTICLES} articles ({size})", rows)
    yield _within("an act's page, p50", quantile(served, MEDIAN), 15)
    yield _within("compression of it, p50", quantile(compressed, MEDIAN), 3)


def _not_modified(client: FlaskClient, page: TestResponse) -> dict[str, str]:
    """Return the headers of who has the page already."""
    known = {"If-None-Match": page.headers["ETag"]}
    assert client.get(PAGE, headers=known).status_code == 304
    return known


def _compressed(client: FlaskClient) -> TestResponse:
    packed = client.get(PAGE, headers=GZIP)
    assert packed.headers["Content-Encoding"] == "gzip"
    return packed


def _searches(bench: Bench, world: World) -> Found:
    client = world.client()
    asked = queries(illustrative(bench), SEARCHES)
    times = [took(lambda one=one: _search(client, one.interface, one.text)) for one in asked]
    yield _table("Pages of results", {"different queries": times})


def _search(client: FlaskClient, language: Language, text: str) -> None:
    answer = client.get(f"/{language}/search/", query_string={"q": text})
    assert answer.status_code in {200, 302}, answer.status


def _times(work: Callable[[], object]) -> list[Took]:
    work()
    return [took(work) for _ in range(TIMES)]


# As a server


def _starts(bench: Bench, world: World) -> Found:
    starts = []
    for _ in range(STARTS):
        bench.tell("kb serve, until it answers")
        with Served.of(world) as served:
            starts.append(served.start)
    yield _table("kb serve", {"from the start to the first answer": starts})
    median = quantile(starts, MEDIAN)
    yield Demand(
        what="start to first answer, p50",
        figure=median.wall,
        cpu=median.cpu,
        unit="s",
        at_most=2,
    )


def _memory(bench: Bench, world: World) -> Found:
    asked = queries(illustrative(bench), SEARCHES)
    with Served.of(world) as served:
        rows = [("after the start", *_held(served))]
        bench.tell("every page of every act, in three languages")
        served.read_everything()
        rows.append(("after every page of every act", *_held(served)))
        bench.tell("searches, of readers and of the desk")
        served.sign_in("auditor")
        for one in asked:
            served.search(one.interface, one.text)
        rows.append(("after searches by readers and the desk", *_held(served)))
        worker = _held(served)[1]
    yield Table("Memory, MB", {"master": ",.0f", "worker": ",.0f"}, rows)
    yield Demand(what="memory of a worker", figure=worker, unit="MB", at_most=250)


def _held(served: Served) -> tuple[float, float]:
    workers = children(served.process)
    return resident(served.process), max(resident(worker) for worker in workers)


def _table(title: str, rows: Mapping[str, list[Took]]) -> Table:
    return Table(title, SPREAD, [(what, *spread(times)) for what, times in rows.items()])


def _within(what: str, time: Took, milliseconds: float) -> Demand:
    took_ms = time.ms
    return Demand(what=what, figure=took_ms.wall, cpu=took_ms.cpu, unit="ms", at_most=milliseconds)
