import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.words import Token, analyse, term_of
from kb.language import Language

EN, KK, RU = Language.EN, Language.KK, Language.RU

LETTERS = "абвгдеёжийклнопрстуыьэюяАЙЁәіңғүұқөһІҚaceiopxyTHéüə"
TEXTS = st.text(st.sampled_from(LETTERS + "0125 \u00a0.,-–‐’'_\u00ad\u0301\n№«»()"), max_size=60)
LANGUAGES = st.sampled_from(Language)


def terms(text: str, language: Language) -> list[str]:
    return [token.term for token in analyse(text, language)]


def test_a_token_says_what_the_word_is_and_where():
    assert analyse("Осы Заңның", KK) == [
        Token("осы", "осы", 0, 3),
        Token("заң", "заңның", 4, 10),
    ]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("қадір-қасиет", KK, ["қадір", "қасиет"]),
        ("бизнес‐лицензия", KK, ["бизнес", "лицензия"]),
        ("АҚШ-тың", KK, ["ақш"]),
        ("КСРО-да", KK, ["ксро"]),
        ("ЖЭО-ЛАРДЫҢ", KK, ["жэо"]),
        ("сондай-ақ", KK, ["сондай"]),
        ("бизнес-лицензия", RU, ["бизнес", "лиценз"]),
        ("Ростов-на-Дону", RU, ["рост", "на", "дон"]),
        ("art_5", EN, ["art", "5"]),
        ("the Council's", EN, ["the", "council"]),
        ("the Council’s", EN, ["the", "council"]),
        ("", EN, []),
        ("— …", RU, []),
    ],
)
def test_a_hyphen_parts_words_but_not_a_word_from_its_ending(text, language, expected):
    assert terms(text, language) == expected


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("особый статус", "Особого статуса", RU),
        ("ерекше мәртебе", "ерекше мәртебесі", KK),
        ("бизнес лицензия", "бизнес-лицензиясы", KK),
        ("regulatory licence", "Regulatory licences", EN),
        ("Совет города Алатау", "советом города Алатау", RU),
    ],
)
def test_a_phrase_has_the_terms_of_its_other_forms_one_for_each_word(one, other, language):
    assert terms(one, language) == terms(other, language)


@pytest.mark.parametrize(
    ("word", "language", "like"),
    [
        ("licences", RU, ("licences", EN)),
        ("licences", KK, ("licences", EN)),
        ("статьями", EN, ("статьями", RU)),
        ("қаласының", RU, ("қаласының", KK)),
        ("қаласының", EN, ("қаласының", KK)),
    ],
)
def test_a_word_of_another_language_is_taken_as_that_language_has_it(word, language, like):
    assert term_of(word, language) == term_of(*like)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("мемлекеттiк", "мемлекеттік", KK),
        ("Аuthority", "authority", EN),
        ("ере\u00adже", "ереже", KK),
        ("учёт", "учет", RU),
        ("СОВЕТ", "совет", RU),
        ("дəптер", "дәптер", KK),
    ],
)
def test_misprints_that_cannot_be_seen_make_no_difference(one, other, language):
    assert terms(one, language) == terms(other, language)


@given(st.text(), LANGUAGES)
def test_any_text_can_be_analysed(text, language):
    analyse(text, language)


@given(TEXTS, LANGUAGES)
def test_tokens_stand_in_the_text_one_after_another(text, language):
    at = 0
    for token in analyse(text, language):
        assert at <= token.start < token.end <= len(text)
        assert token.term
        assert token.word
        at = token.end


@given(TEXTS, LANGUAGES)
def test_the_characters_of_a_token_alone_are_the_same_token(text, language):
    for token in analyse(text, language):
        alone = analyse(text[token.start : token.end], language)

        assert [(one.term, one.word) for one in alone] == [(token.term, token.word)]


@given(TEXTS, LANGUAGES)
def test_decomposed_letters_make_no_difference(text, language):
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", text)

    assert terms(decomposed, language) == terms(composed, language)


@given(TEXTS, LANGUAGES)
def test_the_term_of_a_word_is_that_of_its_token(text, language):
    for token in analyse(text, language):
        assert term_of(token.word, language) == token.term


def test_threads_do_not_disturb_each_other():
    words = [f"{word}{ending}" for word in ("закон", "право", "norm") for ending in ("ами", "s")]
    texts = [" ".join(words[at:] + words[:at]) for at in range(len(words))] * 8

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: set(terms(text, RU)), texts))

    assert all(one == found[0] for one in found)
