"""`kb acts import` and `kb acts import-external`."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from kb import git
from kb.cli.environment import Environment
from kb.cli.following import Following
from kb.cli.reporting import Located, as_json, text
from kb.cli.typesetting import typeset
from kb.history import History
from kb.law.checks.context import Context
from kb.services import catalogues, external, importing
from kb.services.importing import Importer, Outcome, Result
from kb.source import of_folder, read_catalogues


@click.command("import")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--rev", "revision", help="The commit to end with; by default the branch's last.")
@click.option("--plain", is_flag=True, help="Take the folder as it lies, even within git.")
@click.option("--json", "json_", is_flag=True, help="Print the results as JSON.")
@click.pass_obj
def import_command(
    environment: Environment, path: Path | None, revision: str | None, plain: bool, json_: bool
) -> None:
    """Take in the acts in PATH: a folder, or a git repository (bare or not) with its history.

    A broken act is told of and skipped; the others are imported, and the exit status is 1.
    """
    if plain and revision is not None:
        raise click.UsageError("--rev names a commit, and --plain takes none: leave one out.")
    place = path or environment.settings.acts_dir
    found = None if plain else git.find(place)
    if found is not None and (found[0].has_commits() or revision is not None):
        results = _import_history(environment, place, *found, revision or "HEAD")
    elif revision is not None:
        raise click.UsageError(f"--rev: {place} is in no git repository.")
    else:
        results = _import_folder(environment, place)
    typeset(environment)
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
        importer = _importer(environment, catalogues.stored(db))
        taken = external.take(db, path, importer)
    typeset(environment)
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
    importer = _importer(environment, catalogues.read(found, str(folder)))
    prepared = importer.prepare(of_folder(folder))
    with environment.database.writing() as db:
        catalogues.keep(db, found)
        return importer.store(db, prepared)


def _import_history(
    environment: Environment, place: Path, repository: git.Repository, prefix: str, revision: str
) -> list[Result]:
    history = History(repository, prefix or _default_prefix(repository, revision), revision)
    if repository.is_shallow():
        environment.console.print(
            f"{place}: a shallow clone, whose older versions are not here (git fetch --unshallow).",
            highlight=False,
        )
    found = history.catalogues()
    importer = _importer(environment, catalogues.read(found, history.prefix))
    return Following(environment, history, importer, found).run(f"Importing {place}")


def _default_prefix(repository: git.Repository, revision: str) -> str:
    """Return `acts` for a repository that keeps its texts there, and its root else."""
    listing = repository.run("ls-tree", "--name-only", "-d", repository.commit_of(revision))
    return "acts" if "acts" in listing.splitlines() else ""


def _importer(environment: Environment, known: catalogues.Catalogues) -> Importer:
    context = Context(known.procedure, known.glossary, environment.analyse)
    return Importer(context, environment.clock)


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
