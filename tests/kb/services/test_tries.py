"""Too many tries: so many failures make a name and an address wait, and for no longer than they should."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from kb.access import Role
from kb.errors import TooManyTriesError
from kb.services.tries import MOST as MOST_TRIES
from kb.services.tries import WINDOW as TRIES_WINDOW
from kb.storage.people import FailedTryRow
from tests.kb.services.entering import fail, sign_in


@pytest.fixture
def dana(desk):
    return desk.person("dana", Role.DRAFTER)


def count(desk, rows) -> int:
    with desk.database.reading() as db:
        return db.scalar(select(func.count()).select_from(rows)) or 0


def test_after_ten_failures_with_a_name_nobody_signs_in_with_it_from_anywhere(desk, dana):
    for n in range(MOST_TRIES):
        fail(desk, address=f"198.51.100.{n}")

    with pytest.raises(TooManyTriesError) as told:
        sign_in(desk, address="203.0.113.1")

    assert str(told.value) == "Too many failed attempts. Try again in 15 minutes."


def test_after_ten_failures_from_an_address_nobody_signs_in_from_there(desk, dana):
    for n in range(MOST_TRIES):
        fail(desk, name=f"guess{n}")

    with pytest.raises(TooManyTriesError):
        sign_in(desk)
    assert sign_in(desk, address="203.0.113.1")


def test_nine_failures_are_forgiven(desk, dana):
    fail(desk, MOST_TRIES - 1)

    assert sign_in(desk)


def test_a_name_that_nobody_has_is_counted_like_any_other(desk, dana):
    for n in range(MOST_TRIES):
        fail(desk, name="nobody", address=f"198.51.100.{n}")

    with pytest.raises(TooManyTriesError):
        sign_in(desk, "nobody", address="203.0.113.1")


def test_a_name_cannot_escape_its_count_by_how_it_is_typed(desk, dana):
    for n in range(MOST_TRIES):
        fail(desk, name=("dana", " DANA", "Dana ")[n % 3], address=f"198.51.100.{n}")

    with pytest.raises(TooManyTriesError):
        sign_in(desk, address="203.0.113.1")


def test_the_wait_ends_after_its_time(desk, dana):
    fail(desk, MOST_TRIES)

    desk.clock.go(minutes=TRIES_WINDOW / timedelta(minutes=1) - 0.5)
    with pytest.raises(TooManyTriesError, match="in 1 minutes"):
        sign_in(desk)
    desk.clock.go(minutes=0.5)

    assert sign_in(desk)


def test_trying_on_while_one_waits_does_not_make_the_wait_longer(desk, dana):
    fail(desk, MOST_TRIES)
    desk.clock.go(minutes=10)
    fail(desk, 5)
    desk.clock.go(minutes=5)

    assert sign_in(desk)


def test_success_clears_the_name_and_not_the_address(desk, dana):
    fail(desk, MOST_TRIES - 1)
    sign_in(desk, address="203.0.113.1")
    fail(desk, MOST_TRIES - 1, address="203.0.113.2")
    fail(desk, 1, name="guess")

    assert sign_in(desk, address="203.0.113.3"), "the name is clear"
    with pytest.raises(TooManyTriesError):
        sign_in(desk)


def test_old_failures_are_forgotten_and_a_flood_fills_no_table(desk, dana):
    fail(desk, MOST_TRIES + 20)
    assert count(desk, FailedTryRow) == 2 * MOST_TRIES

    desk.clock.go(minutes=15)
    fail(desk)

    assert count(desk, FailedTryRow) == 2


@pytest.mark.parametrize("long", ["name", "address"])
def test_absurdly_long_names_and_addresses_are_failures_like_any_other(desk, dana, long):
    fail(desk, **{long: "x" * 100_000})
