"""Opinions on a whole draft, one of each expert in a round, and declarations of interest."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from kb.access import PersonId
from kb.errors import msg
from kb.language import Language
from kb.law.identifiers import ActId
from kb.review.comments import UNDECLARED
from kb.review.obstacle import Obstacle, Obstacles, refuse, told
from kb.review.rounds import Arrival, Round, RoundState, arrival, due


class OpinionKind(StrEnum):
    """What an expert makes of the whole draft."""

    SUPPORT = "support"
    WITH_REMARKS = "support-with-remarks"
    REVISE = "revise-and-resubmit"
    OBJECT = "object"
    CANNOT_REVIEW = "cannot-review"


NEEDS_SUMMARY: Final = frozenset(
    {OpinionKind.WITH_REMARKS, OpinionKind.REVISE, OpinionKind.OBJECT, OpinionKind.CANNOT_REVIEW}
)
"""Opinions that say nothing without reasons."""

NO_SUMMARY: Final = msg("Say in a few sentences why.")
ONE_ONLY: Final = msg(
    "You have given your opinion in this round; you may change it until the close."
)
NO_INTEREST_TOLD: Final = msg("Say what your interest in this act is.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What somebody declares of their interest in an act, before they submit anything on it."""

    person: PersonId
    act: ActId
    has_interest: bool
    interest: str = ""
    at: datetime

    def flaws(self) -> Obstacles:
        """Return what is missing in it."""
        return told((self.has_interest and not self.interest.strip(), NO_INTEREST_TOLD))


def has_declared(declarations: Iterable[Declaration], person: PersonId, act: ActId) -> bool:
    """Tell whether somebody has declared their interest in an act."""
    return any(one.person == person and one.act == act for one in declarations)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """An expert's opinion; `history` is what it was before, the oldest first."""

    author: PersonId
    kind: OpinionKind
    language: Language
    summary: str = ""
    given_at: datetime
    is_late: bool = False
    history: tuple["Opinion", ...] = ()


def give(
    opinion: Opinion,
    asked: Round,
    before: Opinion | None = None,
    *,
    declared: bool,
    has_link: bool = False,
) -> Opinion:
    """Return an opinion as given, or raise RefusedError; `before` is the author's earlier one."""
    refuse(obstacles(opinion, asked, before, declared=declared, has_link=has_link))
    is_late = arrival(asked, opinion.given_at, has_link=has_link) is Arrival.LATE
    earlier = () if before is None else (*before.history, replace(before, history=()))
    return replace(opinion, is_late=is_late, history=earlier)


def obstacles(
    opinion: Opinion,
    asked: Round,
    before: Opinion | None = None,
    *,
    declared: bool,
    has_link: bool = False,
) -> Obstacles:
    """Return what keeps an opinion from being given: there is one of each expert, open until the close."""
    when = arrival(asked, opinion.given_at, has_link=has_link)
    is_open = due(asked, opinion.given_at) is RoundState.OPEN
    lacks_reasons = opinion.kind in NEEDS_SUMMARY and not opinion.summary.strip()
    return (
        *told(
            (not declared, UNDECLARED),
            (before is not None and not is_open, ONE_ONLY),
            (lacks_reasons, NO_SUMMARY),
        ),
        *([when] if isinstance(when, Obstacle) else []),
    )
