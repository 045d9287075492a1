"""Folding letters, character by character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import Language
from kb.law.lookalikes import fold


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
