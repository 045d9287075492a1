"""`kb acts`: check texts, take them in, show them."""

import json
from pathlib import Path

import click

from kb.access import Viewer
from kb.cli.environment import Environment
from kb.cli.importing import external_command, import_command
from kb.cli.redlining import diff_command
from kb.cli.reporting import (
    FORMAT_OPTION,
    Format,
    Located,
    count,
    counted,
    has_errors,
    print_findings,
)
from kb.language import Language
from kb.law.finding import Severity
from kb.law.identifiers import ActId
from kb.law.plain import printed
from kb.services import accounts, checking, library, texts

LANGUAGE_OPTION = click.option(
    "--lang",
    "language",
    type=click.Choice([language.value for language in Language]),
    default=Language.RU.value,
    show_default=True,
    help="The language of the text.",
)
AS_OPTION = click.option("--as", "name", metavar="NAME", help="Read as this person does.")


@click.group()
def acts() -> None:
    """Check, import and show acts."""


acts.add_command(diff_command)
acts.add_command(import_command)
acts.add_command(external_command)


@acts.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@FORMAT_OPTION
@click.option("--advice", is_flag=True, help="Print advice on how the texts read, too.")
@click.pass_obj
def check(environment: Environment, paths: tuple[Path, ...], format_: str, advice: bool) -> None:
    """Check the acts in PATHS (by default all), and exit with 1 if there are errors."""
    given = checking.by_root(paths or (environment.settings.acts_dir,))
    checked = [
        (root, one)
        for root, wanted in given.items()
        for one in checking.check(root, wanted, environment.analyse, with_advice=advice)
    ]
    located = [
        Located(str(root / one.draft.path / finding.file), finding)
        for root, one in checked
        for finding in one.findings
    ]
    print_findings(located, Format(format_))
    if format_ == Format.TEXT:
        found = (counted(count(located, kind), kind) for kind in (Severity.ERROR, Severity.WARNING))
        told = f"{counted(len(checked), 'act')} checked: {', '.join(found)}."
        environment.console.print(told, highlight=False)
    if has_errors(located):
        raise SystemExit(1)


@acts.command("list")
@AS_OPTION
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_(environment: Environment, name: str | None, as_json: bool) -> None:
    """List the acts that anybody, or the person given, may read."""
    with environment.database.reading() as db:
        viewer = accounts.viewer_of(db, name) if name else Viewer()
        found = library.catalogue(db, viewer)
    rows = [
        {
            "act": act.act,
            "kind": act.metadata.kind,
            "force": act.force(environment.today()),
            "version": act.shown.sequence if viewer.drafts else None,
            "title": act.metadata.title[Language.EN],
        }
        for act in found
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row['act']:<28} {row['force']:<10} {row['title']}")


@acts.command()
@click.argument("act")
@LANGUAGE_OPTION
@AS_OPTION
@click.pass_obj
def show(environment: Environment, act: str, language: str, name: str | None) -> None:
    """Print the text of ACT as it is read."""
    with environment.database.reading() as db:
        viewer = accounts.viewer_of(db, name) if name else Viewer()
        found = library.find(db, viewer, ActId(act))
        shown = Language(language)
        if shown not in found.shown.texts:
            there = ", ".join(found.languages)
            raise click.ClickException(f"{act} has no text in {language}; it has {there}.")
        expression = texts.expression(db, found.shown.texts[shown], shown)
    click.echo(expression.title)
    for provision in expression.walk():
        click.echo(f"{provision.eid:<40} {printed(provision)}")
