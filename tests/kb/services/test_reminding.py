"""Experts who owe an answer are reminded by the clock, each time once, and when the coordinator says so."""

from datetime import UTC, datetime, timedelta

import pytest

from kb.access import PersonId, Role, Viewer
from kb.errors import ForbiddenError
from kb.language import Language
from kb.law.procedure import RoundKind, Stage
from kb.review.obstacle import RefusedError
from kb.review.opinions import OpinionKind
from kb.services import accounts, catalogues, commenting, deeds, opining, reminding, rounds
from kb.services.audit import Deed
from kb.services.deeds import Wanted
from kb.services.notices import NoticeKind
from kb.services.opining import View
from kb.source import read_catalogues
from tests.kb.services.desk import ACTS
from tests.kb.services.letterbox import letters, office, on
from tests.kb.services.reviewing import EXPERTS, OFFICERS, Review
from tests.kb.services.test_notices import told, who

SUPPORT = View(OpinionKind.SUPPORT, Language.RU)
LAST_DAY = datetime(2026, 12, 4, 3, tzinfo=UTC)
"""Eight in the morning, in Almaty, of the day at the end of which the round closes."""


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    with desk.database.writing() as db:
        catalogues.keep(db, read_catalogues(ACTS), desk.clock)
        for name in EXPERTS:
            accounts.named(db, name).email = f"{name}@example.org"
    made.hold()
    return made


def reminders(review, name) -> int:
    return who(review).get(name, []).count(NoticeKind.REMINDER)


def test_experts_are_reminded_a_week_before_two_days_before_and_on_the_last_day(review):
    counted = []
    for days in (8, 7, 6, 3, 2, 1, 0):
        on(review.desk, LAST_DAY - timedelta(days=days))
        counted.append(reminders(review, "aigul"))

    assert counted == [0, 1, 1, 1, 2, 2, 3]
    assert reminders(review, "john") == 3
    assert {name for name, kinds in who(review).items() if NoticeKind.REMINDER in kinds} == set(
        EXPERTS
    )


def test_who_has_submitted_something_or_given_an_opinion_is_not_reminded(review):
    review.says("aigul")
    review.do("john", opining.give, SUPPORT)
    on(review.desk, LAST_DAY)

    assert (reminders(review, "aigul"), reminders(review, "john")) == (0, 0)


def test_who_took_everything_back_is_reminded(review):
    review.do("aigul", commenting.withdraw, review.says("aigul"))
    on(review.desk, LAST_DAY)

    assert reminders(review, "aigul") == 1


def test_after_an_extension_the_reminders_begin_anew(review):
    on(review.desk, LAST_DAY)
    review.do("secretary", rounds.extend, LAST_DAY + timedelta(days=15), "Просят.")
    on(review.desk, LAST_DAY + timedelta(days=1))
    assert reminders(review, "aigul") == 1

    on(review.desk, LAST_DAY + timedelta(days=14))
    assert reminders(review, "aigul") == 2


def test_when_the_term_is_over_the_silent_are_told_once_and_the_coordinator_how_many(review):
    review.says("aigul")
    for days in (3, 4, 5, 40):
        on(review.desk, LAST_DAY + timedelta(days=days))

    assert who(review)["john"].count(NoticeKind.OVERDUE) == 1
    assert NoticeKind.OVERDUE not in who(review)["aigul"]
    (notice,) = (one for one in told(review, "secretary") if one.kind is NoticeKind.SILENT)
    assert notice.facts["count"] == 1


def test_nobody_is_overdue_when_all_were_heard_or_the_round_was_cut_short(review):
    review.says("aigul")
    review.do("secretary", rounds.close, "Другое решение.")
    on(review.desk, LAST_DAY + timedelta(days=3))

    kinds = {kind for found in who(review).values() for kind in found}
    assert not kinds & {NoticeKind.REMINDER, NoticeKind.OVERDUE, NoticeKind.SILENT}
    assert NoticeKind.ROUND_CLOSED in kinds


def test_nobody_is_reminded_in_a_public_discussion(review):
    review.do("secretary", rounds.close, "x")
    review.desk.move(Stage.PUBLIC_DISCUSSION)
    review.hold(kind=RoundKind.PUBLIC, opens=LAST_DAY - timedelta(days=9), begun=False)
    on(review.desk, LAST_DAY)

    assert reminders(review, "aigul") == 0
    aigul = review.viewer("aigul").person
    for people in ((), (aigul,)):
        assert review.do("secretary", reminding.remind_now, office(review.desk), people) == []


def test_who_is_not_asked_or_was_revoked_is_not_reminded(review):
    review.revokes("aigul")
    on(review.desk, LAST_DAY)
    on(review.desk, LAST_DAY + timedelta(days=3))

    assert told(review, "aigul") == []
    assert told(review, "stranger") == []
    assert letters(review.desk, "aigul@example.org") == []


def remind(review, name="secretary", *people) -> list[PersonId]:
    numbers = [PersonId(review.viewer(one).person) for one in people]
    return review.do(name, reminding.remind_now, office(review.desk), numbers)


def test_a_coordinator_reminds_all_who_are_silent_at_once_by_letter_and_once_a_day(review):
    review.says("aigul")
    with review.desk.database.writing() as db:
        accounts.named(db, "john").wants_digest = True

    assert remind(review) == [review.viewer("john").person]
    assert remind(review) == []

    (letter,) = letters(review.desk)
    assert (letter.recipient, letter.language) == ("john@example.org", Language.RU)
    assert "О высоте" not in letter.text
    assert "height" not in letter.text
    on(review.desk, review.desk.clock.now + timedelta(days=1))
    assert [one.subject for one in letters(review.desk, "john@example.org")].count(
        letter.subject
    ) == 1


def test_one_who_commented_and_gave_no_opinion_can_be_reminded_by_name(review):
    review.says("aigul")
    review.do("john", opining.give, SUPPORT)

    assert remind(review, "secretary", "aigul", "john", "stranger", "drafter") == [
        review.viewer("aigul").person
    ]


def test_that_somebody_was_reminded_is_in_the_log(review):
    remind(review, "secretary", "john")

    auditor = Viewer(PersonId(99), frozenset({Role.AUDITOR}))
    with review.desk.database.reading() as db:
        entry = deeds.entries(db, auditor, Wanted(), most=1)[0]
    assert entry.deed == Deed.EXPERTS_REMINDED
    assert entry.after == {"people": [review.viewer("john").person]}


@pytest.mark.parametrize("name", [*EXPERTS, *sorted(set(OFFICERS) - {"secretary", "admin"})])
def test_only_a_coordinator_reminds(review, name):
    with pytest.raises(ForbiddenError):
        remind(review, name)


def test_nobody_is_reminded_of_a_round_that_is_not_open(review):
    review.do("secretary", rounds.close, "x")

    with pytest.raises(RefusedError):
        remind(review)
