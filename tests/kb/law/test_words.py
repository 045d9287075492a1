"""Words in the three languages."""

import pytest
from pydantic import ValidationError

from kb.language import Language
from kb.law.words import AllWords, Words

KK, RU, EN = Language


@pytest.mark.parametrize(
    ("words", "reader", "shown"),
    [
        (Words(kk="а", ru="б", en="c"), RU, ("б", RU)),
        (Words(kk="а", en="c"), RU, ("а", KK)),
        (Words(en="c"), RU, ("c", EN)),
        (Words(kk="а", en="c"), KK, ("а", KK)),
        (Words(ru="б", en="c"), KK, ("б", RU)),
        (Words(kk="а", ru="б"), EN, ("б", RU)),
        (Words(kk="а"), EN, ("а", KK)),
    ],
)
def test_a_reader_is_shown_the_nearest_language_that_has_the_words(words, reader, shown):
    assert words.shown(reader) == shown
    assert words[reader] == shown[0]


def test_words_are_asked_for_in_one_language_alone():
    words = Words(ru="б")

    assert (words.get(RU), words.get(KK), list(words.languages())) == ("б", "", [RU])


@pytest.mark.parametrize(
    "values",
    [{}, {"ru": ""}, {"ru": " "}, {"ru": "а\nб"}, {"ru": "а\t"}, {"ru": "а" * 1001}, {"de": "a"}, {"ru": 5}],
)  # fmt: skip
def test_words_are_one_line_that_says_something(values):
    with pytest.raises(ValidationError):
        Words.model_validate(values)


def test_words_in_all_languages_lack_none():
    with pytest.raises(ValidationError):
        AllWords.model_validate({"kk": "а", "ru": "б"})
