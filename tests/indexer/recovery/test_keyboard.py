import pytest

from indexer.recovery.keyboard import retyped
from kb.language import Language

EN, KK, RU = Language.EN, Language.KK, Language.RU


def texts(typed, *known):
    return dict(retyped(typed, {language: lambda word: word in known for language in Language}))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pfrjy", "закон"),
        ("Cjdtn ujhjlf", "Совет города"),
        ("j,]trn", "объект"),
        ("'rcgthn", "эксперт"),
        ("cn/ 12?", "ст. 12?"),
        ("@Cjdtn@", '"Совет"'),
        ("cnfnmz 1,8", "статья 1,8"),
        ("12-z cnfnmz", "12-я статья"),
    ],
)
def test_english_keys_give_russian_letters(typed, meant):
    assert texts(typed)[RU] == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0fkf", "қала"),
        ("58ksv", "ғүлым"),
        ("2rsv", "әкым"),
        ("%skSv", "ҒылЫм"),
        ("2015 ;sk", "2015 жыл"),
        ("12-,fg", "12-бап"),
    ],
)
def test_on_the_kazakh_keyboard_figures_are_letters_too(typed, meant):
    assert texts(typed)[KK] == meant


@pytest.mark.parametrize(("typed", "meant"), [("дфц", "law"), ("Фдфефг Сшен", "Alatau City")])
def test_russian_keys_give_english_letters(typed, meant):
    assert texts(typed) == {EN: meant}


def test_the_key_of_a_letter_is_a_full_stop_where_that_makes_a_word():
    assert texts("pfrjy.", "закон")[RU] == "закон."
    assert texts("ptvk.", "землю")[RU] == "землю"


def test_a_word_known_as_it_was_typed_is_left_alone():
    assert texts("hfqjy Gate", "gate")[RU] == "район Gate"


@pytest.mark.parametrize("typed", ["", "2015", "№ 5-1"])
def test_there_is_nothing_to_retype_without_letters(typed):
    assert texts(typed) == {}
