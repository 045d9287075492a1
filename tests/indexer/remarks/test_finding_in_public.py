"""In a public discussion everybody finds what everybody reads, and learns nothing of what is held."""

from dataclasses import replace
from pathlib import Path

import pytest

from indexer.remarks import finding
from indexer.remarks.finding import Finds, Sought, find
from indexer.remarks.index import RemarkIndex
from indexer.remarks.speaking import Kind
from indexer.whoosh_engine.remarks import WhooshRemarks
from kb.language import Language
from kb.law.identifiers import ActId
from kb.services import commenting, disposing, rounds
from kb.services.commenting import Rejoinder
from tests.kb.services.discussing import INSULT, discussion
from tests.kb.services.reviewing import REJECTED, Review

EVERYBODY = ("", "bolat", "john", "approver", "admin")
ANSWER = replace(REJECTED, translations=((Language.EN, "The council decides."),))


@pytest.fixture
def index(tmp_path: Path) -> RemarkIndex:
    return WhooshRemarks(tmp_path / "remarks")


@pytest.fixture
def review(desk) -> Review:
    return discussion(desk)


def finds(review: Review, index: RemarkIndex, name: str, *sought: str) -> Finds:
    """Return what somebody finds."""
    with review.desk.database.reading() as db:
        return find(db, review.viewer(name), index, Sought(*sought), review.desk.clock)


def kinds(review: Review, index: RemarkIndex, name: str, *sought: str) -> list[Kind]:
    return [one.kind for one in finds(review, index, name, *sought).found]


def test_a_comment_is_found_while_it_is_shown(review, index):
    comment = review.says("asel", "Кто чинит мосты?")
    review.says("stranger", "Мосты красивы")
    told = [kinds(review, index, name, "мост") for name in (*EVERYBODY, "asel", "auditor")]
    assert told == [*([] for _ in EVERYBODY), [Kind.COMMENT], [Kind.COMMENT] * 2]

    review.moderates(comment)
    assert [kinds(review, index, name, "мост") for name in EVERYBODY] == [[Kind.COMMENT]] * 5

    review.moderates(comment, INSULT)
    assert [kinds(review, index, name, "мост") for name in EVERYBODY] == [[]] * 5
    assert kinds(review, index, "asel", "мост") == [Kind.COMMENT]


def test_replies_are_found_when_they_are_let_through_and_answers_when_they_are_confirmed(
    review, index
):
    comment = review.says("asel", "Кто чинит мосты?")
    review.moderates(comment)
    review.do("bolat", commenting.reply, comment, Rejoinder("Никто", Language.RU, "r"))
    review.desk.clock.go(days=40)
    review.do("secretary", rounds.answer)
    review.do("drafter", disposing.propose, comment, ANSWER)
    words = ("никто", "статья", "council")
    assert [kinds(review, index, "", word) for word in words] == [[], [], []]
    assert [kinds(review, index, "bolat", word) for word in words] == [[Kind.REPLY], [], []]

    review.do("second", disposing.confirm, comment)

    assert [kinds(review, index, "", word) for word in words] == [[], [Kind.ANSWER], [Kind.ANSWER]]


def test_what_is_held_changes_neither_the_order_nor_the_number_of_what_others_find(
    review, index, monkeypatch
):
    monkeypatch.setattr(finding, "MOST_OF_READER", 3)
    monkeypatch.setattr(finding, "_AT_ONCE", 2)
    for text in ("Мост узок", "Мост, мост и мост", "Мост старый"):
        review.moderates(review.says("asel", text))
        review.desk.clock.go(minutes=1)
    before = finds(review, index, "", "мост")
    assert [len(before.found), before.is_cut] == [3, False]

    for _ in range(5):
        review.says("bolat", "Мост")
    assert finds(review, index, "", "мост") == before

    review.moderates(review.says("asel", "Мост новый"))
    after = finds(review, index, "", "мост")
    assert (after.found[1:], after.is_cut) == (before.found[:2], True)


def test_only_the_rounds_of_one_act_may_be_searched(review, index):
    review.moderates(review.says("asel", "Кто чинит мосты?"))

    assert kinds(review, index, "", "мост", review.act) == [Kind.COMMENT]
    assert kinds(review, index, "", "мост", ActId("other")) == []
