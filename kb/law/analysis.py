"""The analysis of text, as this package needs it: it is handed in from outside."""

from collections.abc import Callable, Sequence
from typing import Protocol

from kb.language import Language


class Word(Protocol):
    """A word of a text: the term it stands for in any of its forms, and where it is."""

    @property
    def term(self) -> str:
        """The term, equal for all forms of a word."""
        ...

    @property
    def start(self) -> int:
        """The position of its first character."""
        ...

    @property
    def end(self) -> int:
        """The position after its last character."""
        ...


Analyse = Callable[[str, Language], Sequence[Word]]
"""Finds the words of a text; the one of the search index is handed in from outside."""
