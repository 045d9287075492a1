import pytest

from indexer.analysis.words import analyse
from indexer.recovery.routing import languages
from kb.language import Language

EN, KK, RU = Language.EN, Language.KK, Language.RU


@pytest.mark.parametrize(
    ("query", "interface", "expected"),
    [
        ("закон города", KK, (RU,)),
        ("қаланың кеңесі", RU, (KK,)),
        ("каланын кенеси", RU, (KK,)),
        ("special regime", RU, (EN,)),
        ("Gate City", RU, (RU, EN, KK)),
        ("Gate City", EN, (EN, KK, RU)),
        ("Алатау", RU, (RU, KK)),
        ("Алатау", KK, (KK, RU)),
        ("Алатау", EN, (KK, RU)),
        ("ңғққ", RU, (KK,)),
        ("ыъэщ", RU, (RU, KK)),
        ("xyzzy", RU, (EN,)),
        ("286", RU, (RU, KK, EN)),
        ("", EN, (EN, KK, RU)),
    ],
)
def test_a_query_goes_to_the_languages_that_know_its_words(lexicons, query, interface, expected):
    words = [token.word for token in analyse(query, interface)]

    found = languages(words, lexicons, interface)

    assert found[0] is expected[0]
    assert set(found) == set(expected)
