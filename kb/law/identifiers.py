"""Addresses: which act, and which provision of it.

An address is the same in all languages, which is what aligns them. Provisions are addressed
by Akoma Ntoso eIds (OASIS LegalDocML, Naming Convention 1.0, section 5).
"""

import re
from collections.abc import Container, Iterator
from typing import Final, NewType, Self

ActId = NewType("ActId", str)
"""The slug of an act: ASCII, unique without regard to case."""

ACT_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]{2,63}")

STEP: Final = "__"


class EId(str):
    """The address of a provision within its act.

    >>> EId("art_5-1").child("para", "2")
    'art_5-1__para_2'
    """

    __slots__ = ()

    def child(self, unit: str, number: str) -> Self:
        """Return the address of the part `unit` `number` of this provision."""
        step = f"{unit}_{number}" if number else unit
        return type(self)(f"{self}{STEP}{step}" if self else step)

    @property
    def parent(self) -> Self | None:
        """The address one step up, or None at the top."""
        head, found, _ = self.rpartition(STEP)
        return type(self)(head) if found else None

    def lineage(self) -> Iterator[Self]:
        """Yield this address, then its ancestors, the nearest first."""
        step: Self | None = self
        while step is not None:
            yield step
            step = step.parent


NOWHERE: Final = EId("")
"""The address of an act as a whole, and of what has no address yet."""


def nearest(eid: EId, known: Container[EId]) -> EId | None:
    """Return `eid`, or its closest ancestor that `known` still contains.

    A comment on paragraph 2 of article 5 stays on article 5 when a later
    version drops the paragraph.

    >>> str(nearest(EId("art_5__para_2"), {EId("art_5")}))
    'art_5'
    """
    return next((step for step in eid.lineage() if step in known), None)
