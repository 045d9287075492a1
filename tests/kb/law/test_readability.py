"""Advice on how a text reads, in three languages; it comes seldom, and where it helps."""

from collections import Counter
from pathlib import Path

import pytest

from indexer.analysis.words import analyse
from kb.language import Language
from kb.law import readability
from kb.law.draft import read
from kb.law.finding import Severity
from kb.law.glossary import Glossary
from kb.law.parse import parse
from kb.services import catalogues
from kb.source import read_catalogues, read_folder
from tests.kb.law.checks.drafts import of_yaml

KK, RU, EN = Language.KK, Language.RU, Language.EN
ACTS = Path(__file__).parents[3] / "acts"
GLOSSARY = of_yaml(
    Glossary,
    """\
topics: {}
zones: {}
terms:
  turnkey:
    kk: ["«толық бітіріп берілетін» құрылыс"]
    ru: ["строительство «под ключ»", дизайн-код]
    en: [turnkey construction]
    meaning: {kk: Құрылыс., ru: Строительство., en: Building.}
""",
)
HEADINGS = {KK: "### 1-бап. Шек", RU: "### Статья 1. Предел", EN: "### Article 1. Limit"}


def advice(text: str, language: Language) -> list[str]:
    """Return what is advised on a paragraph, as `line rule`."""
    tree = parse(f"{HEADINGS[language]}\n\n{text}\n", language)
    found = readability.advise(tree, GLOSSARY, analyse)
    assert all(one.weight is Severity.ADVICE for one in found)
    assert all(str(one.details["eid"]).startswith("art_1") for one in found)
    assert all(one.message.endswith(".") and one.cure.endswith(".") for one in found)
    return [f"{one.line} {one.rule.name.removeprefix('advice.')}" for one in found]


WORD = {KK: "ғимарат ", RU: "здание ", EN: "building "}


@pytest.mark.parametrize("language", Language)
def test_a_sentence_is_long_from_its_languages_own_number_of_words_on(language):
    most = readability.LIMITS[language].words
    whole, longer = f"1. {WORD[language] * most}.", f"1. {WORD[language] * (most + 1)}."

    assert advice(whole, language) == []
    assert advice(longer, language) == ["3 long-sentence"]
    assert advice(f"1. {WORD[language] * most}; 2) 5, 6-1, 7.", language) == []


@pytest.mark.parametrize(
    ("language", "title"),
    [(KK, "«Өте ұзақ атау» ережесі"), (RU, "положение «Очень длинное имя»"), (EN, "the “Very Long Name”")],
)  # fmt: skip
def test_the_title_of_an_act_is_one_word_however_long(language, title):
    words = WORD[language] * (readability.LIMITS[language].words - 4)

    assert advice(f"1. {words}{title}.", language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (RU, "Заявление подается, рассматривается и возвращается."),
        (RU, "Правила утверждены, изменены и опубликованы."),
        (KK, "Өтініш беріледі, тексеріледі және қайтарылады."),
        (KK, "Ереже бекітіліп, жарияланады, содан кейін қолданылады."),
        (EN, "The form is filed, is examined and is returned."),
        (EN, "Plans were drawn, have been published and are not changed."),
    ],
)
def test_three_verbs_in_the_passive_in_one_sentence_are_a_chain(language, text):
    assert advice(f"1. {text}", language) == ["3 passive"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (RU, "Заявление подается и рассматривается. Оно возвращается."),
        (RU, "Это является целью, относится к городу, остается в силе и считается нормой."),
        (RU, "Органы, планы, страны, охрана, замены и цены необходимы, обязаны и должны."),
        (KK, "Өтініш беріледі. Ол тексеріледі және қайтарылады."),
        (KK, "Қорытынды ереже болып табылады, тәсілді табылса, ол заң болып табылады."),
        (EN, "The city is red, was big and has needed a bed."),
        (EN, "The Council decides, the akim acts and the commission approves."),
    ],
)
def test_what_only_looks_like_the_passive_is_none(language, text):
    assert advice(f"1. {text}", language) == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (RU, "1. Застройщик ведет «зеленый журнал».", ["3 undefined-term"]),
        (RU, "1. Ведется «зеленый журнал». Есть «Зеленый журнал». «зеленый журнал».", ["3 undefined-term"]),
        (RU, "1. Действует положение «О зонировании».", []),
        (RU, "1. Строит «под ключ». Есть «дизайн-кода» нормы.", []),
        (RU, "1. В графе пишут «да».", []),
        (RU, "1. Ведется журнал (далее – зеленый журнал). В «зеленый журнал» пишут.", []),
        (RU, "1. Слова «это очень длинное описание чего угодно» приведены.", []),
        (RU, "1. Термины:\n\n   1) зеленый журнал – книга;\n\n2. Ведется «зеленый журнал».", []),
        (KK, "1. «Жасыл журнал» емес, «жасыл журнал» жүргізіледі.", ["3 undefined-term"]),
        (KK, "1. Журнал (бұдан әрі – жасыл журнал). «жасыл журнал» жүреді.", []),
        (EN, "1. The developer keeps a “green log”.", ["3 undefined-term"]),
        (EN, "1. It keeps a log (hereinafter – the green log). The “green log” is open.", []),
        (EN, "1. Under the act “On Zoning”.", []),
    ],
)  # fmt: skip
def test_a_term_in_quotation_marks_is_defined_somewhere(language, text, found):
    assert advice(text, language) == found


def test_a_unit_four_levels_down_is_too_deep_and_told_once():
    text = (
        "1. One:\n\n   1) two:\n\n      three.\n\n   A second list:\n\n   1) four:\n\n      five.\n"
    )

    assert advice(text, EN) == ["13 nesting"]
    assert advice("1. One:\n\n   1) two:\n\n      - three.\n", EN) == []


def test_brackets_within_brackets_are_told_and_numbers_of_subparagraphs_are_none():
    assert advice("1. A house (a building (or a part) of stone).", EN) == ["3 brackets"]
    assert advice("1. A house (or 1) a part) and (so) (on).", EN) == []


def test_notes_and_tables_are_left_alone():
    long = WORD[EN] * 100

    assert advice(f"1. Short.\n\n> Note. {long}\n\n| {long} |\n| --- |\n| {long} |\n", EN) == []


@pytest.mark.slow
def test_the_illustrative_acts_hear_of_few_provisions():
    """Not one provision in eight; and of each language some, or the rules would be dead."""
    glossary = catalogues.read(read_catalogues(ACTS)).glossary
    found, units = Counter(), Counter()
    for folder in read_folder(ACTS):
        for language, tree in read(folder).expressions.items():
            found[language] += len(readability.advise(tree, glossary, analyse))
            units[language] += sum(1 for _ in tree.walk())

    assert all(0 < found[language] * 8 < units[language] for language in Language)
