"""Ordinal numbers in words, read and written in three languages."""

import re

import pytest

from kb.language import Language
from kb.law.citation import ordinals
from kb.law.citation.ordinals import in_words
from kb.law.lookalikes import fold

BEYOND = 100


@pytest.mark.parametrize(
    ("number", "russian", "of_russian", "kazakh", "english"),
    [
        ("1", "первая", "первой", "бірінші", "one"),
        ("2", "вторая", "второй", "екінші", "two"),
        ("3", "третья", "третьей", "үшінші", "three"),
        ("4", "четвертая", "четвертой", "төртінші", "four"),
        ("5", "пятая", "пятой", "бесінші", "five"),
        ("6", "шестая", "шестой", "алтыншы", "six"),
        ("7", "седьмая", "седьмой", "жетінші", "seven"),
        ("8", "восьмая", "восьмой", "сегізінші", "eight"),
        ("9", "девятая", "девятой", "тоғызыншы", "nine"),
        ("10", "десятая", "десятой", "оныншы", "ten"),
        ("11", "одиннадцатая", "одиннадцатой", "он бірінші", "eleven"),
        ("20", "двадцатая", "двадцатой", "жиырмасыншы", "twenty"),
        ("21", "двадцать первая", "двадцать первой", "жиырма бірінші", "twenty-one"),
        ("30", "тридцатая", "тридцатой", "отызыншы", "thirty"),
        ("43", "сорок третья", "сорок третьей", "қырық үшінші", "forty-three"),
        ("99", "девяносто девятая", "девяносто девятой", "тоқсан тоғызыншы", "ninety-nine"),
        ("100", "100", "100", "100", "100"),
        ("2-1", "2-1", "2-1", "2-1", "2-1"),
        ("", "", "", "", ""),
    ],
)
def test_a_part_is_counted_in_words(number, russian, of_russian, kazakh, english):
    assert in_words(number, Language.RU) == russian
    assert in_words(number, Language.RU, owner=True) == of_russian
    assert in_words(number, Language.KK) == kazakh
    assert in_words(number, Language.EN) == english


@pytest.mark.parametrize(
    ("number", "russian", "of_russian"),
    [
        ("1", "первый", "первого"),
        ("2", "второй", "второго"),
        ("3", "третий", "третьего"),
        ("6", "шестой", "шестого"),
        ("8", "восьмой", "восьмого"),
        ("40", "сороковой", "сорокового"),
        ("50", "пятидесятый", "пятидесятого"),
        ("22", "двадцать второй", "двадцать второго"),
    ],
)
def test_an_indent_is_masculine_in_russian(number, russian, of_russian):
    assert in_words(number, Language.RU, feminine=False) == russian
    assert in_words(number, Language.RU, feminine=False, owner=True) == of_russian


@pytest.mark.parametrize("number", range(1, BEYOND))
def test_every_ordinal_that_is_written_is_read_again(number):
    written = [
        (ordinals.RUSSIAN_FEMININE, in_words(str(number), Language.RU)),
        (ordinals.RUSSIAN_FEMININE, in_words(str(number), Language.RU, owner=True)),
        (ordinals.RUSSIAN_MASCULINE, in_words(str(number), Language.RU, feminine=False)),
        (
            ordinals.RUSSIAN_MASCULINE,
            in_words(str(number), Language.RU, feminine=False, owner=True),
        ),
        (ordinals.KAZAKH, in_words(str(number), Language.KK)),
        (ordinals.ENGLISH, in_words(str(number), Language.EN)),
    ]

    for table, words in written:
        assert table.to_digits(fold(words, Language.KK)) == str(number)


@pytest.mark.parametrize(
    ("table", "words", "digits"),
    [
        (ordinals.RUSSIAN_FEMININE, "первой и второй", "1 и 2"),
        (ordinals.RUSSIAN_FEMININE, "третьих, четвертых", "3, 4"),
        (ordinals.RUSSIAN_MASCULINE, "шестого – восьмого", "6 – 8"),
        (ordinals.RUSSIAN_MASCULINE, "третьими, шестнадцатом", "3, 16"),
        (ordinals.KAZAKH, "бірінші және екінші", "1 және 2"),
        (ordinals.KAZAKH, "он екінші", "12"),
        (ordinals.ENGLISH_BEFORE, "second and twelfth", "2 and 12"),
        (ordinals.ENGLISH_BEFORE, "thirty-first, fortieth", "31, 40"),
    ],
)
def test_a_list_of_ordinals_is_read_in_any_case_and_number(table, words, digits):
    assert table.to_digits(fold(words, Language.KK)) == fold(digits, Language.KK)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (ordinals.RUSSIAN_FEMININE, "первого"),
        (ordinals.RUSSIAN_FEMININE, "вторично"),
        (ordinals.RUSSIAN_MASCULINE, "первой"),
        (ordinals.RUSSIAN_MASCULINE, "третьей"),
        (ordinals.RUSSIAN_MASCULINE, "шестерка"),
        (ordinals.KAZAKH, "биринших"),
        (ordinals.ENGLISH, "oneself"),
    ],
)
def test_other_words_and_another_gender_are_no_ordinals(table, words):
    assert re.fullmatch(table.pattern, words) is None
