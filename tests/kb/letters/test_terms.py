"""The end of a term is said in the same words in letters and on pages, in every language."""

from datetime import UTC, date, datetime

import pytest

from kb.language import Language
from kb.letters.terms import in_words, term, until
from kb.review import calendar
from webapp import locale

WHOLE = calendar.end_of(date(2026, 12, 4))
WITHIN = datetime(2026, 12, 4, 9, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "whole", "within"),
    [
        (
            Language.KK,
            "2026 жылғы 4 желтоқсан күнінің соңына дейін (Алматы уақыты)",
            "2026 жылғы 4 желтоқсан, 14:05 болғанға дейін (Алматы уақыты)",
        ),
        (
            Language.RU,
            "до конца 4 декабря 2026\N{NARROW NO-BREAK SPACE}г. (время Алматы)",
            "до 4 декабря 2026\N{NARROW NO-BREAK SPACE}г., 14:05 (время Алматы)",
        ),
        (
            Language.EN,
            "until the end of 4 December 2026 (Almaty time)",
            "until 4 December 2026, 14:05 (Almaty time)",
        ),
    ],
)
def test_a_term_lasts_until_the_end_of_its_last_day_or_until_its_minute(language, whole, within):
    assert (until(WHOLE, language), until(WITHIN, language)) == (whole, within)


def test_a_term_is_said_from_its_first_minute_on():
    said = term(WITHIN, WHOLE, Language.KK)

    assert said == (
        "2026 жылғы 4 желтоқсан, 14:05 – "
        "2026 жылғы 4 желтоқсан күнінің соңына дейін (Алматы уақыты)"
    )


@pytest.mark.parametrize("language", Language)
def test_days_are_written_as_on_the_pages_of_the_site(language):
    days = [date(2026, month, 1) for month in range(1, 13)]

    assert [in_words(day, language) for day in days] == [locale.day(day, language) for day in days]
