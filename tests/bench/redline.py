"""Two versions of a long act: their redline when it is made, when it is kept, and its page."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kb.language import Language
from kb.law.parse import parse
from kb.law.profile import GENERIC, KZ, Profile
from kb.law.redline.change import ChangeKind
from kb.services import texts
from kb.services.redlining import Pair, Redliner
from tests.bench.bench import Bench, Found
from tests.bench.illustrative import LARGE, articles_of, large_text, with_large_act
from tests.bench.report import Demand, Table
from tests.bench.timing import MEDIAN, SPREAD, Took, quantile, spread, took
from tests.factories import METADATA
from tests.kb.services.desk import Desk
from tests.worlds import World

BYTES: Final = 250_000
TIMES: Final = 5
WORST: Final = 1.0
"""The share of times that are within the worst."""

COLD_SECONDS: Final = 1.5
KEPT_MILLISECONDS: Final = 30
COLUMNS: Final = {
    "provisions": ",d",
    "changes": ",d",
    "made, ms": ",.0f",
    "CPU": ",.0f",
    "from the store, ms": ",.1f",
    "CPU ": ",.1f",
    "from memory, ms": ".3f",
}
PAGE: Final = f"/en/acts/{LARGE}/compare/v1..v2?text=ru"
_LONG_WORD: Final = re.compile(r"[^\W\d_]{5,}")
_EIGHTH: Final = 8


@dataclass(frozen=True, slots=True)
class Texts:
    """Two versions of a text, and how one was made of the other."""

    what: str
    language: Language
    profile: Profile
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Redlined:
    """How long it takes to make a redline, to read it from the store, and from a process's memory."""

    provisions: int
    changes: int
    made: Took
    stored: Took
    again: Took

    def row(self) -> tuple[int | float, ...]:
        made, stored = self.made.ms, self.stored.ms
        times = (made.wall, made.cpu, stored.wall, stored.cpu, self.again.ms.wall)
        return self.provisions, self.changes, *times


def measure(bench: Bench) -> Found:
    """Compare an illustrative act and an Irish one with what may become of them, then ask for a page."""
    articles = articles_of(BYTES)
    bench.tell(f"an act of {articles} articles in two versions")
    world = with_large_act(bench, "redline", articles)
    try:
        found = {one.what: _redlined(bench, world, one) for one in versions(bench, articles)}
        rows = [(what, *one.row()) for what, one in found.items()]
        yield Table(f"Redlines of texts of {BYTES // 1000} KB", COLUMNS, rows)
        yield _cold("redline, cold, at worst", [one.made for one in found.values()])
        yield _kept("redline, from the store, at worst", [one.stored for one in found.values()])
        yield from _pages(bench, world, articles)
    finally:
        world.close()


def versions(bench: Bench, articles: int) -> Iterator[Texts]:
    """Yield the two texts, each with what may become of it."""
    irish = min(bench.irish_acts, key=lambda path: abs(path.stat().st_size - BYTES))
    pattern, source = large_text(Language.RU, articles), irish.read_text(encoding="utf-8")
    for what, change in CHANGES.items():
        yield Texts(f"illustrative: {what}", Language.RU, KZ, pattern, change(pattern))
    shifted = large_text(Language.RU, articles, start=1)
    yield Texts("illustrative: the first article gone", Language.RU, KZ, pattern, shifted)
    for what, change in CHANGES.items():
        yield Texts(f"Irish: {what}", Language.EN, GENERIC, source, change(source))


def reworded(text: str, every: int) -> str:
    """Return a text with some long words of every so many paragraphs replaced."""
    blocks = text.split("\n\n")
    for at in range(0, len(blocks), every):
        if not blocks[at].startswith("#"):
            blocks[at] = _reworded(blocks[at])
    return "\n\n".join(blocks)


def _reworded(block: str) -> str:
    words = iter(range(len(block)))
    return _LONG_WORD.sub(lambda one: one[0] if next(words) % _EIGHTH else "different", block)


def exchanged(text: str) -> str:
    """Return a text whose second half comes before the first."""
    title, *blocks = text.split("\n\n")
    half = len(blocks) // 2
    return "\n\n".join([title, *blocks[half:], *blocks[:half]])


CHANGES: Final[Mapping[str, Callable[[str], str]]] = {
    "a tenth reworded": lambda text: reworded(text, 10),
    "everything reworded": lambda text: reworded(text, 1),
    "the halves exchanged": exchanged,
}


def _redlined(bench: Bench, world: World, given: Texts) -> Redlined:
    bench.tell(given.what)
    trees = [parse(text, given.language, given.profile) for text in (given.old, given.new)]
    with world.database.writing() as db:
        pairs = zip((given.old, given.new), trees, strict=True)
        pair = Pair(given.language, *(texts.keep(db, text, tree) for text, tree in pairs))
    made = _times(world, pair, Redliner)
    redliner = Redliner()
    with world.database.writing() as db:
        redliner.keep(db, redliner.prepared(db, [pair]))
        redline = redliner.redline(db, pair)
    stored, again = _times(world, pair, Redliner), _times(world, pair, lambda: redliner)
    changes = sum(one.kind is not ChangeKind.SAME for one in redline.changes)
    return Redlined(sum(1 for _ in trees[0].walk()), changes, made, stored, again)


def _times(world: World, pair: Pair, redliner: Callable[[], Redliner]) -> Took:
    """Return how long a redline takes, in the middle of some times; each asks a redliner anew."""
    with world.database.reading() as db:
        asked = [redliner() for _ in range(TIMES)]
        return quantile([took(lambda one=one: one.redline(db, pair)) for one in asked], MEDIAN)


def _pages(bench: Bench, world: World, articles: int) -> Found:
    """Ask for the page of two versions of which a tenth differs."""
    bench.tell("the page of a redline")
    new = {one: reworded(large_text(one, articles), 10) for one in Language}
    Desk(world.database).bring(f"constitutional/{LARGE}", METADATA, new)
    client = world.client("drafter")
    client.get("/en/")
    first = took(lambda: client.get(PAGE))
    again = [took(lambda: client.get(PAGE)) for _ in range(4 * TIMES)]
    answer = client.get(PAGE)
    assert answer.status_code == 200, answer.status
    title = f"The page of a redline ({len(answer.data) / 1000:.0f} KB)"
    rows = {"for the first time, the redline included": [first], "again": again}
    yield Table(title, SPREAD, [(what, *spread(times)) for what, times in rows.items()])
    yield _cold("page of a redline, cold", [first])
    yield _kept("page of a redline again, p50", [quantile(again, MEDIAN)])


def _cold(what: str, times: list[Took]) -> Demand:
    worst = quantile(times, WORST)
    return Demand(what=what, figure=worst.wall, cpu=worst.cpu, unit="s", at_most=COLD_SECONDS)


def _kept(what: str, times: list[Took]) -> Demand:
    worst = quantile(times, WORST).ms
    return Demand(what=what, figure=worst.wall, cpu=worst.cpu, unit="ms", at_most=KEPT_MILLISECONDS)
