"""What is looked for in remarks, whatever language each of them is in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Self

from indexer.analysis.stopwords import STOP_WORDS
from indexer.analysis.words import Token, analyse
from indexer.remarks.document import Said
from indexer.syntax import Hint, Parsed, parse
from kb.language import Language

Word = frozenset[tuple[str, ...]]
"""A word as the terms that it has in each language; any of them will do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: every word and phrase must be there, and nothing that is excluded.

    `prefixes` are beginnings of words, in lower case.
    """

    words: tuple[Word, ...]
    phrases: tuple[str, ...]
    prefixes: tuple[str, ...]
    excluded: tuple[str, ...]
    hints: tuple[Hint, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        """Take apart what was typed; any text is a query."""
        parsed = parse(text)
        return cls(
            words=tuple(_words(parsed)),
            phrases=parsed.phrases,
            prefixes=tuple(prefix.lower() for prefix in parsed.prefixes),
            excluded=parsed.excluded,
            hints=parsed.hints,
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.prefixes)

    @property
    def terms(self) -> frozenset[str]:
        """The terms that are marked where they are found."""
        return frozenset(chain.from_iterable(chain.from_iterable(self.words)))

    def is_in(self, said: Sequence[Said]) -> bool:
        """Tell whether all that is asked for is in what was said, each of it anywhere."""
        spoken = [(one.language, one.tokens) for one in said]
        terms = {token.term for _, tokens in spoken for token in tokens}
        written = {token.word for _, tokens in spoken for token in tokens}
        return (
            all(any(terms.issuperset(one) for one in word) for word in self.words)
            and all(any(one.startswith(prefix) for one in written) for prefix in self.prefixes)
            and all(_stands(phrase, spoken) for phrase in self.phrases)
            and not any(_stands(phrase, spoken) for phrase in self.excluded)
        )


def _words(parsed: Parsed) -> Iterable[Word]:
    """Yield the words; those that say nothing are left out unless there are no others."""
    said = [word for word in parsed.words.split() if any(map(str.isalnum, word))]
    telling = [word for word in said if not _is_stop_word(word)]
    for word in telling or said:
        found = (tuple(token.term for token in analyse(word, one)) for one in Language)
        terms = frozenset(filter(None, found))
        if terms:
            yield terms


def _is_stop_word(word: str) -> bool:
    return any(word.lower() in STOP_WORDS[one] for one in Language)


def _stands(phrase: str, spoken: Iterable[tuple[Language, Sequence[Token]]]) -> bool:
    """Tell whether words stand one after another, in the language of what was said."""
    return any(_follows(phrase, language, tokens) for language, tokens in spoken)


def _follows(phrase: str, language: Language, tokens: Sequence[Token]) -> bool:
    wanted = [token.term for token in analyse(phrase, language)]
    terms = [token.term for token in tokens]
    starts = range(len(terms) - len(wanted) + 1)
    return bool(wanted) and any(terms[at : at + len(wanted)] == wanted for at in starts)
