"""Passwords: which are taken, and how they are kept (argon2id)."""

import secrets
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kb.errors import WeakPasswordError, msg

SHORTEST: Final = 12
LONGEST: Final = 128
FEWEST_CHARACTERS: Final = 5
"""How many different characters a password needs at least."""

_OBVIOUS: Final = (
    "password",
    "qwerty",
    "123456",
    "alatau",
    "алатау",
    "пароль",
    "құпиясөз",
    "йцукен",
)


def check(password: str, name: str) -> None:
    """Raise WeakPasswordError if a password is too short, too long or easily guessed."""
    lower = password.lower()
    if len(password) < SHORTEST:
        raise WeakPasswordError(msg("The password needs at least 12 characters."))
    if len(password) > LONGEST:
        raise WeakPasswordError(msg("The password may have at most 128 characters."))
    obvious = [word for word in (*_OBVIOUS, name.lower()) if word]
    if any(word in lower for word in obvious) or len(set(lower)) < FEWEST_CHARACTERS:
        raise WeakPasswordError


def hashed(password: str) -> str:
    """Return what is kept of a password."""
    return _hasher().hash(password)


def matches(known: str | None, password: str) -> bool:
    """Tell whether a password is the one that was kept; where none was, it takes as long to say no."""
    if len(password) > LONGEST:
        return False
    try:
        return _hasher().verify(known or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    """Argon2id with OWASP's 19 MiB: 40 ms a try on two cores, so that a flood of tries starves nobody."""
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@cache
def _nobodys() -> str:
    return hashed(secrets.token_urlsafe(16))
