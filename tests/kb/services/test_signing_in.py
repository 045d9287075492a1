"""Signing in and out, and how long it lasts, with a clock that goes when it is told to."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kb.access import Role
from kb.errors import SignInError
from kb.services import accounts, passwords, signing_in
from kb.services.signing_in import Lifetime
from kb.storage.people import SessionRow
from tests.factories import clock
from tests.kb.services.desk import PASSWORD
from tests.kb.services.entering import fail, sign_in

LIFETIME = Lifetime(unused=timedelta(hours=12), longest=timedelta(days=14))


@pytest.fixture
def dana(desk):
    return desk.person("dana", Role.DRAFTER)


def signed_in(desk, token):
    with desk.database.reading() as db:
        return signing_in.signed_in(db, token, LIFETIME, desk.clock)


def change(desk, act) -> None:
    with desk.database.writing() as db:
        act(db)


@pytest.mark.parametrize("name", ["dana", "DANA", " Dana "])
def test_who_knows_name_and_password_is_signed_in(desk, dana, name):
    person = signed_in(desk, sign_in(desk, name))

    assert person is not None
    assert (person.name, person.full_name, person.language) == ("dana", "Dana", "ru")
    assert person.viewer == desk.viewer("dana")


def test_every_sign_in_has_a_token_of_its_own_that_is_not_kept(desk, dana):
    one, two = sign_in(desk), sign_in(desk)

    assert one != two
    assert min(len(one), len(two)) >= 43, "32 random bytes"
    with desk.database.reading() as db:
        kept = set(db.scalars(select(SessionRow.token_hash)))
    assert len(kept) == 2
    assert not kept & {one, two}


def test_unknown_wrong_and_closed_are_told_apart_by_nothing(desk, dana):
    desk.person("closed")
    change(desk, lambda db: accounts.set_active(db, "closed", desk.clock, active=False))
    told = []

    for name, password in (("nobody", PASSWORD), ("dana", PASSWORD + "x"), ("closed", PASSWORD)):
        with pytest.raises(SignInError) as error:
            sign_in(desk, name, password)
        told.append((type(error.value), str(error.value), error.value.details))

    assert told == [(SignInError, "The name or the password is wrong.", {})] * 3


def test_an_unknown_name_costs_as_many_hashes_as_a_known_one(desk, dana, monkeypatch):
    asked = []
    matches = passwords.matches
    monkeypatch.setattr(passwords, "matches", lambda *a: asked.append(a) or matches(*a))

    fail(desk, name="nobody")
    fail(desk, name="dana")

    assert len(asked) == 2


@pytest.mark.parametrize("token", ["", "x", "A" * 43])
def test_a_made_up_token_is_nobodys(desk, dana, token):
    sign_in(desk)

    assert signed_in(desk, token) is None


def test_signing_out_ends_this_sign_in_and_no_other(desk, dana):
    one, two = sign_in(desk), sign_in(desk)

    change(desk, lambda db: signing_in.sign_out(db, one, desk.clock))

    assert signed_in(desk, one) is None
    assert signed_in(desk, two) is not None


def test_signing_out_twice_does_no_harm(desk, dana):
    token = sign_in(desk)

    for _ in range(2):
        change(desk, lambda db: signing_in.sign_out(db, token, desk.clock))

    assert signed_in(desk, token) is None


@pytest.mark.parametrize(
    "act",
    [
        lambda db: accounts.revoke(db, "dana", clock),
        lambda db: accounts.set_active(db, "dana", clock, active=False),
        lambda db: accounts.set_password(db, "dana", "another long sentence", clock),
    ],
    ids=["revoked", "closed", "new password"],
)
def test_all_sign_ins_of_a_person_end_at_once(desk, dana, act):
    other = desk.person("other")
    tokens, others = [sign_in(desk), sign_in(desk)], sign_in(desk, other)

    change(desk, act)

    assert [signed_in(desk, token) for token in tokens] == [None, None]
    assert signed_in(desk, others) is not None


def test_an_account_opened_again_does_not_bring_old_sign_ins_back(desk, dana):
    token = sign_in(desk)

    for state in (False, True):
        change(
            desk, lambda db, state=state: accounts.set_active(db, "dana", desk.clock, active=state)
        )

    assert signed_in(desk, token) is None


def test_revoking_tells_how_many_there_were(desk, dana):
    sign_in(desk)
    sign_in(desk)

    with desk.database.writing() as db:
        assert accounts.revoke(db, "dana", desk.clock) == 2
        assert accounts.revoke(db, "dana", desk.clock) == 0


def test_new_roles_hold_in_a_sign_in_that_is_under_way(desk, dana):
    token = sign_in(desk)

    change(desk, lambda db: accounts.set_roles(db, "dana", [Role.AUDITOR], desk.clock))

    assert signed_in(desk, token).viewer.roles == {Role.AUDITOR}


# Lifetimes


@pytest.mark.parametrize(("hours", "lasts"), [(12, True), (12.01, False)])
def test_a_sign_in_that_is_not_used_ends(desk, dana, hours, lasts):
    token = sign_in(desk)

    desk.clock.go(hours=hours)

    assert (signed_in(desk, token) is not None) is lasts


@pytest.mark.parametrize(("days", "lasts"), [(14, True), (14.01, False)])
def test_any_sign_in_ends_after_its_longest_time_however_much_it_is_used(desk, dana, days, lasts):
    token, ends = sign_in(desk), desk.clock.now + timedelta(days=days)

    while desk.clock.now < ends - timedelta(hours=12):
        desk.clock.go(hours=11)
        change(desk, lambda db: signing_in.touch(db, token, desk.clock))
    desk.clock.now = ends

    assert (signed_in(desk, token) is not None) is lasts


@pytest.mark.parametrize(("minutes", "needed"), [(0, False), (5, False), (5.1, True)])
def test_its_use_is_noted_only_now_and_then(desk, dana, minutes, needed):
    token = sign_in(desk)
    desk.clock.go(minutes=minutes)

    person = signed_in(desk, token)

    assert signing_in.needs_touch(person, desk.clock) is needed


def test_there_is_nothing_to_note_of_a_sign_in_that_has_ended(desk, dana):
    with desk.database.writing() as db:
        signing_in.touch(db, "gone", desk.clock)
        assert not signing_in.is_signed_in(db, "gone", LIFETIME, desk.clock)


def test_a_clock_that_is_set_back_ends_no_sign_in(desk, dana):
    token = sign_in(desk)

    desk.clock.go(days=-1)

    assert signed_in(desk, token) is not None
