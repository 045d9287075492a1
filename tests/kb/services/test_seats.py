"""The places of a viewer at many rounds: as few questions to the database as at one."""

from datetime import timedelta

import pytest

from kb.access import Panel
from kb.law.procedure import RoundKind
from kb.services import discussions, seats
from kb.storage.review import ExtensionRow, RoundRow
from tests.counting import statements
from tests.kb.services.desk import HEIGHT
from tests.kb.services.reviewing import Review


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    made.hold(panels=frozenset(Panel))
    return made


def hold(review: Review, numbers: range) -> None:
    """Add rounds like the first, of both kinds, closed, and extended once."""
    with review.desk.database.writing() as db:
        first = db.query(RoundRow).order_by(RoundRow.id).first()
        columns = [column.name for column in RoundRow.__table__.columns if column.name != "id"]
        given = {name: getattr(first, name) for name in columns}
        for number in numbers:
            kind = RoundKind.PUBLIC if number % 2 else RoundKind.EXPERT
            row = RoundRow(**given | {"number": number, "kind": kind.value, "state": "closed"})
            later = {"was": first.closes, "until": first.closes + timedelta(days=1)}
            extension = ExtensionRow(**later, reason="Holidays.", by_id=1, at=first.scheduled_at)
            row.extensions = [extension]
            db.add(row)


WAYS = {
    "of an act": lambda db, viewer, clock: seats.visible(db, viewer, HEIGHT, clock),
    "of all acts": seats.everywhere,
    "under way": seats.under_way,
    "public": lambda db, _, clock: discussions.listed(db, clock),
}


@pytest.mark.parametrize("name", ["aigul", "secretary", ""])
@pytest.mark.parametrize("way", WAYS)
def test_many_rounds_take_as_many_queries_as_a_few(review, name, way):
    def found() -> tuple[int, int]:
        """Return how many rounds were found, and with how many queries."""
        database = review.desk.database
        with database.reading() as db, statements(database) as asked:
            rounds = WAYS[way](db, review.viewer(name), review.desk.clock)
        return len(rounds), len(asked)

    hold(review, range(2, 6))
    few, before = found()
    hold(review, range(6, 26))
    many, after = found()
    assert after == before
    assert many > few or (way, name) == ("under way", "")
