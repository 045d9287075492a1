"""FTS5 as the benchmark asks it: any of the words, the best first, with counts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench.peer import Fts5
from tests.factories import document


@pytest.fixture
def peer(tmp_path: Path) -> Iterator[Fts5]:
    opened = Fts5(tmp_path / "peer.sqlite")
    opened.fill(
        [
            document("высота здания и высота забора"),
            document("высота здания", heading="Высота", kind="rules"),
            document("парковка", kind="rules"),
        ]
    )
    yield opened
    opened.close()


def test_any_of_the_words_is_enough_and_headings_count(peer):
    assert [row[0] for row in peer.best("высота, (забора)")] == [1, 2]
    assert [row[0] for row in peer.best("высота")] == [2, 1]


def test_counts_come_with_the_best(peer):
    counts = peer.best_and_counts("здания парковка")[3:]

    assert {(row[0], row[-1]) for row in counts} == {("regulatory-provision", 1), ("rules", 2)}


def test_a_query_without_words_finds_nothing(peer):
    assert peer.best_and_counts("«»") == []
