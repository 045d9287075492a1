"""Provisions are matched by address and words; what moved is shown as moved."""

import pytest

from kb.language import Language
from kb.law.redline.change import ChangeKind
from kb.law.redline.comparing import redline
from tests.kb.law.redline.acts import compared, flat, read

LAW = """\
# Закон

## Глава 1. Общие положения

### Статья 1. Предмет

1. Закон определяет порядок застройки районов города.

2. Закон применяется к застройщикам:

   1) жилых домов и общежитий;

   2) торговых зданий и складов.

### Статья 2. Высота

Высота здания не превышает 12 метров от земли.

Высота шпиля в расчет не принимается.

## Глава 2. Парковка

### Статья 3. Число мест

Число мест указано в таблице настоящей статьи.

| Здание | Мест |
| --- | --- |
| Жилой дом | 1,0 |
| Гостиница | 2,0 |
| Склад | 0,5 |

> Сноска. Статья 3 изменена в 2027 году.
"""

CASES = [
    ("nothing", [], []),
    ("a word",
     [("12 метров", "15 метров")],
     ["changed art_2: Статья 2. Высота Высота здания не превышает [-12-]{+15+} метров от земли."]),
    ("a heading",
     [("Число мест\n", "Количество мест\n")],
     ["changed art_3: Статья 3. [-Число-]{+Количество+} мест Число мест указано в таблице настоящей"
      " статьи."]),
    ("the heading of a chapter, of another subject",
     [("Глава 2. Парковка", "Глава 2. Стоянки автомобилей")],
     ["changed chp_2: Глава 2. [-Парковка-]{+Стоянки автомобилей+}"]),
    ("a subparagraph inserted before others, which are numbered anew",
     [("   1) жилых домов", "   1) школ и больниц всех видов;\n\n   2) жилых домов"),
      ("   2) торговых", "   3) торговых")],
     ["inserted art_1__para_2__subpara_1: {+1)+} {+школ и больниц всех видов;+}",
      "moved art_1__para_2__subpara_1>art_1__para_2__subpara_2: [-1-]{+2+}) жилых домов и общежитий;",
      "moved art_1__para_2__subpara_2>art_1__para_2__subpara_3: [-2-]{+3+}) торговых зданий и складов."]),
    ("a part without a number, which moves no other part",
     [("Высота шпиля", "Высота измеряется от уровня тротуара.\n\nВысота шпиля")],
     ["inserted art_2__al_2: {+Высота измеряется от уровня тротуара.+}"]),
    ("a subparagraph deleted, which stays where it stood",
     [("   1) жилых домов и общежитий;\n\n", "")],
     ["deleted art_1__para_2__subpara_1: [-1)-] [-жилых домов и общежитий;-]"]),
    ("an article numbered anew, which takes along what stands in it",
     [("Статья 1. Предмет", "Статья 10. Предмет")],
     ["moved art_1>art_10: Статья [-1-]{+10+}. Предмет",
      "moved art_1__para_1>art_10__para_1: 1. Закон определяет порядок застройки районов города.",
      "moved art_1__para_2>art_10__para_2: 2. Закон применяется к застройщикам:",
      "moved art_1__para_2__subpara_1>art_10__para_2__subpara_1: 1) жилых домов и общежитий;",
      "moved art_1__para_2__subpara_2>art_10__para_2__subpara_2: 2) торговых зданий и складов."]),
    ("an article numbered anew and changed",
     [("Статья 2. Высота", "Статья 2-1. Высота"), ("12 метров", "15 метров")],
     ["moved-and-changed art_2>art_2-1: Статья [-2-]{+2-1+}. Высота Высота здания не превышает [-12-]{+15+}"
      " метров от земли.",
      "moved art_2__al_2>art_2-1__al_2: Высота шпиля в расчет не принимается."]),
    ("a heading inserted over an article, which does not move it",
     [("### Статья 2.", "## Глава 1-1. Здания\n\n### Статья 2.")],
     ["inserted chp_1-1: {+Глава 1-1.+} {+Здания+}"]),
    ("a row and a cell of a table",
     [("| Гостиница | 2,0 |\n", ""), ("0,5", "0,6"), ("| Жилой", "| Школа | 3,0 |\n| Жилой")],
     ["changed art_3__table_1: Здание | Мест\n{+Школа+} | {+3,0+}\nЖилой дом | 1,0\n"
      "[-Гостиница-] | [-2,0-]\nСклад | [-0,5-]{+0,6+}"]),
    ("a note",
     [("в 2027 году", "в 2028 году")],
     ["changed art_3__note_1: Сноска. Статья 3 изменена в [-2027-]{+2028+} году."]),
    ("typography and spaces",
     [("12 метров", "12\u00a0метров"), ("общежитий", "обще\u00adжитий"), ("Жилой дом", "Жилой  дом")],
     []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edits", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_what_is_edited_is_what_the_redline_shows(edits, expected):
    new = LAW
    for before, after in edits:
        assert before in new
        new = new.replace(before, after)

    assert read(compared(LAW, new)) == expected


def test_an_article_that_changes_its_chapter_has_moved_with_all_in_it():
    start, article, end = (LAW.index(at) for at in ("### Статья 1", "### Статья 2", "## Глава 2"))
    new = LAW[:start] + LAW[article:end] + LAW[end:] + "\n" + LAW[start:article]

    made = compared(LAW, new)

    moved = [change.place.eid for change in made.changes if change.kind is ChangeKind.MOVED]
    own = [
        change.place.eid
        for change in made.changes
        if change.kind is ChangeKind.MOVED and not change.is_carried
    ]
    assert len(moved) == 5
    assert own == ["art_1"]
    assert {change.kind for change in made.changes} == {ChangeKind.MOVED, ChangeKind.SAME}


def test_equal_notes_stay_with_the_articles_that_they_stand_under():
    note = "\n\n> Сноска. Числовые значения настоящего пункта условны.\n\n"
    texts = [
        "1. Первое правило о высоте зданий города." + note,
        "2. Второе правило о стоянках и дорогах." + note,
    ]
    new = (
        "1. Новое начало, которого прежде не имелось."
        + note
        + "2"
        + texts[0][1:]
        + "3"
        + texts[1][1:]
    )

    made = compared("".join(texts), new)

    assert [(c.kind.value, c.after.eid) for c in made.changes if c.place.kind == "note"] == [
        ("inserted", "para_1__note_1"),
        ("moved", "para_2__note_1"),
        ("moved", "para_3__note_1"),
    ]


def test_a_note_that_was_deleted_does_not_appear_under_another_article():
    note = "\n\n> Сноска. Числовые значения настоящего пункта условны.\n\n"
    old = f"1. Первое правило о высоте зданий.{note}2. Второе правило о стоянках.{note}"
    new = f"{old.removesuffix(note)}\n\n3. Ещё одно о дорогах.{note}"

    assert [line.partition(" ")[0] for line in read(compared(old, new))] == [
        "deleted",
        "inserted",
        "inserted",
    ]


def test_words_that_say_little_are_not_taken_for_moved():
    old = flat(["Исключен.", "Второе правило о высоте зданий.", "Третье правило о стоянках."])
    new = flat(["Первое правило о дорогах.", "Второе правило о высоте зданий.", "Исключен."])

    assert [line.partition(" ")[0] for line in read(redline(old, new))].count("moved") == 0


def test_what_is_deleted_with_an_article_that_moved_stands_in_it():
    first = "1. Первое правило о дорогах.\n\n"
    second = "2. Второе правило о стоянках.\n\n"
    stays = "### Статья 2. Б\n\nСлова о высоте и ширине зданий.\n\n"
    old = f"### Статья 1. А\n\n{first}{second}{stays}"
    new = f"{stays}### Статья 3. А\n\n{first}"

    order = [(change.kind.value, change.place.eid) for change in compared(old, new).changes]

    assert order[-1] == ("deleted", "art_1__para_2")
    assert order[0][1] == "art_2"


def test_the_title_is_compared_too():
    made = compared("# Закон о зонах", "# Закон о районах")

    assert not made.is_empty
    assert [piece.text for piece in made.title] == ["Закон о ", "зонах", "районах"]


@pytest.mark.parametrize(
    ("language", "old", "new", "expected"),
    [
        (Language.KK, "### 5-бап. Биіктік\n\n1. Шек – 12 метр.", "### 5-бап. Биіктік\n\n1. Шек – 15 метр.",
         ["changed art_5__para_1: 1. Шек – [-12-]{+15+} метр."]),
        (Language.KK, "### 5-бап. Биіктік\n\nҒимараттың биіктігі шектеледі.",
         "### 6-бап. Биіктік\n\nҒимараттың биіктігі шектеледі.",
         ["moved art_5>art_6: [-5-бап-]{+6-бап+}. Биіктік Ғимараттың биіктігі шектеледі."]),
        (Language.EN, "### Article 1. Height\n\n(see note)\n\n1. A limit of 12 metres applies.",
         "### Article 1. Height\n\n1. A limit of 15 metres applies.",
         ["changed art_1: Article 1. Height [-(see note)-]",
          "changed art_1__para_1: 1. A limit of [-12-]{+15+} metres applies."]),
    ],
)  # fmt: skip
def test_acts_are_compared_in_every_language(language, old, new, expected):
    assert read(compared(old, new, language)) == expected
