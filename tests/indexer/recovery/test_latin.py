import pytest

from indexer.recovery.latin import cyrillic, latin_keys, latin_spellings


@pytest.mark.parametrize(
    ("word", "spellings"),
    [
        ("қазақ", "qazaq kazak kazaq qazak"),
        ("жүйесі", "zhuyesi juyesi zhuiesi juiesi"),
        ("қала", "qala kala"),
        ("шарт", "shart şart"),
        ("заң", "zang zan zań"),
        ("ғылым", "gylym ghylym ğylym gilim"),
        ("халық", "khalyq halyk xalyq"),
        ("өңір", "onir öngir ongir"),
        ("защита", "zashchita zaschita zashita"),
        ("объект", "ob'ekt obekt"),
        ("районы", "rayony raiony rajony"),
        ("цифра", "tsifra cifra"),
        ("статья", "statya statia stat'ya"),
    ],
)
def test_all_ways_of_writing_a_word_in_latin_letters_lead_to_its_key(word, spellings):
    for spelling in spellings.split():
        assert latin_keys(word) in latin_spellings(spelling), spelling


def test_a_text_of_many_words_is_turned_into_keys_at_once():
    assert latin_keys("қала\nзаң") == "kala\nzan"


@pytest.mark.parametrize(
    ("latin", "guess"),
    [
        ("zakon", "закон"),
        ("zhiteley", "жителей"),
        ("pravovoy", "правовой"),
        ("obshchiy", "общий"),
        ("novyy", "новый"),
        ("vyezd", "выезд"),
        ("şart", "шарт"),
    ],
)
def test_an_unknown_word_is_guessed(latin, guess):
    assert cyrillic(latin) == guess
