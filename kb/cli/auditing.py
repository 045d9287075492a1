"""`kb audit`: the log of what everybody did."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from kb.access import PersonId, Role, Viewer
from kb.cli.environment import Environment
from kb.law import chain
from kb.law.identifiers import ActId
from kb.services import accounts, deeds, library
from kb.services import audit as log
from kb.services.audit import Deed
from kb.services.deeds import Entry, Wanted, hours_of

DAY = click.DateTime(["%Y-%m-%d"])
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
OPERATOR = Viewer(roles=frozenset({Role.AUDITOR}))
"""Whoever has the command line has the database: the log is open to them as to an auditor."""


@click.group()
def audit() -> None:
    """Read the log of what everybody did, and verify it."""


@audit.command("list")
@click.option("--person", metavar="NAME", help="Deeds by or about this person.")
@click.option("--deed", type=click.Choice([deed.value for deed in Deed]), help="Of this kind.")
@click.option("--act", help="On this act.")
@click.option("--day", type=DAY, help="On this day where the law is in force.")
@click.option("--most", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.option("--json", "json_", is_flag=True, help="Print the entries as JSON.")
@click.pass_obj
def list_(
    environment: Environment,
    person: str | None,
    deed: str | None,
    act: str | None,
    day: datetime | None,
    most: int,
    json_: bool,
) -> None:
    """List what was done, the newest first."""
    zone = ZoneInfo(environment.settings.time_zone)
    since, until = hours_of(day.date(), zone) if day else (None, None)
    kind = Deed(deed) if deed else None
    with environment.database.reading() as db:
        if act is not None:
            library.require(db, ActId(act))
        by = PersonId(accounts.named(db, person).id) if person else None
        wanted = Wanted(
            person=by, deed=kind, act=ActId(act) if act else None, since=since, until=until
        )
        found = deeds.entries(db, OPERATOR, wanted, most=most)
    if json_:
        click.echo(json.dumps([_plain(one) for one in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            click.echo(_line(one, zone))


@audit.command()
@click.option("--copy", type=FILE, help="A copy that was exported earlier, to compare.")
@click.pass_obj
def verify(environment: Environment, copy: Path | None) -> None:
    """Verify that no entry was changed or left out; exit status 1 if one was.

    What was cut off at the end shows only against a copy, or against the last hash that you kept.
    """
    with environment.database.reading() as db:
        head, broken = log.verify(db)
        here = list(log.lines(db)) if copy and not broken else []
    if broken:
        _refuse(f"audit:{broken.line}: {broken.problem}")
    if copy:
        _compare(copy, here)
    click.echo(f"{head.number} entries hold, {head.hash}")


@audit.command()
@click.pass_obj
def export(environment: Environment) -> None:
    """Print the log as lines of JSON, each holding the hash of the one before."""
    with environment.database.reading() as db:
        for line in log.lines(db):
            click.echo(line, nl=False)


def _compare(copy: Path, here: list[bytes]) -> None:
    """End with status 1 unless the log begins with all that a copy has."""
    with copy.open("rb") as file:
        kept, broken = chain.verify(file)
    if broken:
        _refuse(f"{copy}:{broken.line}: {broken.problem}")
    if chain.verify(here[: kept.number])[0] != kept:
        _refuse(f"{copy}: it holds, but the log kept here does not begin with it")


def _refuse(problem: str) -> None:
    click.echo(problem, err=True)
    raise SystemExit(1)


def _line(one: Entry, zone: ZoneInfo) -> str:
    at = one.at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")
    who = one.person.name if one.person else one.actor
    what = one.about.name if one.about else one.subject
    return f"{one.number:>6} {at} {who:<16} {one.deed:<18} {what} {one.act or ''}".rstrip()


def _plain(one: Entry) -> dict[str, Any]:
    return {
        "number": one.number,
        "at": one.at.isoformat(),
        "actor": one.actor,
        "actor_name": one.person.name if one.person else None,
        "deed": one.deed,
        "subject": one.subject,
        "subject_name": one.about.name if one.about else None,
        "act": one.act,
        "before": one.before,
        "after": one.after,
        "hash": one.hash,
    }
