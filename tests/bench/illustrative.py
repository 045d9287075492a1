"""The repository's own acts: a whole installation of them, with one act made as large as wanted."""

import re
import shutil
from collections.abc import Iterator
from functools import cache
from itertools import count, cycle, islice
from typing import Final

from rich.console import Console

from indexer import feed
from indexer.analysis import ANALYSIS_VERSION
from indexer.analysis.words import analyse
from indexer.document import IndexDocument
from kb.cli.environment import Environment
from kb.cli.typesetting import typeset
from kb.language import Language
from kb.services import catalogues
from kb.services.texts import Typesetter
from tests.bench.bench import Bench
from tests.conftest import ACTS
from tests.factories import METADATA, TITLES, write_act
from tests.worlds import World

LARGE: Final = "large"
_PATTERN: Final = ACTS / "constitutional" / "special-status"
_PUBLICATION: Final = f"""
publications:
  {LARGE}:
    - {{adopted_on: 2026-05-08, decision: № 1, starts: 2026-07-01}}"""
_ARTICLE: Final = re.compile(r"^### .*\d.*$", re.MULTILINE)
_NUMBER: Final = re.compile(r"\d+(?:-\d+)?")


@cache
def illustrative(bench: Bench) -> list[IndexDocument]:
    """Return the passages of the repository's acts, in three languages."""
    world = World(bench.new("illustrative"))
    try:
        world.import_acts(ACTS)
        world.demonstrate(ACTS / "demo.yaml")
        with world.database.reading() as db:
            return list(feed.all_documents(db))
    finally:
        world.close()


def with_large_act(bench: Bench, name: str, articles: int) -> World:
    """Set up the demonstration with one more act of so many articles, published and typeset."""
    root = bench.new("acts")
    shutil.copytree(ACTS, root, dirs_exist_ok=True)
    texts = {language: large_text(language, articles) for language in Language}
    write_act(root, f"constitutional/{LARGE}", METADATA, texts)
    demo = root / "demo.yaml"
    told = demo.read_text(encoding="utf-8").replace("\npublications:", _PUBLICATION, 1)
    demo.write_text(told, encoding="utf-8")
    world = World(bench.new(name))
    world.set_up(root)
    typeset_all(world)
    return world


def large_text(language: Language, articles: int, start: int = 0) -> str:
    """Return an act's text: the articles of an illustrative one over and over, numbered anew.

    `start` says with which of them it begins.
    """
    source = (_PATTERN / f"{language}.md").read_text(encoding="utf-8")
    pieces = islice(cycle(list(_articles(source))), start, start + articles)
    numbered = (_NUMBER.sub(str(n), one, count=1) for n, one in enumerate(pieces, 1))
    return "\n\n".join([f"# {TITLES[language]}", *numbered]) + "\n"


def articles_of(size: int) -> int:
    """Return how many articles make an act of so many bytes in Russian."""
    return next(n for n in count(100, 5) if len(large_text(Language.RU, n).encode()) >= size)


def _articles(source: str) -> Iterator[str]:
    for match in _ARTICLE.finditer(source):
        end = re.compile(r"^#{1,3} ", re.MULTILINE).search(source, match.end())
        yield source[match.start() : end.start() if end else None].strip()


def typesetter_of(world: World) -> Typesetter:
    """Return a typesetter that has nothing in memory."""
    with world.database.reading() as db:
        known = catalogues.stored(db)
    return Typesetter.of(known.glossary, known.glossary_hash, analyse, ANALYSIS_VERSION)


def typeset_all(world: World) -> None:
    """Store the pages of all texts, as an import does at its end."""
    environment = Environment(
        world.settings, analyse, ANALYSIS_VERSION, console=Console(quiet=True)
    )
    environment.database = world.database
    typeset(environment)
