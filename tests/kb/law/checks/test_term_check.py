"""Terms that an act defines and never uses."""

import pytest

from kb.language import Language
from kb.law.checks.term_check import check
from kb.law.parse import parse
from tests.kb.law.checks.drafts import CONTEXT, told

RU = "1. Используются понятия:\n\n   1) шум – громкий звук;\n\n   2) тихие часы – ночь.\n\n"
KK = "1. Мынадай ұғымдар пайдаланылады:\n\n   1) тыныш сағаттар – түн.\n\n"
EN = "1. The following terms are used:\n\n   1) quiet hours (hereinafter – hours) – the night.\n\n"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "1. Слова.", []),
        ("ru", f"{RU}2. Шума в тихих часах нет.", []),
        ("ru", f"{RU}2. Шум запрещен.", ["ru.md:5 warning terms.unused"]),
        ("ru", f"{RU}2. Ничего.", ["ru.md:3 warning terms.unused", "ru.md:5 warning terms.unused"]),
        ("ru", RU.replace("ночь", "время без шума") + "## Глава 2. О тихих часах", []),
        ("kk", f"{KK}2. Тыныш сағаттарда шу шығаруға болмайды.", []),
        ("kk", f"{KK}2. Басқа.", ["kk.md:3 warning terms.unused"]),
        ("en", f"{EN}2. The hours are kept.", []),
        ("en", f"{EN}2. Nothing else.", ["en.md:3 warning terms.unused"]),
    ],
)  # fmt: skip
def test_a_definition_that_nothing_needs_is_told_of(language, text, expected):
    assert told(check(parse(text, Language(language)), CONTEXT)) == expected
