"""Rounds of review that are under way: a list on the desk, and a line on the page of an act."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kb.language import Language
from kb.law.identifiers import ActId
from kb.review import calendar
from kb.review.rounds import RoundState
from kb.services import opining, pinned, seats, titles
from kb.services.seats import Seat
from webapp.pages.round_caption import Caption
from webapp.site import site
from webapp.visit import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundRowView(Caption):
    """A round in the list; `is_mine` if the viewer is asked in it, `days` are those left while it is open."""

    days: int | None
    is_mine: bool
    may_write_late: bool
    has_declared: bool


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round that is open on an act, and until when."""

    number: int
    closes: datetime


def rounds_under_way(visit: Visit) -> Iterator[RoundRowView]:
    """Yield the rounds that are not reported yet: to experts those in which they are asked."""
    found = seats.under_way(visit.db, visit.viewer, site().clock)
    known = titles.known(visit.db, visit.viewer) if found else {}
    person = visit.viewer.person
    declared = opining.acts_declared(visit.db, person) if person else frozenset()
    for seat in found:
        act = None if seat.asked.act in known else pinned.act(visit.db, seat)
        words = act.metadata.title if act else known.get(seat.asked.act)
        if words is not None:
            asks = seat.is_invited and seat.asked.act not in declared
            yield _row(seat, words.shown(visit.language), has_declared=not asks)


def open_rounds(visit: Visit, act: ActId) -> tuple[OpenRound, ...]:
    """Return the rounds that are open on an act, as far as the viewer may know of them."""
    found = seats.open_on(visit.db, visit.viewer, act, site().clock)
    return tuple(OpenRound(one.asked.number, one.asked.closes) for one in found)


def _row(seat: Seat, title: tuple[str, Language], *, has_declared: bool) -> RoundRowView:
    asked = seat.asked
    last = calendar.last_day_before(asked.closes)
    is_open = asked.state is RoundState.OPEN
    return RoundRowView(
        asked=asked,
        title=title[0],
        title_language=title[1],
        days=(last - calendar.day_of(seat.now)).days if is_open else None,
        is_mine=seat.is_invited,
        may_write_late=seat.has_link,
        has_declared=has_declared,
    )
