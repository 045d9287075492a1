"""A demonstration on a fresh database: people, publications and stages, as demo.yaml says."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final, Self
from urllib.parse import urlsplit

from pydantic import Field, NonNegativeInt, model_validator
from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.access import Panel, Role, Viewer
from kb.errors import ConflictError
from kb.language import Language
from kb.law.force import Force
from kb.law.identifiers import ActId
from kb.law.procedure import Procedure, Stage
from kb.law.words import AllWords, Strict
from kb.services import accounts, demo_rounds, proposing, publishing
from kb.services.accounts import NewPerson
from kb.services.demo_rounds import DemoRound
from kb.services.publishing import Adoption, Happening
from kb.settings import Settings
from kb.storage.acts import ActRow, EventRow, PublicationRow, VersionRow
from kb.storage.publications import ProposalRow

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
    """A version that is published: the newest, or one that has `newer` versions after it.

    Where the history is too short, as in a shallow clone, its oldest version is the one.
    """

    newer: NonNegativeInt = 0
    adopted_on: date
    decision: str
    starts: date


class DemoEvent(Strict):
    """What befalls a published act."""

    day: date
    force: Force
    ground: AllWords


class DemoProposal(DemoEvent):
    """What is proposed to befall a published act, and waits for another person; `by` proposes it."""

    by: str
    decision: str


class Demo(Strict):
    """The contents of demo.yaml: who signs in, what is published, at which stage the drafts stand."""

    password: str
    people: tuple[DemoPerson, ...]
    invitations: dict[str, tuple[str, ...]]
    publications: dict[str, tuple[DemoPublication, ...]]
    events: dict[str, tuple[DemoEvent, ...]]
    proposals: dict[str, DemoProposal] = Field(default_factory=dict)
    stages: dict[str, Stage]
    rounds: tuple[DemoRound, ...] = Field(default=())

    @model_validator(mode="after")
    def _has_a_publisher(self) -> Self:
        if not any(Role.PUBLISHER in person.roles for person in self.people):
            problem = "nobody among the people is a publisher, and the publications need one"
            raise ValueError(problem)
        return self

    @property
    def publisher(self) -> str:
        """The name of who publishes."""
        return next(person.name for person in self.people if Role.PUBLISHER in person.roles)


def require_home(settings: Settings) -> None:
    """Raise ConflictError unless the site is for this machine: everybody knows the demo's password."""
    hosts = {urlsplit(settings.base_url).hostname or "", *settings.trusted_hosts}
    if settings.https or not hosts <= _AT_HOME:
        raise ConflictError(
            "The demonstration's people have a known password, and this site is public. "
            "Unset KB_BASE_URL, KB_TRUSTED_HOSTS and KB_HTTPS, "
            "or open real accounts with `kb user add`."
        )


def set_up(db: Session, demo: Demo, procedure: Procedure, clock: Clock) -> list[str]:
    """Do what demo.yaml says, and what of it is done already not again; return what was done."""
    done = _people(db, demo, clock)
    viewer = accounts.viewer_of(db, demo.publisher)
    done += _publications(db, demo, procedure, viewer, clock)
    done += [*_events(db, demo, viewer, clock), *_stages(db, demo, clock)]
    done += _proposals(db, demo, procedure, clock)
    for name, acts in demo.invitations.items():
        for act in acts:
            accounts.invite(db, name, ActId(act), clock)
    held = (demo_rounds.hold(db, one, procedure, clock) for one in demo.rounds)
    return [*done, *(one for one in held if one)]


def _people(db: Session, demo: Demo, clock: Clock) -> list[str]:
    done = []
    for person in demo.people:
        if not accounts.exists(db, person.name):
            accounts.create(db, NewPerson(**dict(person)), demo.password, clock)
            done.append(f"{person.name} may sign in")
    return done


def _publications(
    db: Session, demo: Demo, procedure: Procedure, viewer: Viewer, clock: Clock
) -> list[str]:
    done = []
    for slug, wanted in demo.publications.items():
        there, published = _versions(db, slug), _published(db, slug)
        for one in wanted if there and not published else ():
            version = max(there[-1] - one.newer, there[0])
            if version not in published:
                adoption = Adoption(version, one.adopted_on, one.decision, one.starts)
                publishing.publish(db, viewer, procedure, ActId(slug), adoption, clock)
                published.add(version)
                done.append(f"{slug} version {version} published")
    return done


def _events(db: Session, demo: Demo, viewer: Viewer, clock: Clock) -> list[str]:
    done = []
    for slug, events in demo.events.items():
        if _published(db, slug) and not _has_events(db, slug):
            for one in events:
                happening = Happening(one.force, one.day, one.ground)
                publishing.record(db, viewer, ActId(slug), happening, clock)
                done.append(f"{slug} {one.force}")
    return done


def _proposals(db: Session, demo: Demo, procedure: Procedure, clock: Clock) -> list[str]:
    done = []
    for slug, one in demo.proposals.items():
        if _published(db, slug) and not _has_proposals(db, slug):
            viewer = accounts.viewer_of(db, one.by)
            happening = Happening(one.force, one.day, one.ground, one.decision)
            proposing.propose(db, viewer, procedure, ActId(slug), happening, clock)
            done.append(f"{slug} {one.force} proposed")
    return done


def _stages(db: Session, demo: Demo, clock: Clock) -> list[str]:
    done = []
    for slug, stage in demo.stages.items():
        row = db.scalar(select(ActRow).where(ActRow.slug == slug))
        if row is not None and row.stage == Stage.WORKING and stage is not Stage.WORKING:
            publishing.move(db, ActId(slug), stage, _before_rounds(demo, slug, clock))
            done.append(f"{slug} at {stage}")
    return done


def _before_rounds(demo: Demo, slug: str, clock: Clock) -> Clock:
    """Return a clock that shows the day before the first round on an act, or now if there is none."""
    days = [one.opened + 1 for one in demo.rounds if one.act == slug]
    moment = clock() - timedelta(days=max(days, default=0))
    return lambda: moment


def _versions(db: Session, slug: str) -> list[int]:
    """Return the versions of an act, the oldest first."""
    query = select(VersionRow.sequence).join(ActRow).where(ActRow.slug == slug)
    return list(db.scalars(query.order_by(VersionRow.sequence)))


def _published(db: Session, slug: str) -> set[int]:
    """Return the versions of an act that were ever published."""
    query = select(VersionRow.sequence).join(PublicationRow).join(PublicationRow.act)
    return set(db.scalars(query.where(ActRow.slug == slug)))


def _has_proposals(db: Session, slug: str) -> bool:
    query = select(ProposalRow.id).join(ActRow).where(ActRow.slug == slug)
    return db.scalar(query.limit(1)) is not None


def _has_events(db: Session, slug: str) -> bool:
    query = select(EventRow.id).join(ActRow).where(ActRow.slug == slug)
    return db.scalar(query.limit(1)) is not None
