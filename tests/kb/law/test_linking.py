"""What in an act's words leads somewhere."""

from urllib.parse import quote

import pytest
from hypothesis import given

from indexer.analysis.words import analyse
from kb.language import Language
from kb.law.glossary import Glossary
from kb.law.identifiers import EId
from kb.law.linking import GLOSSARY_PAGE, marks
from kb.law.parse import parse
from kb.law.render import BY_TITLE
from kb.law.yaml_text import load, validated
from tests.kb.law.strategies import languages, texts

GLOSSARY, _ = validated(
    Glossary,
    load("""\
topics: {}
zones: {}
terms:
  regime:
    {kk: [құқықтық режим], ru: [правовой режим], en: [legal regime],
     meaning: {kk: а, ru: а, en: a}}
  council:
    {kk: [Кеңес], ru: [Совет], en: [Council], meaning: {kk: а, ru: а, en: a}}
"""),
)
assert GLOSSARY is not None

TERMS = "1. Используются понятия:\n\n   1) тихие часы – ночь;\n\n   2) шум – звук.\n\n"
ZONES = f"{BY_TITLE}{quote('О зонах')}"
REGIME = f"{GLOSSARY_PAGE}regime"


def linked(text: str, language: Language = Language.RU) -> list[tuple[str, str, str]]:
    """Return the address, the words and the target of every mark."""
    expression = parse(text, language)
    by_address = {provision.eid: provision for provision in expression.walk()}
    found = marks(expression, GLOSSARY, analyse)
    return [
        (eid, by_address[eid].text[mark.start : mark.end], mark.href)
        for eid, those in found.items()
        for mark in those
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("1. По пункту 2.\n\n2. Слова.", "ru", [("para_1", "пункту 2", "#para_2")]),
        ("1. 2-тармаққа сәйкес.\n\n2. Б.", "kk", [("para_1", "2-тармаққа", "#para_2")]),
        ("1. Under paragraphs 1 and 2.\n\n2. B.", "en",
         [("para_1", "paragraphs 1 and 2", "#para_1")]),
        ("1. По пункту 9.", "ru", []),
        ("1. По [пункту 2](zoning#para_2) Правил.\n\n2. Б.", "ru", []),
        ("1. По статье 5 акта «О зонах».", "ru",
         [("para_1", "статье 5 акта «О зонах»", f"{ZONES}#art_5")]),
        ("1. По части второй пункта 3 акта «О зонах».", "ru",
         [("para_1", "части второй пункта 3 акта «О зонах»", f"{ZONES}#para_3__al_2")]),
        ("| А |\n|---|\n| пункт 1 |\n\n1. Б.", "ru", []),
        ("1. О правовом режиме.", "ru", [("para_1", "правовом режиме", REGIME)]),
        ("1. The legal regimes.", "en", [("para_1", "legal regimes", REGIME)]),
        ("1. Правовой режим и правовой режим.", "ru", [("para_1", "Правовой режим", REGIME)]),
        ("1. Правовой режим.\n\n2. О правовом режиме.", "ru",
         [("para_1", "Правовой режим", REGIME), ("para_2", "правовом режиме", REGIME)]),
        ("1. Решает Совет.", "ru", []),
        (f"{TERMS}2. В тихих часах нет шума.", "ru",
         [("para_2", "тихих часах", "#para_1__subpara_1"), ("para_2", "шума", "#para_1__subpara_2")]),
        ("1. Понятия:\n\n   1) правовой режим – порядок.\n\n2. О правовом режиме.", "ru",
         [("para_2", "правовом режиме", "#para_1__subpara_1")]),
    ],
)  # fmt: skip
def test_references_and_terms_lead_to_what_they_mean(text, language, expected):
    assert linked(text, Language(language)) == expected


@given(texts(), languages)
def test_marks_stand_in_their_words_in_order_and_do_not_overlap(text, language):
    expression = parse(text, language)
    by_address = {provision.eid: provision for provision in expression.walk()}

    for eid, found in marks(expression, GLOSSARY, analyse).items():
        ends = [0]
        for mark in found:
            assert ends[-1] <= mark.start < mark.end <= len(by_address[eid].text)
            assert not mark.href.startswith("#") or EId(mark.href[1:]) in by_address
            ends.append(mark.end)
