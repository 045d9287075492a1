"""Takes in what was pushed, and tells the drafter what became of it and where it can be read."""

from collections.abc import Iterable, Iterator
from typing import Final

import click

from kb.cli.environment import Environment
from kb.cli.following import follow
from kb.cli.reporting import Located, text
from kb.git import Repository
from kb.history import History, texts_folder
from kb.language import Language
from kb.law.finding import Finding
from kb.services import importing
from kb.services.importing import Outcome, Result


def take_in(context: click.Context, repository: Repository, revision: str) -> list[Result]:
    """Import what is new at a revision, index it, and tell of it."""
    environment: Environment = context.obj
    history = History(repository, texts_folder(repository, revision), revision)
    results = follow(environment, history, "Importing")
    _index(context)
    for one in importing.broken_now(results):
        for finding in one.findings:
            click.echo(text(located(history.prefix, one.path, finding)))
    for line in _report(results, environment.settings.home):
        click.echo(line)
    return results


def located(prefix: str, path: str, finding: Finding) -> Located:
    """Return a finding with the path of its file from the root of the repository."""
    return Located("/".join(filter(None, (prefix, path, finding.file))), finding)


def _index(context: click.Context) -> None:
    """Run `kb index sync`, a command of the search package, which this one may not import."""
    root = context.find_root()
    group = root.command
    for name in ("index", "sync"):
        assert isinstance(group, click.Group)  # noqa: S101  # `kb` is composed so
        found = group.get_command(root, name)
        assert found is not None  # noqa: S101
        group = found
    context.invoke(group)


def _report(results: Iterable[Result], home: str) -> Iterator[str]:
    """Yield a line for each act that has a new version: what became of it, and its address."""
    latest = {result.path: result for result in results}
    for path, result in sorted(latest.items()):
        slug = path.rpartition("/")[2]
        if result.outcome in _SHOWN:
            yield f"{result.outcome}: {home}/{Language.RU}/acts/{slug}/"
        elif result.outcome is Outcome.REMOVED:
            yield f"{result.outcome}: {slug}; its versions stay."


_SHOWN: Final = frozenset({Outcome.NEW, Outcome.CHANGED, Outcome.RENAMED, Outcome.MOVED})
