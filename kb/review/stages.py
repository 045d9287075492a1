"""Where a draft may go from where it stands, who may take it there, and why a way is not open."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kb.access import Role
from kb.errors import msg
from kb.law.procedure import Need, Procedure, Stage
from kb.review.obstacle import Obstacle, Obstacles, RefusedError, refuse
from kb.review.rounds import RoundState

SAID: Final = frozenset({Need.REASON, Need.PUBLIC_REASON, Need.URGENCY})
"""What is not found out but said by whoever takes the draft on."""

TOLD: Final = {
    Need.ROUND_REPORTED: msg("A round must be held here and reported first."),
    Need.NO_ROUND_UNDER_WAY: msg("A round is under way: close it first."),
    Need.LANGUAGES_AGREE: msg("The languages say different things, or one is missing."),
    Need.NO_CONCURRENCE_DUE: msg("This act needs the concurrence of state bodies first."),
    Need.REASON: msg("Give the reason for which the draft is returned."),
    Need.PUBLIC_REASON: msg("Give the reason; everyone will see it."),
    Need.URGENCY: msg(
        "Without a public discussion, give the reason of urgency; everyone will see it."
    ),
}
"""What people are told where a need is not met."""

NOT_THEIRS: Final = msg("Only these may do that: %(roles)s.")
NO_WAY: Final = msg("From here the draft cannot go there.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of a draft: its step, the rounds held since it came there, in order, and its text."""

    stage: Stage
    rounds: Sequence[RoundState] = ()
    languages_agree: bool = False
    needs_concurrence: bool = False

    def meets(self, need: Need) -> bool:
        """Tell whether a need is met that is found out, and not said."""
        match need:
            case Need.ROUND_REPORTED:
                return set(self.rounds[-1:]) == {RoundState.REPORTED} and self.is_quiet
            case Need.NO_ROUND_UNDER_WAY:
                return self.is_quiet
            case Need.LANGUAGES_AGREE:
                return self.languages_agree
            case Need.NO_CONCURRENCE_DUE:
                return not self.needs_concurrence
            case _:
                return True

    @property
    def is_quiet(self) -> bool:
        """Whether nobody is being asked, or is about to be."""
        return not {RoundState.SCHEDULED, RoundState.OPEN}.intersection(self.rounds)


@dataclass(frozen=True, slots=True)
class Move:
    """A way on: open if nothing stands in the way; `asks` is what is to be said on it, if anything."""

    to: Stage
    obstacles: Obstacles = ()
    asks: Need | None = None

    @property
    def is_open(self) -> bool:
        """Whether the draft may be taken there now."""
        return not self.obstacles


def moves(procedure: Procedure, standing: Standing, roles: Collection[Role]) -> tuple[Move, ...]:
    """Return all ways from where a draft stands, with what stands in the way of somebody's taking them."""
    step = procedure.steps[standing.stage]
    return tuple(_move(procedure, standing, roles, to) for to in step.next)


def _move(procedure: Procedure, standing: Standing, roles: Collection[Role], to: Stage) -> Move:
    step = procedure.steps[standing.stage]
    needs = step.needs.get(to, ())
    unmet = (Obstacle(TOLD[need]) for need in needs if not standing.meets(need))
    asks = next((need for need in needs if need in SAID), None)
    return Move(to, (*_of_roles(step.by, roles), *unmet), asks)


def _of_roles(by: Iterable[str], roles: Collection[Role]) -> Obstacles:
    allowed = tuple(by)
    if set(allowed).intersection(roles):
        return ()
    return (Obstacle(NOT_THEIRS, {"roles": ", ".join(allowed)}),)


def take(
    procedure: Procedure, standing: Standing, roles: Collection[Role], to: Stage, said: str = ""
) -> Move:
    """Return the way that a draft is taken, or raise RefusedError with the reasons why it cannot be."""
    move = next((one for one in moves(procedure, standing, roles) if one.to is to), None)
    if move is None:
        raise RefusedError((Obstacle(NO_WAY),))
    missing = [Obstacle(TOLD[move.asks])] if move.asks and not said.strip() else []
    refuse([*move.obstacles, *missing])
    return move
