"""What is looked for in remarks."""

import pytest

from indexer.remarks.asked import Asked
from indexer.remarks.document import Said
from indexer.syntax import Hint
from kb.language import Language

RU = Said(Language.RU, "Срок выдачи разрешений не установлен; кто решает?")
KK = Said(Language.KK, "Рұқсат беру мерзімі белгіленбеген.")
EN = Said(Language.EN, "The permits of Alatau need a deadline.")


@pytest.mark.parametrize(
    ("typed", "said", "is_there"),
    [
        ("срок", RU, True),
        ("сроки разрешение", RU, True),
        ("сроки разрешение парковка", RU, False),
        ("мерзім", KK, True),
        ("рұқсаттың мерзімі", KK, True),
        ("permit deadlines", EN, True),
        ("дедлайн", EN, False),
        ('"выдачи разрешений"', RU, True),
        ('"разрешений выдачи"', RU, False),
        ("разреш*", RU, True),
        ("запрещ*", RU, False),
        ("срок -разрешение", RU, False),
        ("срок -парковка", RU, True),
        ("не", RU, True),
        ("не парковка", RU, False),
    ],
)
def test_all_that_is_asked_for_must_be_there(typed, said, is_there):
    assert Asked.of(typed).is_in([said]) is is_there


def test_the_words_may_stand_in_different_speeches_but_a_phrase_may_not():
    assert Asked.of("срок deadline").is_in([RU, EN])
    assert not Asked.of('"решает The"').is_in([RU, EN])


@pytest.mark.parametrize("typed", ["", "   ", "-срок", "?!", '""'])
def test_a_query_may_ask_for_nothing(typed):
    assert Asked.of(typed).is_empty


def test_what_was_not_taken_as_typed_is_told():
    assert Asked.of('срок "открыто').hints == (Hint.OPEN_QUOTE,)
