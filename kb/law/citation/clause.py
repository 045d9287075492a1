"""A reference in the making: terms that belong together, and what the text says of their act."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Final

from kb.law.citation.grammar import Grammar
from kb.law.citation.terms import Term
from kb.law.units import Path, Unit

MOST_PATHS: Final = 1000
"""A reference to more provisions is a slip, and is left alone."""


class Scope(StrEnum):
    """Where the provision that a reference means is to be looked for."""

    ACT = "act"
    """In this act: it is named ("настоящих Правил"), or no act is."""

    HERE = "here"
    """Relative to the provision itself: "настоящей статьи", "осы тармақтың"."""

    OTHER = "other"
    """In the act named by its quoted title."""

    EXTERNAL = "external"
    """Outside: a code, a law, a decree, a treaty without a title. It never leads into this act."""


@dataclass(frozen=True, slots=True)
class Clause:
    """The terms of one reference and the act they are of; `scope` is None while none is named."""

    start: int
    end: int
    paths: tuple[Path, ...]
    doubtful: bool = False
    owned: bool = False
    scope: Scope | None = None
    here: Unit | None = None
    act: str = ""
    again: Unit | None = None

    @property
    def top(self) -> Unit:
        """The greatest unit named."""
        return self.paths[0][0].unit

    @property
    def counts(self) -> bool:
        """Whether this is a reference: a doubtful one needs an act or a neighbour."""
        return not self.doubtful or self.scope is not None

    @property
    def bottom(self) -> Unit:
        """The smallest unit named."""
        return self.paths[0][-1].unit


def clauses(found: Iterable[Term], folded: str, grammar: Grammar) -> Iterator[Clause]:
    """Yield the terms that stand in one another as one clause each."""
    chain: list[Term] = []
    for term in found:
        if chain and not _chained(chain[-1], term, folded, grammar):
            yield from _clause(chain, grammar)
            chain = []
        chain.append(term)
    if chain:
        yield from _clause(chain, grammar)


def _chained(before: Term, term: Term, folded: str, grammar: Grammar) -> bool:
    if grammar.owner_first:
        held = before.unit.holds(term.unit) and before.owns
    else:
        held = term.unit.holds(before.unit)
    return held and grammar.chained.fullmatch(folded, before.end, term.start) is not None


def _clause(chain: list[Term], grammar: Grammar) -> Iterator[Clause]:
    downwards = chain if grammar.owner_first else chain[::-1]
    count = 1
    for term in chain:
        count *= len(term.paths)
    if count <= MOST_PATHS:
        combined = product(*(term.paths for term in downwards))
        paths = tuple(tuple(step for steps in each for step in steps) for each in combined)
        doubtful = len(chain) == 1 and chain[0].doubtful
        yield Clause(chain[0].start, chain[-1].end, paths, doubtful, downwards[0].owned)
