"""The protocol of an index of remarks."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from indexer.remarks.asked import Asked
from indexer.remarks.document import Remark


@dataclass(frozen=True, slots=True)
class Candidate:
    """A remark in which the words were found, as it was when it was indexed."""

    key: str
    round: int
    at: datetime
    score: float


class RemarkIndex(Protocol):
    """An index that follows the audit log, and knows up to which entry it has.

    It decides nothing about who may read what: it names candidates.
    """

    def position(self) -> int:
        """Return the number of the last entry of the log that is worked in.

        Raises IndexUnavailableError if there is no index, or none that can be read.
        """
        ...

    def change(self, remarks: Iterable[Remark], position: int) -> None:
        """Put remarks in the place of those with the same keys, as one change with the position."""
        ...

    def rebuild(self, remarks: Iterable[Remark], position: int) -> int:
        """Index all anew, aside; then swap it in. Return how many remarks there are."""
        ...

    def candidates(
        self, asked: Asked, rounds: Collection[int], most: int | None
    ) -> list[Candidate]:
        """Return remarks of some rounds in which all words stand, the best first; None is all of them."""
        ...
