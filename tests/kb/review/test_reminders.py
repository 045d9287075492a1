"""Reminders come in the order of the term, on days on which people work, and never in heaps."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kb.law.procedure import Holidays
from kb.review.reminders import Reminder, Term, digest_of

OPENS = datetime(2026, 11, 16, 4, tzinfo=UTC)
CLOSES = datetime(2026, 11, 27, 19, tzinfo=UTC)
"""From Monday to the end of Friday, 27 November, in Almaty."""
TERM = Term(OPENS, CLOSES)


def almaty(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=5)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (almaty(16, 12), None),
        (almaty(20, 7, 59), None),
        (almaty(20, 8), Reminder.WEEK),
        (almaty(25, 7, 59), Reminder.WEEK),
        (almaty(25, 8), Reminder.TWO_DAYS),
        (almaty(27, 7, 59), Reminder.TWO_DAYS),
        (almaty(27, 8), Reminder.LAST_DAY),
        (almaty(27, 23, 59), Reminder.LAST_DAY),
        (almaty(28, 0), None),
        (almaty(28, 12), None),
        (almaty(30, 7, 59), None),
        (almaty(30, 8), Reminder.OVERDUE),
        (almaty(4, 23, month=12), Reminder.OVERDUE),
        (almaty(8, 8, month=12), None),
    ],
)
def test_the_reminder_is_that_of_the_last_day_that_has_come(now, expected):
    assert TERM.due(now) is expected


@pytest.mark.parametrize(
    ("closes", "comes", "expected"),
    [
        (almaty(22, 0), almaty(19, 8), Reminder.TWO_DAYS),
        (almaty(22, 0), almaty(20, 8), Reminder.LAST_DAY),
        (almaty(23, 0), almaty(20, 8), Reminder.LAST_DAY),
        (almaty(25, 0), almaty(20, 8), Reminder.TWO_DAYS),
    ],
)
def test_what_would_come_on_a_day_off_comes_on_the_working_day_before(closes, comes, expected):
    term = Term(OPENS, closes)

    assert term.due(comes) is expected
    assert term.due(comes - timedelta(minutes=1)) is not expected


def test_a_day_off_that_the_government_orders_is_a_day_off():
    term = Term(OPENS, CLOSES, Holidays(off=(date(2026, 11, 25), date(2026, 11, 30))))

    assert term.due(almaty(24, 8)) is Reminder.TWO_DAYS
    assert term.due(almaty(30, 8)) is None
    assert term.due(almaty(1, 8, month=12)) is Reminder.OVERDUE


@pytest.mark.parametrize(
    ("opens", "now", "expected"),
    [
        (almaty(20, 7), almaty(20, 10), None),
        (almaty(24, 7), almaty(25, 10), Reminder.TWO_DAYS),
        (almaty(27, 7), almaty(27, 10), None),
        (almaty(27, 7), almaty(30, 10), Reminder.OVERDUE),
    ],
)
def test_a_short_round_has_only_the_reminders_that_come_after_its_first_day(opens, now, expected):
    assert Term(opens, CLOSES).due(now) is expected


def test_a_round_that_is_extended_is_reminded_of_anew():
    later = Term(OPENS, CLOSES + timedelta(days=7))

    assert later.due(almaty(27, 10)) is Reminder.WEEK
    assert later.due(almaty(1, 10, month=12)) is Reminder.WEEK


def test_a_round_that_ends_at_noon_is_over_at_noon():
    term = Term(OPENS, almaty(27, 12))

    assert term.due(almaty(27, 11, 59)) is Reminder.LAST_DAY
    assert term.due(almaty(27, 12)) is None
    assert term.due(almaty(30, 8)) is Reminder.OVERDUE


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (almaty(22, 8), almaty(22, 8)),
        (almaty(22, 23, 59), almaty(22, 8)),
        (almaty(23, 0), almaty(22, 8)),
        (almaty(23, 7, 59), almaty(22, 8)),
        (almaty(23, 8), almaty(23, 8)),
    ],
)
def test_a_digest_is_due_every_morning(now, due):
    assert digest_of(now) == due
