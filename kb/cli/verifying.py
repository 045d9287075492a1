"""`kb verify`: whether what was published is still what it was."""

from pathlib import Path

import click

from kb.cli.environment import Environment
from kb.cli.publications import message_of
from kb.errors import SourceError
from kb.git import find
from kb.law import chain
from kb.law.chain import Break, Head
from kb.services import gazette
from kb.services.gazette import Entry
from kb.source import decoded
from kb.tags import Signature, is_signed_by, name_of, names, read

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("files", nargs=-1, type=FILE)
@click.option("--manifest", "copy", type=FILE, help="A copy of the manifest, to compare.")
@click.option(
    "--signers", type=FILE, help="Also the signed tags; who may sign stands in this file."
)
@click.pass_obj
def verify(
    environment: Environment, files: tuple[Path, ...], copy: Path | None, signers: Path | None
) -> None:
    """Verify what was published, or a copy of it.

    FILES are texts: the publications that have exactly these words are listed. Exit status 1 if
    something does not hold.
    """
    if files:
        holds = not [path for path in files if not _verify_text(environment, path)]
    elif copy:
        holds = _verify_copy(environment, copy)
    else:
        holds = _verify_all(environment)
    if signers:
        holds = _verify_tags(environment, signers) and holds
    if not holds:
        raise SystemExit(1)


def _verify_text(environment: Environment, path: Path) -> bool:
    with environment.database.reading() as db:
        found = gazette.matches(db, decoded(str(path), path.read_bytes()))
    for match in found:
        entry = match.entry
        day = entry.published_at.date()
        click.echo(
            f"{path}: {entry.act}, publication No. {entry.publication} of {day}, {match.language}"
        )
    if not found:
        click.echo(f"{path}: no publication has these words", err=True)
    return bool(found)


def _verify_copy(environment: Environment, path: Path) -> bool:
    with path.open("rb") as file:
        head, broken = chain.verify(file)
    if broken:
        return _tell_break(str(path), broken)
    with environment.database.reading() as db:
        here = _hash_at(list(gazette.lines(db)), head.number)
    if not head.number:
        click.echo(f"{path}: it is empty, and shows nothing", err=True)
        return False
    if here != head.hash:
        click.echo(f"{path}: it holds, but is not a copy of the manifest kept here", err=True)
        return False
    click.echo(f"{path}: {head.number} entries hold, {head.hash}")
    return True


def _hash_at(lines: list[bytes], number: int) -> str:
    """Return the hash of an entry of the manifest kept here; empty if it does not go so far."""
    head, broken = chain.verify(lines[:number])
    return head.hash if broken is None and head.number == number else ""


def _verify_all(environment: Environment) -> bool:
    with environment.database.reading() as db:
        checked = gazette.verify(db)
    if checked.broken:
        return _tell_break("manifest", checked.broken)
    for one in checked.changed:
        click.echo(f"{one}: not as it was published", err=True)
    if checked.holds:
        click.echo(_all_well(checked.head, checked.texts))
    return checked.holds


def _all_well(head: Head, texts: int) -> str:
    return f"{head.number} entries and {texts} texts are as they were published, {head.hash}"


def _tell_break(place: str, broken: Break) -> bool:
    click.echo(f"{place}:{broken.line}: {broken.problem}", err=True)
    return False


def _verify_tags(environment: Environment, signers: Path) -> bool:
    found = find(environment.settings.acts_dir)
    if found is None:
        raise SourceError(
            place=str(environment.settings.acts_dir),
            problem="This is no repository.",
            cure="Name it with KB_ACTS_DIR.",
        )
    repository = found[0]
    with environment.database.reading() as db:
        log = gazette.log(db, most=None)
    entries = {name_of(one.act, one.publication or 0): one for one in log if one.texts}
    holds = True
    for name in sorted(names(repository)):
        fault = _fault(read(repository, name), entries.pop(name, None))
        if not fault and not is_signed_by(repository, name, signers):
            fault = f"it is signed by nobody whom {signers} names"
        click.echo(f"{name}: {f'does not hold: {fault}' if fault else 'signed'}", err=bool(fault))
        holds = holds and not fault
    for name in sorted(entries):
        click.echo(f"{name}: not signed")
    return holds


def _fault(tag: Signature, entry: Entry | None) -> str:
    """Return why a tag does not say what the manifest says; empty if it does."""
    if entry is None:
        return "there is no such publication"
    if tag.commit != entry.commit:
        return "it names another commit than the manifest"
    return "" if tag.message == message_of(entry) else "it does not say what the manifest says"
