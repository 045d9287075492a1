"""A push of many changed articles, with the real commands, until the site's search finds them."""

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from indexer.whoosh_engine.engine import WhooshEngine
from kb.language import Language
from kb.law.identifiers import ActId
from tests.bench.bench import Bench, Found, fresh
from tests.bench.commands import git, kb
from tests.bench.indexing import MANY
from tests.bench.report import Demand, Table
from tests.bench.timing import Took, counted, timed
from tests.conftest import ACTS
from tests.indexer.asking import ask, reader_of
from tests.worlds import World

ARTICLES: Final = 100
ROUNDS: Final = 3
SECONDS: Final = 3
COLUMNS: Final = {"push, s": ".2f", "CPU s": ".2f", "and until found, s": ".3f", "CPU s ": ".3f"}
_FIRST_LINE: Final = re.compile(r"(^### [^\n]*\d[^\n]*\n\n[^\n|#][^\n]*)", re.MULTILINE)
"""An article's heading and what stands first below it."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """How long a push took to return, and from then on until its words were found."""

    push: Took
    found: Took


def measure(bench: Bench) -> Found:
    """Push a change to 100 articles of the illustrative acts, again and again."""
    world = World(bench.new("push"))
    try:
        _index(bench, world)
        drafters = _repository(bench, world)
        site = WhooshEngine(world.settings.index_dir)
        _search(site, "harbour")
        pushed = [
            _push(bench, drafters, site, f"zyx{letter * 3}w") for letter in "abcdefg"[:ROUNDS]
        ]
    finally:
        world.close()
    rows = [
        (f"push {n}", one.push.wall, one.push.cpu, one.found.wall, one.found.cpu)
        for n, one in enumerate(pushed, 1)
    ]
    yield Table(f"{ARTICLES} articles in three languages, among {MANY:,}", COLUMNS, rows)
    worst = max(one.found.wall for one in pushed), max(one.found.cpu for one in pushed)
    what = "from the push's return until it is found, at worst"
    yield Demand(what=what, figure=worst[0], cpu=worst[1], unit="s", at_most=SECONDS)


def _index(bench: Bench, world: World) -> None:
    passages = bench.irish(MANY)
    world.engine.rebuild(counted(map(fresh, passages), bench.tell, "passages indexed", 5_000))


def _repository(bench: Bench, world: World) -> Path:
    """Make a bare repository with hooks, and push the illustrative acts to it."""
    bare, drafters = bench.new("bare") / "texts.git", bench.new("drafters")
    kb(world.environment(), bench.tell, "git", "init", bare)
    shutil.copytree(ACTS, drafters, dirs_exist_ok=True)
    git(drafters, "init", "--quiet", "--initial-branch=main")
    git(drafters, "remote", "add", "origin", bare)
    bench.tell("the first push, of all acts")
    git(drafters, "add", "--all")
    git(drafters, "commit", "--quiet", "--message=All acts")
    git(drafters, "push", "--quiet", "origin", "main")
    return drafters


def _changed(root: Path, word: str) -> frozenset[ActId]:
    """Add a word to the first line of 100 articles in all languages; return whose they are."""
    left, changed = ARTICLES, set()
    for folder in sorted(path.parent for path in root.glob("*/*/act.yaml")):
        texts = [folder / f"{language}.md" for language in Language]
        counts = {len(_FIRST_LINE.findall(text.read_text(encoding="utf-8"))) for text in texts}
        if left and len(counts) == 1 and 0 not in counts:
            for text in texts:
                source = text.read_text(encoding="utf-8")
                text.write_text(_FIRST_LINE.sub(rf"\1 {word}", source, count=left), "utf-8")
            left -= min(left, *counts)
            changed.add(ActId(folder.name))
    return frozenset(changed)


def _push(bench: Bench, drafters: Path, site: WhooshEngine, word: str) -> Pushed:
    acts = _changed(drafters, word)
    git(drafters, "commit", "--quiet", "--all", f"--message=Say {word}")
    bench.tell(f"a push that brings {word} into {ARTICLES} articles of {len(acts)} acts")
    push = git(drafters, "push", "--quiet", "origin", "main")
    total, found = timed(lambda: _search(site, word, acts))
    if total != ARTICLES:  # A passage is one hit, however many languages it is found in.
        problem = f"{total} of {ARTICLES} changed articles were found"
        raise RuntimeError(problem)
    return Pushed(push, found)


def _search(site: WhooshEngine, text: str, drafts: Iterable[ActId] = ()) -> int:
    """Search as somebody who may read some drafts."""
    return ask(site, text, reader_of(*drafts)).total
