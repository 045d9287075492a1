"""The three languages."""

from kb.language import Language


def test_the_languages_stand_in_the_order_of_the_law():
    assert [language.value for language in Language] == ["kk", "ru", "en"]


def test_every_language_names_itself():
    assert [language.endonym for language in Language] == ["Қазақша", "Русский", "English"]
    assert [language.short for language in Language] == ["ҚАЗ", "РУС", "ENG"]
