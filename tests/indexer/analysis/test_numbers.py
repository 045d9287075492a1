import pytest

from indexer.analysis.words import analyse
from kb.language import Language

EN, KK, RU = Language.EN, Language.KK, Language.RU


@pytest.mark.parametrize(
    ("text", "language", "terms"),
    [
        ("1 800 000", RU, ["1800000"]),
        ("1\u00a0800\u00a0000", KK, ["1800000"]),
        ("1\u202f800", KK, ["1800"]),
        ("1,800,000", EN, ["1800000"]),
        ("1,800", EN, ["1800"]),
        ("1,800", RU, ["1.800"]),
        ("1 800,5", RU, ["1800.5"]),
        ("1,8", RU, ["1.8"]),
        ("1.8", EN, ["1.8"]),
        ("2015 2016", RU, ["2015", "2016"]),
        ("12 2026", RU, ["12", "2026"]),
        ("5-1", RU, ["5-1"]),
        ("5\u20111", KK, ["5-1"]),
        ("1-1-2", KK, ["1-1-2"]),
        ("2014-2015", RU, ["2014", "2015"]),
        ("23–16", RU, ["23", "16"]),
        ("26.08.2015", RU, ["2015-08-26"]),
        ("6.8.2015", KK, ["2015-08-06"]),
        ("2015-08-26", EN, ["2015-08-26"]),
        ("5G", EN, ["5g"]),
        ("220/110", RU, ["220", "110"]),
        ("36.5(1)", EN, ["36.5", "1"]),
        ("№ 415", RU, ["415"]),
    ],
)
def test_a_number_is_one_term_however_it_is_printed(text, language, terms):
    assert [token.term for token in analyse(text, language)] == terms


@pytest.mark.parametrize(
    ("text", "language", "terms"),
    [
        ("2-ші", KK, ["2"]),
        ("40-тан", KK, ["40"]),
        ("2015-ші жыл", KK, ["2015", "жыл"]),
        ("5-го", RU, ["5"]),
        ("90-х", RU, ["90"]),
        ("12-я статья", RU, ["12", "статья"]),
        ("12-бап", KK, ["12", "бап"]),
        ("286-VIII", RU, ["286", "viii"]),
    ],
)
def test_the_ending_of_a_number_is_no_word(text, language, terms):
    assert [token.term for token in analyse(text, language)] == terms
