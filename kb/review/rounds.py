"""Rounds of review: `scheduled → open → closed → answering → reported`, and what each step asks for.

A round is pinned to one version of one act. Moments are in UTC; `closes` is the first that is too late.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final, Self

from kb.access import GRANTED, Panel, Permission, PersonId
from kb.errors import msg
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.procedure import Holidays, Procedure, RoundKind, Shown, Stage
from kb.law.words import Words
from kb.review import calendar
from kb.review.obstacle import Obstacle, Obstacles, RefusedError, refuse, told


class RoundState(StrEnum):
    """How far a round has come."""

    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"
    ANSWERING = "answering"
    REPORTED = "reported"


NEXT: Final = {
    RoundState.SCHEDULED: RoundState.OPEN,
    RoundState.OPEN: RoundState.CLOSED,
    RoundState.CLOSED: RoundState.ANSWERING,
    RoundState.ANSWERING: RoundState.REPORTED,
}
"""A round goes one way only; what was missed is asked in the next round."""

ASKING: Final = frozenset({RoundState.SCHEDULED, RoundState.OPEN})
"""States in which people are asked, or about to be."""

LATE: Final = frozenset({RoundState.CLOSED, RoundState.ANSWERING})
"""States in which who is let in may still submit, flagged as late."""

WRONG_STEP: Final = msg("A round of this kind is not held at this stage.")
NOTHING_MORE: Final = msg("The round is reported; nothing follows.")
TOO_EARLY: Final = msg("The round opens later.")
STILL_OPEN: Final = msg("The term is not over; give the reason to close it early.")
UNSETTLED: Final = msg("%(count)s comments have no confirmed answer.")
CONTESTABLE: Final = msg(
    "Until the end of %(day)s answers can be contested: the round is reported after that day."
)
NOT_LONGER: Final = msg("The new day must be later than the one it was.")
TOO_FAR: Final = msg("A round opens and closes within two years from now.")
DAY_OFF: Final = msg("%(day)s is a day off. Choose a working day: the next one is %(next)s.")
IN_THE_PAST: Final = msg("A round cannot open on a day that is over.")
NO_EXTENSION: Final = msg("Only a round that is scheduled or open can be extended.")
NO_REASON: Final = msg("Give the reason; all who take part are told.")
NOT_OPEN_YET: Final = msg("The round is not open yet.")
IS_CLOSED: Final = msg("The round is closed. The coordinator can let a late comment in.")
IS_OVER: Final = msg("The round is reported.")
NOT_CLOSED: Final = msg("The round is not closed: nobody is late yet.")
NOT_ASKED: Final = msg("Only an expert who is asked in this round can be let in.")
NO_REASON_TO_LET_IN: Final = msg("Give the reason for letting somebody in late.")
DRAFTED_IT: Final = msg("Whoever drafted the act is not among its experts.")

DRAFTING: Final = GRANTED[Permission.ANSWER_COMMENTS]
"""The roles of those who draft acts and answer what is said of them."""


@dataclass(frozen=True, slots=True)
class Extension:
    """A later close, with the reason that everyone is told; `was` is the close before."""

    was: datetime
    until: datetime
    reason: str
    by: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class Pending:
    """What keeps a round from its report.

    `unsettled` counts the comments without a confirmed answer, those withdrawn left out; until
    `contest` the last of its answers can be contested.
    """

    unsettled: int = 0
    contest: datetime | None = None


_NOTHING: Final = Pending()


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One time of asking: whom, about which version, from when until when.

    `version` is the sequence of the version, `number` counts the rounds of the act. `panels` are
    the experts invited; `open_panel` lets them see each other's comments. `shown` says as whose the
    public sees comments afterwards.
    """

    act: ActId
    number: int
    version: int
    kind: RoundKind
    opens: datetime
    closes: datetime
    panels: frozenset[Panel] = frozenset(Panel)
    open_panel: bool = False
    shown: Shown = Shown.HIDDEN
    silence_is_consent: bool = False
    premoderated: bool = True
    questions: tuple[Words, ...] = ()
    languages: frozenset[Language] = frozenset(Language)
    extensions: tuple[Extension, ...] = ()
    state: RoundState = RoundState.SCHEDULED

    def extended(self, to: datetime, reason: str, by: PersonId, at: datetime) -> Self:
        """Return the round with a later close, or raise RefusedError."""
        refuse(obstacles_to_extend(self, to, reason, at))
        extension = Extension(self.closes, to, reason, by, at)
        return replace(self, closes=to, extensions=(*self.extensions, extension))


def scheduled(procedure: Procedure, stage: Stage, wanted: Round) -> Round:
    """Return a round with the term, panel and visibility that are usual for its kind.

    Of `wanted` the act, number, version, kind and opening count. RefusedError is raised if the
    procedure holds no rounds of this kind in this step.
    """
    rules = procedure.rounds.get(wanted.kind)
    if rules is None or stage not in rules.steps:
        raise RefusedError((Obstacle(WRONG_STEP),))
    return replace(
        wanted,
        closes=calendar.closes(wanted.opens, rules.deadline, procedure.holidays),
        open_panel=rules.open_panel,
        shown=rules.shown,
        silence_is_consent=rules.silence_is_consent,
        premoderated=rules.premoderated,
    )


