"""What a query was meant to be: its words as the index has them, and what was changed."""

from dataclasses import dataclass
from enum import StrEnum

from indexer.analysis.grams import grams_of
from indexer.analysis.words import Token
from kb.language import Language


class Change(StrEnum):
    """What was done to a query to find something for it."""

    LAYOUT = "layout"
    """It was typed in the keyboard layout of another language."""

    LATIN = "latin"
    """It is Kazakh or Russian in Latin letters."""

    LETTERS = "letters"
    """Kazakh letters were typed as Russian ones."""

    SPELLING = "spelling"
    """A word had a slip of the finger."""

    TOGETHER = "together"
    """Two words were written as one."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A word that may have been meant, its term, and how much a find of it counts (0 to 1)."""

    term: str
    word: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word of the query and what it may mean: the alternatives count as one term together.

    A stop word stands in phrases, but should not add to the rank of what is found.
    """

    token: Token
    alternatives: tuple[Alternative, ...]
    is_stop_word: bool = False


@dataclass(frozen=True, slots=True)
class Rewriting:
    """The query that was searched in place of the one typed, and why."""

    text: str
    changes: frozenset[Change]


@dataclass(frozen=True, slots=True)
class Recovery:
    """A query made out.

    `languages` are those whose indexes know its words best, and `words` are in the first
    of them. The tokens stand in `rewriting.text` if there is a rewriting, else in the
    query as typed.
    """

    languages: tuple[Language, ...]
    words: tuple[QueryWord, ...]
    rewriting: Rewriting | None = None

    @property
    def ranking(self) -> tuple[QueryWord, ...]:
        """The words to rank by: without stop words, unless there are no others."""
        return tuple(word for word in self.words if not word.is_stop_word) or self.words

    @property
    def grams(self) -> tuple[str, ...]:
        """The grams to rank by, each once: those of all words that may have been meant."""
        words = dict.fromkeys(one.word for word in self.ranking for one in word.alternatives)
        return tuple(dict.fromkeys(gram for word in words for gram in grams_of(word)))
