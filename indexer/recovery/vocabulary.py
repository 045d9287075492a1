"""The words of an index, arranged so that what was typed can be found among them."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Protocol, Self

from indexer.analysis.folding import fold
from indexer.analysis.words import Token, term_of
from indexer.recovery.latin import latin_keys, latin_spellings
from indexer.recovery.typos import Neighbours
from kb.language import Language

_SEPARATOR: Final = "\n"
_SHORTEST_PART: Final = 3


class Vocabulary(Protocol):
    """What the index of one language holds, as its lexicon says."""

    @property
    def words(self) -> Mapping[str, int]:
        """Every `Token.word`, and the number of documents that have it."""

    @property
    def terms(self) -> Container[str]:
        """Every `Token.term`."""


@dataclass(frozen=True, slots=True)
class WordCount:
    """A vocabulary counted from analysed texts, one a document."""

    words: Mapping[str, int]
    terms: Container[str]

    @classmethod
    def of(cls, texts: Iterable[Iterable[Token]]) -> Self:
        """Count the words of `texts`."""
        words: Counter[str] = Counter()
        terms: set[str] = set()
        for text in texts:
            tokens = list(text)
            words.update({token.word for token in tokens})
            terms.update(token.term for token in tokens)
        return cls(words, terms)


class Lexicon:
    """A vocabulary with the tables that recovery looks words up in.

    A table is made when it is first asked for. One lexicon serves all queries until the
    index changes, and may be shared by threads.
    """

    def __init__(self, language: Language, vocabulary: Vocabulary) -> None:
        self.language = language
        self.words = vocabulary.words
        self.terms = vocabulary.terms

    def knows(self, word: str) -> bool:
        """Tell whether `word` is in the index, in Kazakh even if typed with Russian letters."""
        return word in self.words or bool(self.mates(word))

    def recognises(self, word: str) -> bool:
        """Tell whether `word` or another form of it is in the index."""
        return self.knows(word) or term_of(word, self.language) in self.terms

    def mates(self, word: str) -> list[str]:
        """Return the Kazakh words that are typed like `word` without Kazakh letters.

        Frequent ones come first, as in all lists of this class.
        """
        if self.language is not Language.KK:
            return []
        return self._frequent(self._folded.get(fold(word), ()))

    def near(self, word: str) -> list[str]:
        """Return the words at one slip of the finger from `word`."""
        found = self._neighbours.of(fold(word))
        return self._frequent(mate for key in found for mate in self._folded[key])

    def parts(self, word: str) -> tuple[str, str] | None:
        """Return the two words of the index that `word` is made of, if it is written as one."""
        cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
        pairs = [(word[:cut], word[cut:]) for cut in cuts]
        known = [pair for pair in pairs if pair[0] in self.words and pair[1] in self.words]
        return max(known, key=lambda p: min(map(self.words.__getitem__, p)), default=None)

    def sounding(self, latin: str) -> list[str]:
        """Return the words that someone may write as `latin` in Latin letters."""
        spellings = latin_spellings(latin)
        return self._frequent({word for key in spellings for word in self._sounds.get(key, ())})

    def alike(self, word: str) -> list[str]:
        """Return the words that in Latin letters are written like the Cyrillic `word`."""
        return self._frequent(self._sounds.get(latin_keys(word), ()))

    def _frequent(self, words: Iterable[str]) -> list[str]:
        return sorted(words, key=lambda word: (-self.words[word], word))

    @cached_property
    def _folded(self) -> Mapping[str, list[str]]:
        # One pass over all words at once is ten times as fast as a call for each.
        words = list(self.words)
        return _grouped(fold(_SEPARATOR.join(words)).split(_SEPARATOR), words)

    @cached_property
    def _sounds(self) -> Mapping[str, list[str]]:
        words = list(self.words)
        return _grouped(latin_keys(_SEPARATOR.join(words)).split(_SEPARATOR), words)

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(self._folded)


def _grouped(keys: Iterable[str], words: Iterable[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for key, word in zip(keys, words, strict=False):
        groups.setdefault(key, []).append(word)
    return groups
