"""How a reader wants pages to look."""

import itertools

import pytest

from webapp.preferences import CHOICES, COOKIE, Preferences


def test_the_first_of_the_choices_is_the_default() -> None:
    assert Preferences() == Preferences(**{name: values[0] for name, values in CHOICES.items()})


def test_every_combination_survives_its_cookie() -> None:
    for values in itertools.product(*CHOICES.values()):
        chosen = Preferences(*values)
        assert Preferences.of({COOKIE: chosen.cookie()}) == chosen


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "nonsense",
        "theme-",
        "theme-purple",
        "theme",
        "-dark",
        "colour-dark",
        ".....",
        'theme-"><script>',
        "theme-dark-dark",
    ],
)
def test_what_is_not_among_the_choices_is_passed_over(cookie: str) -> None:
    assert Preferences.of({COOKIE: cookie}) == Preferences()


def test_a_broken_part_of_a_cookie_leaves_the_others() -> None:
    assert Preferences.of({COOKIE: "theme-purple.size-huge"}) == Preferences(size="huge")
    assert Preferences.of({}) == Preferences()
