"""Words, sums and dates are told apart, and compared without regard to typography."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.law.redline.tokens import Vocabulary, cores, folded, tokens

LETTERS = st.text(alphabet="аяқәz09 \u00a0\u00ad\u0306«»\"'’-–.,:%\n\t_", max_size=40) | st.text(
    max_size=40
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Срок – 5 дней.", ["Срок", "–", "5", "дней", "."]),
        ("1 500 000,25 тенге", ["1 500 000,25", "тенге"]),
        ("в 2027 100 человек", ["в", "2027", "100", "человек"]),
        ("2027 жылғы 1 қаңтардан", ["2027 жылғы 1 қаңтардан"]),
        ("1 мая 2027 года и 2 июня", ["1 мая 2027 года", "и", "2 июня"]),
        ("5 маяков", ["5", "маяков"]),
        ("on 3 May 2027 or May 3, 2027", ["on", "3 May 2027", "or", "May 3, 2027"]),
        ("5-баптың 2-тармағы", ["5-баптың", "2-тармағы"]),
        ("социально–экономический", ["социально–экономический"]),
        ("08:00, 12.05.2027, 1/3", ["08:00", ",", "12.05.2027", ",", "1/3"]),
        ("«Gate»,", ["«", "Gate", "»", ","]),
        ("owner’s", ["owner’s"]),
        ("и\u0306од регу\u00adлятор", ["и\u0306од", "регу\u00adлятор"]),
        (" \u00a0\n", []),
    ],
)
def test_a_text_consists_of_words_figures_and_marks(text, words):
    assert cores(text) == words
    assert [token.core for token in tokens(text)] == words


@given(LETTERS)
def test_no_letter_of_a_text_is_lost(text):
    found = tokens(text)

    assert "".join(token.text for token in found) == (text if found else "")
    assert found or not text.strip("\u00ad\u200b\u200c\u200d\u2060\ufeff").split()


@given(LETTERS)
def test_words_are_the_same_with_and_without_their_spaces(text):
    assert cores(text) == [token.core for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("«", '"'), ("“", "„"), ("–", "-"), ("5–1", "5-1"), ("1 500", "1\u00a0500"), ("1 500", "1500"),
     ("и\u0306", "й"), ("регу\u00adлятор", "регулятор"), ("owner's", "owner’s"),
     ("1 мая", "1\u00a0мая")],
)  # fmt: skip
def test_typography_makes_no_other_word(one, other):
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Совет", "совет"), ("е", "ё"), ("i", "і"), ("'", '"'), ("5-1", "51"), ("5 мая", "5мая"),
     ("1,5", "1.5"), (";", ","), ("қ", "к")],
)  # fmt: skip
def test_letters_and_marks_make_another_word(one, other):
    assert folded(one) != folded(other)


def test_a_vocabulary_knows_which_words_say_something():
    vocabulary = Vocabulary()
    mark, short, figure, word = vocabulary.numbers([",", "of", "5", "land"])

    assert vocabulary.words == {short, figure, word}
    assert vocabulary.substantial == {figure, word}
    assert mark not in vocabulary.words
