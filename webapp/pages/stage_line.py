"""A draft's way drawn as a line of steps, the ways on from where it stands, and who took it there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.procedure import Need, Stage
from kb.law.words import Words
from kb.review.stages import NOT_THEIRS, Move
from kb.services import staging
from kb.services.staging import Position, Taken
from webapp import refusals, rounds_labels
from webapp.site import site
from webapp.visit import Visit

LINE: Final = tuple(stage for stage in Stage if stage is not Stage.WITHDRAWN)
"""The steps of a draft that goes all the way."""


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of the line; `place` says whether the draft has been there, stands there, or comes there."""

    title: str
    place: str


@dataclass(frozen=True, slots=True)
class WayView:
    """A way on: `reasons` say why it is not open; `asks` is what is to be said on it."""

    to: Stage
    title: str
    asks: Need | None
    reasons: tuple[str, ...]
    is_theirs: bool

    @property
    def is_open(self) -> bool:
        """Whether the viewer may take the draft there now."""
        return not self.reasons

    @property
    def is_told_to_all(self) -> bool:
        """Whether the reason is one that everybody will read."""
        return self.asks in staging.SHOWN_TO_ALL


@dataclass(frozen=True, slots=True)
class TakenView:
    """A step that was taken, with the reason in the nearest language that has it."""

    was: str
    now: str
    at: datetime
    by: str
    reason: str
    reason_language: Language


@dataclass(frozen=True, slots=True)
class StageLine:
    """Where a draft stands, drawn, with all ways on and all steps that were taken."""

    title: str
    since: datetime
    steps: tuple[StepView, ...]
    ways: tuple[WayView, ...]
    taken: tuple[TakenView, ...]


def stage_line(visit: Visit, act: ActId) -> tuple[Stage, StageLine]:
    """Return the stage of a draft and its line, to those who may read all drafts."""
    found = staging.position(visit.db, visit.viewer, visit.catalogues, act, site().clock)
    return found.stage, StageLine(
        title=_title(visit, found.stage),
        since=found.since,
        steps=tuple(_steps(visit, found)),
        ways=tuple(_way(visit, one) for one in found.moves),
        taken=taken_steps(visit, act),
    )


def taken_steps(visit: Visit, act: ActId) -> tuple[TakenView, ...]:
    """Return the steps of an act that a viewer may know of, the last first."""
    return tuple(_taken(visit, one) for one in staging.taken(visit.db, visit.viewer, act))


def _steps(visit: Visit, found: Position) -> Iterator[StepView]:
    """Yield the steps; a draft that was withdrawn stands beside the line."""
    at = LINE.index(found.stage) if found.stage in LINE else -1
    for number, stage in enumerate(LINE):
        place = "here" if number == at else "before" if number < at else "ahead"
        yield StepView(_title(visit, stage), place)
    if at < 0:
        yield StepView(_title(visit, found.stage), "here")


def _way(visit: Visit, one: Move) -> WayView:
    return WayView(
        to=one.to,
        title=rounds_labels.way(one.to, _title(visit, one.to)),
        asks=one.asks,
        reasons=tuple(map(refusals.obstacle, one.obstacles)),
        is_theirs=all(obstacle.message != NOT_THEIRS for obstacle in one.obstacles),
    )


def _taken(visit: Visit, one: Taken) -> TakenView:
    words = one.reason or Words(en="–")
    reason, language = words.shown(visit.language)
    return TakenView(
        was=_title(visit, one.was),
        now=_title(visit, one.now),
        at=one.at,
        by=one.by,
        reason=reason if one.reason else "",
        reason_language=language,
    )


def _title(visit: Visit, stage: Stage) -> str:
    return visit.catalogues.procedure.steps[stage].title[visit.language]
