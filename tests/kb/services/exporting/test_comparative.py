import pytest

from kb.errors import NotFoundError
from kb.language import Language
from kb.law.identifiers import EId
from kb.review.anchors import Anchor
from kb.review.comments import Suggestion
from kb.review.dispositions import Adoption, Answer, Verdict
from kb.services import patching
from kb.services.exporting.making import Export
from kb.services.exporting.order import Base, Compared
from kb.tables.model import Mark, Prose
from tests.factories import TEXTS
from tests.kb.services.exporting.exporting import WORDING, exported, settle, talk
from tests.kb.services.reviewing import Review

RUSSIAN = TEXTS[Language.RU]
LATER = RUSSIAN.replace("Высота здания ограничивается.", WORDING[3:]) + (
    "\n### Статья 2. Измерение\n\n1. Высоту измеряют.\n\n2. Измеряют от земли.\n"
)


@pytest.fixture
def review(desk) -> Review:
    """A round whose comments are answered, one of them accepted."""
    made = Review(desk).set_up()
    talk(made)
    settle(made)
    return made


def compared(review: Review, name: str = "secretary", language=Language.RU, **asked):
    return exported(review, name, Export.COMPARATIVE, language, compared=Compared(**asked)).tables[
        0
    ]


def bring_later(review: Review, text: str = LATER) -> None:
    review.desk.bring(commit_="c3", texts={**TEXTS, Language.RU: text})


def words(cell) -> str:
    return cell.text if isinstance(cell, Prose) else cell


def marked(cell: Prose, mark: Mark) -> str:
    return "".join(told for told, one in cell.pieces if one is mark)


def test_without_a_later_version_it_shows_what_was_accepted_and_why(review):
    table = compared(review)

    (row,) = table.rows
    assert [column.heading for column in table.columns][2:5] == [
        "Редакция проекта (версия 1)",
        "Предлагаемая редакция",
        "Обоснование",
    ]
    assert row[1] == "пункт 1 статьи 1"
    assert words(row[2]) == "1. Высота здания ограничивается."
    assert words(row[3]) == WORDING
    assert marked(row[3], Mark.INSERTED).strip(" .") == "двадцатью метрами"
    assert words(row[4]) == "Замечание № 2 (Бюро john): Нужна цифра."


def test_with_a_later_version_it_shows_what_changed_since(review):
    bring_later(review)

    table = compared(review)

    assert "версия 2" in table.columns[3].heading
    first, second = table.rows
    assert words(first[4]).startswith("Замечание № 2")
    assert words(second[2]) == "отсутствует"
    assert words(second[3]).split("\n") == [
        "Статья 2. Измерение",
        "1. Высоту измеряют.",
        "2. Измеряют от земли.",
    ]
    assert marked(second[3], Mark.INSERTED).replace(" ", "") == "".join(words(second[3]).split())


def test_what_was_accepted_can_be_asked_for_all_the_same(review):
    bring_later(review)

    assert len(compared(review, version=0).rows) == 1


def test_wordings_are_shown_as_they_are_read(desk):
    review = Review(desk).set_up()
    review.hold()
    where = Anchor(eid=EId("art_1__para_1"), language=Language.RU, version=1)
    wording = "1. По [статье 1](#art_1) высота ограничивается.\n\n> Сноска. Пример."
    suggestion = Suggestion(((Language.RU, wording),), "Яснее.")
    comment = review.says("john", "", where, suggestion=suggestion)
    review.ends()
    adoption = Adoption(where.eid, suggestion.wording, "")
    review.settles(comment, Answer(verdict=Verdict.ACCEPTED, adoption=adoption))

    (row,) = compared(review).rows
    (told,) = exported(review, "secretary", Export.COMMENTS).tables[0].rows

    shown = "1. По статье 1 высота ограничивается.\nСноска. Пример."
    assert (words(row[3]), words(told[7])) == (shown, shown)


def test_what_was_accepted_without_a_wording_stands_neither_here_nor_in_the_patch(desk):
    review = Review(desk).set_up()
    review.hold()
    suggestion = Suggestion(((Language.RU, "1. Высота зданий ограничена."),), "Яснее.")
    comment = review.says("john", suggestion=suggestion)
    review.ends()
    review.settles(comment, Answer(verdict=Verdict.ACCEPTED))

    patch = review.do("drafter", patching.prepare)

    assert compared(review).rows == []
    assert (patch.amendment.steps, patch.wordless) == ((), (comment,))


def test_what_is_left_out_is_to_be_deleted(review):
    bring_later(review, "# О высоте\n\n### Статья 1. Предел\n\n")

    last = compared(review).rows[-1]

    assert words(last[3]) == "исключить"


def test_what_is_in_force_can_be_what_it_starts_from(review):
    review.desk.publish(version=1)
    bring_later(review)

    table = compared(review, base=Base.PUBLISHED, version=2)

    assert table.columns[2].heading == "Действующая редакция"
    assert len(table.rows) == 2


def test_a_text_that_is_published_as_it_is_has_no_changes(review):
    review.desk.publish(version=1)

    table = compared(review, base=Base.PUBLISHED)

    assert (table.columns[2].heading, len(table.rows)) == ("Действующая редакция", 0)
    assert table.empty == "Изменений нет."


def test_wordings_are_those_of_the_language_of_the_headings(review):
    bring_later(review)
    kazakh = TEXTS[Language.KK].replace("шектеледі", "жиырма метрмен шектеледі")
    review.desk.bring(commit_="c4", texts={**TEXTS, Language.KK: kazakh})

    table = compared(review, language=Language.KK)

    assert [words(row[3]) for row in table.rows] == [
        "1. Ғимараттың биіктігі жиырма метрмен шектеледі."
    ]


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("secretary", {"version": 9}),
        ("secretary", {"base": Base.PUBLISHED}),
        ("stranger", {}),
        ("", {}),
    ],
)
def test_texts_that_are_not_there_or_not_ones_own_are_not_compared(review, name, asked):
    with pytest.raises(NotFoundError):
        compared(review, name, **asked)


def test_what_is_only_proposed_is_not_shown_as_accepted(desk):
    review = Review(desk).set_up()
    talk(review)

    assert compared(review).rows == []
