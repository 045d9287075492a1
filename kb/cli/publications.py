"""`kb publish`: what is published, by two people; and what befalls what was."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import click

from kb.access import Permission
from kb.cli.environment import Environment
from kb.errors import ActNotFoundError, ConflictError, ForbiddenError
from kb.git import find
from kb.language import Language
from kb.law.force import Force
from kb.law.identifiers import ActId
from kb.law.publication import OF_FORCE
from kb.law.words import AllWords, Words
from kb.services import accounts, catalogues, gazette, library, proposing
from kb.services.gazette import Entry
from kb.services.proposing import State
from kb.services.publishing import Adoption, Deed, Happening, Withdrawal
from kb.tags import Signature, name_of, sign

DAY = click.DateTime(["%Y-%m-%d"])
AS_OPTION = click.option("--as", "name", metavar="NAME", required=True, help="In whose name.")
Command = TypeVar("Command", bound=Callable[..., None])
GROUND_OPTIONS = [
    click.option(f"--ground-{language}", default=None, help="The public reason.")
    for language in ("kk", "ru", "en")
]


def ground_options(command: Command) -> Command:
    """Let a command take the public reason in all three languages."""
    for option in reversed(GROUND_OPTIONS):
        command = option(command)
    return command


@click.group()
def publish() -> None:
    """Propose, confirm and look up publications."""


@publish.command()
@click.argument("act")
@click.option("--version", type=int, help="By default the newest.")
@click.option("--adopted-on", type=DAY, required=True, help="The day of the decision.")
@click.option("--decision", required=True, help="Its number.")
@click.option("--starts", type=DAY, required=True, help="From when on it applies.")
@click.option("--body", default="", help="Who adopted it, if not the body that the act names.")
@click.option("--correction", is_flag=True, help="It mends a slip and changes no rule.")
@AS_OPTION
@click.pass_obj
def propose(
    environment: Environment,
    act: str,
    version: int | None,
    adopted_on: datetime,
    decision: str,
    starts: datetime,
    body: str,
    correction: bool,
    name: str,
) -> None:
    """Propose to publish a version of ACT; another person confirms it."""
    with environment.database.reading() as db:
        viewer = accounts.viewer_of(db, name)
        newest = version or library.find(db, viewer, ActId(act)).shown.sequence
    adoption = Adoption(newest, adopted_on.date(), decision, starts.date(), body, correction)
    _propose(environment, act, adoption, name)


@publish.command()
@click.argument("act")
@click.argument("force", metavar="FORCE", type=click.Choice([force.value for force in OF_FORCE]))
@click.option("--day", type=DAY, required=True, help="From when on.")
@click.option("--until", type=DAY, help="The end of a suspension.")
@click.option("--decision", default="", help="The number of the decision.")
@ground_options
@AS_OPTION
@click.pass_obj
def event(
    environment: Environment,
    /,
    act: str,
    force: str,
    day: datetime,
    until: datetime | None,
    decision: str,
    name: str,
    **grounds: str | None,
) -> None:
    """Propose what befalls ACT: it is suspended, in-force again, repealed, annulled or expired."""
    end = until.date() if until else None
    happening = Happening(Force(force), day.date(), _ground(grounds), decision, end)
    _propose(environment, act, happening, name)


@publish.command()
@click.argument("act")
@click.argument("number", type=int)
@ground_options
@AS_OPTION
@click.pass_obj
def withdraw(
    environment: Environment, /, act: str, number: int, name: str, **grounds: str | None
) -> None:
    """Propose to take back publication NUMBER of ACT, which was made in error."""
    _propose(environment, act, Withdrawal(number, _ground(grounds)), name)


@publish.command()
@click.argument("number", type=int)
@AS_OPTION
@click.pass_obj
def confirm(environment: Environment, number: int, name: str) -> None:
    """Carry out proposal NUMBER, which another person made."""
    _warn(environment, number, name)
    with environment.database.writing() as db:
        viewer, procedure = accounts.viewer_of(db, name), catalogues.stored(db).procedure
        proposing.confirm(db, viewer, procedure, number, environment.clock)
        end = gazette.head_of(db)
    click.echo(f"Published: entry {end.number} of the manifest, {end.hash}.")
    click.echo("The indexes follow with `kb index sync`, and on the site by themselves.", err=True)


@publish.command()
@click.argument("number", type=int)
@click.option("--reason", required=True, help="For the one who proposed it.")
@AS_OPTION
@click.pass_obj
def decline(environment: Environment, number: int, reason: str, name: str) -> None:
    """Turn down proposal NUMBER; nothing is published."""
    with environment.database.writing() as db:
        viewer = accounts.viewer_of(db, name)
        proposing.decline(db, viewer, number, reason, environment.clock)


@publish.command("list")
@AS_OPTION
@click.pass_obj
def list_(environment: Environment, name: str) -> None:
    """List the proposals that wait for a decision."""
    with environment.database.reading() as db:
        found = proposing.proposals(db, accounts.viewer_of(db, name))
    for one in found:
        if one.state is State.OPEN:
            click.echo(f"{one.id:>4} {one.act:<28} {_told(one.deed)}, proposed by {one.proposer}")


@publish.command("log")
@click.option("--most", type=click.IntRange(1, 1000), default=50, show_default=True)
@click.pass_obj
def log_(environment: Environment, most: int) -> None:
    """List what was published, the newest first."""
    with environment.database.reading() as db:
        entries = gazette.log(db, most=most)
    for one in entries:
        number = f"No. {one.publication}" if one.publication else ""
        day = one.published_at.date().isoformat()
        click.echo(f"{one.number:>4} {day} {one.kind:<11} {one.act:<28} {number}".rstrip())


@publish.command()
@click.pass_obj
def manifest(environment: Environment) -> None:
    """Print the manifest: a line for everything that was published, each holding the hash before."""
    with environment.database.reading() as db:
        for line in gazette.lines(db):
            click.echo(line, nl=False)


@publish.command("sign")
@click.argument("act")
@click.argument("number", type=int)
@click.option("--key", required=True, help="The file of an SSH key, or the id of a GPG key.")
@AS_OPTION
@click.pass_obj
def sign_(environment: Environment, act: str, number: int, key: str, name: str) -> None:
    """Write a signed tag for publication NUMBER of ACT into the repository of the acts."""
    with environment.database.reading() as db:
        if not accounts.viewer_of(db, name).may(Permission.PUBLISH):
            raise ForbiddenError
        entry = _entry(gazette.of_act(db, ActId(act)), act, number)
    found = find(environment.settings.acts_dir)
    if found is None or not entry.commit:
        raise ConflictError(
            "Publication %(number)s of %(act)s comes from no repository. "
            "Import it from one: kb acts import --repo PATH.",
            number=number,
            act=act,
        )
    tag = Signature(name_of(act, number), entry.commit, message_of(entry))
    sign(found[0], tag, key, name)
    click.echo(f"{tag.name} is signed.")


def message_of(entry: Entry) -> str:
    """Return what a publication's tag says: the entry of the manifest, and the hashes of the texts."""
    hashes = "\n".join(f"SHA-256 {one}: {name}" for one, name in entry.texts.items())
    title = f"Publication No. {entry.publication} of {entry.act}"
    return f"{title}\n\nManifest: {entry.number} {entry.hash}\n{hashes}"


