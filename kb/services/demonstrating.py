"""A demonstration on a fresh database: people, publications and stages, as demo.yaml says."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kb.access import Panel, Role
from kb.errors import ConflictError
from kb.language import Language
from kb.law.force import Force
from kb.law.identifiers import ActId
from kb.law.procedure import Procedure, Stage
from kb.law.words import AllWords, Strict
from kb.services import accounts, publishing
from kb.services.accounts import NewPerson
from kb.services.publishing import Adoption, Happening
from kb.settings import Settings
from kb.storage.acts import ActRow, EventRow, PublicationRow, VersionRow

Clock = Callable[[], datetime]

FILE: Final = "demo.yaml"
_AT_HOME: Final = frozenset({"", "localhost", "127.0.0.1", "::1"})


class DemoPerson(Strict):
    """Somebody who signs in to the demonstration."""

    name: str
    full_name: str
    organisation: str
    roles: tuple[Role, ...]
    panel: Panel | None = None
    language: Language


class DemoPublication(Strict):
    """A version that is published."""

    version: int
    adopted_on: date
    decision: str
    starts: date


class DemoEvent(Strict):
    """What befalls a published act."""

    day: date
    force: Force
    ground: AllWords


class Demo(Strict):
    """The contents of demo.yaml."""

    password: str
    people: tuple[DemoPerson, ...]
    invitations: dict[str, tuple[str, ...]]
    publications: dict[str, tuple[DemoPublication, ...]]
    events: dict[str, tuple[DemoEvent, ...]]
    stages: dict[str, Stage]


def require_home(settings: Settings) -> None:
    """Raise ConflictError unless the site is for this machine: everybody knows the demo's password."""
    host = urlsplit(settings.base_url).hostname or ""
    if host not in _AT_HOME or settings.https:
        raise ConflictError(
            problem="The demonstration's people have a known password, and this site is public.",
            cure="Unset KB_BASE_URL and KB_HTTPS, or open real accounts with `kb user add`.",
        )


def set_up(db: Session, demo: Demo, procedure: Procedure, clock: Clock) -> list[str]:
    """Do what demo.yaml says, and what of it is done already not again; return what was done."""
    done = [*_people(db, demo, clock), *_publications(db, demo, procedure, clock)]
    done += [*_events(db, demo, clock), *_stages(db, demo, clock)]
    for name, acts in demo.invitations.items():
        for act in acts:
            accounts.invite(db, name, ActId(act), clock)
    return done


def _people(db: Session, demo: Demo, clock: Clock) -> list[str]:
    done = []
    for person in demo.people:
        if not accounts.exists(db, person.name):
            accounts.create(db, NewPerson(**dict(person)), demo.password, clock)
            done.append(f"{person.name} may sign in")
    db.flush()
    return done


def _publications(db: Session, demo: Demo, procedure: Procedure, clock: Clock) -> list[str]:
    publisher = next(p.name for p in demo.people if Role.PUBLISHER in p.roles)
    viewer = accounts.viewer_of(db, publisher)
    done = []
    for slug, wanted in demo.publications.items():
        there = _published(db, slug)
        for one in wanted[there:]:
            if _has_version(db, slug, one.version):
                adoption = Adoption(one.version, one.adopted_on, one.decision, one.starts)
                publishing.publish(db, viewer, procedure, ActId(slug), adoption, clock)
                done.append(f"{slug} version {one.version} published")
    db.flush()
    return done


def _events(db: Session, demo: Demo, clock: Clock) -> list[str]:
    publisher = next(p.name for p in demo.people if Role.PUBLISHER in p.roles)
    viewer = accounts.viewer_of(db, publisher)
    done = []
    for slug, events in demo.events.items():
        if _published(db, slug) and not _counted(db, slug):
            for one in events:
                happening = Happening(one.force, one.day, one.ground)
                publishing.record(db, viewer, ActId(slug), happening, clock)
                done.append(f"{slug} {one.force}")
    return done


def _stages(db: Session, demo: Demo, clock: Clock) -> list[str]:
    done = []
    for slug, stage in demo.stages.items():
        row = db.scalar(select(ActRow).where(ActRow.slug == slug))
        if row is not None and row.stage == Stage.WORKING and stage is not Stage.WORKING:
            publishing.move(db, ActId(slug), stage, clock)
            done.append(f"{slug} at {stage}")
    return done


def _published(db: Session, slug: str) -> int:
    query = select(func.count()).select_from(PublicationRow).join(ActRow)
    return db.scalar(query.where(ActRow.slug == slug)) or 0


def _counted(db: Session, slug: str) -> int:
    query = select(func.count()).select_from(EventRow).join(ActRow)
    return db.scalar(query.where(ActRow.slug == slug)) or 0


def _has_version(db: Session, slug: str, sequence: int) -> bool:
    query = select(VersionRow.id).join(ActRow)
    found = query.where(ActRow.slug == slug, VersionRow.sequence == sequence)
    return db.scalar(found) is not None
