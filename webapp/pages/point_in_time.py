"""Which day's law is on the page, what applies instead, and what changes next."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kb.law.applying import on_day, stretches
from kb.law.force import Change
from kb.services.library import Act, Publication
from webapp.visit import Visit

_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def day_asked(text: str) -> date | None:
    """Return the day that a form or an address names, as in 2027-01-01; None if it names none."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class PointInTime:
    """How a published text stands to a day.

    `is_asked` tells whether the reader named the day. `applies` is the publication that applies on it,
    if that is another than the one shown; `coming` the next one, and `change` what changes next in
    the one shown.
    """

    day: date
    today: date
    is_asked: bool
    applies: Publication | None
    coming: Publication | None
    change: Change | None

    @property
    def next_day(self) -> date | None:
        """The next day on which anything changes."""
        days = [self.coming.starts] if self.coming else []
        days += [self.change.day] if self.change else []
        return min(days, default=None)


def point_in_time(
    visit: Visit, act: Act, publications: Sequence[Publication], today: date
) -> PointInTime | None:
    """Return how the text shown stands to the visit's day; None for a draft."""
    if act.is_draft or act.publication is None:
        return None
    standing = [one for one in publications if not one.is_withdrawn]
    applies = on_day(standing, visit.today)
    ever = stretches(standing)
    later = [one for one in standing if one.starts > visit.today and one.number in ever]
    return PointInTime(
        day=visit.today,
        today=today,
        is_asked=visit.is_day_asked,
        applies=applies if applies != act.publication else None,
        coming=min(later, key=lambda one: (one.starts, -one.number), default=None),
        change=act.next_change(visit.today),
    )
