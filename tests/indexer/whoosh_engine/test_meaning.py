"""How much a query may stand for, and in which languages it is read."""

import pytest

from indexer.query import SearchQuery
from indexer.syntax import parse
from indexer.whoosh_engine.meaning import MOST_EXPANSIONS, Meaning
from kb.access import Viewer
from kb.language import Language
from tests.factories import TODAY, document
from tests.indexer.asking import in_languages


def meaning(index, text, chosen=(), **wanted):
    query = SearchQuery(text=text, viewer=Viewer(), day=TODAY, **wanted)
    return Meaning(query, parse(text), index.opened().view(frozenset()), frozenset(chosen))


def letters(number: int) -> str:
    return "".join("бвгджзклмн"[int(digit)] for digit in f"{number:03}")


@pytest.mark.parametrize("typed", ["земл*", "земл* земля* зем*", " ".join(["земл*"] * 20)])
def test_beginnings_stand_for_a_bounded_number_of_words_the_frequent_ones_first(index, typed):
    texts = [" ".join(f"земля{letters(n)}" for n in range(900)), "Земляника.", "Земляника зреет."]
    index.rebuild([document(text, eid=f"art_{n}") for n, text in enumerate(texts)])

    for language in Language:
        beginnings = meaning(index, typed).sought[language].beginnings
        assert sum(len(one.terms) for one in beginnings) <= MOST_EXPANSIONS
        if language is Language.RU:
            assert all("земляник" in one.terms for one in beginnings)


@pytest.mark.parametrize(
    ("typed", "chosen", "interface", "shown", "searched"),
    [
        ("парк", (), "ru", ["ru", "kk"], ["ru", "kk"]),
        ("парк", (), "kk", ["kk", "ru"], ["kk", "ru"]),
        ("парк", ("kk",), "ru", ["kk"], ["kk", "ru"]),
        ("жер", (), "ru", ["kk"], ["kk"]),
        ("жер", ("ru", "kk"), "ru", ["kk", "ru"], ["kk", "ru"]),
        ("жер", ("en",), "ru", ["en"], ["en", "kk"]),
        ("land", (), "kk", ["en"], ["en"]),
        ("kind:rules", (), "en", ["en", "kk", "ru"], ["en", "kk", "ru"]),
        ("парк*", (), "ru", ["ru", "kk", "en"], ["ru", "kk", "en"]),
    ],
)
def test_the_likeliest_languages_come_first(index, typed, chosen, interface, shown, searched):
    index.rebuild(in_languages(kk="Жер, парк.", ru="Земля, парк.", en="Land."))

    read = meaning(index, typed, chosen, interface=Language(interface))

    assert [*read.shown] == shown
    assert [*read.searched] == searched
