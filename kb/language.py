"""The three languages of the acts, which are equal (Constitutional Law, Art. 37.1)."""

from enum import StrEnum


class Language(StrEnum):
    """A language that an act is written in and that the site speaks."""

    KK = "kk"
    RU = "ru"
    EN = "en"

    @property
    def endonym(self) -> str:
        """The language's name in itself, as a language menu shows it."""
        return ENDONYMS[self]

    @property
    def short(self) -> str:
        """Three letters of it, as the country's sites write them."""
        return SHORT[self]


ENDONYMS = {Language.KK: "Қазақша", Language.RU: "Русский", Language.EN: "English"}
SHORT = {Language.KK: "ҚАЗ", Language.RU: "РУС", Language.EN: "ENG"}
