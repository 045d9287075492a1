"""Facets: which passages have a value, and how many there are of each."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import numpy as np

from indexer.document import Edition
from indexer.query import Facet
from indexer.ranking import Ints, Mask, numbers
from indexer.whoosh_engine.snapshot import Snapshot
from kb.law.force import Force

COUNTED: Final = tuple(facet for facet in Facet if facet is not Facet.ACT)

_FORCES: Final = tuple(Force)


def masks(
    snapshot: Snapshot, chosen: Mapping[Facet, frozenset[str]], day: date
) -> dict[Facet, Mask]:
    """Return which passages have one of the values chosen, facet by facet."""
    return {facet: _mask(snapshot, facet, values, day) for facet, values in chosen.items()}


def all_of(given: Iterable[Mask], size: int) -> Mask:
    """Return which passages are in all masks."""
    kept = np.ones(size, np.bool_)
    for mask in given:
        kept &= mask
    return kept


def counts(
    snapshot: Snapshot, matched: Mask, given: Mapping[Facet, Mask], day: date
) -> dict[Facet, dict[str, int]]:
    """Count each facet's values among what the masks of all other facets leave.

    A provision that was found in several languages counts once, but once in each language.
    """
    counted: dict[Facet, dict[str, int]] = {}
    for facet in COUNTED:
        others = (mask for one, mask in given.items() if one is not facet)
        among = numbers(matched & all_of(others, snapshot.size))
        if facet is not Facet.LANGUAGE:
            among = among[np.unique(snapshot.address_of[among], return_index=True)[1]]
        counted[facet] = _count(snapshot, facet, among, day)
    return counted


def _values(edition: Edition, facet: Facet) -> tuple[str, ...]:
    match facet:
        case Facet.KIND:
            return (edition.kind,)
        case Facet.TOPIC:
            return edition.topics
        case Facet.BODY:
            return (edition.body,)
        case Facet.LANGUAGE:
            return (edition.language.value,)
        case Facet.YEAR:
            return (str(edition.day.year),)
        case Facet.ACT:
            return (edition.act,)
        case Facet.STATUS:
            return ()


def _mask(snapshot: Snapshot, facet: Facet, values: frozenset[str], day: date) -> Mask:
    if facet is Facet.STATUS:
        codes = [n for n, one in enumerate(_FORCES) if one.value in values]
        return np.isin(snapshot.forces(day), codes)
    return snapshot.per_edition(lambda e: not values.isdisjoint(_values(e, facet)))


def _count(snapshot: Snapshot, facet: Facet, among: Ints, day: date) -> dict[str, int]:
    counts: dict[str, int] = {}
    if facet is Facet.STATUS:
        for code, count in enumerate(np.bincount(snapshot.forces(day)[among])):
            if count:
                counts[_FORCES[code].value] = int(count)
        return counts
    for number, count in enumerate(np.bincount(snapshot.edition_of[among])):
        if count:
            for value in _values(snapshot.editions[number], facet):
                counts[value] = counts.get(value, 0) + int(count)
    return counts
