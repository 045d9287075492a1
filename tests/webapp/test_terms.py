"""Until when something lasts, in words."""

from datetime import UTC, date, datetime

from kb.review import calendar
from webapp.terms import marked, until


def test_a_term_that_ends_at_midnight_lasts_until_the_end_of_the_day_before() -> None:
    closes = calendar.end_of(date(2026, 12, 2))

    assert until(closes) == "until the end of 2 December 2026 (Almaty time)"


def test_a_term_that_ends_within_a_day_lasts_until_its_minute() -> None:
    closes = datetime(2026, 12, 2, 10, 30, tzinfo=UTC)

    assert until(closes) == "until 2 December 2026, 15:30 (Almaty time)"


def test_beside_it_a_script_can_write_the_moment_in_the_readers_zone() -> None:
    closes = calendar.end_of(date(2026, 12, 2))

    assert marked(closes) == (
        '<time datetime="2026-12-02T19:00:00+00:00" data-yours="your time: {}">'
        "until the end of 2 December 2026 (Almaty time)</time>"
    )
