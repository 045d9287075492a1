"""Terms in days, with the holidays of Kazakhstan in 2026 and 2027 and the days off they give."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.law.procedure import Deadline, Holidays
from kb.review import calendar
from kb.review.calendar import closes, day_of, end_of, is_working, last_day, last_day_before

HOLIDAYS_OF_2026 = {
    "01-01", "01-02", "01-07",
    "03-09",                    # for Women's Day, a Sunday
    "03-23", "03-24", "03-25",  # Nauryz, 21 to 23 March, from a Saturday
    "05-01", "05-07",
    "05-11",                    # for Victory Day, a Saturday
    "05-27",                    # Kurban Ait
    "07-06",
    "10-26",                    # for Republic Day, a Sunday
    "12-16",
}  # fmt: skip
"""Days off between Monday and Friday. That of the Constitution was 30 August until 2025."""

HOLIDAYS_OF_2027 = {
    "01-01",
    "01-04",                    # for 2 January, a Saturday
    "01-07",
    "03-08",
    "03-15",                    # the Constitution's Day, since 2027
    "03-22", "03-23", "03-24",  # Nauryz, from a Sunday
    "05-03",                    # for the Day of Unity, a Saturday
    "05-07",
    "05-10",                    # for Victory Day, a Sunday
    "07-06", "10-25", "12-16",  # Kurban Ait, a Sunday, gives no other day off
}  # fmt: skip


def days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]


def working(count: int) -> Deadline:
    return Deadline(days=count, count="working")


def in_calendar(count: int) -> Deadline:
    return Deadline(days=count, count="calendar")


@pytest.mark.parametrize(("year", "holidays"), [(2026, HOLIDAYS_OF_2026), (2027, HOLIDAYS_OF_2027)])
def test_people_work_on_weekdays_that_are_no_holidays(year, holidays):
    off = {day for day in days(year) if not is_working(day)}

    assert {f"{day:%m-%d}" for day in off if day.weekday() < 5} == holidays
    assert off >= {day for day in days(year) if day.weekday() >= 5}


def test_a_saturday_on_which_people_work_for_another_day_is_known():
    assert is_working(date(2025, 1, 5))
    assert not is_working(date(2025, 1, 3))


def test_what_the_government_orders_goes_before():
    moved = Holidays(off=(date(2027, 5, 6),), working=(date(2027, 5, 8), date(2027, 5, 7)))

    found = [is_working(date(2027, 5, day), moved) for day in (5, 6, 7, 8)]

    assert found == [True, False, True, True]


@pytest.mark.parametrize(
    ("event", "term", "last"),
    [
        ("2027-02-01", working(10), "2027-02-15"),
        ("2027-02-05", working(1), "2027-02-08"),
        ("2027-02-06", working(1), "2027-02-08"),
        ("2026-12-30", working(3), "2027-01-06"),
        ("2027-03-12", working(10), "2027-04-01"),
        ("2026-03-20", working(1), "2026-03-26"),
        ("2027-05-06", working(2), "2027-05-12"),
        ("2027-02-01", in_calendar(30), "2027-03-03"),
        ("2027-02-20", in_calendar(30), "2027-03-25"),
        ("2027-02-05", in_calendar(1), "2027-02-08"),
        ("2028-02-28", in_calendar(1), "2028-02-29"),
    ],
)
def test_a_term_ends_on_a_working_day(event, term, last):
    assert last_day(date.fromisoformat(event), term) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("opens", "until"),
    [
        ("2027-02-01T05:00", "2027-02-15T19:00"),
        ("2027-02-01T18:59", "2027-02-15T19:00"),
        ("2027-02-01T19:00", "2027-02-16T19:00"),
    ],
)
def test_a_round_closes_at_the_end_of_a_day_in_almaty(opens, until):
    moment = datetime.fromisoformat(opens).replace(tzinfo=UTC)

    assert closes(moment, working(10)) == datetime.fromisoformat(until).replace(tzinfo=UTC)


@given(st.dates(date(2025, 1, 1), date(2035, 12, 31)), st.integers(1, 60))
def test_a_term_of_working_days_has_so_many_of_them(event, count):
    last = last_day(event, working(count))

    after = [event + timedelta(n) for n in range(1, (last - event).days + 1)]
    assert sum(map(is_working, after)) == count
    assert is_working(last)


@given(st.dates(date(2025, 1, 1), date(2035, 12, 31)))
def test_a_day_is_over_when_the_next_begins_and_no_clock_is_changed(day):
    over = end_of(day)

    assert over.tzinfo is UTC
    assert (over.hour, over.minute) == (19, 0)
    assert last_day_before(over) == day
    assert day_of(over) == day + timedelta(1)
    assert over.astimezone(ZoneInfo(calendar.ZONE)).utcoffset() == timedelta(hours=5)
