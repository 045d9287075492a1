"""How much a redline changes: counts, a share, and the list of the provisions that changed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self

from kb.law.citation.naming import place
from kb.law.identifiers import EId
from kb.law.redline.change import (
    REWORDED,
    Change,
    ChangeKind,
    Redline,
    differs,
    new_text,
    old_text,
)

MOST: Final = 0.5
"""A text is mostly new if the share of reworded provisions is greater than this."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many provisions became what; `title` says whether the act's title has changed."""

    by_kind: Mapping[ChangeKind, int]
    title: bool = False

    @classmethod
    def of(cls, redline: Redline) -> Self:
        """Count what became of the provisions of a redline."""
        counted = Counter(change.kind for change in redline.changes)
        return cls({kind: counted[kind] for kind in ChangeKind}, differs(redline.title))

    @property
    def total(self) -> int:
        """All provisions of both texts, those that both have once."""
        return sum(self.by_kind.values())

    @property
    def changed(self) -> int:
        """All provisions that are not the same."""
        return self.total - self.by_kind[ChangeKind.SAME]

    @property
    def share(self) -> float:
        """The share of provisions whose words changed, from 0 to 1; moving changes no words."""
        reworded = sum(self.by_kind[kind] for kind in REWORDED)
        return reworded / self.total if self.total else 0.0

    @property
    def is_mostly_new(self) -> bool:
        """Whether more than half of the provisions changed."""
        return self.share > MOST

    @property
    def is_empty(self) -> bool:
        """Whether nothing has changed."""
        return not self.changed and not self.title


@dataclass(frozen=True, slots=True)
class Changed:
    """A line in the list of what changed.

    `eid` is the newer address, or the older one of what is deleted; `was` the older address of what
    has moved. `label` is the number and heading as printed, `citation` its place in words.
    """

    kind: ChangeKind
    eid: EId
    was: EId | None
    label: str
    citation: str


def contents(redline: Redline) -> tuple[Changed, ...]:
    """Return the provisions that changed, in reading order; what is only carried along is left out."""
    return tuple(
        _changed(change, redline)
        for change in redline.changes
        if change.kind is not ChangeKind.SAME and not _is_only_carried(change)
    )


def _is_only_carried(change: Change) -> bool:
    return change.is_carried and change.kind is ChangeKind.MOVED


def _changed(change: Change, redline: Redline) -> Changed:
    words = old_text if change.after is None else new_text
    printed = (words(change.label), words(change.heading))
    eid = change.place.eid
    was = change.before.eid if change.before else None
    return Changed(
        kind=change.kind,
        eid=eid,
        was=was if was != eid else None,
        label=" ".join(part for part in printed if part),
        citation=place(eid, redline.language),
    )
