"""The import of a long history: that of the Irish acts from the first commit on, and one commit more."""

from pathlib import Path
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kb.git import Repository
from kb.language import Language
from kb.law.parse import parse
from kb.services import catalogues
from kb.source import read_catalogues
from kb.storage.acts import ActRow, VersionRow
from kb.storage.base import Base
from kb.storage.imports import ProblemRow
from tests.bench.bench import Bench, Found
from tests.bench.commands import Ran, git, kb
from tests.bench.report import Demand, Table
from tests.bench.timing import Took, took
from tests.conftest import ACTS
from tests.worlds import World

LAYOUT: Final = ACTS.parent / "docs" / "examples" / "layout-ie.yaml"
BROKEN: Final = frozenset({0, 1})
"""How an import ends: with 1 if there are acts that cannot be used, which it tells of and passes over."""

MINUTES: Final = 10
MEGABYTES: Final = 500
SECONDS: Final = 2
IMPORTED: Final = {
    "commits": ",d",
    "acts": ",d",
    "versions": ",d",
    "broken": ",d",
    "s": ",.1f",
    "CPU s": ",.1f",
    "commits/s": ",.1f",
    "commits/s CPU": ",.1f",
    "MB at most": ",.0f",
}
ADDED: Final = {
    "KB": ",.0f",
    "s": ".2f",
    "of it parsing": ".2f",
    "CPU s": ".2f",
    "of it parsing, CPU": ".2f",
}


def measure(bench: Bench) -> Found:
    """Import all commits, then one that changes a middling act, then one that changes the longest."""
    repository = bench.new("history") / "ie"
    origin = bench.irish_acts[0].parent.parent
    git(bench.folder, "clone", "--quiet", "--shared", origin, repository)
    world = World(bench.new("imported"))
    try:
        with world.database.writing() as db:
            catalogues.keep(db, read_catalogues(ACTS), world.now)
        yield from _whole(bench, world, repository)
        yield from _one_more(bench, world, repository)
    finally:
        world.close()


def _whole(bench: Bench, world: World, repository: Path) -> Found:
    ran = _import(bench, world, repository)
    commits = int(Repository(repository).run("rev-list", "--count", "--first-parent", "HEAD"))
    with world.database.reading() as db:
        counts = (_count(db, table) for table in (ActRow, VersionRow, ProblemRow))
        row = ("all of it", commits, *counts)
    rate = ran.took.rate(commits)
    times = (ran.took.wall, ran.took.cpu, rate.wall, rate.cpu)
    yield Table("Import of the Irish history", IMPORTED, [(*row, *times, ran.peak)])
    wall, cpu = ran.took.wall / 60, ran.took.cpu / 60
    yield Demand(
        what="the whole history imported", figure=wall, cpu=cpu, unit="min", at_most=MINUTES
    )
    yield Demand(what="memory of the import", figure=ran.peak, unit="MB", at_most=MEGABYTES)


def _count(db: Session, table: type[Base]) -> int:
    return db.scalar(select(func.count()).select_from(table)) or 0


def _one_more(bench: Bench, world: World, repository: Path) -> Found:
    sizes = {path: path.stat().st_size for path in repository.glob("ie/IE-*.md")}
    by_size = sorted(sizes, key=sizes.__getitem__)
    chosen = {"a middling act": by_size[len(by_size) // 2], "the longest act": by_size[-1]}
    rows, demands = [], []
    for what, path in chosen.items():
        ran, parsing = _changed(bench, world, repository, path)
        times = (ran.took.wall, parsing.wall, ran.took.cpu, parsing.cpu)
        rows.append((what, sizes[path] / 1000, *times))
        figure, cpu = ran.took.wall - parsing.wall, ran.took.cpu - parsing.cpu
        told = f"one commit more, {what}, parsing aside"
        demands.append(Demand(what=told, figure=figure, cpu=cpu, unit="s", at_most=SECONDS))
    yield Table("One commit more, that changes", ADDED, rows)
    yield from demands


def _changed(bench: Bench, world: World, repository: Path, path: Path) -> tuple[Ran, Took]:
    """Commit another wording of an act, and import it; return how long that took, and its parsing."""
    text = path.read_text(encoding="utf-8") + "\nThis was added.\n"
    path.write_text(text, encoding="utf-8")
    git(repository, "commit", "--quiet", "--all", "--message=Add a line")
    parsing = took(lambda: parse(text, Language.EN))
    return _import(bench, world, repository), parsing


def _import(bench: Bench, world: World, repository: Path) -> Ran:
    command = ("acts", "import-external", repository, "--layout", LAYOUT)
    return kb(world.environment(), bench.tell, *command, ends=BROKEN)
