"""Kinds of publication, and how long an act may be challenged."""

from datetime import date

import pytest

from kb.law.force import FINAL, Force
from kb.law.publication import OF_FORCE, challenge_ends


@pytest.mark.parametrize(
    ("published", "ends"),
    [
        (date(2026, 5, 8), date(2029, 5, 8)),
        (date(2028, 2, 29), date(2031, 2, 28)),
        (date(2025, 2, 28), date(2028, 2, 28)),
    ],
)
def test_an_act_may_be_challenged_for_three_years(published, ends):
    assert challenge_ends(published) == ends


def test_every_change_of_force_that_is_decided_has_its_kind():
    assert set(Force) - set(OF_FORCE) == {Force.DRAFT, Force.NOT_YET, Force.PARTLY}
    assert set(OF_FORCE) >= FINAL
