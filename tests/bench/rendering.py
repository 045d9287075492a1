"""A large act as HTML: made once, and read from the store from then on."""

from collections.abc import Callable
from typing import Final
from unittest.mock import patch

from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.parse import parse
from kb.services import library, texts
from kb.services.texts import Typesetter
from tests.bench.bench import Bench, Found
from tests.bench.illustrative import LARGE, articles_of, large_text, typesetter_of, with_large_act
from tests.bench.report import Demand, Table
from tests.bench.timing import SPREAD, Took, spread, took
from tests.indexer.asking import ANYBODY
from tests.worlds import World

BYTES: Final = 250_000
TIMES: Final = 20


def measure(bench: Bench) -> Found:
    """Typeset an act of 250 KB in Russian, and read it back."""
    articles = articles_of(BYTES)
    bench.tell(f"an act of {articles} articles, {_size(articles) / 1000:.0f} KB of Markdown")
    world = with_large_act(bench, "rendering", articles)
    try:
        with world.database.reading() as db:
            name = library.find(db, ANYBODY, ActId(LARGE)).shown.texts[Language.RU]
        with patch.object(texts, "parse", wraps=texts.parse) as parsed:
            rows = [(what, *spread(times)) for what, times in _ways(world, name, articles).items()]
        yield Table(f"An act of {_size(articles) / 1000:.0f} KB", SPREAD, rows)
        yield Demand(what="parsed anew when served", figure=parsed.call_count, at_most=0)
    finally:
        world.close()


def _size(articles: int) -> int:
    return len(large_text(Language.RU, articles).encode())


def _ways(world: World, name: str, articles: int) -> dict[str, list[Took]]:
    source = large_text(Language.RU, articles)
    known, blank = typesetter_of(world), [typesetter_of(world) for _ in range(TIMES)]
    return {
        "parsed": _times(lambda: parse(source, Language.RU)),
        "typeset, once": _times(lambda: _made(world, name, known)),
        "from the store": _times(lambda: _rows(world, name, blank.pop())),
        "from the process's memory": _times(lambda: _rows(world, name, known)),
    }


def _times(work: Callable[[], object]) -> list[Took]:
    return [took(work) for _ in range(TIMES)]


def _made(world: World, name: str, typesetter: Typesetter) -> None:
    with world.database.reading() as db:
        typesetter.typeset(db, name, Language.RU)


def _rows(world: World, name: str, typesetter: Typesetter) -> None:
    with world.database.reading() as db:
        typesetter.rows(db, name, Language.RU)
