"""References that lead nowhere."""

import pytest

from kb.language import Language
from kb.law.checks.reference_check import check
from tests.factories import METADATA
from tests.kb.law.checks.drafts import CONTEXT, draft, told

NOWHERE, ELSE = "error references.nowhere", "error references.other-act"
UNKNOWN, LINK = "warning references.unknown-act", "error references.link"


def checked(text: str, language: Language = Language.RU) -> list[str]:
    return told(check(draft(texts={language: text}), CONTEXT))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Слова.", []),
        ("Согласно пункту 2 статьи 1 настоящего положения.", []),
        ("Согласно пункту 2 настоящей статьи.", []),
        ("Согласно статье 5.", [f"ru.md:7 {NOWHERE}"]),
        ("Согласно пункту 3 настоящей статьи.", [f"ru.md:7 {NOWHERE}"]),
        ("Согласно статьям 1 и 2.", [f"ru.md:7 {NOWHERE}"]),
        ("Слова\nслова\nпо статье 5.", [f"ru.md:9 {NOWHERE}"]),
        ("Согласно статье 2 акта «О зонировании».", []),
        ("Согласно статье 2 акта «О ЗОНИРОВАНИИ».", []),
        ("Согласно статье 9 акта «О зонировании».", [f"ru.md:7 {ELSE}"]),
        ("Согласно статье 1 закона «О луне».", [f"ru.md:7 {UNKNOWN}"]),
        ("Согласно статье 700 Налогового кодекса Республики Казахстан.", []),
        ("По [статье](#art_1) и [закону](https://example.org).", []),
        ("По [пункту 5](zoning#art_2__para_1) Правил.", []),
        ("По [положению](zoning#).", []),
        ("По [статье 1](#art_9).", [f"ru.md:7 {LINK}"]),
        ("По\n[статье](zoning#art_9).", [f"ru.md:8 {LINK}"]),
        ("По [статье](moon#art_1).", [f"ru.md:7 {LINK}"]),
        ("По [статье](статья).", [f"ru.md:7 {LINK}"]),
        ("По [статье](../zoning).", [f"ru.md:7 {LINK}"]),
        ("По [статье](javascript:alert).", [f"ru.md:7 {LINK}"]),
    ],
)  # fmt: skip
def test_a_reference_that_leads_nowhere_is_told_of_in_its_line(words, expected):
    text = f"# О высоте\n\n### Статья 1. А\n\n1. Слова.\n\n2. {words}"

    assert checked(text) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (Language.KK, "### 1-бап. А\n\n1-бапқа сәйкес.", []),
        (Language.KK, "### 1-бап. А\n\n2-бапқа сәйкес.", [f"kk.md:3 {NOWHERE}"]),
        (Language.EN, "### Article 1. A\n\nUnder Article 1.", []),
        (Language.EN, "### Article 1. A\n\nUnder Article 2.", [f"en.md:3 {NOWHERE}"]),
        (Language.RU, "1. А:\n\n| Б |\n|---|\n| слова |\n| по пункту 9 |", [f"ru.md:6 {NOWHERE}"]),
        (Language.RU, "1. А.\n\n> Сноска. В редакции\n> по пункту 9.", [f"ru.md:4 {NOWHERE}"]),
    ],
)  # fmt: skip
def test_references_are_followed_in_every_language_and_place(language, text, expected):
    assert checked(text, language) == expected


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ("[]", []),
        ("[zoning, zoning#art_2__para_1]", []),
        ("\n  - zoning#art_1\n  - zoning#art_9", ["act.yaml:8 error metadata.basis"]),
        ("[moon]", ["act.yaml:6 error metadata.basis"]),
        ("[moon#art_1]", ["act.yaml:6 error metadata.basis"]),
    ],
)
def test_the_ground_of_an_act_exists(basis, expected):
    assert told(check(draft(f"{METADATA}basis: {basis}\n", {}), CONTEXT)) == expected
