"""Languages of the interface: dates, numbers, plural forms, the order of words."""

import functools
from datetime import UTC, date, datetime

import pytest
from flask import Flask, g

from kb.language import Language
from webapp import locale

KK, RU, EN = Language.KK, Language.RU, Language.EN


@pytest.fixture
def app() -> Flask:
    return Flask("nothing")


@pytest.mark.parametrize(
    ("day", "language", "words"),
    [
        (date(2026, 11, 22), KK, "2026 жылғы 22 қараша"),
        (date(2026, 11, 22), RU, "22 ноября 2026 г."),
        (date(2026, 11, 22), EN, "22 November 2026"),
        (date(2027, 1, 1), KK, "2027 жылғы 1 қаңтар"),
        (date(2027, 5, 9), RU, "9 мая 2027 г."),
        (date(2028, 2, 29), EN, "29 February 2028"),
    ],
)
def test_a_day_is_written_as_its_language_writes_it(
    day: date, language: Language, words: str
) -> None:
    assert " ".join(locale.day(day, language).split()) == words


@pytest.mark.parametrize(
    ("month", "from_", "until"),
    [
        (1, "қаңтардан", "қаңтарға"),
        (2, "ақпаннан", "ақпанға"),
        (3, "наурыздан", "наурызға"),
        (4, "сәуірден", "сәуірге"),
        (5, "мамырдан", "мамырға"),
        (6, "маусымнан", "маусымға"),
        (7, "шілдеден", "шілдеге"),
        (8, "тамыздан", "тамызға"),
        (9, "қыркүйектен", "қыркүйекке"),
        (10, "қазаннан", "қазанға"),
        (11, "қарашадан", "қарашаға"),
        (12, "желтоқсаннан", "желтоқсанға"),
    ],
)
def test_a_kazakh_month_takes_the_endings_of_from_and_until(
    app: Flask, month: int, from_: str, until: str
) -> None:
    with app.test_request_context():
        g.language = KK
        assert locale.day_from(date(2027, month, 5)) == f"2027 жылғы 5 {from_}"
        assert locale.day_until(date(2027, month, 5)) == f"2027 жылғы 5 {until}"


def test_other_languages_have_no_endings_for_days(app: Flask) -> None:
    with app.test_request_context():
        g.language = EN
        assert locale.day_from(date(2027, 1, 1)) == locale.day_until(date(2027, 1, 1))


def test_a_moment_is_told_in_the_zone_of_the_law(app: Flask) -> None:
    with app.test_request_context():
        g.language = EN
        late = datetime(2026, 12, 31, 20, 30, tzinfo=UTC)
        assert locale.moment(late, "Asia/Almaty") == "1 January 2027, 01:30"


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        (RU, 1, "1 положение"),
        (RU, 2, "2 положения"),
        (RU, 5, "5 положений"),
        (RU, 11, "11 положений"),
        (RU, 21, "21 положение"),
        (EN, 1, "1 provision"),
        (EN, 2, "2 provisions"),
    ],
)
def test_a_number_has_its_plural_form(
    app: Flask, language: Language, number: int, words: str
) -> None:
    with app.test_request_context():
        g.language = language
        form = locale.ngettext("%(num)s provision", "%(num)s provisions", number)
        assert form % {"num": number} == words


def test_kazakh_counts_without_a_plural(app: Flask) -> None:
    with app.test_request_context():
        g.language = KK
        forms = {locale.ngettext("%(num)s act", "%(num)s acts", number) for number in (1, 2, 5)}
        assert len(forms) == 1


@pytest.mark.parametrize(
    ("language", "grouped"), [(KK, "12\xa0345"), (RU, "12\xa0345"), (EN, "12,345")]
)
def test_thousands_are_grouped(app: Flask, language: Language, grouped: str) -> None:
    with app.test_request_context():
        g.language = language
        assert locale.number(12345) == grouped


def test_kazakh_letters_stand_where_their_alphabet_has_them() -> None:
    words = [
        "ағаш",
        "әкім",
        "гүл",
        "ғылым",
        "қала",
        "нан",
        "ңық",
        "орман",
        "өзен",
        "ұлт",
        "үй",
        "із",
    ]
    key = functools.partial(locale.collation_key, KK)
    assert sorted(sorted(words), key=key) == words
    assert sorted(words) != words


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        (RU, "ёлка", "жизнь"),
        (RU, "Еда", "ёлка"),
        (EN, "acts", "Zoning"),
        (KK, "Заң", "заңы"),
        (KK, "1-бап", "Ағаш"),
        (RU, "«О высоте»", "О парках"),
    ],
)
def test_words_are_ordered_by_their_alphabet(language: Language, first: str, second: str) -> None:
    given = sorted([second, first], key=lambda word: locale.collation_key(language, word))
    assert given == [first, second]


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        ("kk", "en", KK),
        ("xx", "en", EN),
        ("", "en-US,en;q=0.9", EN),
        ("", "kk-KZ", KK),
        ("", "ru-RU,ru;q=0.9,en;q=0.8", RU),
        ("", "de-DE,de", RU),
        ("", "", RU),
    ],
)
def test_the_first_page_is_in_the_language_chosen_before_or_asked_for(
    app: Flask, cookie: str, accepted: str, language: Language
) -> None:
    headers = {"Cookie": f"lang={cookie}", "Accept-Language": accepted}
    with app.test_request_context(headers=headers):
        assert locale.preferred() is language


def test_without_a_request_the_interface_is_english() -> None:
    assert locale.current() is EN
    assert locale.gettext("Search") == "Search"
