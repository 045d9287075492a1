"""Numbers that repeat, are missing, or stand out of order."""

import pytest

from kb.language import Language
from kb.law.checks.numbering_check import check
from kb.law.parse import parse
from tests.kb.law.checks.drafts import told

ARTICLES = "### Статья 1. А\n\n1. А:\n\n   1) а;\n\n   1-1) аа;\n\n   2) б.\n\n1-1. Б.\n\n2. В.\n\n"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "", []),
        ("ru", ARTICLES, []),
        ("ru", f"{ARTICLES}### Статья 1-1. Б\n\nслова\n\n### Статья 2. В\n\n1. А.", []),
        ("ru", "## Глава 1. А\n\n1. А.\n\n## Глава 2. Б\n\n2. Б.\n\n## Приложение 1\n\n1. А.", []),
        ("ru", "## Раздел I. А\n\n## Раздел II. Б\n\n## Раздел ІІІ. В", []),
        ("kk", "### 1-бап. А\n\n1. А.\n\n### 2-бап. Б\n\n1. А.", []),
        ("en", "### Article 1. A\n\n1. A.\n\n### Article 2. B\n\n1. A.", []),
        ("ru", "1. А.\n\n2. Б.\n\n2. В.", ["ru.md:5 error numbering.repeated"]),
        ("ru", "1. А:\n\n   1) а;\n\n   1) б.", ["ru.md:5 error numbering.repeated"]),
        ("ru", "### Статья 1. А\n\nа\n\n### Статья 1. Б", ["ru.md:5 error numbering.repeated"]),
        ("ru", "1. А.\n\n3. Б.\n\n2. В.",
         ["ru.md:3 warning numbering.gap", "ru.md:5 error numbering.order"]),
        ("ru", "1. А.\n\n2. Б.\n\n5. В.", ["ru.md:5 warning numbering.gap"]),
        ("ru", "1. А.\n\n1-2. Б.", ["ru.md:3 warning numbering.gap"]),
        ("ru", "## Глава 1. А\n\n1. А.\n\n## Глава 3. Б\n\n2. Б.", ["ru.md:5 warning numbering.gap"]),
        ("ru", "## Раздел I. А\n\n## Раздел III. Б", ["ru.md:3 warning numbering.gap"]),
        ("kk", "### 1-бап. А\n\n### 3-бап. Б", ["kk.md:3 warning numbering.gap"]),
        ("en", "2. A.\n\n3. B.", ["en.md:1 warning numbering.first"]),
        ("ru", "1. А:\n\n   2) а;\n\n   3) б.", ["ru.md:3 warning numbering.first"]),
        ("ru", "### Статья 1. А\n\n1. А.\n\nслова\n\n2. Б.", ["ru.md:5 warning text.margin"]),
        ("ru", "### Статья 1. А\n\nслова\n\n1. А.\n\n   слова", []),
        ("ru", "1. А.\n\n## Разное\n\n2. Б.", ["ru.md:3 warning text.heading"]),
    ],
)  # fmt: skip
def test_numbers_are_told_of_where_they_break_the_order(language, text, expected):
    assert told(check(parse(text, Language(language)))) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1. А.\n\n1. Б.", "“1” stands here for the second time."),
        ("1. А.\n\n3. Б.", "“3” follows “1”, and what lies between is missing."),
        ("1. А:\n\n   2) а.", "The numbers begin with “2)” here."),
        ("### Статья 1. А\n\n### Статья 3. Б",
         "“Статья 3” follows “Статья 1”, and what lies between is missing."),
    ],
)  # fmt: skip
def test_a_number_is_quoted_without_its_full_stop(text, message):
    assert [finding.message for finding in check(parse(text, Language.RU))] == [message]


@pytest.mark.parametrize("language", Language)
def test_the_heading_given_as_an_example_is_one(language):
    (finding,) = check(parse("## ???", language))
    example = str(finding.details["example"])

    assert not list(check(parse(f"## {example.replace('2', '1')}", language)))
