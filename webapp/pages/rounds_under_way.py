"""Rounds of review that are under way: a list on the desk, and a line on the page of an act."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kb.language import Language
from kb.law.identifiers import ActId
from kb.review import calendar
from kb.review.rounds import RoundState
from kb.services import opining, pinned, seats, titles
from kb.services.seats import Seat
from webapp import labels
from webapp.site import site
from webapp.visit import Visit


@dataclass(frozen=True, slots=True)
class RoundRowView:
    """A round in the list; `is_mine` if the viewer is asked in it, `days` are those left while it is open."""

    act: ActId
    number: int
    title: str
    title_language: Language
    kind: str
    state: RoundState
    state_label: str
    closes: datetime
    last_day: date
    days: int | None
    is_mine: bool
    may_write_late: bool
    has_declared: bool


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round that is open on an act, and its last day."""

    number: int
    last_day: date


def rounds_under_way(visit: Visit) -> Iterator[RoundRowView]:
    """Yield the rounds that are not reported yet: to experts those in which they are asked."""
    found = seats.under_way(visit.db, visit.viewer, site().clock)
    known = titles.known(visit.db, visit.viewer) if found else {}
    for seat in found:
        act = None if seat.asked.act in known else pinned.act(visit.db, seat)
        words = act.metadata.title if act else known.get(seat.asked.act)
        if words is not None:
            yield _row(visit, seat, *words.shown(visit.language))


def open_rounds(visit: Visit, act: ActId) -> tuple[OpenRound, ...]:
    """Return the rounds that are open on an act, as far as the viewer may know of them."""
    found = seats.open_on(visit.db, visit.viewer, act, site().clock)
    return tuple(
        OpenRound(one.asked.number, calendar.last_day_before(one.asked.closes)) for one in found
    )


def _row(visit: Visit, seat: Seat, title: str, language: Language) -> RoundRowView:
    asked, person = seat.asked, seat.viewer.person
    last = calendar.last_day_before(asked.closes)
    is_open = asked.state is RoundState.OPEN
    return RoundRowView(
        act=asked.act,
        number=asked.number,
        title=title,
        title_language=language,
        kind=labels.round_kind(asked.kind),
        state=asked.state,
        state_label=labels.round_state(asked.state),
        closes=asked.closes,
        last_day=last,
        days=(last - calendar.day_of(seat.now)).days if is_open else None,
        is_mine=seat.is_invited,
        may_write_late=seat.has_link,
        has_declared=not seat.is_invited
        or (person is not None and opining.has_declared(visit.db, person, asked.act)),
    )
