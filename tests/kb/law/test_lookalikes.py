"""Folding letters, character by character."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import Language
from kb.law.lookalikes import CYRILLIC_TO_LATIN, LATIN_TO_CYRILLIC, either, fold


@pytest.mark.parametrize(
    ("text", "language", "folded"),
    [
        ("СТАТЬЯ 5", Language.RU, "статья 5"),
        ("cтатья", Language.RU, "статья"),
        ("четвёртая", Language.RU, "четвертая"),
        ("Әкiмшiлiк", Language.KK, "акимшилик"),
        ("тармағының бөлігі", Language.KK, "тармагынын болиги"),
        ("Һүұ", Language.KK, "хуу"),
        ("Аrticle", Language.EN, "article"),
        ("KAIST", Language.KK, "kaist"),
        ("5\u00a0–\u20096\u20117 — 8", Language.RU, "5 – 6-7 – 8"),
    ],
)
def test_letters_meet_in_one_alphabet(text, language, folded):
    assert fold(text, language) == folded


@given(st.text(), st.sampled_from(Language))
def test_every_character_keeps_its_place(text, language):
    folded = fold(text, language)

    assert len(folded) == len(text)
    assert fold(folded, language) == folded


@pytest.mark.parametrize("letter", "ABCEHIKMOPTXYƏaceiopxyhkmə")
def test_a_look_alike_goes_over_and_comes_back(letter):
    twin = letter.translate(LATIN_TO_CYRILLIC)

    assert twin != letter
    assert twin.translate(CYRILLIC_TO_LATIN) == letter


@pytest.mark.parametrize(
    ("word", "typed"),
    [("бап", "бaп"), ("тарау", "тaрaу"), ("бөлім", "бөлiм"), ("бөлім", "бөліm"), ("chapter", "сhарtеr")],
)  # fmt: skip
def test_a_word_is_found_with_letters_of_the_other_alphabet_in_it(word, typed):
    assert re.fullmatch(either(word), typed)
    assert re.fullmatch(either(word), word)
    assert not re.fullmatch(either(word), word[1:])
