"""Pieces join to both wordings, and what is equal in them is."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.law.redline import alignment
from kb.law.redline.change import PieceKind, differs, new_text, old_text
from kb.law.redline.tokens import Vocabulary, cores, folded
from kb.law.redline.words import compare

WORDS = st.sampled_from(
    ["закон", "Закон", "статья", "и", "5", "1 500", "2027 жылғы 1 қаңтардан", ",", ".", ";", "«", "»",
     '"', "–", "-", " ", "  ", "\u00a0", "\u00ad", "й", "и\u0306", "не", "5-1", "5–1", "\n"]
)  # fmt: skip
WORDINGS = st.lists(WORDS, max_size=30).map(" ".join) | st.lists(WORDS, max_size=30).map("".join)


def keys(text: str) -> list[str]:
    return [folded(core) for core in cores(text)]


@given(WORDINGS, WORDINGS)
def test_pieces_are_two_texts_whose_equal_words_are_equal(old, new):
    pieces = compare(old, new, Vocabulary())

    assert old_text(pieces) == old
    assert new_text(pieces) == new
    for piece in pieces:
        assert piece.text
        if piece.kind is PieceKind.EQUAL:
            assert keys(piece.old) == keys(piece.new)
        else:
            assert not (piece.old and piece.new)


@given(WORDINGS, WORDINGS)
def test_wordings_differ_if_their_words_do(old, new):
    assert differs(compare(old, new, Vocabulary())) is (keys(old) != keys(new))


@given(WORDINGS)
def test_a_wording_is_equal_to_itself(text):
    assert not differs(compare(text, text, Vocabulary()))


@given(WORDINGS, WORDINGS)
def test_neighbouring_pieces_are_not_of_one_kind(old, new):
    kinds = [piece.kind for piece in compare(old, new, Vocabulary())]

    assert all(one is not other for one, other in pairwise(kinds))


@given(WORDINGS, WORDINGS)
def test_a_bound_makes_no_piece_wrong(old, new):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "MOST_WORK", 6)
        pieces = compare(old, new, Vocabulary())

    assert old_text(pieces) == old
    assert new_text(pieces) == new


def test_beyond_the_bound_whole_sentences_are_compared(monkeypatch):
    monkeypatch.setattr(alignment, "MOST_WORK", 60)
    old = "Начало. Первое правило. Второе правило. Третье правило. Четвёртое правило. Конец."
    new = old.replace("Второе", "Иное").replace("Начало", "Зачин").replace("Конец", "Финал")

    changed = [
        piece.text for piece in compare(old, new, Vocabulary()) if piece.kind != PieceKind.EQUAL
    ]

    assert changed == ["Начало", "Зачин", "Второе", "Иное", "Конец", "Финал"]


def test_what_is_too_long_even_so_is_replaced_as_a_whole(monkeypatch):
    monkeypatch.setattr(alignment, "MOST_WORK", 4)

    pieces = compare("общее а б в г д общее", "общее в г д е ж общее", Vocabulary())

    assert [piece.text for piece in pieces] == ["общее ", "а б в г д", "в г д е ж", " общее"]
