"""What the hooks of a bare repository call: the check of a push, and its import."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kb import receiving
from kb.cli.environment import Environment
from kb.cli.git_import import located, take_in
from kb.cli.reporting import Located, has_errors, text
from kb.git import Repository
from kb.history import History, texts_folder
from kb.receiving import Update
from kb.services import pushing

DIRECTORY = click.argument("directory", type=click.Path(exists=True, path_type=Path))


@click.command("pre-receive", hidden=True)
@DIRECTORY
@click.pass_obj
def pre_receive(environment: Environment, directory: Path) -> None:
    """Refuse a push that breaks something: git calls this before it takes anything in."""
    repository = Repository.in_hook(directory, os.environ)
    updates = receiving.updates(sys.stdin)
    refusals = list(receiving.refusals(repository, updates))
    found = [] if refusals else _found(environment, repository, updates)
    for line in (*refusals, *map(text, found)):
        click.echo(line)
    if refusals or has_errors(found):
        click.echo("Nothing was taken in: mend the errors, and push again.")
        raise SystemExit(1)


@click.command("post-receive", hidden=True)
@DIRECTORY
@click.pass_context
def post_receive(context: click.Context, directory: Path) -> None:
    """Import and index what was pushed: git calls this when it has taken it in."""
    repository = Repository.in_hook(directory, os.environ)
    if _of_main(repository, receiving.updates(sys.stdin)):
        take_in(context, repository, repository.main_branch())


def _found(
    environment: Environment, repository: Repository, updates: Sequence[Update]
) -> list[Located]:
    """Return what is wrong with the files of any branch, and with the texts of the main one."""
    found = [Located(path, fault) for path, fault in receiving.file_faults(repository, updates)]
    for update in _of_main(repository, updates):
        after = History(repository, texts_folder(repository, update.new), update.new)
        before = None if update.is_creation else History(repository, after.prefix, update.old)
        told = pushing.check(after, before, environment.analyse)
        found += [located(after.prefix, path, finding) for path, finding in told]
    return found


def _of_main(repository: Repository, updates: Sequence[Update]) -> list[Update]:
    main = repository.main_branch()
    return [update for update in updates if update.ref == main and not update.is_deletion]
