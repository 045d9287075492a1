"""Which passwords are taken, and that they are kept as argon2id."""

import pytest

from kb.errors import WeakPasswordError
from kb.services import passwords

GOOD = "горы стоят на востоке"


@pytest.mark.parametrize(
    "password", [GOOD, "twelve chars", "a1b2c3d4e5f6", "ы" * 124 + "абвг", "🏔 mountains 🏔"]
)
def test_a_long_password_that_nobody_guesses_is_taken(password):
    passwords.check(password, "dana")


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("", "at least 12 characters"),
        ("eleven char", "at least 12 characters"),
        ("x" * 100 + "abcdefghijklmnopqrstuvwxyz123", "at most 128 characters"),
        ("aaaabbbbccccdddd", "easily guessed"),
        ("MyPassword2026", "easily guessed"),
        ("Qwerty-and-more", "easily guessed"),
        ("город Алатау 2026", "easily guessed"),
        ("мой пароль тут", "easily guessed"),
        ("менің құпиясөзім", "easily guessed"),
        ("i am Dana, hello", "easily guessed"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(password, problem):
    with pytest.raises(WeakPasswordError, match=problem):
        passwords.check(password, "dana")


def test_a_name_that_is_empty_is_in_no_password():
    passwords.check(GOOD, "")


@pytest.mark.usefixtures("in_earnest")
def test_a_password_is_kept_as_argon2id_and_never_twice_the_same():
    one, two = passwords.hashed(GOOD), passwords.hashed(GOOD)

    assert one.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert one != two
    assert GOOD not in one


def test_the_password_that_was_kept_matches_and_no_other():
    kept = passwords.hashed(GOOD)

    assert passwords.matches(kept, GOOD)
    assert not passwords.matches(kept, GOOD + " ")
    assert not passwords.matches(kept, GOOD.upper())
    assert not passwords.matches(kept, "")


@pytest.mark.parametrize("kept", [None, "", "plain words", "$argon2id$broken"])
def test_where_nothing_usable_was_kept_nothing_matches(kept):
    assert not passwords.matches(kept, GOOD)


def test_what_is_too_long_does_not_match_what_it_begins_with():
    longest = GOOD.ljust(passwords.LONGEST, "!")

    assert passwords.matches(passwords.hashed(longest), longest)
    assert not passwords.matches(passwords.hashed(longest), longest + "!")
