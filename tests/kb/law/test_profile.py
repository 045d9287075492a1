"""Headings and numbers, as data of each tradition."""

import pytest

from kb.language import Language
from kb.law.act import ProvisionKind
from kb.law.profile import GENERIC, KZ, Profile

Kind = ProvisionKind
KK, RU, EN = Language


def read(heading: str, language: Language, profile: Profile = KZ) -> tuple[str, ...] | None:
    for pattern in profile.headings[language]:
        if match := pattern.pattern.fullmatch(heading):
            return (pattern.kind.name, match["number"], match["label"], match["heading"])
    return None


@pytest.mark.parametrize(
    ("heading", "language", "expected"),
    [
        ("Статья 5. Предел", RU, ("ARTICLE", "5", "Статья 5. ", "Предел")),
        ("Статья 5-1. Предел", RU, ("ARTICLE", "5-1", "Статья 5-1. ", "Предел")),
        ("Статья\u00a05.", RU, ("ARTICLE", "5", "Статья\u00a05.", "")),
        ("Раздел II", RU, ("SECTION", "II", "Раздел II", "")),
        ("ГЛАВА 2. ЗОНЫ", RU, ("CHAPTER", "2", "ГЛАВА 2. ", "ЗОНЫ")),
        ("Параграф 3. Часть", RU, ("DIVISION", "3", "Параграф 3. ", "Часть")),
        ("§3. Часть", RU, ("DIVISION", "3", "§3. ", "Часть")),
        ("Приложение № 2 к Правилам", RU, ("APPENDIX", "2", "Приложение № 2 ", "к Правилам")),
        ("Приложение", RU, ("APPENDIX", "", "Приложение", "")),
        ("5-1-бап. Шек", KK, ("ARTICLE", "5-1", "5-1-бап. ", "Шек")),
        ("5 - бап. Шек", KK, ("ARTICLE", "5", "5 - бап. ", "Шек")),
        ("2 тарау. Аймақтар", KK, ("CHAPTER", "2", "2 тарау. ", "Аймақтар")),
        ("III-бөлім", KK, ("SECTION", "III", "III-бөлім", "")),
        ("1-параграф. Қақпа", KK, ("DIVISION", "1", "1-параграф. ", "Қақпа")),
        ("1-қосымша. Нормалар", KK, ("APPENDIX", "1", "1-қосымша. ", "Нормалар")),
        ("Қосымша", KK, ("APPENDIX", "", "Қосымша", "")),
        ("Article 5-1. Limit", EN, ("ARTICLE", "5-1", "Article 5-1. ", "Limit")),
        ("Section X. Zones", EN, ("SECTION", "X", "Section X. ", "Zones")),
        ("Division 2. Gate", EN, ("DIVISION", "2", "Division 2. ", "Gate")),
        ("Appendix. Norms", EN, ("APPENDIX", "", "Appendix. ", "Norms")),
    ],
)
def test_a_heading_names_a_unit(heading, language, expected):
    assert read(heading, language) == expected


@pytest.mark.parametrize(
    ("heading", "language"),
    [
        ("Статья", RU), ("Статьи 5", RU), ("Статья пятая", RU), ("Статья 5а. Предел", RU),
        ("Статья 1234567890.", RU), ("Приложение к Правилам", RU), ("Раздел в законе", RU),
        ("5-бап. Шек", RU), ("Статья 5. Предел", KK), ("бап 5", KK), ("5-бапта айтылған", KK),
        ("Article 5. Limit", KK), ("Section about zones", EN), ("Articles 5", EN), ("", RU),
    ],
)  # fmt: skip
def test_other_words_name_none(heading, language):
    assert read(heading, language) is None


@pytest.mark.parametrize(
    ("heading", "kind", "number"),
    [
        ("1. Short title", Kind.ARTICLE, "1"),
        ("12A.—Interpretation", Kind.ARTICLE, "12A"),
        ("3 Permission", Kind.ARTICLE, "3"),
        ("PART II Control", Kind.SECTION, "II"),
        ("Chapter 2", Kind.CHAPTER, "2"),
        ("SECOND SCHEDULE", Kind.APPENDIX, "SECOND SCHEDULE"),
        ("Schedule 3. Forms", Kind.APPENDIX, "Schedule 3"),
        ("ANNEX IV", Kind.APPENDIX, "ANNEX IV"),
    ],
)
def test_headings_of_other_traditions_name_units_too(heading, kind, number):
    found = read(heading, EN, GENERIC)

    assert found is not None
    assert found[:2] == (kind.name, number)


@pytest.mark.parametrize(
    ("marker", "profile", "kind", "number"),
    [
        ("5.", KZ, Kind.PARAGRAPH, "5"),
        ("5-1.", KZ, Kind.PARAGRAPH, "5-1"),
        ("1)", KZ, Kind.SUBPARAGRAPH, "1"),
        ("1-1)", KZ, Kind.SUBPARAGRAPH, "1-1"),
        ("(a)", KZ, None, ""),
        ("(2)", GENERIC, Kind.PARAGRAPH, "2"),
        ("(2A)", GENERIC, Kind.PARAGRAPH, "2A"),
        ("(a)", GENERIC, Kind.SUBPARAGRAPH, "a"),
        ("(iv)", GENERIC, Kind.INDENT, "iv"),
        ("1)", GENERIC, None, ""),
    ],
)
def test_a_printed_number_is_that_of_a_unit(marker, profile, kind, number):
    matches = ((each.kind, each.pattern.fullmatch(marker)) for each in profile.markers)
    found = next(((kind, match["number"]) for kind, match in matches if match), (None, ""))

    assert found == (kind, number)
