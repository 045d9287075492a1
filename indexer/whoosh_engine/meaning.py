"""What a query means in each language that it may be in."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from indexer.analysis.words import analyse, term_of
from indexer.query import SearchQuery
from indexer.recovery.query import QueryWord, Recovery, Rewriting
from indexer.recovery.recovering import literally, recover, recover_in
from indexer.recovery.routing import languages
from indexer.syntax import Parsed
from indexer.whoosh_engine.view import View
from kb.language import Language

MOST_EXPANSIONS: Final = 256
"""How many words the beginnings in a query stand for, all together."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """The beginning of a word, and the terms of the words that begin so."""

    prefix: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """A query made out in one language: the words that rank, and the beginnings of words."""

    language: Language
    words: tuple[QueryWord, ...] = ()
    beginnings: tuple[Beginning, ...] = ()

    @property
    def terms(self) -> frozenset[str]:
        """The terms that count as found in a text."""
        return frozenset(one.term for word in self.words for one in word.alternatives)

    @property
    def prefixes(self) -> tuple[str, ...]:
        """How words begin that count as found in a text."""
        return tuple(beginning.prefix for beginning in self.beginnings)


class Meaning:
    """A query as its words are understood by what a viewer may read.

    `shown` are the languages of the results: those chosen, or else those that the words are in;
    `searched` also those that could be chosen beside them. The likeliest come first, among equals
    the viewer's own.
    """

    def __init__(
        self, query: SearchQuery, parsed: Parsed, view: View, chosen: frozenset[str]
    ) -> None:
        self._query = query
        self._parsed = parsed
        self._view = view
        wanted = tuple(language for language in Language if language in chosen)
        own_first = tuple(dict.fromkeys((query.interface, *Language)))
        spoken = self._spoken.languages if parsed.words else own_first
        likeliest = tuple(dict.fromkeys((*spoken, *own_first)))
        self.shown = tuple(sorted(wanted, key=likeliest.index)) or spoken
        self.searched = tuple(dict.fromkeys((*self.shown, *spoken)))

    @property
    def rewriting(self) -> Rewriting | None:
        """What is searched in place of what was typed."""
        return self._in(self.shown[0]).rewriting if self._parsed.words else None

    @cached_property
    def sought(self) -> Mapping[Language, Sought]:
        """The query in each of the languages searched."""
        return {language: self._sought(language) for language in self.searched}

    def _sought(self, language: Language) -> Sought:
        words = self._in(language).ranking if self._parsed.words else ()
        each = MOST_EXPANSIONS // max(len(self._parsed.prefixes), 1)
        found = (self._beginning(prefix, language, each) for prefix in self._parsed.prefixes)
        return Sought(language, words, tuple(one for one in found if one.terms))

    @cached_property
    def _spoken(self) -> Recovery:
        """The query in the language that its words tell."""
        query, words, lexicons = self._query, self._parsed.words, self._view.lexicons
        if not query.literal:
            return recover(words, lexicons, query.interface)
        typed = [token.word for token in analyse(words, query.interface)]
        spoken = languages(typed, lexicons, query.interface)
        return replace(literally(words, spoken[0]), languages=spoken)

    def _in(self, language: Language) -> Recovery:
        """Return the query as it must be meant if it is in a language."""
        if language is self._spoken.languages[0]:
            return self._spoken
        if self._query.literal:
            return literally(self._parsed.words, language)
        return recover_in(self._parsed.words, self._view.lexicons[language])

    def _beginning(self, typed: str, language: Language, most: int) -> Beginning:
        tokens = analyse(typed, language)
        prefix = tokens[0].word if tokens else typed
        words = self._view.beginning(language, prefix, most)
        return Beginning(prefix, tuple(dict.fromkeys(term_of(word, language) for word in words)))
