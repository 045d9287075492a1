"""`kb user`: people and their accounts."""

import json

import click

from kb import spooling
from kb.access import Panel, Role
from kb.cli.acting import BY_OPTION, actor, coordinator
from kb.cli.environment import Environment
from kb.language import Language
from kb.law.identifiers import ActId
from kb.services import accounts, inviting, library, privacy
from kb.services.mailing import Office

ROLES = click.Choice([role.value for role in Role])
PASSWORD = click.password_option(help="Asked for if it is not given.")


@click.group()
def user() -> None:
    """Open, change and close accounts."""


@user.command()
@click.argument("name")
@click.option("--role", "roles", multiple=True, required=True, type=ROLES, help="May be repeated.")
@click.option("--full-name", required=True, help="As it is shown.")
@click.option("--email", default="", help="Where the person is written to.")
@click.option("--organisation", default="", help="As it is shown.")
@click.option("--panel", type=click.Choice([panel.value for panel in Panel]), help="Of an expert.")
@click.option(
    "--lang",
    "language",
    type=click.Choice([language.value for language in Language]),
    default=Language.RU.value,
    show_default=True,
    help="The language the person is written to in.",
)
@PASSWORD
@BY_OPTION
@click.pass_obj
def add(
    environment: Environment,
    name: str,
    roles: tuple[str, ...],
    full_name: str,
    email: str,
    organisation: str,
    panel: str | None,
    language: str,
    password: str,
    by: str | None,
) -> None:
    """Open an account for the sign-in name NAME."""
    person = accounts.NewPerson(
        name=name,
        full_name=full_name,
        email=email,
        organisation=organisation,
        panel=Panel(panel) if panel else None,
        language=Language(language),
        roles=tuple(Role(role) for role in roles),
    )
    with environment.database.writing() as db:
        accounts.add(db, person, password, environment.clock, actor(db, by))
    _tell(environment, f"{name} may sign in.")


@user.command()
@click.argument("name")
@click.argument("address")
@BY_OPTION
@click.pass_obj
def email(environment: Environment, name: str, address: str, by: str | None) -> None:
    """Write to NAME at ADDRESS from now on."""
    with environment.database.writing() as db:
        accounts.set_email(db, name, address, environment.clock, actor(db, by))
    _tell(environment, f"{name} is written to at {address}.")


@user.command("list")
@click.pass_obj
def list_(environment: Environment) -> None:
    """List all accounts."""
    with environment.database.reading() as db:
        for person in accounts.everybody(db):
            state = "" if person.is_active else " (closed)"
            click.echo(f"{person.name:<20} {person.full_name:<32} {', '.join(person.roles)}{state}")


@user.command()
@click.argument("name")
@PASSWORD
@BY_OPTION
@click.pass_obj
def password(environment: Environment, name: str, password: str, by: str | None) -> None:
    """Give NAME a new password, and end the sign-ins made with the old one."""
    with environment.database.writing() as db:
        accounts.set_password(db, name, password, environment.clock, actor(db, by))
    _tell(environment, f"{name} has a new password.")


@user.command()
@click.argument("name")
@click.option("--role", "roles", multiple=True, required=True, type=ROLES, help="May be repeated.")
@BY_OPTION
@click.pass_obj
def roles(environment: Environment, name: str, roles: tuple[str, ...], by: str | None) -> None:
    """Give NAME these roles in place of the old ones."""
    with environment.database.writing() as db:
        given = [Role(role) for role in roles]
        accounts.set_roles(db, name, given, environment.clock, actor(db, by))
    _tell(environment, f"{name} is now {', '.join(roles)}.")


@user.command()
@click.argument("name")
@BY_OPTION
@click.pass_obj
def revoke(environment: Environment, name: str, by: str | None) -> None:
    """End all sign-ins of NAME."""
    with environment.database.writing() as db:
        ended = accounts.revoke(db, name, environment.clock, actor(db, by))
    _tell(environment, f"{ended} sign-ins ended.")


@user.command()
@click.argument("name")
@BY_OPTION
@click.pass_obj
def close(environment: Environment, name: str, by: str | None) -> None:
    """Close the account of NAME, and end its sign-ins at once."""
    with environment.database.writing() as db:
        accounts.set_active(db, name, environment.clock, actor(db, by), active=False)
    _tell(environment, f"The account of {name} is closed.")


@user.command("open")
@click.argument("name")
@BY_OPTION
@click.pass_obj
def open_(environment: Environment, name: str, by: str | None) -> None:
    """Open the account of NAME again."""
    with environment.database.writing() as db:
        accounts.set_active(db, name, environment.clock, actor(db, by), active=True)
    _tell(environment, f"The account of {name} is open.")


@user.command()
@click.argument("name")
@click.argument("acts", nargs=-1, required=True)
@click.option("--ask", is_flag=True, help="By letter: nothing is open before NAME accepts.")
@BY_OPTION
@click.pass_obj
def invite(
    environment: Environment, name: str, acts: tuple[str, ...], ask: bool, by: str | None
) -> None:
    """Let the expert NAME read the drafts of ACTS while they are under review."""
    slugs = tuple(map(ActId, acts))
    with environment.database.writing() as db:
        for act in slugs:
            library.require(db, act)
            if ask:
                office = Office.of(environment.settings, environment.clock)
                inviting.ask_by_name(db, coordinator(db, slugs, by), office, act, name)
            else:
                accounts.invite(db, name, act, environment.clock, actor(db, by))
    _tell(environment, f"{name} is invited to {', '.join(acts)}.")


@user.command()
@click.argument("name")
@BY_OPTION
@click.pass_obj
def export(environment: Environment, name: str, by: str | None) -> None:
    """Print everything that is kept about NAME as JSON."""
    with environment.database.writing() as db:
        found = privacy.export(db, name, environment.clock, actor(db, by))
    click.echo(json.dumps(found, ensure_ascii=False, indent=2, default=str))


@user.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
@BY_OPTION
@click.pass_obj
def forget(environment: Environment, name: str, yes: bool, by: str | None) -> None:
    """Close the account of NAME for ever, and put a number in the place of the name everywhere.

    What the person did stays in the log, under the number. This cannot be undone.
    """
    if not yes:
        click.confirm(f"Forget who {name} is?", abort=True, err=True)
    with environment.database.writing() as db:
        new = privacy.forget(db, name, environment.clock, actor(db, by))
    spooling.clear(environment.settings.exports_dir)
    _tell(environment, f"{name} is now {new}.")


def _tell(environment: Environment, sentence: str) -> None:
    environment.console.print(sentence, highlight=False)
