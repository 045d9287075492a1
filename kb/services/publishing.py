"""Publishing a version, and recording what befalls a published act; each leaves its manifest line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from kb.access import Permission, Viewer
from kb.errors import ActNotFoundError, ConflictError, ForbiddenError, msg
from kb.law.force import FINAL, Force
from kb.law.identifiers import ActId
from kb.law.procedure import Procedure, Stage
from kb.law.publication import OF_FORCE, PublicationKind
from kb.law.words import Words
from kb.review.calendar import day_of
from kb.review.obstacle import Obstacle, refuse
from kb.services import audit, beginnings, gazette, library, under_discussion
from kb.services.audit import Actor, Agent
from kb.services.library import Edition, metadata_of
from kb.services.readiness import obstacles
from kb.storage.acts import ActRow, EventRow, PublicationRow, VersionRow
from kb.storage.queue import IndexTaskRow

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Adoption:
    """The decision that a publication rests on, and the version that it adopts.

    `starts` is the day on which begins what the act sets no day for. `body` is who adopted it: the
    one that the act names, if it is empty. A correction mends a slip and changes no rule.
    """

    version: int
    adopted_on: date
    decision: str
    starts: date
    body: str = ""
    is_correction: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """What befalls a published act from a day on, and why; a suspension may have its end."""

    force: Force
    day: date
    ground: Words
    decision: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A publication that was made in error, and the public reason for taking it back."""

    publication: int
    ground: Words


def publish(
    db: Session, viewer: Viewer, procedure: Procedure, act: ActId, adoption: Adoption, clock: Clock
) -> int:
    """Pin a version as what everybody reads from now on; return the publication's number.

    Raises ConflictError if everybody reads it already, and while something stands in the way, such
    as a missing language, with the list of what does.
    """
    row = _row_for_publisher(db, viewer, act)
    version = version_of(db, row, adoption.version)
    _refuse(db, version, procedure, adoption, clock())
    before = _state(row)
    is_newest = version.sequence == db.scalar(_newest(row))
    publication = _publication(row, version, adoption, clock())
    if is_newest:  # A draft newer than that stays where it stands.
        row.stage, row.stage_since = Stage.PUBLISHED, publication.published_at
    db.add(publication)
    now, after = publication.published_at, _state(row)
    done = audit.Deed.PUBLISHED
    audit.note(db, viewer, done, publication, at=now, before=before, after=after)
    _note_days(db, viewer, publication)
    _announce(db, row, now)
    return publication.number


def record(db: Session, viewer: Viewer, act: ActId, happening: Happening, clock: Clock) -> None:
    """Record that a published act is suspended, in force again, repealed, expired or annulled."""
    row = _row_for_publisher(db, viewer, act)
    _refuse_happening(row, happening)
    now = clock()
    words = happening.ground.model_dump(exclude_none=True)
    changes = [(happening.day, happening.force)]
    if happening.until is not None:
        changes.append((happening.until, Force.IN_FORCE))
    for day, force in changes:
        event = EventRow(act=row, day=day, force=force, ground=words, recorded_at=now)
        event.decision = happening.decision
        db.add(event)
        after = {"force": force.value, "day": day.isoformat()}
        audit.note(db, viewer, audit.Deed.EVENT_RECORDED, event, at=now, after=after)
    _announce(db, row, now)


def withdraw(db: Session, viewer: Viewer, act: ActId, withdrawal: Withdrawal, clock: Clock) -> None:
    """Take back a publication: its text is no longer shown, and the reason stands in its place."""
    row = _row_for_publisher(db, viewer, act)
    publication, before = _standing(row, withdrawal), _state(row)
    publication.withdrawn_at = clock()
    publication.withdrawal = withdrawal.ground.model_dump(exclude_none=True)
    db.flush()
    for later in row.publications[publication.number :]:
        if later.withdrawn_at is None:  # What it left as it was had begun with the one withdrawn.
            _note_days(db, viewer, later)
    after, now = _state(row), publication.withdrawn_at
    done = audit.Deed.WITHDRAWN
    audit.note(db, viewer, done, publication, at=now, before=before, after=after)
    _announce(db, row, now)


def _note_days(db: Session, viewer: Viewer, publication: PublicationRow) -> None:
    """Keep the days on which passages of a publication begin."""
    edition = Edition(publication=publication.number)
    shown = library.find(db, viewer, ActId(publication.act.slug), edition)
    publication.days = [day.isoformat() for day in beginnings.days(db, shown)]


Deed = Adoption | Happening | Withdrawal
"""What may be published of an act."""


def require_possible(
    db: Session, row: ActRow, procedure: Procedure, deed: Deed, now: datetime
) -> None:
    """Raise RefusedError or ConflictError if something could not be published as things stand."""
    match deed:
        case Adoption():
            _refuse(db, version_of(db, row, deed.version), procedure, deed, now)
        case Happening():
            _refuse_happening(row, deed)
        case Withdrawal():
            _standing(row, deed)


def hindrances(
    db: Session, version: VersionRow, procedure: Procedure, adoption: Adoption, now: datetime
) -> list[Obstacle]:
    """Return everything that stands in the way of publishing a version."""
    untimely, unready = _in_the_way(db, version, procedure, adoption, now)
    return [*untimely, *unready]


