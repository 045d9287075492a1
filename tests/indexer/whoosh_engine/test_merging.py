from dataclasses import dataclass

import pytest

from indexer.whoosh_engine.merging import MOST_MERGED, MOST_PASSAGES, MOST_SMALL, to_merge
from tests.factories import document


@dataclass(eq=False)
class Segment:
    """A segment of so many passages."""

    size: int

    def doc_count(self):
        return self.size


@pytest.mark.parametrize(
    ("sizes", "merged"),
    [
        ([], []),
        ([1] * (MOST_SMALL - 1), []),
        ([1] * MOST_SMALL, [1] * MOST_SMALL),
        # Full segments stay, and so do those that would be too much to write anew.
        ([MOST_PASSAGES, *[1] * MOST_SMALL], [1] * MOST_SMALL),
        ([MOST_PASSAGES] * 2 * MOST_SMALL, []),
        ([MOST_MERGED // 2 + 1] * MOST_SMALL, []),
        ([MOST_MERGED // 2] * MOST_SMALL, [MOST_MERGED // 2] * 2),
        ([MOST_MERGED // 2, *[2] * MOST_SMALL], [*[2] * MOST_SMALL, MOST_MERGED // 2]),
        # Empty ones are dropped by any change, and count for nothing.
        ([0] * MOST_SMALL, []),
    ],
)
def test_small_segments_are_merged_when_there_are_many(sizes, merged):
    assert [one.size for one in to_merge([Segment(size) for size in sizes])] == merged


def segments(index):
    return len(list(index.folder_in_service().glob("*.seg")))


def test_many_small_changes_leave_few_segments_and_everything_in_them(index):
    for n in range(3 * MOST_SMALL):
        index.change((), [document(f"Статья {n}.", eid=f"art_{n}")])
        index.tidy()

    assert segments(index) < MOST_SMALL
    assert index.status().documents == 3 * MOST_SMALL


def test_nothing_is_left_of_segments_whose_passages_are_all_forgotten(index):
    for n in range(3):
        index.change((), [document(f"Статья {n}.", act=f"act-{n}")])
    index.change(["act-0", "act-1"], ())

    assert segments(index) == 1
    index.change(["act-2"], ())
    assert segments(index) == 0
    assert index.opened().snapshot.size == 0


def test_a_large_rebuild_is_written_in_segments(index, monkeypatch):
    monkeypatch.setattr("indexer.whoosh_engine.index.MOST_PASSAGES", 4)

    count = index.rebuild(document(f"Статья {n}.", eid=f"art_{n}") for n in range(10))

    assert (count, segments(index), index.status().documents) == (10, 3, 10)
