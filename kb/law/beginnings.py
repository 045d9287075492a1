"""Since when each provision of a published act applies, however often the act was published again.

A provision that a later publication leaves as it was goes on applying since it first did; one that
it words anew applies from the day on which that publication begins, or a later one that the act sets.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kb.law.identifiers import EId
from kb.law.wordings import Wordings, last_changed, turn


@dataclass(frozen=True, slots=True)
class Edition:
    """A publication of an act: its number, what it says, and the day from which it begins."""

    number: int
    wordings: Wordings
    starts: date


@dataclass(frozen=True, slots=True)
class Beginning:
    """Since when a provision applies, and which publication gave it its words.

    `replaces` is the publication whose other words it had until then, if it had any.
    """

    day: date
    publication: int
    replaces: int | None = None


def beginnings(
    editions: Sequence[Edition], named: Mapping[EId, date | None]
) -> dict[EId, Beginning]:
    """Return the beginning of each provision of the last edition.

    `editions` are all publications up to that one, the oldest first; `named` are the days that the
    act itself sets, None for those it sets none for.
    """
    before: list[Wordings] = [{}, *(edition.wordings for edition in editions)]
    turns = (
        (position, turn(before[position], edition.wordings))
        for position, edition in enumerate(editions)
    )
    return {
        eid: _beginning(editions, position, named.get(eid), is_reworded=eid in before[position])
        for eid, position in last_changed(turns).items()
    }


def _beginning(
    editions: Sequence[Edition], position: int, named: date | None, *, is_reworded: bool
) -> Beginning:
    edition = editions[position]
    day = named or edition.starts
    if position > 0:  # What is published later cannot begin before it is.
        day = max(day, edition.starts)
    replaces = editions[position - 1].number if is_reworded else None
    return Beginning(day, edition.number, replaces)
