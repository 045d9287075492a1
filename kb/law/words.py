"""Words in the three languages."""

from collections.abc import Iterator
from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from kb.errors import msg
from kb.language import Language
from kb.law.finding import UnfitError

Line = Annotated[str, Field(max_length=1000, pattern=r"^[^\n\r\t]*\S[^\n\r\t]*$")]
"""A text of one line that is not blank."""

READ_INSTEAD: Final = {
    Language.KK: (Language.KK, Language.RU, Language.EN),
    Language.RU: (Language.RU, Language.KK, Language.EN),
    Language.EN: (Language.EN, Language.RU, Language.KK),
}
"""The languages in which words are shown to a reader, the nearest first."""


class Strict(BaseModel):
    """A value that knows all its fields: an unknown one is an error, not a surprise."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Words(Strict):
    """The same words in Kazakh, Russian and English, or in those languages that have them."""

    kk: Line | None = None
    ru: Line | None = None
    en: Line | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any(self.languages()):
            raise UnfitError(msg("give the words in at least one of kk, ru, en"))
        return self

    def languages(self) -> Iterator[Language]:
        """Yield the languages that have the words."""
        return (language for language in Language if getattr(self, language))

    def get(self, language: Language) -> str:
        """Return the words in a language; empty if it has none."""
        return getattr(self, language) or ""

    def shown(self, language: Language) -> tuple[str, Language]:
        """Return the words for a reader of `language`, and the language they are in."""
        return next((self.get(near), near) for near in READ_INSTEAD[language] if self.get(near))

    def __getitem__(self, language: Language) -> str:
        """Return the words for a reader of `language`, in the nearest language that has them."""
        return self.shown(language)[0]


class AllWords(Words):
    """The same words in all three languages, none missing."""

    kk: Line
    ru: Line
    en: Line