def due(one: Round, now: datetime) -> RoundState:
    """Return the state that a round has come to by the clock alone."""
    if one.state is RoundState.SCHEDULED and now >= one.opens:
        return due(replace(one, state=RoundState.OPEN), now)
    if one.state is RoundState.OPEN and now >= one.closes:
        return RoundState.CLOSED
    return one.state


def obstacles(
    one: Round, now: datetime, *, pending: Pending = _NOTHING, reason: str = ""
) -> Obstacles:
    """Return what keeps a round from its next state."""
    match one.state:
        case RoundState.SCHEDULED:
            return told((now < one.opens, TOO_EARLY))
        case RoundState.OPEN:
            return told((now < one.closes and not reason.strip(), STILL_OPEN))
        case RoundState.ANSWERING:
            return tuple(_unanswered(pending, now))
        case RoundState.REPORTED:
            return told((True, NOTHING_MORE))
        case RoundState.CLOSED:
            return ()


def _unanswered(pending: Pending, now: datetime) -> Iterator[Obstacle]:
    """Yield what is not answered for good yet."""
    if pending.unsettled:
        yield Obstacle(UNSETTLED, {"count": pending.unsettled})
    if pending.contest and now < pending.contest:
        yield Obstacle(CONTESTABLE, {"day": calendar.last_day_before(pending.contest)})


def advanced(one: Round, now: datetime, *, pending: Pending = _NOTHING, reason: str = "") -> Round:
    """Return a round in its next state, or raise RefusedError; closed early, its close is now."""
    refuse(obstacles(one, now, pending=pending, reason=reason))
    closes = min(one.closes, now) if one.state is RoundState.OPEN else one.closes
    return replace(one, state=NEXT[one.state], closes=closes)


def obstacles_to_schedule(opens: datetime, closes: datetime | None, now: datetime) -> Obstacles:
    """Return what keeps a round from being held then; without a close it lasts as long as is usual."""
    furthest = now + calendar.REACH
    return told(
        (opens <= furthest and calendar.day_of(opens) < calendar.day_of(now), IN_THE_PAST),
        (max(opens, closes or opens) > furthest, TOO_FAR),
    )


def obstacles_to_end_on(day: date, moved: Holidays) -> Obstacles:
    """Return what keeps a day that somebody chose from being the last one of a round."""
    if calendar.is_working(day, moved):
        return ()
    return (Obstacle(DAY_OFF, {"day": day, "next": calendar.next_working(day, moved)}),)


def obstacles_to_extend(one: Round, to: datetime, reason: str, now: datetime) -> Obstacles:
    """Return what keeps a round from being open longer; once it is closed, a new round is held."""
    return told(
        (due(one, now) not in {RoundState.SCHEDULED, RoundState.OPEN}, NO_EXTENSION),
        (to <= one.closes, NOT_LONGER),
        (to > now + calendar.REACH, TOO_FAR),
        (not reason.strip(), NO_REASON),
    )


def obstacles_to_invite(roles: Collection[str]) -> Obstacles:
    """Return what keeps somebody with these roles from being an expert of an act."""
    return told((not DRAFTING.isdisjoint(roles), DRAFTED_IT))


def asks(one: Round, panel: str | None, roles: Collection[str]) -> bool:
    """Tell whether an expert is asked in a round; who is in no panel is asked only when all panels are."""
    if obstacles_to_invite(roles):
        return False
    return panel in one.panels if panel else one.panels == frozenset(Panel)


class Arrival(StrEnum):
    """Whether something reaches a round in time; what is late is flagged for good."""

    IN_TIME = "in-time"
    LATE = "late"


def arrival(one: Round, now: datetime, *, has_link: bool = False) -> Arrival | Obstacle:
    """Tell whether something may be submitted now; `has_link` is what the coordinator gives for late ones."""
    state = due(one, now)
    if state is RoundState.SCHEDULED:
        return Obstacle(NOT_OPEN_YET)
    if state is RoundState.OPEN:
        return Arrival.IN_TIME
    if state is RoundState.REPORTED:
        return Obstacle(IS_OVER)
    return Arrival.LATE if has_link else Obstacle(IS_CLOSED)


def obstacles_to_let_in(one: Round, now: datetime, *, is_asked: bool, reason: str) -> Obstacles:
    """Return what keeps an expert from being let in after the close."""
    state = due(one, now)
    return told(
        (state in ASKING, NOT_CLOSED),
        (state is RoundState.REPORTED, IS_OVER),
        (not is_asked, NOT_ASKED),
        (not reason.strip(), NO_REASON_TO_LET_IN),
    )


def consenting(
    one: Round, asked: Collection[PersonId], heard: Collection[PersonId], now: datetime
) -> frozenset[PersonId]:
    """Return those whose silence counts as consent: where the rule says so, once the round is closed."""
    is_over = due(one, now) not in {RoundState.SCHEDULED, RoundState.OPEN}
    if not one.silence_is_consent or not is_over:
        return frozenset()
    return frozenset(asked) - frozenset(heard)
