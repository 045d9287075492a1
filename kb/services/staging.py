"""A draft's way: where it may go from where it stands, who took it on, and for which reason."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from kb.access import Permission, PersonId, Viewer
from kb.errors import ActNotFoundError, ForbiddenError, msg
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.procedure import Need, Procedure, Stage
from kb.law.words import Words
from kb.recent import Recent
from kb.review import rounds, stages
from kb.review.obstacle import Obstacle, RefusedError
from kb.review.stages import Move, Standing
from kb.services import library, publishing, readiness
from kb.services.catalogues import Catalogues
from kb.services.reviewing import ROUNDS, round_of
from kb.storage.acts import ActRow, VersionRow
from kb.storage.review import RoundRow
from kb.storage.reviewing import StageMoveRow

Clock = Callable[[], datetime]

SHOWN_TO_ALL: Final = frozenset({Need.PUBLIC_REASON, Need.URGENCY})
"""Needs for which the reason is one that everybody may read."""

BY_PUBLISHING: Final = msg("It is published at the publisher's desk.")
IN_ALL_LANGUAGES: Final = msg("Give the public reason in Kazakh, Russian and English.")

_AGREE: Final[Recent[bool]] = Recent(512)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a draft stands and since when, and all ways on with what stands in the way of the viewer."""

    stage: Stage
    since: datetime
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A draft to be taken to a stage, with what is to be said on it, if anything."""

    act: ActId
    to: Stage
    said: Words | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that a draft was taken; `by` is empty to those who may not know who took it."""

    was: Stage
    now: Stage
    reason: Words | None
    by: str
    at: datetime


def position(db: Session, viewer: Viewer, known: Catalogues, act: ActId, clock: Clock) -> Position:
    """Return where a draft stands, to those who may read all drafts; ActNotFoundError to others."""
    row = _row(db, viewer, act)
    standing = _standing(db, row, known, clock())
    ways = stages.moves(known.procedure, standing, viewer.roles)
    return Position(standing.stage, row.stage_since, tuple(map(_without_publishing, ways)))


def move(db: Session, viewer: Viewer, known: Catalogues, wanted: Step, clock: Clock) -> None:
    """Take a draft to another stage and keep the reason; RefusedError says why it cannot be taken."""
    act, to, said = wanted.act, wanted.to, wanted.said
    row, person = _row(db, viewer, act), _person(viewer)
    before = _standing(db, row, known, clock())
    if to is Stage.PUBLISHED:
        raise RefusedError((Obstacle(BY_PUBLISHING),))
    reason = " ".join(said.get(one) for one in said.languages()) if said else ""
    way = stages.take(known.procedure, before, viewer.roles, to, reason)
    if way.asks in SHOWN_TO_ALL and (said is None or set(said.languages()) != set(Language)):
        raise RefusedError((Obstacle(IN_ALL_LANGUAGES),))
    publishing.move(db, act, to, clock, viewer)
    taken = StageMoveRow(act=row, was=before.stage, now=to, by_id=person, at=row.stage_since)
    taken.reason = said.model_dump(exclude_none=True) if said else None
    taken.is_public = way.asks in SHOWN_TO_ALL
    db.add(taken)


def taken(db: Session, viewer: Viewer, act: ActId) -> list[Taken]:
    """Return the steps of an act, the last first: all to those at work, to others what is public.

    Who may know of the act at all, the caller has asked.
    """
    query = select(StageMoveRow).join(ActRow).where(ActRow.slug == act)
    knows_all = viewer.may(Permission.READ_DRAFTS) and act in viewer.drafts
    if not knows_all:
        query = query.where(StageMoveRow.is_public)
    rows = db.scalars(query.options(joinedload(StageMoveRow.by)).order_by(StageMoveRow.id.desc()))
    return [_taken(row, names=knows_all) for row in rows]


def _standing(db: Session, row: ActRow, known: Catalogues, now: datetime) -> Standing:
    mine = (RoundRow.act_id == row.id, RoundRow.scheduled_at >= row.stage_since)
    held = db.scalars(ROUNDS.where(*mine).order_by(RoundRow.number)).all()
    return Standing(
        stage=Stage(row.stage),
        rounds=[rounds.due(round_of(one), now) for one in held],
        languages_agree=_languages_agree(db, row, known.procedure),
        needs_concurrence=any(
            row.slug in wanted.acts and wanted.concurrence for wanted in known.backlog.rows.values()
        ),
    )


def _languages_agree(db: Session, row: ActRow, procedure: Procedure) -> bool:
    """Tell whether the newest version says the same in all languages that its kind must have."""
    query = select(VersionRow).where(VersionRow.act_id == row.id)
    newest = db.scalars(query.order_by(VersionRow.sequence.desc()).limit(1)).one()
    kind = procedure.kinds.get(library.metadata_of(newest).kind)
    key = (newest.content_hash, kind.languages if kind else None)
    return _AGREE.get(key, lambda: not readiness.disagreements(db, newest, procedure))


def _without_publishing(way: Move) -> Move:
    """Return a way, but that of publishing as closed: it is open at another desk."""
    if way.to is not Stage.PUBLISHED:
        return way
    return Move(way.to, (Obstacle(BY_PUBLISHING),))


def _taken(row: StageMoveRow, *, names: bool) -> Taken:
    return Taken(
        was=Stage(row.was),
        now=Stage(row.now),
        reason=Words.model_validate(row.reason) if row.reason else None,
        by=row.by.full_name if names else "",
        at=row.at,
    )


def _person(viewer: Viewer) -> PersonId:
    if viewer.person is None:
        raise ForbiddenError
    return viewer.person


def _row(db: Session, viewer: Viewer, act: ActId) -> ActRow:
    may = viewer.may(Permission.READ_DRAFTS) and act in viewer.drafts
    row = db.scalar(select(ActRow).where(ActRow.slug == act)) if may else None
    if row is None:
        raise ActNotFoundError(act=act)
    return row
