"""The command `kb`, composed of the commands of all packages."""

import sys

import click

from indexer.analysis import ANALYSIS_VERSION
from indexer.analysis.words import analyse
from indexer.cli import index, search
from kb.cli.acts import acts
from kb.cli.db import db
from kb.cli.demo import demo
from kb.cli.environment import of_process
from kb.cli.users import user
from kb.errors import KBError, SettingError
from webapp.serving import serve


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="alatau-acts", prog_name="kb")
def kb() -> None:
    """Work on the knowledge base of the regulatory acts of Alatau."""


for command in (acts, db, demo, index, search, serve, user):
    kb.add_command(command)


def main() -> None:
    """Run the command line; an error on purpose is a sentence, not a traceback."""
    try:
        with of_process(analyse, ANALYSIS_VERSION) as environment:
            kb(obj=environment)
    except SettingError as error:
        click.echo(f"kb: {error}", err=True)
        sys.exit(2)
    except KBError as error:
        click.echo(f"kb: {error}", err=True)
        sys.exit(1)
