"""When the segments of an index are merged: seldom, and never a large one for a small change."""

from collections.abc import Sequence
from typing import Any, Final

from whoosh.reading import SegmentReader

MOST_SEGMENTS: Final = 8
_SMALL: Final = 10


def merge_small(writer: Any, segments: Sequence[Any]) -> list[Any]:
    """Return the segments that stay; the others are added to the one being written.

    A segment whose passages are all deleted goes at once. When there are many segments, those are
    merged that are small beside all of them, or mostly deleted.
    """
    living = [segment for segment in segments if segment.doc_count()]
    if len(living) < MOST_SEGMENTS:
        return living
    total = sum(segment.doc_count() for segment in living)
    kept = []
    for segment in living:
        is_small = segment.doc_count() * _SMALL < total
        if is_small or segment.deleted_count() * 2 > segment.doc_count_all():
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
        else:
            kept.append(segment)
    return kept