def _propose(environment: Environment, act: str, deed: Deed, name: str) -> None:
    with environment.database.writing() as db:
        viewer, procedure = accounts.viewer_of(db, name), catalogues.stored(db).procedure
        number = proposing.propose(db, viewer, procedure, ActId(act), deed, environment.clock)
    click.echo(
        f"Proposal {number}. Another person confirms it: kb publish confirm {number} --as NAME"
    )
    _warn(environment, number, name)


def _warn(environment: Environment, number: int, name: str) -> None:
    """Say what is allowed, and may yet not be meant."""
    with environment.database.reading() as db:
        proposal = proposing.proposal(db, accounts.viewer_of(db, name), number)
        foreseen = proposing.foreseen(db, proposal, environment.today())
    if foreseen.is_late:
        told = "It would apply from a day before its posting. No act applies before it is posted"
        click.echo(f"{told} (Constitutional Law on Alatau, Art. 9(2)).", err=True)
    for one in foreseen.displaced:
        told = "applies on no day any more: this one is published later and begins no later."
        click.echo(f"Publication No. {one} {told}", err=True)


def _entry(entries: list[Entry], act: str, number: int) -> Entry:
    for entry in entries:
        if entry.publication == number and entry.texts:
            return entry
    raise ActNotFoundError(act=f"{act}, publication {number}")


def _ground(grounds: dict[str, str | None]) -> Words:
    said = {name.removeprefix("ground_"): words for name, words in grounds.items() if words}
    if set(said) != set(Language):
        problem = (
            "Give the public reason in all three languages: --ground-kk, --ground-ru, --ground-en."
        )
        raise click.UsageError(problem)
    return AllWords.model_validate(said)


def _told(deed: Deed) -> str:
    match deed:
        case Adoption():
            return f"publish version {deed.version} ({deed.decision}), from {deed.starts}"
        case Happening():
            return f"{deed.force} from {deed.day}"
        case Withdrawal():
            return f"withdraw publication {deed.publication}"