def _in_the_way(
    db: Session, version: VersionRow, procedure: Procedure, adoption: Adoption, now: datetime
) -> tuple[list[Obstacle], list[Obstacle]]:
    """Return what stands in the way whatever the text, and what is to be mended in it."""
    today, standing = day_of(now), version.act.standing
    if standing is not None and standing.version_id == version.id:
        return [_published_already(standing, today)], []
    is_early = adoption.adopted_on > today
    early = [Obstacle(_NOT_ADOPTED, {"day": adoption.adopted_on})] if is_early else []
    untimely = [*early, *under_discussion.obstacles(db, version, now)]
    return untimely, obstacles(db, version, procedure, _body(version, adoption))


def _published_already(standing: PublicationRow, today: date) -> Obstacle:
    version = {"version": str(standing.version.sequence)}
    if standing.starts <= today:
        return Obstacle(msg("Version %(version)s is what everybody reads already."), version)
    return Obstacle(_COMING, {**version, "number": standing.number, "day": standing.starts})


def move(db: Session, act: ActId, stage: Stage, clock: Clock, by: Actor = Agent.OPERATOR) -> None:
    """Put a draft at a stage of its way; the rules of the way are kb.review's."""
    row, now = _row(db, act), clock()
    before, after = {"stage": str(row.stage)}, {"stage": stage.value}
    row.stage, row.stage_since = stage, now
    audit.note(db, by, audit.Deed.STAGE_MOVED, row, at=now, before=before, after=after)


def version_of(db: Session, row: ActRow, sequence: int) -> VersionRow:
    """Return a version of an act, or raise ConflictError if it has none of this number."""
    same = (VersionRow.act_id == row.id) & (VersionRow.sequence == sequence)
    version = db.scalar(select(VersionRow).where(same))
    if version is None:
        told = msg("%(act)s has no version %(version)s. Import it first.")
        raise ConflictError(told, act=row.slug, version=sequence)
    return version


def _announce(db: Session, row: ActRow, now: datetime) -> None:
    """Write what has changed to the manifest, and leave a task for the indexes."""
    db.add(IndexTaskRow(act_id=row.id, created_at=now))
    db.flush()
    gazette.write(db)


def _row(db: Session, act: ActId) -> ActRow:
    row = db.scalar(select(ActRow).where(ActRow.slug == act))
    if row is None:
        raise ActNotFoundError(act=act)
    return row


def _row_for_publisher(db: Session, viewer: Viewer, act: ActId) -> ActRow:
    if not viewer.may(Permission.PUBLISH):
        raise ForbiddenError
    return _row(db, act)


def _newest(row: ActRow) -> Select[int | None]:
    return select(func.max(VersionRow.sequence)).where(VersionRow.act_id == row.id)


def _state(row: ActRow) -> dict[str, object]:
    """Return what an entry of the audit log says of an act: its stage, and what everybody reads."""
    return {"stage": str(row.stage), "publication": row.standing.number if row.standing else None}


def _publication(
    row: ActRow, version: VersionRow, adoption: Adoption, now: datetime
) -> PublicationRow:
    return PublicationRow(
        act=row,
        version=version,
        number=len(row.publications) + 1,
        kind=_kind(row, adoption),
        body=_body(version, adoption),
        adopted_on=adoption.adopted_on,
        decision=adoption.decision,
        starts=adoption.starts,
        published_at=now,
    )


def _kind(row: ActRow, adoption: Adoption) -> PublicationKind:
    if row.standing is None:
        return PublicationKind.ADOPTION
    return PublicationKind.CORRECTION if adoption.is_correction else PublicationKind.AMENDMENT


def _body(version: VersionRow, adoption: Adoption) -> str:
    return adoption.body or metadata_of(version).adopting_body


def _refuse(
    db: Session, version: VersionRow, procedure: Procedure, adoption: Adoption, now: datetime
) -> None:
    untimely, unready = _in_the_way(db, version, procedure, adoption, now)
    refuse([*untimely, *unready, *([Obstacle(_MEND)] if unready else [])])


def _standing(row: ActRow, withdrawal: Withdrawal) -> PublicationRow:
    for publication in row.publications:
        if publication.number == withdrawal.publication and publication.withdrawn_at is None:
            return publication
    number = withdrawal.publication
    raise ConflictError(_NOTHING_TO_WITHDRAW, act=row.slug, number=number)


def _refuse_happening(row: ActRow, happening: Happening) -> None:
    if row.standing is None:
        raise ConflictError(msg("%(act)s is not published. Publish it first."), act=row.slug)
    if happening.force not in OF_FORCE:
        raise ConflictError(_FOLLOWS, force=happening.force)
    ended = next((event for event in row.events if event.force in FINAL), None)
    if ended is not None and happening.day >= ended.day:
        raise ConflictError(_ENDED, act=row.slug, force=Force(ended.force), day=ended.day)
    if happening.until is not None and not (
        happening.force is Force.SUSPENDED and happening.until > happening.day
    ):
        raise ConflictError(_WRONG_END)


_NOT_ADOPTED: Final = msg("The day of the decision, %(day)s, is still to come. Correct it.")
_COMING: Final = msg(
    "Version %(version)s is published already, as No. %(number)s, and applies from %(day)s on."
)
_MEND: Final = msg("Mend this, and publish the mended version.")
_NOTHING_TO_WITHDRAW: Final = msg(
    "%(act)s has no publication %(number)s that could be withdrawn. Name one that stands."
)
_FOLLOWS: Final = msg(
    "“%(force)s” is not decided but follows from the days. Name what was decided."
)
_ENDED: Final = msg("%(act)s is %(force)s from %(day)s on. Nothing can befall it any more.")
_WRONG_END: Final = msg(
    "An end is for a suspension, and comes after its beginning. Leave it out, or correct it."
)
