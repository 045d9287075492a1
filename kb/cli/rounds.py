"""`kb rounds`: rounds of review."""

import click

from kb.cli.environment import Environment
from kb.cli.exporting import export
from kb.cli.patching import patch, push, verify
from kb.services import reminding
from kb.services.mailing import Office


@click.group()
def rounds() -> None:
    """Keep the time of rounds, and write their documents."""


for command in (export, patch, push, verify):
    rounds.add_command(command)


@rounds.command("keep-time")
@click.pass_obj
def keep_time(environment: Environment) -> None:
    """Open and close rounds whose time has come, and write the letters that tell of it.

    For cron on a site without a mail server; `kb mail send` does the same before it sends. It may be
    run at any time and as often as one likes.
    """
    with environment.database.writing() as db:
        reminding.keep_up(db, Office.of(environment.settings, environment.clock))
