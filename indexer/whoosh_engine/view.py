"""What one viewer may read of an index: nothing else has any part in what the viewer is answered.

Not only passages are hidden: how rare a word is, what a slip of the finger is corrected to, and
in which language a query is read depend on the viewer's passages alone. Otherwise the answers
would tell which words stand in somebody else's draft.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indexer.document import Edition
from indexer.ranking import Floats, Ints, Mask, numbers
from indexer.recovery.vocabulary import Lexicon
from indexer.whoosh_engine import schema as names
from indexer.whoosh_engine.snapshot import Snapshot
from kb.language import Language


class View:
    """The passages that a viewer may read: those whose edition passes a test.

    `name` tells the view from all others of its snapshot.
    """

    def __init__(
        self, snapshot: Snapshot, name: Hashable, readable: Callable[[Edition], bool]
    ) -> None:
        self.snapshot = snapshot
        self.name = name
        self.mask: Mask = snapshot.live & snapshot.per_edition(readable)
        self._parts: dict[Language, LanguagePart] = {}
        self._sorted: dict[Language, list[str]] = {}

    def in_language(self, language: Language) -> "LanguagePart":
        """Return the passages of one language, as ranking needs them."""
        if language not in self._parts:
            self._parts[language] = LanguagePart(self.snapshot, self.mask, language)
        return self._parts[language]

    @cached_property
    def lexicons(self) -> Mapping[Language, Lexicon]:
        """The words of each language."""
        words: dict[Language, Counter[str]] = {language: Counter() for language in Language}
        terms: dict[Language, Counter[str]] = {language: Counter() for language in Language}
        for hidden in self.snapshot.words(numbers(~self.mask).tolist()):
            words[hidden.language].update(hidden.words)
            terms[hidden.language].update(hidden.terms)
        vocabularies = {
            language: _Words(
                self.snapshot.lexicon(names.words(language), words[language]),
                self.snapshot.lexicon(names.terms(language), terms[language]),
            )
            for language in Language
        }
        return {language: Lexicon(language, found) for language, found in vocabularies.items()}

    def beginning(self, language: Language, prefix: str, most: int) -> list[str]:
        """Return the words of a language that begin so, the frequent ones first."""
        words = self.lexicons[language].words
        if language not in self._sorted:
            self._sorted[language] = sorted(words)
        ordered = self._sorted[language]
        found = []
        for at in range(bisect_left(ordered, prefix), len(ordered)):
            if not ordered[at].startswith(prefix):
                break
            found.append(ordered[at])
        return sorted(found, key=lambda word: (-words[word], word))[:most]


@dataclass(frozen=True, slots=True)
class _Words:
    words: Mapping[str, int]
    terms: Mapping[str, int]


class LanguagePart:
    """The passages of one language among those in a mask."""

    def __init__(self, snapshot: Snapshot, mask: Mask, language: Language) -> None:
        self._snapshot = snapshot
        self.language = language
        self.mask: Mask = mask & snapshot.per_edition(lambda e: e.language is language)
        self.passages = int(self.mask.sum())
        self.lengths = snapshot.lengths(self.mask)

    def of_terms(self, term: str) -> tuple[Ints, Floats]:
        """Return the passages with a term, and how often it stands in each."""
        return self._postings(names.terms(self.language), term)

    def of_headings(self, term: str) -> tuple[Ints, Floats]:
        """Return the same for headings."""
        return self._postings(names.headings(self.language), term)

    def of_words(self, word: str) -> tuple[Ints, Floats]:
        """Return the passages with a word in this form; each has it once."""
        return self._postings(names.words(self.language), word)

    def of_grams(self, gram: str) -> tuple[Ints, Floats]:
        """Return the same for 4-grams."""
        return self._postings(names.grams(self.language), gram)

    def with_phrase(self, terms: Sequence[str]) -> Ints:
        """Return the passages in which terms stand one after the other."""
        field = names.terms(self.language)
        among = self.of_terms(terms[0])[0]
        for term in terms[1:]:
            among = np.intersect1d(among, self.of_terms(term)[0], assume_unique=True)
        if len(terms) == 1 or not among.size:
            return among
        places = [self._snapshot.positions(field, term, among) for term in terms]
        found = [number for number in among.tolist() if _follow([at[number] for at in places])]
        return np.array(found, np.int32)

    def _postings(self, field: str, term: str) -> tuple[Ints, Floats]:
        return self._snapshot.postings(field, term, self.mask)


def _follow(places: Sequence[Sequence[int]]) -> bool:
    """Tell whether there is a place for each term next to that of the term before."""
    later = [frozenset(at) for at in places[1:]]
    return any(
        all(start + step in at for step, at in enumerate(later, start=1)) for start in places[0]
    )
