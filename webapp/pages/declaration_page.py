"""The page on which an expert declares an interest in an act, or that there is none."""

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from kb.review.opinions import Declaration
from kb.review.rounds import ASKING, RoundState
from kb.services import opining, pinned
from kb.services.seats import Seat
from webapp.pages.round_head import RoundHead, round_head
from webapp.review_forms import DeclarationForm
from webapp.visit import Visit

Carried = tuple[tuple[str, str], ...]
"""The fields of another form, which go along until the expert is back at it."""


@dataclass(frozen=True, slots=True)
class DeclarationPage:
    """All that the page shows; `carried` is what the expert was about to do, and has typed for it."""

    head: RoundHead
    form: DeclarationForm
    declared: Declaration | None
    carried: Carried
    is_again: bool = False

    @property
    def keeps_words(self) -> bool:
        """Whether the expert has written a comment already."""
        return any(name == "token" for name, _ in self.carried)


def declaration_page(
    visit: Visit, seat: Seat, form: DeclarationForm, carried: Carried
) -> DeclarationPage:
    """Return the page; the newest of the expert's own declarations counts."""
    head = round_head(visit, seat, pinned.act(visit.db, seat))
    declared = opining.declared(visit.db, seat.expert(), seat.asked.act)
    return DeclarationPage(head, form, declared, carried)


@dataclass(frozen=True, slots=True)
class Declaring:
    """What an expert has declared on the act of a round, if anything, and whether another may follow."""

    declared: Declaration | None
    may_declare: bool


def declaring(visit: Visit, seat: Seat) -> Declaring | None:
    """Return what an expert of a round has declared, or that it is to be done.

    None is for all who declare nothing, and for whoever has not and cannot write any more.
    """
    if seat.is_public or not seat.is_expert:
        return None
    state = seat.asked.state
    declared = opining.declared(visit.db, seat.expert(), seat.asked.act)
    may_declare = state is not RoundState.REPORTED if declared else state in ASKING or seat.has_link
    return Declaring(declared, may_declare) if declared or may_declare else None


def carried(given: MultiDict[str, str]) -> Carried:
    """Return the fields that were sent, without those of the declaration itself."""
    own = {"csrf_token", "has_interest", "interest"}
    pairs = ((name, value) for name, values in given.lists() for value in values)
    return tuple(pair for pair in pairs if pair[0] not in own)
