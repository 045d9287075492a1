"""Which publication of an act applies on which days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar


class Published(Protocol):
    """A publication that stands: its number, and the day from which it begins."""

    @property
    def number(self) -> int:
        """Its place among the act's publications."""

    @property
    def starts(self) -> date:
        """The day from which it begins."""


T = TypeVar("T", bound=Published)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from `since` to before `until`; None stands for all days there are on that side."""

    since: date | None = None
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


def on_day(standing: Iterable[T], day: date) -> T | None:
    """Return the publication that applies on a day: before any has begun, the one that comes first.

    Of those that have begun it is the latest published, whichever began last.
    """
    known = list(standing)
    begun = [one for one in known if one.starts <= day]
    if begun:
        return max(begun, key=lambda one: one.number)
    return min(known, key=lambda one: (one.starts, -one.number), default=None)


def stretches(standing: Sequence[Published]) -> dict[int, Stretch]:
    """Return on which days each publication applies, by number; some apply on none.

    The one that begins first is also what is shown of all days before; the latest applies for ever.
    """
    first = on_day(standing, date.min)
    found = {}
    for one in standing:
        until = _replaced(one, standing)
        if until is None or one.starts < until:
            found[one.number] = Stretch(None if one is first else one.starts, until)
    return found


@dataclass(frozen=True, slots=True)
class _Next:
    number: int
    starts: date


def displaced(standing: Sequence[Published], starts: date) -> tuple[int, ...]:
    """Return which publications apply on some day, but on none once another begins on a day."""
    after = stretches(
        [*standing, _Next(max((one.number for one in standing), default=0) + 1, starts)]
    )
    return tuple(number for number in stretches(standing) if number not in after)


def _replaced(one: Published, standing: Iterable[Published]) -> date | None:
    """Return the day on which the first of the later publications begins."""
    return min((other.starts for other in standing if other.number > one.number), default=None)
