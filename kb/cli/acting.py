"""In whose name a command acts, as the audit log will have it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click
from sqlalchemy.orm import Session

from kb.access import Role, Viewer
from kb.cli.environment import Environment
from kb.law.identifiers import ActId
from kb.services import accounts, seats
from kb.services.audit import Actor, Agent
from kb.services.seats import Seat

BY_OPTION = click.option(
    "--as", "by", metavar="NAME", help="In whose name; without it, in the operator's."
)


def actor(db: Session, name: str | None) -> Actor:
    """Return the person with a sign-in name, or the operator; PersonNotFoundError if nobody has it."""
    return Agent.OPERATOR if name is None else accounts.viewer_of(db, name)


def coordinator(db: Session, acts: Iterable[ActId], name: str | None) -> Viewer:
    """Return the person with a sign-in name, or the operator with a coordinator's rights to acts."""
    if name is not None:
        return accounts.viewer_of(db, name)
    return Viewer(None, frozenset({Role.COORDINATOR}), frozenset(acts))


@contextmanager
def at_round(
    environment: Environment, wanted: tuple[str, int], name: str, *, writes: bool
) -> Iterator[tuple[Session, Seat]]:
    """Give a session, and a person's place at a round: the act and the number of it."""
    act, number = wanted
    database = environment.database
    with database.writing() if writes else database.reading() as db:
        viewer = accounts.viewer_of(db, name)
        yield db, seats.take(db, viewer, ActId(act), number, environment.clock)
