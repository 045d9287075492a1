"""One law in three languages."""

import pytest

from kb.language import Language
from kb.law.checks.parity_check import check
from tests.factories import METADATA
from tests.kb.law.checks.drafts import draft, told

KK, RU, EN = Language
MISSING, FIGURES = "error parity.missing", "error parity.figures"
REFERENCES, TABLE = "error parity.references", "error parity.table"
TERMS = "warning parity.terms"


def checked(kk: str, ru: str, en: str | None = None, behind: str = "") -> list[str]:
    texts = {KK: kk, RU: ru, EN: en}
    metadata = METADATA + (f"behind: [{behind}]\n" if behind else "")
    there = {language: text for language, text in texts.items() if text is not None}
    return told(check(draft(metadata, there)))


@pytest.mark.parametrize(
    ("kk", "ru", "en", "expected"),
    [
        ("1. А.", "1. А.", "1. A.", []),
        ("1. А.\n\n2. Б.", "1. А.\n\n2. Б.", "1. A.", [f"en.md:1 {MISSING}"]),
        ("1. А.\n\n2. Б.", "1. А.\n\n3. Б.", "1. A.\n\n2. B.",
         [f"ru.md:1 {MISSING}", f"kk.md:3 {MISSING}", f"en.md:3 {MISSING}"]),
        ("1. А:\n\n   1) а;\n\n   2) б.", "1. А:\n\n   1) а;", "1. A:\n\n   1) a;\n\n   2) b.",
         [f"ru.md:3 {MISSING}"]),
        ("### 1-бап. А\n\n1. А:\n\n   1) а.", "", "### Article 1. A\n\n1. A:\n\n   1) a.",
         [f"ru.md:1 {MISSING}"]),
        ("1. А.\n\n> Ескерту.", "1. А.\n\n> Сноска.", "1. A.", [f"en.md:1 {MISSING}"]),
        ("1. 2027 жылғы 1 шілде.", "1. 1 июля 2027 года.", "1. 1 July 2027.", []),
        ("1. 10 пайыз.", "1. 10 процентов.", "1. 12 per cent.", [f"en.md:1 {FIGURES}"]),
        ("1. 5 және 10.", "1. 5 и 10.", "1. 10 and 5.", []),
        ("1. 5.", "1. пять.", "1. 5.", [f"ru.md:1 {FIGURES}"]),
        ("## 1-тарау. 5 күн", "## Глава 1. 6 дней", "## Chapter 1. 5 days", [f"ru.md:1 {FIGURES}"]),
        ("1. А.\n\n   5 күн", "1. А.\n\n   5 дней", "1. A.\n\n   6 days", [f"en.md:3 {FIGURES}"]),
        ("1. 5-бапқа сәйкес.", "1. По статье 5.", "1. Under Article 5.", []),
        ("1. 5-бапқа сәйкес.", "1. По статье 5.", "1. Under Article 6.", [f"en.md:1 {REFERENCES}"]),
        ("1. 5-бапқа сәйкес.", "1. По статьям 5 и 6.", "1. Under Article 5.",
         [f"ru.md:1 {REFERENCES}"]),
        ("|А|\n|-|\n|1|", "|А|\n|-|\n|1|", "|A|\n|-|\n|1|", []),
        ("|А|\n|-|\n|1|", "|А|\n|-|\n|1|\n|2|", "|A|\n|-|\n|1|", [f"ru.md:1 {TABLE}"]),
        ("|А|Б|\n|-|-|\n|1|", "|А|\n|-|\n|1|", "|A|\n|-|\n|1|", [f"kk.md:1 {TABLE}"]),
        ("|А|\n|-|\n|1|\n|2|", "|А|\n|-|\n|1|\n|3|", "|A|\n|-|\n|1|\n|2|", [f"ru.md:4 {FIGURES}"]),
        ("1. Ұғымдар:\n\n   1) а – б.", "1. Понятия:\n\n   1) а – б.", "1. Terms:\n\n   1) a: b.",
         [f"en.md:3 {TERMS}"]),
    ],
)  # fmt: skip
def test_a_language_that_says_something_else_is_told_of(kk, ru, en, expected):
    assert checked(kk, ru, en) == expected


def test_what_is_missing_is_told_of_once_at_its_top_with_its_first_words():
    kk = "### 1-бап. А\n\n1. А.\n\n### 2-бап. Екінші\n\n1. Б.\n\n2. В."

    (finding,) = check(draft(texts={KK: kk, RU: "### Статья 1. А\n\n1. А."}))

    assert finding.message == ("art_2 is missing after this line; kk.md:5 has it: “2-бап. Екінші”.")


def test_the_words_of_a_table_that_is_missing_stand_in_one_line():
    (finding,) = check(draft(texts={KK: "|А|Б|\n|-|-|\n|1|2|", RU: ""}))

    assert finding.details["words"] == "А Б 1 2"


def test_the_words_of_what_is_missing_are_cut_short():
    kk = f"1. {'ұзын сөз ' * 30}"

    (finding,) = check(draft(texts={KK: kk, RU: ""}))

    assert len(str(finding.details["words"])) == 61
    assert finding.message.endswith("…”.")


def test_a_difference_is_told_of_with_what_stands_where():
    texts = {KK: "1. 10 пайыз.", RU: "\n1. 10 процентов.", EN: "1. 12 per cent in 5 to 7 days."}

    (finding,) = check(draft(texts=texts))

    assert finding.message == ("The figures of para_1 differ: 10 % in kk.md:1, 12 %, 5 and 7 here.")


@pytest.mark.parametrize(
    ("texts", "behind", "expected"),
    [
        (("1. 5.", "1. 6."), "", [f"ru.md:1 {FIGURES}"]),
        (("1. 5.", "1. 6."), "ru", ["ru.md:1 warning parity.figures"]),
        (("1. 5.", "1. 6."), "kk", ["kk.md:1 warning parity.figures"]),
        (("1. А.\n\n2. Б.", "1. А."), "ru", ["ru.md:1 warning parity.missing"]),
        (("1. А.", "1. А.\n\n2. Б."), "ru", ["kk.md:1 warning parity.missing"]),
        (("1. 5.", "1. 6.", "1. 5."), "en", [f"ru.md:1 {FIGURES}"]),
        (("1. 5.", "1. 5.", "1. 6."), "en", ["en.md:1 warning parity.figures"]),
    ],
)
def test_a_language_that_is_behind_is_told_of_mildly(texts, behind, expected):
    assert checked(*texts, behind=behind) == expected


@pytest.mark.parametrize("texts", [{}, {RU: "1. 5."}])
def test_a_language_alone_differs_from_nothing(texts):
    assert told(check(draft(texts=texts))) == []
