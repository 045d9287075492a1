"""Two versions of a long act: their redline when it is made, when it is kept, and its page."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kb.language import Language
from kb.law.parse import parse
from kb.law.profile import GENERIC, Profile, profile_of
from kb.services import texts
from kb.services.redlining import Pair, Redliner
from tests.bench.bench import Bench, Found
from tests.bench.illustrative import LARGE, articles_of, large_text, with_large_act
from tests.bench.report import Demand, Table
from tests.bench.timing import SPREAD, Took, quantile, spread, took
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
class Times:
    """How long it takes to make a redline, to read it from the store, and from a process's memory."""

    made: list[Took]
    stored: list[Took]
    again: list[Took]


def measure(bench: Bench) -> Found:
    """Compare an illustrative act and an Irish one with what may become of them, then ask for a page."""
    articles = articles_of(BYTES)
    bench.tell(f"an act of {articles} articles in two versions")
    world = with_large_act(bench, "redline", articles)
    try:
        found = {one.what: _times(bench, world, one) for one in versions(bench, articles)}
        rows = [(what, *row) for what, (row, _) in found.items()]
        yield Table(f"Redlines of texts of {BYTES // 1000} KB", COLUMNS, rows)
        yield _worst("redline, cold, at worst", [t.made for _, t in found.values()], "s")
        yield _worst("redline, from the store, at worst", [t.stored for _, t in found.values()])
        yield from _pages(bench, world, articles)
    finally:
        world.close()


def versions(bench: Bench, articles: int) -> Iterator[Texts]:
    """Yield the two texts, each with what may become of it."""
    irish = min(bench.irish_acts, key=lambda path: abs(path.stat().st_size - BYTES))
    pattern, source = large_text(Language.RU, articles), irish.read_text(encoding="utf-8")
    russian = profile_of(Language.RU)
    for what, change in CHANGES.items():
        yield Texts(f"illustrative: {what}", Language.RU, russian, pattern, change(pattern))
    shifted = large_text(Language.RU, articles, start=1)
    yield Texts("illustrative: the first article gone", Language.RU, russian, pattern, shifted)
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


def _times(
    bench: Bench, world: World, given: Texts
) -> tuple[tuple[int | float, ...], Times]:
    """Return the figures of a row, and all times."""
    bench.tell(given.what)
    language = given.language
    with world.database.writing() as db:
        trees = [parse(text, language, given.profile) for text in (given.old, given.new)]
        hashes = [
            texts.keep(db, text, tree)
            for text, tree in zip((given.old, given.new), trees, strict=True)
        ]
    pair, redliner = Pair(language, *hashes), Redliner()
    made = [_redlined(world, Redliner(), pair) for _ in range(TIMES)]
    with world.database.writing() as db:
        redliner.keep(db, redliner.prepared(db, [pair]))
        redline = redliner.redline(db, pair)
    stored = [_redlined(world, Redliner(), pair) for _ in range(TIMES)]
    again = [_redlined(world, redliner, pair) for _ in range(TIMES)]
    middle = [quantile(times, 0.5).ms for times in (made, stored, again)]
    changes = sum(one.kind != "same" for one in redline.changes)
    figures = (middle[0].wall, middle[0].cpu, middle[1].wall, middle[1].cpu, middle[2].wall)
    provisions = sum(1 for _ in trees[0].walk())
    return (provisions, changes, *figures), Times(made, stored, again)


def _redlined(world: World, redliner: Redliner, pair: Pair) -> Took:
    with world.database.reading() as db:
        return took(lambda: redliner.redline(db, pair))


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
    yield _worst("page of a redline, cold", [[first]], "s")
    middle = quantile(again, 0.5).ms
    what, most = "page of a redline again, p50", KEPT_MILLISECONDS
    yield Demand(what=what, figure=middle.wall, cpu=middle.cpu, unit="ms", at_most=most)


def _worst(what: str, times: list[list[Took]], unit: str = "ms") -> Demand:
    """Demand of the slowest of the medians what is demanded of a redline that is made, or kept."""
    middles = [quantile(some, 0.5) for some in times]
    worst = quantile(middles, WORST)
    if unit == "s":
        return Demand(
            what=what, figure=worst.wall, cpu=worst.cpu, unit=unit, at_most=COLD_SECONDS
        )
    most = KEPT_MILLISECONDS
    return Demand(what=what, figure=worst.ms.wall, cpu=worst.ms.cpu, unit=unit, at_most=most)
