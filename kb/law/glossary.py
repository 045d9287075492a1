"""The terms of the law in three languages, and the lists of topics and zones: glossary.yaml."""

from pydantic import Field

from kb.language import Language
from kb.law.words import AllWords, Line, Strict


class Term(Strict):
    """A term: its names in each language, the preferred one first, and its meaning."""

    kk: tuple[Line, ...] = Field(min_length=1)
    ru: tuple[Line, ...] = Field(min_length=1)
    en: tuple[Line, ...] = Field(min_length=1)
    meaning: AllWords

    def names(self, language: Language) -> tuple[str, ...]:
        """Return the term's names in a language, the preferred one first."""
        names: tuple[str, ...] = getattr(self, language)
        return names


class Glossary(Strict):
    """The contents of glossary.yaml."""

    topics: dict[str, AllWords]
    zones: dict[str, AllWords]
    terms: dict[str, Term]
