import pytest

from indexer.analysis.words import analyse
from indexer.recovery.vocabulary import Lexicon, WordCount
from kb.language import Language


def test_a_word_is_counted_once_for_each_text_that_has_it():
    texts = ["заң заңы", "заң", "ереже"]

    counted = WordCount.of(analyse(text, Language.KK) for text in texts)

    assert counted.words == {"заң": 2, "заңы": 1, "ереже": 1}
    assert counted.terms == {"заң", "ереже"}


@pytest.mark.parametrize(
    ("language", "word", "known", "recognised"),
    [
        (Language.KK, "қаланың", True, True),
        (Language.KK, "каланын", True, True),
        (Language.KK, "қалаға", False, True),
        (Language.KK, "теңіз", False, False),
        (Language.RU, "закон", True, True),
        (Language.RU, "законами", False, True),
        (Language.RU, "заңон", False, False),
        (Language.EN, "resident", True, True),
        (Language.EN, "laws", False, True),
    ],
)
def test_a_word_is_known_as_it_stands_and_recognised_by_its_term(
    lexicons, language, word, known, recognised
):
    assert lexicons[language].knows(word) is known
    assert lexicons[language].recognises(word) is recognised


def test_mates_come_with_the_frequent_ones_first(lexicons):
    words = {"кала": 1, "қала": 9, "ғала": 3}
    lexicon = Lexicon(Language.KK, WordCount(words, frozenset()))

    assert lexicon.mates("кала") == ["қала", "кала"]


def test_only_kazakh_words_have_mates(lexicons):
    assert lexicons[Language.RU].mates("закон") == []


def test_an_empty_index_knows_nothing():
    lexicon = Lexicon(Language.KK, WordCount({}, frozenset()))

    assert not lexicon.knows("заң")
    assert lexicon.near("заңнама") == []
    assert lexicon.sounding("zan") == []
