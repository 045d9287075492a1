"""Signing in at a desk, as the site does it."""

import pytest

from kb.errors import SignInError
from kb.services import signing_in
from tests.kb.services.desk import PASSWORD

HOME = "192.0.2.1"


def sign_in(desk, name="dana", password=PASSWORD, address=HOME) -> str:
    """Sign in as the site does: a failure counts, whatever becomes of the request."""
    try:
        with desk.database.writing() as db:
            return signing_in.sign_in(db, name, password, address, desk.clock)
    except SignInError:
        with desk.database.writing() as db:
            signing_in.note_failure(db, name, address, desk.clock)
        raise


def fail(desk, times=1, **more) -> None:
    """Try in vain, so many times."""
    for _ in range(times):
        with pytest.raises(SignInError):
            sign_in(desk, **({"password": "wrong, and long enough"} | more))
