"""What is indexed of a round: a comment with all that was said to it, or an opinion."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from indexer.analysis.words import Token, analyse
from kb.language import Language


@dataclass(frozen=True, slots=True)
class Said:
    """Words of somebody, in one language."""

    language: Language
    text: str

    @property
    def tokens(self) -> list[Token]:
        """The words, in their order."""
        return analyse(self.text, self.language)


@dataclass(frozen=True)
class Remark:
    """A comment with its suggestion, replies and answer, or an opinion; `key` is what it is found by.

    `at` is when it was submitted.
    """

    key: str
    round: int
    at: datetime
    said: tuple[Said, ...]

    @cached_property
    def terms(self) -> frozenset[str]:
        """What it is indexed by."""
        return frozenset(token.term for one in self.said for token in one.tokens)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words as they are written, for those who type only their beginning."""
        return frozenset(token.word for one in self.said for token in one.tokens)
