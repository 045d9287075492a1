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

    Raises ConflictError while a required language is missing or the languages disagree, with the
    list of what is missing.
    """
    if not viewer.may(Permission.PUBLISH):
        raise ForbiddenError
    row = _row(db, act)
    version = db.scalar(
        select(VersionRow).where(
            VersionRow.act_id == row.id, VersionRow.sequence == adoption.version
        )
    )
    if version is None:
        raise ConflictError(
            problem=f"{act} has no version {adoption.version}.", cure="Import it first."
        )
    _refuse_unready(db, version, procedure)
    number = (db.scalar(_numbers(row)) or 0) + 1
    now = clock()
    db.add(
        PublicationRow(
            act_id=row.id,
            version_id=version.id,
            number=number,
            adopted_on=adoption.adopted_on,
            decision=adoption.decision,
            starts=adoption.starts,
            published_at=now,
        )
    )
    row.stage, row.stage_since = Stage.PUBLISHED, now
    db.add(IndexTaskRow(act_id=row.id, created_at=now))
    return number


@dataclass(frozen=True, slots=True)
class Happening:
    """What befalls a published act from a day on, and why."""

    force: Force
    day: date
    ground: Words


def record(db: Session, viewer: Viewer, act: ActId, happening: Happening, clock: Clock) -> None:
    """Record that a published act is suspended, in force again, repealed, expired or annulled."""
    if not viewer.may(Permission.PUBLISH):
        raise ForbiddenError
    row = _row(db, act)
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


def _numbers(row: ActRow) -> Select[int | None]:
    return select(func.max(PublicationRow.number)).where(PublicationRow.act_id == row.id)


def _refuse_unready(db: Session, version: VersionRow, procedure: Procedure) -> None:
    metadata = metadata_of(version)
    missing = [
        language
        for language in procedure.kinds[metadata.kind].languages
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
