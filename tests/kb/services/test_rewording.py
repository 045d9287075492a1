"""A suggested wording is shown as what it would change in the provision, and nothing else."""

import pytest

from kb.language import Language
from kb.law.identifiers import NOWHERE, EId
from kb.law.passage import BeginningError, EmptyWordingError, NoPassageError
from kb.law.redline.change import ChangeKind, PieceKind
from kb.services import pinned, rewording
from kb.services.rewording import LongWordingError
from tests.kb.services.reviewing import Review

PARAGRAPH, ARTICLE = EId("art_1__para_1"), EId("art_1")


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    made.hold()
    return made


def changes(review, eid, wording, language=Language.RU):
    return review.do(
        "aigul",
        lambda db, seat: rewording.changes(db, pinned.act(db, seat), eid, language, wording),
    )


def test_words_that_come_and_go_are_told(review):
    [change] = changes(review, PARAGRAPH, "1. Высота любого здания ограничивается.").changes
    assert change.kind is ChangeKind.CHANGED
    told = [(one.kind, one.text.strip()) for one in change.text if one.kind != PieceKind.EQUAL]
    assert told == [(PieceKind.INSERTED, "любого")]


def test_the_wording_of_an_article_may_have_more_paragraphs(review):
    wording = "### Статья 1. Предел\n\n1. Высота здания ограничивается.\n\n2. Совет решает."
    kinds = [one.kind for one in changes(review, ARTICLE, wording).changes]
    assert kinds == [ChangeKind.SAME, ChangeKind.SAME, ChangeKind.INSERTED]


def test_the_same_wording_changes_nothing(review):
    assert changes(review, PARAGRAPH, "1. Высота здания ограничивается.").is_empty


@pytest.mark.parametrize(
    ("eid", "wording", "problem"),
    [
        (PARAGRAPH, " ", EmptyWordingError),
        (PARAGRAPH, "Высота", BeginningError),
        (EId("art_9"), "1. Высота", NoPassageError),
        (NOWHERE, "1. Высота", NoPassageError),
        (PARAGRAPH, "1. " + "а" * rewording.LONGEST, LongWordingError),
    ],
)
def test_what_cannot_take_its_place_is_refused_with_the_reason(review, eid, wording, problem):
    with pytest.raises(problem):
        changes(review, eid, wording)
