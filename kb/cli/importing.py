"""`kb acts import` and `kb acts import-external`."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from kb import git
from kb.cli.environment import Environment
from kb.cli.following import Following, follow, importer_of
from kb.cli.progress import progress
from kb.cli.reporting import Located, as_json, text
from kb.foreign import ForeignHistory, Layout
from kb.history import History, texts_folder
from kb.services import catalogues, external, importing
from kb.services.importing import Outcome, Result
from kb.source import decoded, of_folder, read_catalogues


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
        repository, prefix = found
        revision = revision or "HEAD"
        prefix = prefix or texts_folder(repository, revision)
        results = _import_history(environment, place, repository, prefix, revision)
    elif revision is not None:
        raise click.UsageError(f"--rev: {place} is in no git repository.")
    else:
        results = _import_folder(environment, place)
    _report(environment, results, as_json_=json_)


@click.command("import-external")
@click.argument("path", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--layout",
    "layout",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A YAML file that says how a repository is laid out; PATH is then a git repository.",
)
@click.option("--json", "json_", is_flag=True, help="Print the results as JSON.")
@click.pass_obj
def external_command(
    environment: Environment, path: Path, layout: Path | None, json_: bool
) -> None:
    """Take in real acts in the layout of the public git corpus: kaz.md, rus.md, meta.yaml.

    PATH is the folder of one act, or a folder of such folders. With --layout it is a repository of
    any other layout, and comes in with its history.
    """
    if layout is not None:
        _report(environment, _import_foreign(environment, path, layout), as_json_=json_)
    else:
        _import_external(environment, path, as_json_=json_)


def _import_external(environment: Environment, path: Path, *, as_json_: bool) -> None:
    with environment.database.writing() as db:
        importer = importer_of(environment, catalogues.stored(db))
        taken = external.take(db, path, importer)
    if as_json_:
        click.echo(json.dumps([one.as_json() for one in taken], ensure_ascii=False, indent=2))
    else:
        for one in taken:
            for line in one.lines():
                click.echo(line)
    if any(one.result.outcome is Outcome.BROKEN for one in taken):
        raise SystemExit(1)


def _import_foreign(environment: Environment, path: Path, layout: Path) -> list[Result]:
    found = git.find(path)
    if found is None:
        raise click.UsageError(f"--layout: {path} is in no git repository.")
    text_ = decoded(str(layout), layout.read_bytes())
    history = ForeignHistory(found[0], catalogues.parsed(Layout, str(layout), text_), "HEAD")
    with environment.database.reading() as db:
        importer = importer_of(environment, catalogues.stored(db))
    return Following(environment, history, importer, {}).run(f"Importing {path}")


def _import_folder(environment: Environment, folder: Path) -> list[Result]:
    found = read_catalogues(folder)
    importer = importer_of(environment, catalogues.read(found, str(folder)))
    revision = of_folder(folder)
    console, title = environment.console, f"Importing {folder}"
    with progress(console, len(revision.changed), title, "acts") as advance:
        prepared = importer.prepare(revision, advance)
    with environment.database.writing() as db:
        catalogues.keep(db, found, environment.clock)
        return importer.store(db, prepared)


def _import_history(
    environment: Environment, place: Path, repository: git.Repository, prefix: str, revision: str
) -> list[Result]:
    if repository.is_shallow():
        environment.console.print(
            f"{place}: a shallow clone, whose older versions are not here (git fetch --unshallow).",
            highlight=False,
        )
    return follow(environment, History(repository, prefix, revision), f"Importing {place}")


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
