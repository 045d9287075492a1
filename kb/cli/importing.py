"""`kb acts import` and `kb acts import-external`."""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import click

from kb import git
from kb.cli.environment import Environment
from kb.cli.progress import progress
from kb.cli.reporting import Located, as_json, text
from kb.law.checks.context import Context
from kb.services import catalogues, external, importing
from kb.services.importing import Importer, Outcome, Result
from kb.source import History, Revision, of_folder, read_catalogues

BATCH: Final = 200
"""Commits that are stored in one transaction: a kill loses at most so many, and they are taken anew."""


@click.command("import")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option(
    "--rev", "revision", default="HEAD", show_default=True, help="The commit to end with."
)
@click.option("--plain", is_flag=True, help="Take the folder as it lies, even within git.")
@click.option("--json", "json_", is_flag=True, help="Print the results as JSON.")
@click.pass_obj
def import_command(
    environment: Environment, path: Path | None, revision: str, plain: bool, json_: bool
) -> None:
    """Take in the acts in PATH: a folder, or a git repository (bare or not) with its history.

    A broken act is told of and skipped; the others are imported, and the exit status is 1.
    """
    place = path or environment.settings.acts_dir
    found = None if plain else git.find(place)
    if found is None or not found[0].has_commits():
        results = _import_folder(environment, place)
    else:
        results = _import_history(environment, place, *found, revision)
    _report(environment, results, as_json_=json_)


@click.command("import-external")
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "json_", is_flag=True, help="Print the results as JSON.")
@click.pass_obj
def external_command(environment: Environment, path: Path, json_: bool) -> None:
    """Take in real acts in the layout of the public git corpus: kaz.md, rus.md, meta.yaml.

    PATH is the folder of one act, or a folder of such folders.
    """
    with environment.database.writing() as db:
        known = _context(environment, catalogues.stored(db))
        taken = external.take(db, path, Importer(known, environment.clock))
    if json_:
        click.echo(json.dumps([one.as_json() for one in taken], ensure_ascii=False, indent=2))
    else:
        for one in taken:
            for line in one.lines():
                click.echo(line)
    if any(one.result.outcome is Outcome.BROKEN for one in taken):
        raise SystemExit(1)


def _import_folder(environment: Environment, folder: Path) -> list[Result]:
    found = read_catalogues(folder)
    importer = Importer(_context(environment, catalogues.read(found)), environment.clock)
    with environment.database.writing() as db:
        catalogues.keep(db, found)
        return importer.take(db, of_folder(folder))


def _import_history(
    environment: Environment, place: Path, repository: git.Repository, prefix: str, revision: str
) -> list[Result]:
    history = History(repository, prefix or _default_prefix(repository, revision), revision)
    source = f"{repository.directory}:{history.prefix}"
    found = history.catalogues()
    importer = Importer(_context(environment, catalogues.read(found)), environment.clock)
    with environment.database.reading() as db:
        after = importing.marked(db, source)
    if after is not None and not repository.is_ancestor(after, history.tip):
        after = None  # The branch was rewritten, or another is asked for: what is known is skipped.
    results: list[Result] = []
    title, total = f"Importing {place}", history.count(after)
    with progress(environment.console, total, title, "commits") as advance:
        for batch in _batches(history.revisions(after)):
            with environment.database.writing() as db:
                for one in batch:
                    results += importer.take(db, one)
                last = batch[-1].commit
                if last is not None:
                    importing.mark(db, source, last.id, environment.clock())
            advance(len(batch))
    with environment.database.writing() as db:
        catalogues.keep(db, found)
    return results


def _default_prefix(repository: git.Repository, revision: str) -> str:
    """Return `acts` for a repository that keeps its texts there, and its root else."""
    listing = repository.run("ls-tree", "--name-only", "-d", repository.commit_of(revision))
    return "acts" if "acts" in listing.splitlines() else ""


def _context(environment: Environment, known: catalogues.Catalogues) -> Context:
    return Context(known.procedure, known.glossary, environment.analyse)


def _batches(revisions: Iterator[Revision]) -> Iterator[list[Revision]]:
    while batch := list(islice(revisions, BATCH)):
        yield batch


def _report(environment: Environment, results: Sequence[Result], *, as_json_: bool) -> None:
    broken = importing.broken_now(results)
    located = [
        Located(f"{result.path}/{finding.file}", finding)
        for result in broken
        for finding in result.findings
    ]
    counts = importing.counted(results)
    if as_json_:
        findings = [as_json(one) for one in located]
        click.echo(json.dumps({"counts": counts, "broken": findings}, ensure_ascii=False, indent=2))
    else:
        for one in located:
            click.echo(text(one))
        told = ", ".join(f"{number} {outcome}" for outcome, number in counts.items() if number)
        environment.console.print(f"Imported: {told or 'nothing new'}.", highlight=False)
    if broken:
        raise SystemExit(1)
