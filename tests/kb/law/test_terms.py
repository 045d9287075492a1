"""The terms that an act defines, and where they are used."""

import pytest
from hypothesis import given

from indexer.analysis.words import analyse
from kb.language import Language
from kb.law.parse import parse
from kb.law.terms import Definition, TermFinder, definitions
from tests.kb.law.strategies import languages, texts


def defined(text: str, language: str = "ru") -> list[Definition]:
    return list(definitions(parse(text, Language(language))))


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("ru", "1. Понятия:\n\n   1) шум – звук;\n\n   2) тишина — покой.", [("шум",), ("тишина",)]),
        ("ru", "### Статья 1. Основные понятия\n\nВ законе:\n\n1) шум – звук.", [("шум",)]),
        ("ru", "1. Понятия:\n\n   1) тихие часы (далее – часы) – ночь.", [("тихие часы", "часы")]),
        ("ru", "1. Понятия:\n\n   1) шум (громкий) – звук.", [("шум",)]),
        ("ru", "1. Понятия:\n\n   1) шум (а – б) – звук.", [("шум", "б")]),
        ("ru", "1. Понятия:\n\n   1-1) шум – звук.", [("шум",)]),
        ("kk", "1. Мынадай ұғымдар пайдаланылады:\n\n   1) шу – дыбыс.", [("шу",)]),
        ("en", "1. The following terms are used:\n\n   1) noise – a sound.", [("noise",)]),
        ("en", "1. In these Rules:\n\n   1) noise – a sound.", [("noise",)]),
        ("ru", "1. Совет:\n\n   1) решает – сам.", []),
        ("ru", "1. Понятия.\n\n   1) шум – звук.", []),
        ("ru", "1. Понятия:\n\n   1) шум: звук.", []),
        ("ru", "1. Понятия:\n\n   1) шум-звук.", []),
        ("ru", "1. Понятия:\n\n   1) – звук.", []),
        ("ru", f"1. Понятия:\n\n   1) {'а' * 161} – звук.", []),
    ],
)  # fmt: skip
def test_a_term_is_defined_by_a_dash_under_words_that_announce_terms(language, text, names):
    assert [definition.names for definition in defined(text, language)] == names


def test_a_definition_has_its_meaning_and_its_place():
    (found,) = defined("1. Понятия:\n\n   1) шум – звук, слышный\nзимой и летом;")

    assert found == Definition(("шум",), "звук, слышный зимой и летом;", "para_1__subpara_1", 3)


def found_in(text: str, *terms: str) -> list[tuple[str, str]]:
    finder = TermFinder((analyse(term, Language.RU), term) for term in terms)
    words = analyse(text, Language.RU)
    return [(text[one.start : one.end], one.target) for one in finder.find(words)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("О зоне.", [("зоне", "зона")]),
        ("В зелёных зонах и зоне", [("зелёных зонах", "зеленая зона"), ("зоне", "зона")]),
        ("Зеленая стена", []),
        ("Зеленая\nзона", [("Зеленая\nзона", "зеленая зона")]),
        ("", []),
    ],
)
def test_a_term_is_found_in_any_form_and_the_longer_goes_first(text, expected):
    assert found_in(text, "зона", "зеленая зона") == expected


def test_a_term_without_words_is_never_found():
    assert found_in("зона – это", "–", "") == []


@given(texts(), languages)
def test_any_text_defines_each_provision_once(text, language):
    found = list(definitions(parse(text, language)))

    assert len({definition.eid for definition in found}) == len(found)
    assert all(name.strip() for definition in found for name in definition.names)
