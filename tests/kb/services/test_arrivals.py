"""Those who answer hear once a day how many comments came into a round, and nobody else hears of it."""

from datetime import UTC, datetime, timedelta

import pytest

from kb.access import Panel, Role
from kb.services import accounts, arrivals, catalogues, commenting, notices, rounds
from kb.services.notices import NoticeKind
from kb.source import read_catalogues
from tests.kb.services.desk import ACTS
from tests.kb.services.letterbox import letters, on
from tests.kb.services.reviewing import EXPERTS, OFFICERS, Review
from tests.kb.services.test_notices import EVERYBODY, as_officer, told

EIGHT = datetime(2026, 11, 23, 3, tzinfo=UTC)
"""Eight in the morning, in Almaty, of the day after the round opened."""
ANSWER = {"drafter", "second", "secretary"}
DAY = timedelta(days=1)


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    with desk.database.writing() as db:
        catalogues.keep(db, read_catalogues(ACTS), desk.clock)
        for name in ("drafter", "secretary"):
            accounts.named(db, name).email = f"{name}@example.org"
        accounts.named(db, "secretary").wants_digest = True
    made.hold()
    return made


def counts(review, name) -> list[int]:
    """Return how many comments somebody was told of, the newest first."""
    found = told(review, name)
    return [one.facts["count"] for one in found if one.kind is NoticeKind.NEW_COMMENTS]


def test_those_who_answer_are_told_in_the_morning_how_many_comments_came(review):
    review.says("aigul")
    review.says("john")
    on(review.desk, EIGHT - timedelta(minutes=1))
    assert {name for name in EVERYBODY if counts(review, name)} == set()

    on(review.desk, EIGHT)

    assert {name: counts(review, name) for name in EVERYBODY if counts(review, name)} == {
        name: [2] for name in ANSWER
    }
    (notice,) = (one for one in told(review, "drafter"))
    assert (notice.at, notice.number, notice.comment) == (EIGHT, 1, None)


def test_each_comment_is_told_of_once_and_each_morning_the_new_ones(review):
    review.says("aigul")
    on(review.desk, EIGHT)
    review.says("john")
    review.says("john")
    on(review.desk, EIGHT + timedelta(hours=10))
    assert counts(review, "drafter") == [1]

    on(review.desk, EIGHT + DAY)
    on(review.desk, EIGHT + 2 * DAY)

    assert counts(review, "drafter") == [2, 1]


def test_what_came_while_nobody_looked_at_the_clock_is_told_together(review):
    review.says("aigul")
    review.desk.clock.go(days=2)
    review.says("john")
    on(review.desk, EIGHT + 4 * DAY)

    assert counts(review, "drafter") == [2]


def test_who_is_interrupted_while_telling_tells_it_all_the_next_time(review):
    review.says("aigul")
    review.desk.clock.now = EIGHT
    with review.desk.database.writing() as db:
        rounds.keep_time(db, review.desk.clock)
        assert arrivals.tell(db, review.desk.clock) == len(ANSWER)
        assert arrivals.tell(db, review.desk.clock) == 0
        db.rollback()
    assert counts(review, "drafter") == []

    on(review.desk, EIGHT)

    assert counts(review, "drafter") == [1]
    assert len(letters(review.desk, "drafter@example.org")) == 1


def test_a_letter_comes_once_a_day_or_a_line_in_the_digest_of_that_morning(review):
    review.says("aigul", "Секрет")
    review.says("john")
    on(review.desk, EIGHT)

    (letter,) = letters(review.desk, "drafter@example.org")
    assert letter.subject == "Раунд рассмотрения 1, новые замечания: 2"
    (digest,) = letters(review.desk, "secretary@example.org")
    assert "– Раунд рассмотрения 1, новые замечания: 2\n" in digest.text
    for word in ("Секрет", "height", "О высоте", "Aigul", "John"):
        assert word not in letter.text + digest.text

    review.says("aigul")
    on(review.desk, EIGHT + timedelta(hours=9))
    assert len(letters(review.desk)) == 2


def test_what_is_in_no_queue_is_not_counted(review):
    review.do("aigul", commenting.withdraw, review.says("aigul"))
    on(review.desk, EIGHT)
    assert counts(review, "drafter") == []

    review.says("john")
    review.do("aigul", commenting.withdraw, review.says("aigul"))
    on(review.desk, EIGHT + DAY)
    assert counts(review, "drafter") == [1]


def test_late_comments_are_told_of_as_well_until_the_report(review):
    review.do("secretary", rounds.close, "x")
    comment = review.says("john", late=True)
    on(review.desk, EIGHT)
    assert counts(review, "drafter") == [1]

    review.do("secretary", rounds.answer)
    other = review.says("john", late=True)
    for one in (comment, other):
        review.settles(one)
    review.reports()
    on(review.desk, EIGHT + DAY)
    assert counts(review, "drafter") == [1]


def test_nobody_is_told_of_what_they_wrote_themselves(review):
    review.expert("both", Panel.DOMESTIC)
    review.says("both")
    as_officer(review, "both", Role.EXPERT, Role.DRAFTER)
    on(review.desk, EIGHT)
    assert (counts(review, "both"), counts(review, "drafter")) == ([], [1])

    as_officer(review, "both", Role.EXPERT)
    review.says("both")
    as_officer(review, "both", Role.EXPERT, Role.DRAFTER)
    review.says("john")
    on(review.desk, EIGHT + DAY)
    assert (counts(review, "both"), counts(review, "drafter")) == ([1], [2, 1])


@pytest.mark.parametrize("roles", [(), (Role.EXPERT,), (Role.APPROVER,), (Role.ADMINISTRATOR,)])
def test_who_answers_no_more_knows_no_number_and_gets_no_letter(review, roles):
    review.says("aigul")
    on(review.desk, EIGHT)
    assert counts(review, "second") == [1]

    as_officer(review, "second", *roles)
    review.says("aigul")
    on(review.desk, EIGHT + DAY)

    assert counts(review, "second") == []
    with review.desk.database.reading() as db:
        assert notices.unseen(db, review.viewer("second")) == 0


def test_an_account_that_is_closed_is_told_nothing(review):
    with review.desk.database.writing() as db:
        accounts.set_active(db, "second", review.desk.clock, active=False)
    review.says("aigul")
    on(review.desk, EIGHT)
    with review.desk.database.writing() as db:
        accounts.set_active(db, "second", review.desk.clock, active=True)

    assert counts(review, "second") == []


def test_experts_are_told_of_no_number_of_comments(review):
    review.says("aigul")
    on(review.desk, EIGHT)

    for name in (*EXPERTS, "stranger", *(set(OFFICERS) - ANSWER)):
        assert NoticeKind.NEW_COMMENTS not in {one.kind for one in told(review, name)}
