"""Provisions that a detached comment may belong to."""

from kb.law.identifiers import EId
from kb.review.finding import MOST, alike, matching

TEXT = {
    EId("art_1"): "Статья 1. Предельная высота",
    EId("art_1__para_1"): "1. Высота здания не превышает пяти этажей.",
    EId("art_2"): "Статья 2. Отвод участков",
    EId("art_3"): "",
}


def test_provisions_with_all_words_are_found_in_the_order_of_the_text():
    assert matching(TEXT, "ВЫСОТА") == ["art_1", "art_1__para_1"]
    assert matching(TEXT, "высота  здания") == ["art_1__para_1"]
    assert matching(TEXT, "луна") == []


def test_no_more_are_offered_than_can_be_looked_at():
    many = {EId(f"art_{number}"): "слово" for number in range(100)}
    assert matching(many, "слово") == [f"art_{number}" for number in range(MOST)]


def test_what_says_much_the_same_comes_first():
    assert alike(TEXT, "Высота здания не превышает семи этажей.")[0] == "art_1__para_1"


def test_for_no_words_there_is_no_guess():
    assert alike(TEXT, " ") == []
    assert alike({EId("art_3"): ""}, "Высота") == []
