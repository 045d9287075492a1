"""Comments that likely say the same: at one provision, in nearly the same words or with the same wording."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import Language
from kb.law.identifiers import EId
from kb.review.comments import CommentId, Suggestion
from kb.review.duplicates import MOST, Saying, likely
from tests.kb.review.reviewing import CONTENT

HERE, THERE = EId("art_1__para_1"), EId("art_2")


def saying(name: str, text: str = "", at: EId = HERE, wording: str = "") -> Saying:
    suggestion = Suggestion(((Language.RU, wording),), "Яснее") if wording else None
    return Saying.of(CommentId(name), at, replace(CONTENT, text=text, suggestion=suggestion))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Срок не указан.", "Срок не указан!", True),
        ("Срок не указан", "СРОК  НЕ УКАЗАН", True),
        ("Не указан срок рассмотрения", "Срок рассмотрения не указан", True),
        ("«Срок» – пять дней", '"Срок" - пять дней', True),
        ("Срок рассмотрения заявки не указан", "Срок рассмотрения заявок не указан", True),
        ("Срок не указан", "Кто принимает решение об отказе?", False),
        ("", "", False),
    ],
)
def test_nearly_the_same_words_are_likely_the_same(one, other, same):
    found = likely([saying("a", one), saying("b", other)])
    assert found == ({"b": ("a",)} if same else {})


def test_the_same_words_elsewhere_are_another_comment():
    assert likely([saying("a", "Срок не указан"), saying("b", "Срок не указан", THERE)]) == {}


def test_the_same_suggested_wording_is_the_same_whatever_is_said():
    one = saying("a", "Неясно", wording="1. Срок – пять дней.")
    other = saying("b", "Сколько ждать?", wording="1. Срок - пять дней.")
    assert likely([one, other]) == {"b": ("a",)}
    assert likely([one, saying("c", "Сколько ждать?", wording="1. Срок – семь дней.")]) == {}


def test_the_most_alike_comes_first():
    first = saying("a", "Срок рассмотрения заявки здесь не указан")
    second = saying("b", "Срок рассмотрения заявки не указан")
    found = likely([first, second, saying("c", "Срок рассмотрения заявки не указан.")])
    assert found["c"] == ("b", "a")


@given(st.lists(st.sampled_from(["Срок не указан", "Кто решает?", "Иное", ""]), max_size=30))
def test_only_earlier_ones_are_named_and_not_too_many(texts):
    order = [f"c{number}" for number in range(len(texts))]
    found = likely(saying(name, text) for name, text in zip(order, texts, strict=True))
    repeating = {order[at] for at, text in enumerate(texts) if text and text in texts[:at]}
    assert found.keys() == repeating
    for name, earlier in found.items():
        assert 0 < len(earlier) <= MOST
        assert all(order.index(one) < order.index(name) for one in earlier)
        assert all(texts[order.index(one)] == texts[order.index(name)] for one in earlier)
