"""How fast passages are indexed, and how soon a changed act is found in a large index."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from indexer.document import IndexDocument
from indexer.query import SearchQuery
from indexer.whoosh_engine.engine import WhooshEngine
from kb.access import Viewer
from kb.law.identifiers import ActId, EId
from tests.bench.bench import Bench, Found, fresh
from tests.bench.illustrative import illustrative
from tests.bench.peer import Fts5
from tests.bench.report import Demand, Table
from tests.bench.timing import SPREAD, Took, counted, spread, timed, took
from tests.factories import TODAY

COPIES: Final = 4
ROUNDS: Final = 7
MANY: Final = 30_000
CHANGED: Final = ActId("changed-act")
COLUMNS: Final = {
    "provisions": ",d",
    "KB": ",.0f",
    "s": ",.1f",
    "provisions/s": ",.0f",
    "provisions/s CPU": ",.0f",
    "MB on disk": ",.1f",
}


@dataclass(frozen=True, slots=True)
class Change:
    """How long it took to index a changed act, and until another process's engine answered by it."""

    indexed: Took
    found: Took
    slipped: Took

    @property
    def searchable(self) -> Took:
        return self.indexed + self.found


def measure(bench: Bench) -> Found:
    """Index the illustrative acts and Irish ones, and then one act again and again."""
    collections = {
        "the illustrative acts, 4 times": list(_copies(illustrative(bench))),
        "10,000 of Irish acts": bench.irish(10_000),
        "30,000 of Irish acts": bench.irish(MANY),
    }
    rows: list[tuple[str | float, ...]] = []
    demands = []
    for name, documents in collections.items():
        folder = bench.new("indexing")
        engine = took(lambda folder=folder, documents=documents: _index(bench, folder, documents))
        peer = folder / "peer.sqlite"
        rows.append(_row(name, documents, engine, _megabytes(folder)))
        filled = took(lambda peer=peer, documents=documents: _fill(peer, documents))
        rows.append(_row(f"FTS5: {name}", documents, filled, peer.stat().st_size / 1e6))
        rate = engine.rate(len(documents))
        demands.append(
            Demand(
                what=f"indexing {name}",
                figure=rate.wall,
                cpu=rate.cpu,
                unit="provisions/s",
                at_least=300,
            )
        )
    yield Table("Indexing", COLUMNS, rows)
    yield from demands
    yield from _changes(bench, folder, bench.irish(100))


def _fill(file: Path, documents: Iterable[IndexDocument]) -> None:
    with closing(Fts5(file)) as peer:
        peer.fill(documents)


def _row(
    name: str, documents: Sequence[IndexDocument], time: Took, megabytes: float
) -> tuple[str | float, ...]:
    count, rate = len(documents), time.rate(len(documents))
    kilobytes = sum(len(one.text.encode()) for one in documents) / 1000
    return name, count, kilobytes, time.wall, rate.wall, rate.cpu, megabytes


def _index(bench: Bench, folder: Path, documents: Iterable[IndexDocument]) -> None:
    coming = counted(map(fresh, documents), bench.tell, "passages indexed", 5_000)
    WhooshEngine(folder).rebuild(coming)


def _copies(documents: Sequence[IndexDocument]) -> Iterable[IndexDocument]:
    for copy in range(COPIES):
        for one in documents:
            act = ActId(f"{one.edition.act}-{copy}")
            yield replace(one, edition=replace(one.edition, act=act))


def _changes(bench: Bench, folder: Path, passages: Sequence[IndexDocument]) -> Found:
    """Change one act of 100 provisions; the site's engine, in service before, is asked for it."""
    desk, site = WhooshEngine(folder), WhooshEngine(folder)
    _found(site, "harbour")
    changes = []
    for number in range(ROUNDS):
        bench.tell(f"one act of {len(passages)} provisions indexed again in {MANY:,}")
        changes.append(_change(desk, site, passages, f"zyx{'abcdefg'[number] * 3}w"))
    times = [change.searchable for change in changes]
    rows = [
        ("indexed", *spread(change.indexed for change in changes)),
        ("the site's first answer after it", *spread(change.found for change in changes)),
        ("both: until it is found", *spread(times)),
        ("the first query with a slip after it", *spread(change.slipped for change in changes)),
    ]
    yield Table("One act of 100 provisions among 30,000", SPREAD, rows)
    worst = max(time.wall for time in times), max(time.cpu for time in times)
    yield Demand(
        what="a changed act is found, at worst", figure=worst[0], cpu=worst[1], unit="s", at_most=2
    )


def _change(
    desk: WhooshEngine, site: WhooshEngine, passages: Sequence[IndexDocument], word: str
) -> Change:
    documents = [_changed(one, number, word) for number, one in enumerate(passages, 1)]
    indexed = took(lambda: desk.replace([CHANGED], documents))
    total, found = timed(lambda: _found(site, word))
    if total != len(passages):
        problem = f"{total} of {len(passages)} changed provisions were found"
        raise RuntimeError(problem)
    return Change(indexed, found, took(lambda: _found(site, f"managment of the habour {word}")))


def _changed(one: IndexDocument, number: int, word: str) -> IndexDocument:
    edition = replace(one.edition, act=CHANGED)
    eid = EId(f"art_{number}")
    return replace(
        one, edition=edition, eid=eid, order=number, text=f"{one.text}\n{word}", parts=()
    )


def _found(engine: WhooshEngine, text: str) -> int:
    return engine.search(SearchQuery(text=text, viewer=Viewer(), day=TODAY)).total


def _megabytes(folder: Path) -> float:
    files = {
        path.stat().st_ino: path.stat().st_size for path in folder.rglob("*") if path.is_file()
    }
    return sum(files.values()) / 1e6
