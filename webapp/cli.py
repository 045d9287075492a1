"""The command `kb`, composed of the commands of all packages."""

import sys
from typing import Final

import click

from indexer.analysis import ANALYSIS_VERSION
from indexer.analysis.words import analyse
from kb.cli.environment import of_process
from kb.cli.lazy import Later, LazyGroup
from kb.errors import KBError, SettingError

COMMANDS: Final = {
    "acts": Later("kb.cli.acts:acts", "Check, import and show acts."),
    "audit": Later("kb.cli.auditing:audit", "Read the log of what everybody did, and verify it."),
    "db": Later("kb.cli.db:db", "Bring the database up to date, back it up, restore it."),
    "demo": Later("kb.cli.demo:demo", "Open the demonstration's accounts and publish its acts."),
    "git": Later("kb.cli.git:git", "Take in what drafters push."),
    "index": Later(
        "indexer.cli:index", "Build the search indexes, bring them up to date, look at them."
    ),
    "mail": Later("kb.cli.mail:mail", "Send the letters that the site writes, and list them."),
    "publish": Later("kb.cli.publications:publish", "Propose, confirm and look up publications."),
    "rounds": Later("kb.cli.rounds:rounds", "Keep the time of rounds, and write their documents."),
    "search": Later("indexer.cli:search", "Search the acts."),
    "serve": Later("webapp.serving:serve", "Serve the site."),
    "verify": Later("kb.cli.verifying:verify", "Verify what was published, or a copy of it."),
    "user": Later("kb.cli.users:user", "Open, change and close accounts."),
}


@click.group(
    cls=LazyGroup, later=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="alatau-acts", prog_name="kb")
def kb() -> None:
    """Work on the knowledge base of the regulatory acts of Alatau."""


def main() -> None:
    """Run the command line; an error on purpose is a sentence, not a traceback."""
    try:
        with of_process(analyse, ANALYSIS_VERSION) as environment:
            kb(obj=environment, prog_name="kb")
    except SettingError as error:
        click.echo(f"kb: {error}", err=True)
        sys.exit(2)
    except KBError as error:
        click.echo(f"kb: {error}{_cause(error)}", err=True)
        sys.exit(1)


def _cause(error: KBError) -> str:
    """Return what an error came from, in brackets: the first line, as the rest is for developers."""
    lines = str(error.__cause__ or "").splitlines()
    return f" ({lines[0]})" if lines else ""
