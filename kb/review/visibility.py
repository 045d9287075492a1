"""Who sees which comment, opinion, answer and note of a round, and as whose: the table of the product.

`scope` says which rows a query may fetch and count at all, `sight` what is shown of each. What is
out of scope is as if it were not there: no count, no suggestion, no address tells of it.
"""

from dataclasses import dataclass
from enum import Enum, IntEnum, StrEnum, auto
from typing import Final

from kb.access import Permission, PersonId, Viewer
from kb.law.procedure import RoundKind, Shown
from kb.review.dispositions import SETTLED, Status
from kb.review.rounds import Round, RoundState


class Scope(Enum):
    """Which of the comments and opinions of a round somebody may know of."""

    NONE = auto()
    OWN = auto()
    LET_THROUGH = auto()
    ALL = auto()


class Sight(IntEnum):
    """How much is seen of a contribution: nothing, its words, also for whom its author speaks, or all."""

    NOTHING = 0
    WORDS = 1
    ORGANISATION = 2
    NAMED = 3


class Item(StrEnum):
    """What is written in a round."""

    COMMENT = "comment"
    OPINION = "opinion"
    ANSWER = "answer"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What somebody would see: whose contribution it is, or belongs to.

    `is_draft` is what was not submitted, `is_held` what a moderator has not let through or has
    taken out, `status` how far the answer to it has come.
    """

    item: Item
    author: PersonId
    is_draft: bool = False
    is_held: bool = False
    status: Status = Status.SUBMITTED


_SHOWN: Final = {
    Shown.NAMED: Sight.NAMED,
    Shown.ORGANISATION: Sight.ORGANISATION,
    Shown.HIDDEN: Sight.NOTHING,
}


def scope(viewer: Viewer, asked: Round, *, is_invited: bool) -> Scope:
    """Return which contributions to a round a viewer may know of; their own drafts come on top.

    `is_invited` tells whether the viewer was invited to this round and has not declined.
    """
    if viewer.may(Permission.SEE_REVIEWS):
        return Scope.ALL
    is_reported = asked.state is RoundState.REPORTED
    if asked.kind is RoundKind.PUBLIC:
        return Scope.OWN if asked.state is RoundState.SCHEDULED else Scope.LET_THROUGH
    if viewer.may(Permission.COMMENT_WHEN_INVITED) and is_invited:
        return Scope.LET_THROUGH if asked.open_panel or is_reported else Scope.OWN
    return Scope.LET_THROUGH if is_reported and asked.shown is not Shown.HIDDEN else Scope.NONE


def sight(viewer: Viewer, asked: Round, written: Written, *, is_invited: bool) -> Sight:
    """Return how much of something written in a round a viewer sees."""
    is_own = viewer.person is not None and viewer.person == written.author
    reach = scope(viewer, asked, is_invited=is_invited)
    if written.item is Item.NOTE:
        return Sight.NAMED if reach is Scope.ALL else Sight.NOTHING
    if written.item is Item.ANSWER and reach is not Scope.ALL and written.status not in SETTLED:
        return Sight.NOTHING
    if is_own and reach is not Scope.NONE:
        return Sight.NAMED
    if written.is_draft or reach in {Scope.NONE, Scope.OWN}:
        return Sight.NOTHING
    if reach is Scope.ALL:
        return Sight.NAMED
    return Sight.NOTHING if written.is_held else _of_others(viewer, asked, is_invited=is_invited)


def _of_others(viewer: Viewer, asked: Round, *, is_invited: bool) -> Sight:
    """Return as whose somebody without an office sees what others wrote and was let through."""
    if asked.kind is RoundKind.PUBLIC:
        return max(Sight.WORDS, _SHOWN[asked.shown])
    is_expert = is_invited and viewer.may(Permission.COMMENT_WHEN_INVITED)
    return Sight.NAMED if is_expert else _SHOWN[asked.shown]


def status_seen(viewer: Viewer, status: Status) -> Status:
    """Return the status that a viewer is told: that an answer is proposed is an internal matter."""
    if status is Status.PROPOSED and not viewer.may(Permission.SEE_REVIEWS):
        return Status.TRIAGED
    return status
