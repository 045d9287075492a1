"""`kb index` and `kb search`."""

import json
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from datetime import datetime

import click

from indexer import feed
from indexer.analysis.words import analyse
from indexer.engine import SearchEngine
from indexer.opening import open_engine, open_remarks
from indexer.query import Hit, SearchQuery, SearchResult
from indexer.remarks import feed as remarks
from kb.access import Viewer
from kb.cli.comparing import compare
from kb.cli.environment import Environment
from kb.cli.progress import progress
from kb.cli.publications import DAY
from kb.cli.typesetting import typeset
from kb.errors import IndexUnavailableError
from kb.language import Language
from kb.law.force import Force
from kb.locking import locked
from kb.services import accounts

LANGUAGE = click.Choice([language.value for language in Language])


@click.group()
def index() -> None:
    """Build the search indexes, bring them up to date, look at them."""


@index.command()
@click.pass_obj
def rebuild(environment: Environment) -> None:
    """Index all acts anew.

    The old index goes on answering until the new one is complete.
    """
    with _alone(environment):
        _rebuild(environment, open_engine(environment.settings))
        _rebuild_remarks(environment)
        typeset(environment)
        compare(environment)


@index.command()
@click.pass_obj
def sync(environment: Environment) -> None:
    """Index what has changed since the last time; everything, if there is no index to be read.

    The pages of new texts are made as well, and what they changed is found, so that their first
    reader need not wait.
    """
    engine = open_engine(environment.settings)
    with _alone(environment):
        if feed.is_indexed(engine):
            _drain(environment, engine)
        else:
            _rebuild(environment, engine)
        _follow_remarks(environment)
        typeset(environment)  # After the index: what was pushed is found before its page is made.
        compare(environment)


def _drain(environment: Environment, engine: SearchEngine) -> None:
    with environment.database.writing() as db:
        drained = feed.drain(db, engine)
    acts = "1 act" if drained.acts == 1 else f"{drained.acts} acts"
    passages = "1 passage" if drained.documents == 1 else f"{drained.documents} passages"
    environment.console.print(f"{acts} brought up to date, {passages}.", highlight=False)


def _rebuild(environment: Environment, engine: SearchEngine) -> None:
    with progress(environment.console, None, "Indexing", "passages") as advance:
        count = feed.rebuild(environment.database, engine, advance)
    environment.console.print(
        f"{count} passages indexed by {environment.settings.search_engine}.", highlight=False
    )


def _rebuild_remarks(environment: Environment) -> None:
    with environment.database.reading() as db:
        index_ = open_remarks(environment.settings)
        count = remarks.rebuild(db, index_, environment.clock)
    environment.console.print(f"{count} comments and opinions indexed.", highlight=False)


def _follow_remarks(environment: Environment) -> None:
    with environment.database.reading() as db:
        remarks.catch_up(db, open_remarks(environment.settings), environment.clock)


def _alone(environment: Environment) -> AbstractContextManager[None]:
    """Let one process at a time bring the indexes up to date, so that no older text replaces a newer."""
    return locked(environment.settings.index_dir / "LOCK")


@contextmanager
def _telling_the_cure() -> Iterator[None]:
    try:
        yield
    except IndexUnavailableError as error:
        raise click.ClickException("There is no index to be read: kb index rebuild") from error


@index.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def status(environment: Environment, as_json: bool) -> None:
    """Tell what the indexes hold, and how many changes wait."""
    with _telling_the_cure():
        states = open_engine(environment.settings).status()
    with environment.database.reading() as db:
        waiting = feed.waiting(db)
    if as_json:
        told = {name: asdict(state) for name, state in states.items()}
        click.echo(json.dumps({"waiting": waiting, **told}, default=str, indent=2))
        return
    for name, state in states.items():
        click.echo(f"{name:<8} {state.documents:>7} passages  {state.generation}")
    click.echo(f"{waiting} changes wait to be indexed.")


@index.command("analyse")
@click.option("--lang", "language", type=LANGUAGE, required=True, help="The language of the text.")
def analyse_(language: str) -> None:
    """Read a text from standard input and print its terms, one token a line."""
    text = sys.stdin.read()
    for token in analyse(text, Language(language)):
        click.echo(f"{token.term}\t{token.word}\t{token.start}\t{token.end}")


@click.command()
@click.argument("text")
@click.option("--lang", "language", type=LANGUAGE, default="ru", help="The reader's language.")
@click.option("--as", "name", metavar="NAME", help="Search as this person does.")
@click.option("--on", "as_of", type=DAY, metavar="DAY", help="The law as of this day: 2027-01-01.")
@click.option("--page", default=1, show_default=True, type=click.IntRange(min=1))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def search(
    environment: Environment,
    text: str,
    language: str,
    name: str | None,
    as_of: datetime | None,
    page: int,
    as_json: bool,
) -> None:
    """Search the acts for TEXT: what is published, or what the person given may read."""
    query = SearchQuery(
        text=text,
        viewer=_viewer(environment, name),
        day=environment.today(),
        as_of=as_of.date() if as_of else None,
        interface=Language(language),
        page=page,
    )
    with _telling_the_cure():
        result = open_engine(environment.settings).search(query)
    if as_json:
        click.echo(json.dumps(_as_json(result), ensure_ascii=False, indent=2))
    else:
        _print(environment, result)


def _print(environment: Environment, result: SearchResult) -> None:
    if result.meant:
        environment.console.print(f"Searched for: {result.meant.text}", highlight=False)
    for hit in result.hits:
        force = "" if hit.force is Force.IN_FORCE else f" ({hit.force})"
        click.echo(f"{hit.act}#{hit.eid} [{hit.language}] {hit.title}{force}")
        click.echo(f"  {hit.label} {hit.heading}".rstrip())
        click.echo("  " + "".join(piece.text for piece in hit.snippet))
    environment.console.print(f"{result.total} found.", highlight=False)


def _viewer(environment: Environment, name: str | None) -> Viewer:
    if not name:
        return Viewer()
    with environment.database.reading() as db:
        return accounts.viewer_of(db, name)


def _as_json(result: SearchResult) -> dict[str, object]:
    return {
        "total": result.total,
        "languages": result.languages,
        "meant": result.meant.text if result.meant else None,
        "hints": result.hints,
        "hits": [_hit_as_json(hit) for hit in result.hits],
    }


def _hit_as_json(hit: Hit) -> dict[str, object]:
    return {
        "act": hit.act,
        "eid": hit.eid,
        "language": hit.language,
        "title": hit.title,
        "label": hit.label,
        "heading": hit.heading,
        "snippet": "".join(piece.text for piece in hit.snippet),
        "force": hit.force,
        "score": round(hit.score, 3),
    }
