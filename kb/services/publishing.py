"""Publishing a version, and recording what befalls a published act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from kb.access import Permission, Viewer
from kb.errors import ActNotFoundError, ConflictError, ForbiddenError
from kb.language import Language
from kb.law.checks import parity_check
from kb.law.draft import Draft
from kb.law.finding import Severity
from kb.law.force import Force
from kb.law.identifiers import ActId
from kb.law.metadata import Metadata
from kb.law.procedure import Procedure, Stage
from kb.law.words import Words
from kb.services import texts
from kb.services.library import metadata_of
from kb.storage.acts import ActRow, EventRow, ExpressionRow, PublicationRow, VersionRow
from kb.storage.queue import IndexTaskRow

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Adoption:
    """The decision that a publication rests on, and the version that it adopts.

    `starts` is the day on which begins what the act sets no day for.
    """

    version: int
    adopted_on: date
    decision: str
    starts: date


def publish(
    db: Session, viewer: Viewer, procedure: Procedure, act: ActId, adoption: Adoption, clock: Clock
) -> int:
    """Pin a version as what everybody reads from now on; return the publication's number.

    Raises ConflictError if everybody reads it already, and while a required language is missing or
    the languages disagree, with the list of what is missing.
    """
    row = _row_for_publisher(db, viewer, act)
    version = _version(db, row, adoption.version)
    last = row.publications[-1] if row.publications else None
    if last is not None and last.version_id == version.id:
        raise ConflictError(
            problem=f"Version {adoption.version} of {act} is what everybody reads already.",
            cure="Publish a newer version.",
        )
    _refuse_unready(db, version, procedure)
    is_newest = version.sequence == db.scalar(_newest(row))
    publication = PublicationRow(
        act=row,
        version=version,
        number=last.number + 1 if last else 1,
        adopted_on=adoption.adopted_on,
        decision=adoption.decision,
        starts=adoption.starts,
        published_at=clock(),
    )
    if is_newest:  # A draft newer than that stays where it stands.
        row.stage, row.stage_since = Stage.PUBLISHED, publication.published_at
    db.add_all([publication, IndexTaskRow(act_id=row.id, created_at=publication.published_at)])
    db.flush()
    return publication.number


@dataclass(frozen=True, slots=True)
class Happening:
    """What befalls a published act from a day on, and why."""

    force: Force
    day: date
    ground: Words


def record(db: Session, viewer: Viewer, act: ActId, happening: Happening, clock: Clock) -> None:
    """Record that a published act is suspended, in force again, repealed, expired or annulled."""
    row = _row_for_publisher(db, viewer, act)
    if not row.publications:
        raise ConflictError(problem=f"{act} is not published.", cure="Publish it first.")
    now = clock()
    db.add(
        EventRow(
            act_id=row.id,
            day=happening.day,
            force=happening.force,
            ground=happening.ground.model_dump(exclude_none=True),
            recorded_at=now,
        )
    )
    db.add(IndexTaskRow(act_id=row.id, created_at=now))


def move(db: Session, act: ActId, stage: Stage, clock: Clock) -> None:
    """Put a draft at a stage of its way; the rules of the way are kb.review's."""
    row = _row(db, act)
    row.stage, row.stage_since = stage, clock()


def _row(db: Session, act: ActId) -> ActRow:
    row = db.scalar(select(ActRow).where(ActRow.slug == act))
    if row is None:
        raise ActNotFoundError(act=act)
    return row


def _row_for_publisher(db: Session, viewer: Viewer, act: ActId) -> ActRow:
    if not viewer.may(Permission.PUBLISH):
        raise ForbiddenError
    return _row(db, act)


def _version(db: Session, row: ActRow, sequence: int) -> VersionRow:
    same = (VersionRow.act_id == row.id) & (VersionRow.sequence == sequence)
    version = db.scalar(select(VersionRow).where(same))
    if version is None:
        problem = f"{row.slug} has no version {sequence}."
        raise ConflictError(problem=problem, cure="Import it first.")
    return version


def _newest(row: ActRow) -> Select[int | None]:
    return select(func.max(VersionRow.sequence)).where(VersionRow.act_id == row.id)


def _refuse_unready(db: Session, version: VersionRow, procedure: Procedure) -> None:
    metadata = metadata_of(version)
    missing = [
        language
        for language in _required(metadata, procedure)
        if version.hash_of(language) is None or language in metadata.behind
    ]
    if missing:
        raise ConflictError(
            problem=f"The text is missing or incomplete in {', '.join(missing)}.",
            cure="Complete it, and take the language out of `behind`.",
        )
    disagreements = [
        f"{finding.file}:{finding.line}: {finding.message}"
        for finding in parity_check.check(_draft(db, version, metadata))
        if finding.weight is Severity.ERROR
    ]
    if disagreements:
        raise ConflictError(
            problem="The languages disagree: " + " ".join(disagreements), cure="Make them agree."
        )


def _required(metadata: Metadata, procedure: Procedure) -> tuple[Language, ...]:
    kind = procedure.kinds.get(metadata.kind)
    if kind is None:
        raise ConflictError(
            problem=f"procedure.yaml knows no kind “{metadata.kind}” any more.",
            cure="Add it there, or correct the act.",
        )
    return kind.languages


def _draft(db: Session, version: VersionRow, metadata: Metadata) -> Draft:
    hashes = {lang: name for lang in Language if (name := version.hash_of(lang)) is not None}
    return Draft(
        act=ActId(version.act.slug),
        path=version.act.slug,
        metadata=metadata,
        yaml=None,
        texts={lang: db.get_one(ExpressionRow, name).text for lang, name in hashes.items()},
        expressions={lang: texts.expression(db, name, lang) for lang, name in hashes.items()},
        findings=(),
    )
