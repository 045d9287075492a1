"""Kinds of publication: what makes a text public, and what befalls it afterwards."""

import calendar
from datetime import date
from enum import StrEnum
from typing import Final

from kb.law.force import Force

CHALLENGE_YEARS: Final = 3
"""How long after it was posted an act may be challenged (Constitutional Law, Art. 36.18)."""


class PublicationKind(StrEnum):
    """What an entry of the publication log tells of an act."""

    ADOPTION = "adoption"
    AMENDMENT = "amendment"
    CORRECTION = "correction"
    SUSPENSION = "suspension"
    RESUMPTION = "resumption"
    REPEAL = "repeal"
    ANNULMENT = "annulment"
    EXPIRY = "expiry"
    WITHDRAWAL = "withdrawal"


OF_FORCE: Final = {
    Force.SUSPENDED: PublicationKind.SUSPENSION,
    Force.IN_FORCE: PublicationKind.RESUMPTION,
    Force.REPEALED: PublicationKind.REPEAL,
    Force.ANNULLED: PublicationKind.ANNULMENT,
    Force.EXPIRED: PublicationKind.EXPIRY,
}
"""How a change of the force of a whole act is called in the log."""


def challenge_ends(published_on: date) -> date:
    """Return the last day on which an act published on a day may be challenged in court.

    >>> challenge_ends(date(2028, 2, 29)).isoformat()
    '2031-02-28'
    """
    year = published_on.year + CHALLENGE_YEARS
    last = calendar.monthrange(year, published_on.month)[1]
    return published_on.replace(year=year, day=min(published_on.day, last))
