"""Characters that deceive."""

import pytest

from kb.language import Language
from kb.law.checks.character_check import check
from kb.law.parse import parse
from tests.kb.law.checks.drafts import told

INVISIBLE, MIXED = "error characters.invisible", "error characters.mixed"
DECOMPOSED, MARKUP = "warning characters.decomposed", "error characters.markup"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("1. Высота – 5\u00a0м², §\u00a02, «Gate» и «IT-парк», COVID, 1\u202f000 \u20b8.", []),
        ("\tтабуляция", []),
        ('<a id="st1"></a>\n**Статья 1. Слова**', []),
        ("a < b и b > c, 3 <4, &amp; &nbsp; &lt;", []),
        ("сло\u200bво", [f"ru.md:1 {INVISIBLE}"]),
        ("одна\n\nсло\u00adво\ufeff", [f"ru.md:3 {INVISIBLE}"] * 2),
        ("слова \u202eоборот", [f"ru.md:1 {INVISIBLE}"]),
        ("слова\u0000", [f"ru.md:1 {INVISIBLE}"]),
        ("слова &#8238; и &zwj; и &#x200B;", [f"ru.md:1 {INVISIBLE}"] * 3),
        ("слово\u3164 и \u2800", [f"ru.md:1 {INVISIBLE}"] * 2),
        ("частное \ue000 знак", [f"ru.md:1 {INVISIBLE}"]),
        ("А\n\nCтатья", [f"ru.md:3 {MIXED}"]),
        ("Совет Aлатау и Алатaу", [f"ru.md:1 {MIXED}"] * 2),
        ("к**i**тап", [f"ru.md:1 {MIXED}"]),
        ("слова\nслова к*i*тап", [f"ru.md:2 {MIXED}"]),
        ("### Статья 1. к*i*тап", [f"ru.md:1 {MIXED}"]),
        ("и\u0306", [f"ru.md:1 {DECOMPOSED}"]),
        ("1. слова\n\n<b>жирно</b>", [f"ru.md:3 {MARKUP}"] * 2),
        ("<!-- тайна", [f"ru.md:1 {MARKUP}"]),
        ("![план](plan.png)", [f"ru.md:1 {MARKUP}"]),
        ('<a id="st1" onclick="x"></a>', [f"ru.md:1 {MARKUP}"] * 2),
    ],
)  # fmt: skip
def test_what_deceives_is_told_of_in_its_line(text, expected):
    assert told(check(text, "ru.md", parse(text, Language.RU))) == expected


def test_an_invisible_character_is_told_of_with_its_name_and_column():
    (finding,) = check("сло\u200bво", "ru.md")

    assert finding.message == (
        "There is an invisible character in column 4: ZERO WIDTH SPACE (U+200B)."
    )


def test_a_mixed_word_is_told_of_with_the_letters_that_are_odd_in_it():
    (finding,) = check("Совет Aлатау", "ru.md")

    assert finding.message == (
        "“Aлатау” mixes Latin and Cyrillic letters (A is LATIN CAPITAL LETTER A)."
    )


def test_metadata_may_have_angle_brackets():
    assert list(check("title: <b>", "act.yaml")) == []
