"""Which segments of an index are merged, and when: never before a change can be found.

Few segments make for fast searching; but what is merged is written anew, which takes longer than
the change itself. So it comes afterwards, and never takes in many passages: a rebuild leaves full
segments, and those stay.
"""

from collections.abc import Sequence
from typing import Any, Final

from whoosh.reading import SegmentReader

MOST_PASSAGES: Final = 5000
"""How many passages a rebuild puts into a segment, which are in memory until it is written."""

MOST_SMALL: Final = 8
"""How many small segments there may be beside one another."""

MOST_MERGED: Final = 1000
"""How many passages are merged at a time."""


def drop_empty(writer: Any, segments: Sequence[Any]) -> list[Any]:
    """Return the segments that stay when a change is written: those that hold a passage still."""
    del writer
    return [segment for segment in segments if segment.doc_count()]


def merge_small(writer: Any, segments: Sequence[Any]) -> list[Any]:
    """Return the segments that stay; the small ones are added to the one that is being written."""
    merged = to_merge(segments)
    for segment in merged:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in drop_empty(writer, segments) if segment not in merged]


def to_merge(segments: Sequence[Any]) -> list[Any]:
    """Return the small segments, smallest first, as many as may be merged; none if they are few."""
    sizes = [(int(segment.doc_count()), segment) for segment in segments]
    small = [(size, segment) for size, segment in sizes if 0 < size <= MOST_MERGED // 2]
    if len(small) < MOST_SMALL:
        return []
    merged: list[Any] = []
    room = MOST_MERGED
    for size, segment in sorted(small, key=lambda one: one[0]):
        room -= size
        if room < 0:
            break
        merged.append(segment)
    return merged
