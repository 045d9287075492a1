"""`kb rounds patch`, `push` and `verify`: the adopted wordings of a round on their way into the text."""

from collections.abc import Iterator
from typing import BinaryIO, Final

import click

from kb.cli.acting import at_round
from kb.cli.environment import Environment
from kb.errors import ConflictError
from kb.language import Language
from kb.law.citation.naming import place
from kb.law.identifiers import EId
from kb.law.redline.marked import marked
from kb.law.redline.tokens import Vocabulary
from kb.law.redline.words import compare
from kb.origin import origin
from kb.review.adopting import Adopted
from kb.services import importing, patching, verifying
from kb.services.patching import Patch
from kb.services.verifying import Missing

ACT: Final = click.argument("act")
NUMBER: Final = click.argument("number", type=click.IntRange(1))
AS: Final = click.option("--as", "name", metavar="NAME", required=True, help="In whose name.")


@click.command()
@ACT
@NUMBER
@AS
@click.option("-o", "--output", type=click.File("wb", lazy=True), default="-", help="The file.")
@click.pass_obj
def patch(environment: Environment, act: str, number: int, name: str, output: BinaryIO) -> None:
    """Write the adopted wordings of a round as `git am --keep-cr` takes them.

    NAME, who answers comments, is their author. What is not in the patch is told of; if that is
    all, the exit status is 1.
    """
    with at_round(environment, (act, number), name, writes=False) as (db, seat):
        prepared = patching.prepare(db, seat)
        for line in _left_out(prepared):
            click.echo(line, err=True)
        found = origin(environment.settings, importing.sources(db))
        letters = patching.mail(db, seat, found)
    output.write(letters)


@click.command()
@ACT
@NUMBER
@AS
@click.pass_obj
def push(environment: Environment, act: str, number: int, name: str) -> None:
    """Put the adopted wordings of a round on the branch review/ACT/NUMBER of the texts' repository."""
    with at_round(environment, (act, number), name, writes=False) as (db, seat):
        for line in _left_out(patching.prepare(db, seat)):
            click.echo(line, err=True)
        found = origin(environment.settings, importing.sources(db))
        if found is None:
            raise ConflictError(
                "The texts do not come from a repository of this machine. "
                "Write the patch to a file instead: kb rounds patch."
            )
        pushed = patching.push(db, seat, found)
    with at_round(environment, (act, number), name, writes=True) as (db, seat):
        patching.note(db, seat, pushed)
    click.echo(f"{pushed.branch}: {pushed.commits} new commits, {pushed.commit[:12]}")


@click.command()
@ACT
@NUMBER
@AS
@click.pass_obj
def verify(environment: Environment, act: str, number: int, name: str) -> None:
    """Look for the adopted wordings of a round in the newest version; exit status 1 if one is missing.

    For those that are missing it is told what stands there instead.
    """
    with at_round(environment, (act, number), name, writes=True) as (db, seat):
        found = verifying.verify(db, seat)
    for comment in found.found:
        click.echo(f"{comment}: verified in version {found.version}")
    for one in found.missing:
        for line in _missing(one, found.version):
            click.echo(line)
    if found.missing:
        raise SystemExit(1)


def _left_out(prepared: Patch) -> Iterator[str]:
    """Yield why accepted comments are not in a patch, a line each."""
    for conflict in prepared.amendment.conflicts:
        one, other = conflict.one, conflict.other
        clash = f"contradicts {other.comment} in {conflict.language}; neither is taken"
        yield f"{_named(one)}: {clash}."
    for unfit in prepared.amendment.unfit:
        yield f"{_named(unfit.adopted)}, {unfit.language}: {unfit.error}"
    for homeless in prepared.homeless:
        yield f"{_named(homeless)}: version {prepared.version} has no such provision any more."
    for comment in prepared.wordless:
        yield f"{comment}: accepted without a wording."
    for step in prepared.amendment.steps:
        if step.needed:
            yield f"{_place(step.eid)}: wording needed in {', '.join(step.needed)}."


def _missing(one: Missing, version: int) -> Iterator[str]:
    yield f"{_named(one.adopted)}: not in version {version}"
    for language, wording in one.adopted.wording:
        standing = one.standing.get(language)
        told = _redline(standing, wording) if standing else "there is no such provision"
        yield f"  {language}: {told}"


def _redline(standing: str, wording: str) -> str:
    """Return what stands there as [-deleted-], and what was adopted as {+inserted+}."""
    return " ".join(marked(compare(standing, wording, Vocabulary())).split())


def _named(one: Adopted) -> str:
    return f"{one.comment}, {_place(one.eid)}"


def _place(eid: EId) -> str:
    return place(eid, Language.EN) or eid
