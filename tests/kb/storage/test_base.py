"""Moments are kept in UTC, whatever zone they come with."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects import sqlite

from kb.storage.base import UtcDateTime

DIALECT = sqlite.dialect()
ALMATY = timezone(timedelta(hours=5))


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        UtcDateTime().process_bind_param(datetime(2026, 11, 22), DIALECT)  # noqa: DTZ001


def test_a_moment_goes_in_as_utc():
    kept = UtcDateTime().process_bind_param(datetime(2026, 11, 22, 5, tzinfo=ALMATY), DIALECT)

    assert kept == datetime(2026, 11, 22, tzinfo=UTC)
    assert kept.tzinfo is UTC


@pytest.mark.parametrize(
    "given",
    [datetime(2026, 11, 22), datetime(2026, 11, 22, 5, tzinfo=ALMATY)],  # noqa: DTZ001
    ids=["without a zone, as SQLite gives it", "in the server's zone, as PostgreSQL gives it"],
)
def test_a_moment_comes_out_as_utc(given):
    found = UtcDateTime().process_result_value(given, DIALECT)

    assert found == datetime(2026, 11, 22, tzinfo=UTC)
    assert found.tzinfo is UTC


def test_no_moment_stays_none():
    assert UtcDateTime().process_bind_param(None, DIALECT) is None
    assert UtcDateTime().process_result_value(None, DIALECT) is None
