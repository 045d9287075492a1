"""The drawings of a round's progress: parts of a bar that fill it, and a column for every day."""

from datetime import UTC, date, datetime, timedelta

from kb.access import PersonId
from kb.law.identifiers import EId
from kb.review.comments import CommentId, Severity
from kb.review.opinions import OpinionKind
from kb.services.progressing import Participant, Remark
from webapp.pages.progress_chart import HEIGHT, WIDTH, days, shares

OPENS = datetime(2026, 11, 16, 4, tzinfo=UTC)
CLOSES = datetime(2026, 11, 20, 19, tzinfo=UTC)


def expert(*remarks: datetime, opened: bool = False, opinion: bool = False) -> Participant:
    return Participant(
        person=PersonId(1),
        name="Aigul",
        organisation="",
        panel=None,
        is_asked=True,
        is_owing=True,
        opened_at=OPENS if opened else None,
        read=frozenset(),
        remarks=tuple(
            Remark(CommentId(str(number)), EId("art_1"), Severity.MINOR, at)
            for number, at in enumerate(remarks)
        ),
        opinion=OpinionKind.SUPPORT if opinion else None,
        has_declared=True,
        last_at=None,
    )


def test_every_expert_is_counted_once_and_the_bar_is_filled():
    people = [expert(OPENS, opinion=True), expert(OPENS), expert(opened=True), expert()]

    found = shares(people)

    assert [one.count for one in found] == [1, 1, 1, 1]
    assert [one.x for one in found] == [0, WIDTH / 4, WIDTH / 2, WIDTH * 3 / 4]
    assert sum(one.width for one in found) == WIDTH


def test_of_nobody_nothing_is_drawn():
    assert {one.width for one in shares([])} == {0.0}
    assert days([], OPENS, CLOSES).most == 0


def test_comments_stand_on_the_day_in_almaty_on_which_they_came():
    before_midnight = datetime(2026, 11, 17, 18, 59, tzinfo=UTC)
    after_midnight = before_midnight + timedelta(minutes=1)
    found = days([expert(before_midnight), expert(after_midnight, after_midnight)], OPENS, CLOSES)

    assert [one.day.day for one in found.columns] == [16, 17, 18, 19, 20]
    assert [(one.day.day, one.count) for one in found.told] == [(17, 1), (18, 2)]
    assert [one.height for one in found.told] == [HEIGHT / 2, HEIGHT]
    assert [one.y for one in found.told] == [HEIGHT / 2, 0]


def test_a_late_comment_has_its_day_and_a_long_round_shows_its_end():
    late = CLOSES + timedelta(days=3)
    assert days([expert(late)], OPENS, CLOSES).columns[-1].day == date(2026, 11, 24)

    found = days([expert(late)], OPENS - timedelta(days=900), CLOSES)
    assert len(found.columns) == 120
    assert found.columns[-1].x + found.columns[-1].width <= WIDTH
