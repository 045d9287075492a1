"""Moderation of what is written in a public discussion: held, let through, or taken out by a rule.

Only what breaks a rule is taken out: an opinion that displeases, or that is beside the point, is
answered. Whoever wrote it is told the rule and the reason, and may mend the comment.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kb.errors import msg
from kb.law.procedure import RoundKind
from kb.review.obstacle import Obstacles, told
from kb.review.rounds import Round, RoundState


class Moderation(StrEnum):
    """Where something written in a round stands with the moderator; outside public rounds, nowhere."""

    NONE = ""
    HELD = "held"
    SHOWN = "shown"
    REMOVED = "removed"


OPEN: Final = frozenset({Moderation.NONE, Moderation.SHOWN})
"""What others may know of, as far as moderation goes."""


class Ground(StrEnum):
    """The rules for which something is taken out, and no others."""

    UNLAWFUL = "unlawful"
    INSULT = "insult"
    PERSONAL_DATA = "personal-data"
    ADVERTISING = "advertising"
    FLOOD = "flood"


@dataclass(frozen=True, slots=True)
class Removal:
    """Why something was taken out: the rule, and how it was broken."""

    ground: Ground
    reason: str


IS_HELD: Final = msg("It waits for the moderator.")
IS_TAKEN_OUT: Final = msg("A moderator has taken it out.")
NO_REASON: Final = msg("Say in a few words how the rule was broken: the author will read it.")
NOTHING_CHANGES: Final = msg("That was decided already.")
AFTER_REPORT: Final = msg(
    "The round is reported: nothing more is let through, as nobody answers it."
)
WAS_WITHDRAWN: Final = msg("Its author has withdrawn it.")


def at_first(asked: Round) -> Moderation:
    """Return where something new, or changed by its author, stands in a round."""
    if asked.kind is not RoundKind.PUBLIC:
        return Moderation.NONE
    return Moderation.HELD if asked.premoderated else Moderation.SHOWN


def after_edit(asked: Round, before: Moderation) -> Moderation:
    """Return where an edited comment stands: what was taken out is looked at again in any case.

    What waits for that goes on waiting, however often it is edited.
    """
    is_watched = before in {Moderation.REMOVED, Moderation.HELD}
    return Moderation.HELD if is_watched else at_first(asked)


def obstacles(
    asked: Round, before: Moderation, removal: Removal | None, *, is_withdrawn: bool = False
) -> Obstacles:
    """Return what keeps a moderator from taking something out, or without a removal from showing it.

    Taking out stays possible after the report, as personal data may come to light late.
    """
    wanted = Moderation.SHOWN if removal is None else Moderation.REMOVED
    is_over = asked.state is RoundState.REPORTED
    return told(
        (removal is None and is_withdrawn, WAS_WITHDRAWN),
        (before is wanted, NOTHING_CHANGES),
        (removal is not None and not removal.reason.strip(), NO_REASON),
        (removal is None and is_over, AFTER_REPORT),
    )
