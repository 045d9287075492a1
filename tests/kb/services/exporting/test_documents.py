from enum import StrEnum

import pytest

from kb.language import Language
from kb.law.identifiers import NOWHERE
from kb.law.procedure import RoundKind, Shown
from kb.review.anchors import Anchor
from kb.review.comments import CommentType, Severity
from kb.review.dispositions import Status, Verdict
from kb.review.opinions import OpinionKind
from kb.review.rounds import RoundState
from kb.services import commenting, disposing, opining
from kb.services.exporting.making import Export
from kb.services.exporting.names import called
from kb.services.exporting.words import Word
from kb.services.opining import View
from kb.tables.model import Prose
from tests.kb.services.desk import known
from tests.kb.services.exporting.exporting import exported, numbered, report, settle, talk
from tests.kb.services.reviewing import Review


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    talk(made)
    return made


def words(cell) -> str:
    return cell.text if isinstance(cell, Prose) else str(cell)


def column(table, key: str) -> list[str]:
    at = [one.key for one in table.columns].index(key)
    return [words(row[at]) for row in table.rows]


def table(review: Review, name: str, export: Export, key: str = "", **more):
    tables = exported(review, name, export, **more).tables
    return next(one for one in tables if not key or one.key == key)


@pytest.mark.parametrize(
    "enum", [CommentType, Severity, Verdict, Status, OpinionKind, RoundKind, RoundState, Language]
)
@pytest.mark.parametrize("language", list(Language))
def test_every_value_has_a_name_of_its_own(enum: type[StrEnum], language):
    assert len({called(value, language) for value in enum}) == len(enum)


def test_every_heading_is_said_in_three_languages():
    for word in Word:
        assert len(word.value) == len(Language)
        assert all(said.strip() for said in word.value), word
        assert len({said.count("%s") for said in word.value}) == 1, word


def test_a_dispositions_reply_is_beside_its_comment(review):
    settle(review)

    found = table(review, "secretary", Export.COMMENTS)

    assert column(found, "disposition") == ["отклонено", "принято", "повторяет другое"]
    assert column(found, "reply") == ["Решает Совет.", "", "См. замечание № 1"]
    assert column(found, "commit") == ["", "c20000000000", ""]


def test_the_state_of_a_comment_says_that_it_was_withdrawn_or_its_answer_contested(review):
    (first, *_) = numbered(review)
    whole = review.says("john", "Too long.", Anchor(eid=NOWHERE, language=Language.RU, version=1))
    review.do("john", commenting.withdraw, whole)
    review.ends()
    review.settles(first)
    review.do("aigul", disposing.contest, known().procedure, first, "Не отвечает на вопрос")

    found = table(review, "secretary", Export.COMMENTS)

    told = dict(zip(column(found, "id"), column(found, "status"), strict=True))
    places = dict(zip(column(found, "id"), column(found, "provision"), strict=True))
    assert (told[first], told[whole]) == ("ответ оспорен, пересматривается", "отозвано")
    assert places[whole] == "проект в целом"
    headings = [one.heading for one in found.columns]
    assert len(set(headings)) == len(headings)


def test_an_expert_is_not_told_of_answers_that_are_not_confirmed(review):
    review.ends()

    assert column(table(review, "aigul", Export.COMMENTS), "disposition") == ["", "", ""]


def test_of_a_withdrawn_comment_only_that_it_was_there_is_shown(review):
    review.do("john", commenting.withdraw, column(table(review, "john", Export.COMMENTS), "id")[2])

    others = column(table(review, "aigul", Export.COMMENTS), "comment")
    officers = column(table(review, "secretary", Export.COMMENTS), "comment")

    assert others[2] == "Замечание отозвано."
    assert "Stop." in officers[2]


@pytest.mark.parametrize(
    ("shown", "authors", "organisations"),
    [
        (Shown.NAMED, ["Aigul"], ["Бюро aigul"]),
        (Shown.ORGANISATION, [""], ["Бюро aigul"]),
    ],
)
def test_after_the_report_authors_are_shown_to_all_as_it_was_set(
    desk, shown, authors, organisations
):
    review = Review(desk).set_up()
    review.hold(shown=shown)
    review.says("aigul", "Кто решает?")
    review.ends()
    review.settles(column(table(review, "secretary", Export.COMMENTS), "id")[0])
    report(review)

    found = table(review, "", Export.COMMENTS)

    assert column(found, "author") == authors
    assert column(found, "organisation") == organisations


def test_an_approval_sheet_names_everybody_who_was_asked(review):
    found = table(review, "secretary", Export.APPROVAL)

    assert column(found, "body") == ["Бюро john\nJohn", "Бюро aigul\nAigul"]
    assert column(found, "position") == ["возражает", "заключение не представлено"]
    assert column(found, "signature") == ["", ""]


def test_an_expert_learns_from_the_sheet_who_spoke_and_not_who_was_silent(review):
    settle(review)
    report(review)

    assert column(table(review, "aigul", Export.APPROVAL), "body") == ["Бюро john\nJohn"]


def test_an_opinion_is_told_with_what_it_was_before(review):
    review.do("john", opining.give, View(OpinionKind.REVISE, Language.EN, "Better."))

    (summary,) = column(table(review, "secretary", Export.REPORT, "opinions"), "summary")

    assert summary == "Better.\nПрежнее заключение: возражает. Not yet."


def test_a_report_counts_and_names_what_is_unresolved(review):
    settle(review)

    figures = table(review, "secretary", Export.REPORT, "figures")
    objections = table(review, "secretary", Export.REPORT, "objections")

    counted = dict(zip(column(figures, "figure"), column(figures, "number"), strict=True))
    assert counted["Всего замечаний"] == "3"
    assert counted["Неурегулированные возражения"] == "1"
    assert [cell for cell in column(objections, "comment") if "Stop." in cell]
    assert column(objections, "number") == ["3"], "the number of the row in the table of all"


def test_a_document_says_of_which_round_it_is_and_that_the_text_is_illustrative(review):
    found = exported(review, "secretary", Export.COMMENTS, Language.KK)

    assert found.subject == "Биіктік туралы. Раунд 1: сараптамалық талқылау"
    assert found.notice.startswith("Бұл мәтін – мысал ретінде")
    assert ("Жобаның нұсқасы", "1 (c10000000000)") in found.facts
    assert str(dict(found.facts)["Мерзімі"]).endswith("күнінің соңына дейін (Алматы уақыты)")
