"""Figures of a text, in a form that is the same in all languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import Language
from kb.law.checks.figures import figures
from tests.kb.law.strategies import languages, texts

MONTHS = {
    Language.KK: "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    Language.RU: "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    Language.EN: "January February March April May June July August September October November December",
}  # fmt: skip
DAY = {Language.KK: "2027 жылғы 5 {}", Language.RU: "5 {} 2027 года", Language.EN: "5 {} 2027"}


@pytest.mark.parametrize("language", Language)
def test_every_month_is_known(language):
    days = [DAY[language].format(month) for month in MONTHS[language].split()]

    assert [figures(day, language) for day in days] == [
        (f"2027-{month:02}-05",) for month in range(1, 13)
    ]


@pytest.mark.parametrize(
    ("kk", "ru", "en", "expected"),
    [
        ("2027 жылғы 1 шілдеден кешіктірмей", "не позднее 1 июля 2027 года", "by July 1, 2027",
         "2027-07-01"),
        ("2027 жылғы 1 шілдеге дейін", "до 1 июля 2027 г.", "until 1 July 2027", "2027-07-01"),
        ("2026 жылғы 8-мамырдағы", "8 мая 2026 года", "8 May 2026", "2026-05-08"),
        ("2027 ЖЫЛҒЫ 31 ЖЕЛТОҚСАННАН", "31 ДЕКАБРЯ 2027 ГОДА", "31 DECEMBER 2027", "2027-12-31"),
        ("01.07.2027", "01.07.2027", "01.07.2027", "2027-07-01"),
        ("2027 жылы", "в 2027 году", "in 2027", "2027"),
        ("10 пайыздан", "10 процентов", "10 per cent", "10 %"),
        ("10 %", "10\u00a0%", "10%", "10 %"),
        ("12,50 пайыз", "12,5 процента", "12.5 percent", "12.5 %"),
        ("1,8 трлн теңге", "1,8 трлн тенге", "KZT 1.8 trillion", "1.8 trillion KZT"),
        ("5 миллиард теңгеден", "5 миллиардов тенге", "5 billion tenge", "5 billion KZT"),
        ("200 мың теңге", "200 тыс. тенге", "200 thousand tenge", "200 thousand KZT"),
        ("3 млн. м", "3 млн. м", "3 million m", "3 million"),
        ("1\u00a0000\u00a0000 теңге", "1 000 000 тенге", "KZT 1,000,000", "1000000 KZT"),
        ("1\u202f500,5", "1\u2009500,5", "1,500.5", "1500.5"),
        ("5 ₸", "5 ₸", "₸5", "5 KZT"),
        ("10", "10", "10", "10"),
        ("5-1", "5-1", "5-1", "5-1"),
        ("100 метрден", "100 метров", "100 metres", "100"),
        ("0,30", "0,3", "0.3", "0.3"),
        ("бес", "пять", "five", ""),
        ("A4 В2В", "A4 В2В", "A4 B2B", ""),
    ],
)  # fmt: skip
def test_a_figure_is_the_same_in_three_languages(kk, ru, en, expected):
    said = {Language.KK: kk, Language.RU: ru, Language.EN: en}
    found = {language: figures(text, language) for language, text in said.items()}

    assert found == dict.fromkeys(said, (expected,) if expected else ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5–9 метров", ("5", "9")),
        ("от 5 до 10 процентов", ("5", "10 %")),
        ("08:00", ("8", "0")),
        ("10, 20 и 30", ("10", "20", "30")),
        ("1000 000", ("1000", "0")),
        ("12 345 6789", ("12345", "6789")),
    ],
)
def test_figures_stand_in_their_order(text, expected):
    assert figures(text, Language.RU) == expected


def test_a_number_of_a_million_digits_is_a_figure():
    digits = "7" * 1_100_000

    assert figures(digits, Language.RU) == (digits,)


@pytest.mark.parametrize(
    ("left_out", "expected"),
    [([], ("5", "6", "7")), ([(0, 1)], ("6", "7")), ([(0, 1), (4, 5)], ("6",)), ([(0, 5)], ())],
)
def test_what_stands_in_a_reference_is_no_figure(left_out, expected):
    assert figures("5 6 7", Language.RU, left_out) == expected


PIECES = (
    "1 000 5-1 1,8 1.8 , . % ₸ KZT млн тыс. мың million 2027 жылғы 30 ақпан февраля May мая ² ٣"
)


@given(texts() | st.lists(st.sampled_from(PIECES.split(" ")), max_size=20).map(" ".join), languages)
def test_any_text_has_figures_or_none(text, language):
    assert all(figure.strip() for figure in figures(text, language))
