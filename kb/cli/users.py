"""`kb user`: people and their accounts."""

import click

from kb.access import Panel, Role
from kb.cli.environment import Environment
from kb.language import Language
from kb.law.identifiers import ActId
from kb.services import accounts, library

ROLES = click.Choice([role.value for role in Role])
PASSWORD = click.password_option(help="Asked for if it is not given.")


@click.group()
def user() -> None:
    """Open, change and close accounts."""


@user.command()
@click.argument("name")
@click.option("--role", "roles", multiple=True, required=True, type=ROLES, help="May be repeated.")
@click.option("--full-name", required=True, help="As it is shown.")
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
@click.pass_obj
def add(
    environment: Environment,
    name: str,
    roles: tuple[str, ...],
    full_name: str,
    organisation: str,
    panel: str | None,
    language: str,
    password: str,
) -> None:
    """Open an account for the sign-in name NAME."""
    person = accounts.NewPerson(
        name=name,
        full_name=full_name,
        organisation=organisation,
        panel=Panel(panel) if panel else None,
        language=Language(language),
        roles=tuple(Role(role) for role in roles),
    )
    with environment.database.writing() as db:
        accounts.add(db, person, password, environment.clock)
    _tell(environment, f"{name} may sign in.")


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
@click.pass_obj
def password(environment: Environment, name: str, password: str) -> None:
    """Give NAME a new password, and end the sign-ins made with the old one."""
    with environment.database.writing() as db:
        accounts.set_password(db, name, password)
    _tell(environment, f"{name} has a new password.")


@user.command()
@click.argument("name")
@click.option("--role", "roles", multiple=True, required=True, type=ROLES, help="May be repeated.")
@click.pass_obj
def roles(environment: Environment, name: str, roles: tuple[str, ...]) -> None:
    """Give NAME these roles in place of the old ones."""
    with environment.database.writing() as db:
        accounts.set_roles(db, name, (Role(role) for role in roles))
    _tell(environment, f"{name} is now {', '.join(roles)}.")


@user.command()
@click.argument("name")
@click.pass_obj
def revoke(environment: Environment, name: str) -> None:
    """End all sign-ins of NAME."""
    with environment.database.writing() as db:
        ended = accounts.revoke(db, name)
    _tell(environment, f"{ended} sign-ins ended.")


@user.command()
@click.argument("name")
@click.pass_obj
def close(environment: Environment, name: str) -> None:
    """Close the account of NAME, and end its sign-ins at once."""
    with environment.database.writing() as db:
        accounts.set_active(db, name, active=False)
    _tell(environment, f"The account of {name} is closed.")


@user.command("open")
@click.argument("name")
@click.pass_obj
def open_(environment: Environment, name: str) -> None:
    """Open the account of NAME again."""
    with environment.database.writing() as db:
        accounts.set_active(db, name, active=True)
    _tell(environment, f"The account of {name} is open.")


@user.command()
@click.argument("name")
@click.argument("acts", nargs=-1, required=True)
@click.pass_obj
def invite(environment: Environment, name: str, acts: tuple[str, ...]) -> None:
    """Let the expert NAME read the drafts of ACTS while they are under review."""
    with environment.database.writing() as db:
        for act in acts:
            library.require(db, ActId(act))
            accounts.invite(db, name, ActId(act), environment.clock)
    _tell(environment, f"{name} is invited to {', '.join(acts)}.")


def _tell(environment: Environment, sentence: str) -> None:
    environment.console.print(sentence, highlight=False)
