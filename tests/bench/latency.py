"""How long an answer takes: each query asked for the first time, beside SQLite FTS5 on the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from indexer.document import IndexDocument
from indexer.query import SearchQuery
from indexer.whoosh_engine.engine import WhooshEngine
from kb.access import Viewer
from tests.bench.bench import Bench, Found, fresh
from tests.bench.illustrative import illustrative
from tests.bench.peer import Fts5
from tests.bench.queries import Asked, Way, of_way, queries
from tests.bench.report import Demand, Table
from tests.bench.timing import MEDIAN, P95, SPREAD, Took, apart, quantile, spread, took
from tests.factories import TODAY

QUERIES: Final = 300
MANY: Final = 10_000
RATIOS: Final = {"p50": ".2f", "p95": ".2f", "p50 CPU": ".2f", "p95 CPU": ".2f"}


@dataclass(frozen=True, slots=True)
class Answers:
    """How long each query took, asked of the engine and of FTS5 in turns; `again` once more."""

    opening: Took
    engine: Sequence[Took]
    again: Sequence[Took]
    best: Sequence[Took]
    counted: Sequence[Took]


def measure(bench: Bench) -> Found:
    """Ask at two sizes."""
    p95, median = {"at_most": 25.0}, {"at_most": 60.0}
    documents = illustrative(bench)
    yield from _at(bench, "illustrative", documents, {P95: p95})
    yield from _at(bench, "10,000", bench.irish(MANY), {MEDIAN: median, P95: {"at_most": 200.0}})


def _at(
    bench: Bench,
    name: str,
    documents: Sequence[IndexDocument],
    bounds: dict[float, dict[str, float]],
) -> Found:
    folder = bench.new(f"latency-{name}")
    bench.tell(f"indexing {len(documents):,} passages")
    WhooshEngine(folder).rebuild(map(fresh, documents))
    peer = Fts5(folder / "peer.sqlite")
    peer.fill(documents)
    peer.close()
    asked = queries(documents, QUERIES)
    bench.tell(f"asking {len(asked)} queries")
    got: Answers = apart(answers, folder, asked)
    yield Table(f"Search in {len(documents):,} passages ({name})", SPREAD, _rows(asked, got))
    yield Table(f"Time of FTS5 taken as 1 ({name})", RATIOS, _ratios(got))
    for share, bound in bounds.items():
        time = quantile(got.engine, share).ms
        what = f"search, {name}: p{100 * share:.0f}"
        yield Demand(what=what, figure=time.wall, cpu=time.cpu, unit="ms", **bound)


def _rows(asked: Sequence[Asked], got: Answers) -> list[tuple[str | float, ...]]:
    ways = [(way, [got.engine[n] for n in of_way(asked, way)]) for way in Way]
    times = [
        ("engine: all queries, each for the first time", got.engine),
        *((f"engine: {way}", given) for way, given in ways),
        ("engine: the same queries again", got.again),
        ("engine: opened, and asked for the first time", [got.opening]),
        ("FTS5: ten best", got.best),
        ("FTS5: ten best and counts of facets", got.counted),
    ]
    return [(what, *spread(given)) for what, given in times]


def _ratios(got: Answers) -> list[tuple[str | float, ...]]:
    rows: list[tuple[str | float, ...]] = []
    for name, peer in (("ten best", got.best), ("ten best and counts", got.counted)):
        pairs = [(quantile(got.engine, s), quantile(peer, s)) for s in (MEDIAN, P95)]
        walls = [ours.wall / theirs.wall for ours, theirs in pairs]
        cpus = [ours.cpu / theirs.cpu for ours, theirs in pairs]
        rows.append((f"engine / FTS5, {name}", *walls, *cpus))
    return rows


def answers(folder: Path, asked: Sequence[Asked]) -> Answers:
    """Ask an index and its peer; done in a process that has indexed nothing and remembers nothing."""
    engine, peer = WhooshEngine(folder), Fts5(folder / "peer.sqlite")
    opening = took(lambda: engine.search(SearchQuery(text="a", viewer=Viewer(), day=TODAY)))
    first, best, counts = [], [], []
    for one in asked:
        query = one.query()
        first.append(took(lambda query=query: engine.search(query)))
        best.append(took(lambda one=one: peer.best(one.text)))
        counts.append(took(lambda one=one: peer.best_and_counts(one.text)))
    again = [took(lambda one=one: engine.search(one.query())) for one in asked]
    peer.close()
    return Answers(opening, first, again, best, counts)
