"""From when to when a provision is in force.

Force is a matter of the single provision, not of the act (Constitutional Law, Art. 90): one article
starts on 1 July, another half a year later, and a suspension takes away all of them for a time.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from kb.law.act import Expression, Provision
from kb.law.identifiers import EId
from kb.law.metadata import Commencement


class Force(StrEnum):
    """What a text is to those who read it on a given day."""

    DRAFT = "draft"
    NOT_YET = "not-yet"
    IN_FORCE = "in-force"
    PARTLY = "partly"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    REPEALED = "repealed"
    ANNULLED = "annulled"


FINAL: Final = frozenset({Force.REPEALED, Force.ANNULLED, Force.EXPIRED})
"""After these an act does not come back into force."""


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """From `day` on, a text has this force."""

    day: date
    force: Force


History = tuple[Change, ...]
"""All changes of one provision's force, the earliest first; before the first it is not yet in force."""


def on(history: History, day: date) -> Force:
    """Return the force of a published text on a day.

    >>> on((Change(date(2027, 1, 1), Force.IN_FORCE),), date(2026, 11, 22)).value
    'not-yet'
    """
    return next((c.force for c in reversed(history) if c.day <= day), Force.NOT_YET)


def after(history: History, day: date) -> Change | None:
    """Return the next change after a day, if one is known."""
    return next((change for change in history if change.day > day), None)


def of_act(histories: Iterable[History], day: date) -> Force:
    """Return the force of a whole act: that of its provisions, or PARTLY where some apply.

    Where none applies, what befell the act counts for more than that some have not begun.
    """
    forces = {on(history, day) for history in histories}
    if len(forces) > 1 and Force.IN_FORCE in forces:
        return Force.PARTLY
    decided = forces - {Force.NOT_YET}
    return min(decided or forces, default=Force.NOT_YET)


def starts(expression: Expression, entries: Iterable[Commencement]) -> dict[EId, date | None]:
    """Return the day on which every provision begins; None for the day set at publication."""
    named: dict[str, date] = {}
    rest: date | None = None
    for entry in entries:
        if entry.provisions == "rest":
            rest = entry.starts
        else:
            named |= dict.fromkeys(entry.provisions, entry.starts)
    days: dict[EId, date | None] = {}
    for provision in expression.provisions:
        _inherit(provision, rest, named, days)
    return days


def _inherit(
    provision: Provision,
    outer: date | None,
    named: Mapping[str, date],
    days: dict[EId, date | None],
) -> None:
    """Give a provision its own day, or else that of the unit it stands in."""
    day = named.get(provision.eid, outer)
    days[provision.eid] = day
    for child in provision.children:
        _inherit(child, day, named, days)


def history(start: date, events: Iterable[Change]) -> History:
    """Return the changes of a provision that starts on a day.

    `events` befall the whole act: a suspension, the return to force after it, a repeal. One that
    came before the start still stands when the provision starts; after an end it does not start.
    """
    befalls = sorted(events)
    end = next((event for event in befalls if event.force in FINAL), None)
    if end is not None and end.day <= start:
        return (end,)
    before = [event.force for event in befalls if event.day <= start]
    later = (event for event in befalls if event.day > start)
    return (Change(start, before[-1] if before else Force.IN_FORCE), *later)
