"""`kb demo`: people, publications and stages for a look around."""

import click

from kb.cli.environment import Environment
from kb.services import catalogues, demonstrating
from kb.services.demonstrating import FILE, Demo
from kb.source import decoded


@click.command()
@click.pass_obj
def demo(environment: Environment) -> None:
    """Open the demonstration's accounts and publish its acts, as demo.yaml beside the acts says.

    What is there already stays. Refused on a public site, since everybody knows the password.
    """
    demonstrating.require_home(environment.settings)
    path = environment.settings.acts_dir / FILE
    if not path.is_file():
        raise click.ClickException(f"There is no {path}. Name the folder with KB_ACTS_DIR.")
    wanted = catalogues.parsed(Demo, str(path), decoded(str(path), path.read_bytes()))
    with environment.database.writing() as db:
        procedure = catalogues.stored(db).procedure
        done = demonstrating.set_up(db, wanted, procedure, environment.clock)
    for line in done:
        environment.console.print(line, highlight=False)
    names = ", ".join(person.name for person in wanted.people)
    environment.console.print(
        f"Sign in as {names} with the password {wanted.password}", highlight=False
    )
