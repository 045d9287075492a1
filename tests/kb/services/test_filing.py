"""Whoever joins a public round cannot fill the disk with files."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kb.errors import TooOftenError
from kb.review.attachments import Given
from kb.services import files, filing
from tests.kb.review.attached import PDF
from tests.kb.services.discussing import discussion
from tests.kb.services.reviewing import Review


def sends(review: Review, name: str, number: int, words: str = "") -> None:
    """Let somebody send a file, and take it back."""
    given = Given(f"{words}{number}.pdf", PDF)
    with review.at(name) as (db, seat):
        filing.remove(db, seat, filing.upload(db, seat, given))


@pytest.fixture
def review(desk) -> Review:
    return discussion(desk)


def test_so_many_files_go_to_public_rounds_within_an_hour(review, monkeypatch):
    monkeypatch.setattr(filing, "PACE", replace(filing.PACE, most=3))
    for number in range(3):
        sends(review, "asel", number)

    with pytest.raises(TooOftenError):
        sends(review, "asel", 3)

    sends(review, "bolat", 0)
    review.desk.clock.go(minutes=filing.PACE.within / timedelta(minutes=1) + 1)
    sends(review, "asel", 4)
    assert review.do("asel", files.unused) == []


def test_an_expert_who_was_invited_sends_as_many_as_it_takes(desk, monkeypatch):
    monkeypatch.setattr(filing, "PACE", replace(filing.PACE, most=0))
    made = Review(desk).set_up()
    made.hold()
    for number in range(3):
        made.do("aigul", filing.upload, Given(f"{number}.pdf", PDF))

    kept = {one.name for one in made.do("aigul", files.unused)}
    assert kept == {"0.pdf", "1.pdf", "2.pdf"}
