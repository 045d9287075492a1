import pytest

from indexer.analysis.grams import grams, grams_of
from indexer.analysis.stopwords import STOP_WORDS
from indexer.analysis.words import analyse
from kb.language import Language


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("режимі", ["_реж", "режи", "ежим", "жими"]),
        ("қала", ["_кал", "кала"]),
        ("жер", ["_жер"]),
        ("ел", []),
        ("2015", ["_201", "2015"]),
    ],
)
def test_the_grams_of_a_word_are_folded_and_mark_its_beginning(word, expected):
    assert list(grams_of(word)) == expected


def test_the_grams_of_a_text_are_those_of_its_words_with_repetitions():
    assert grams(analyse("Заң, заң", Language.KK)) == ["_зан", "_зан"]


def test_no_gram_spans_two_words():
    assert not any(" " in gram for gram in grams(analyse("особый статус города", Language.RU)))


@pytest.mark.parametrize("language", Language)
def test_stop_words_are_written_as_words_of_a_text_are(language):
    for word in STOP_WORDS[language]:
        assert [token.word for token in analyse(word, language)] == [word]
