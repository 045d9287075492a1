"""The languages of one act side by side, provision by provision."""

from collections import Counter, deque
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, Protocol, TypeVar

from kb.language import Language
from kb.law.identifiers import EId


class Addressed(Protocol):
    """Anything that stands at the address of a provision."""

    @property
    def eid(self) -> EId:
        """The address."""
        ...


Cell = TypeVar("Cell", bound=Addressed)


@dataclass(frozen=True, slots=True)
class Aligned(Generic[Cell]):
    """One address in the languages that were asked for; a language without it has None."""

    eid: EId
    cells: tuple[Cell | None, ...]

    @property
    def first(self) -> Cell:
        """The first language's cell that is there; every address stands in one at least."""
        return next(cell for cell in self.cells if cell is not None)


def align(
    texts: Mapping[Language, Sequence[Cell]], order: Sequence[Language]
) -> list[Aligned[Cell]]:
    """Return the addresses of all texts in the order of the text, each with its cell per language.

    Every language keeps its own order as far as they agree, the first one in any case; an address
    that a language lacks stands directly after the one that it follows elsewhere.
    """
    cells = [{cell.eid: cell for cell in texts.get(language, ())} for language in order]
    merged = _merged([cell.eid for cell in texts.get(language, ())] for language in order)
    return [Aligned(eid, tuple(column.get(eid) for column in cells)) for eid in merged]


def _merged(sequences: Iterable[Sequence[EId]]) -> list[EId]:
    """Take from the heads of the sequences what stands in none further back, the last's first."""
    queues = [deque(dict.fromkeys(sequence)) for sequence in sequences]
    behind = Counter(eid for queue in queues for eid in islice(queue, 1, None))
    merged: dict[EId, None] = {}
    while any(queues):
        heads = [queue[0] for queue in queues if queue]
        eid = next((head for head in reversed(heads) if not behind[head]), heads[0])
        merged[eid] = None
        for queue in queues:
            _advance(queue, behind, merged)
    return list(merged)


def _advance(queue: deque[EId], behind: Counter[EId], merged: Container[EId]) -> None:
    """Take what has been merged from the head of a sequence."""
    while queue and queue[0] in merged:
        queue.popleft()
        if queue:
            behind[queue[0]] -= 1
