"""The languages of one act side by side, provision by provision."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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

    The first language sets the order; an address that it lacks comes after the one that it
    follows in the language that has it.
    """
    cells = [{cell.eid: cell for cell in texts.get(language, ())} for language in order]
    merged = _merged([cell.eid for cell in texts.get(language, ())] for language in order)
    return [Aligned(eid, tuple(column.get(eid) for column in cells)) for eid in merged]


def _merged(sequences: Iterable[Sequence[EId]]) -> list[EId]:
    followers: dict[EId | None, list[EId]] = {}
    seen: set[EId] = set()
    for sequence in sequences:
        before: EId | None = None
        for eid in sequence:
            if eid not in seen:
                seen.add(eid)
                followers.setdefault(before, []).append(eid)
            before = eid
    return _in_order(followers)


def _in_order(followers: Mapping[EId | None, Sequence[EId]]) -> list[EId]:
    """Walk from each address to those that follow it, the first language's last.

    What only a later language has stands directly after its predecessor.
    """
    merged: list[EId] = []
    waiting = list(followers.get(None, ()))
    while waiting:
        eid = waiting.pop()
        merged.append(eid)
        waiting.extend(followers.get(eid, ()))
    return merged
