"""`kb git`: a repository to push to, its hooks, and a copy of one elsewhere."""

from pathlib import Path

import click

from kb import mirror
from kb.cli.environment import Environment
from kb.cli.git_hooks import install
from kb.cli.git_import import take_in
from kb.cli.git_push import post_receive, pre_receive
from kb.locking import locked
from kb.services import importing, webhooks


@click.group()
def git() -> None:
    """Take in what drafters push."""


git.add_command(pre_receive)
git.add_command(post_receive)


@git.command()
@click.argument("path", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def init(environment: Environment, path: Path) -> None:
    """Make PATH a bare repository that checks what is pushed, and takes it in.

    The settings of now are written beside the hooks: run it again when they change.
    """
    repository = install(path, environment.settings)
    branch = repository.main_branch().removeprefix("refs/heads/")
    told = f"{repository.directory} can be pushed to; {branch} is taken in."
    environment.console.print(told, highlight=False)


@git.command()
@click.option("--pending", is_flag=True, help="Only if a webhook has called since the last time.")
@click.pass_context
def sync(context: click.Context, pending: bool) -> None:
    """Fetch from KB_GIT_REMOTE, import and index what is new."""
    environment: Environment = context.obj
    settings = environment.settings
    with locked(settings.git_dir.with_name(f"{settings.git_dir.name}.lock")):
        with environment.database.reading() as db:
            calls = webhooks.waiting(db)
        if pending and not calls:
            return
        repository = mirror.fetch(settings)
        results = take_in(context, repository, f"refs/heads/{settings.git_branch}")
        with environment.database.writing() as db:
            webhooks.done(db, calls, environment.clock())
    if importing.broken_now(results):
        raise SystemExit(1)
