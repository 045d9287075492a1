"""What a reference takes over from its neighbour: "пункта 1 и пункта 2 статьи 8" has one article.

Russian and English leave out what the *next* reference will say, Kazakh what the *previous* one
said; an exception ("статьи 19 (за исключением пункта 4)") always leans on what stands before it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from kb.law.citation.clause import Clause, Scope
from kb.law.citation.grammar import Grammar
from kb.law.units import Path, Unit


def completed(found: Iterable[Clause], folded: str, grammar: Grammar) -> list[Clause]:
    """Return the clauses with the units and acts that their neighbours say for them."""
    clauses = _looked_back(found)
    gaps = [(left.end, right.start) for left, right in pairwise(clauses)]
    joins = [grammar.joined.fullmatch(folded, *gap) is not None for gap in gaps]
    exceptions = [grammar.excepted.fullmatch(folded, *gap) is not None for gap in gaps]
    if grammar.owner_first:
        _lean_left(clauses, joins)
    else:
        _lean_right(clauses, joins)
        _lean_down(clauses, [grammar.descending.fullmatch(folded, *gap) for gap in gaps])
    _lean_exceptions(clauses, joins, exceptions)
    return clauses


def _looked_back(found: Iterable[Clause]) -> list[Clause]:
    """Resolve "пункта 2 указанной статьи" by the last article that was mentioned."""
    clauses: list[Clause] = []
    last: dict[Unit, Clause] = {}
    for clause in found:
        clauses.append(clause if clause.again is None else _back(clause, last.get(clause.again)))
        last |= dict.fromkeys([step.unit for step in clauses[-1].paths[-1]], clauses[-1])
    return clauses


def _back(clause: Clause, earlier: Clause | None) -> Clause:
    if earlier is None or clause.again is None:
        return replace(clause, scope=Scope.EXTERNAL)
    head = _above(clause.again, earlier.paths[-1], including=True)
    paths = tuple(head + tail for tail in clause.paths)
    return replace(_of_same_act(clause, earlier), paths=paths)


def _lean_right(clauses: list[Clause], joins: list[bool]) -> None:
    for index in reversed(range(len(joins))):
        left, right = clauses[index], clauses[index + 1]
        if joins[index] and left.scope is None:
            clauses[index] = inherited(left, right)


def _lean_left(clauses: list[Clause], joins: list[bool]) -> None:
    for index, join in enumerate(joins):
        left, right = clauses[index], clauses[index + 1]
        if join and right.scope is None and right.owned:
            clauses[index + 1] = inherited(right, left)


def _lean_down(clauses: list[Clause], commas: Sequence[object]) -> None:
    """Complete the English "Article 5, paragraph 2"."""
    for index, comma in enumerate(commas):
        left, right = clauses[index], clauses[index + 1]
        follows = left.bottom.holds(right.top) and left.scope is right.scope is None
        if comma and follows and len(left.paths) == 1:
            clauses[index + 1] = _taken_over(right, left)


def _lean_exceptions(clauses: list[Clause], joins: list[bool], exceptions: list[bool]) -> None:
    base: Clause | None = None
    for index, (join, exception) in enumerate(zip(joins, exceptions, strict=True)):
        if exception:
            base = clauses[index]
        elif not join:
            base = None
        right = clauses[index + 1]
        if base is not None and right.scope is None:
            last = replace(base, paths=base.paths[-1:])
            clauses[index + 1] = _taken_over(right, last)


def inherited(clause: Clause, source: Clause) -> Clause:
    """Complete `clause` if the source names its unit, or a smaller one, and something above."""
    return _taken_over(clause, source) if _rank(source.bottom) >= _rank(clause.top) else clause


def _taken_over(clause: Clause, source: Clause) -> Clause:
    heads = tuple(dict.fromkeys(_above(clause.top, path) for path in source.paths))
    paths = tuple(head + tail for head in heads for tail in clause.paths)
    doubtful = clause.doubtful and paths == clause.paths
    return replace(_of_same_act(clause, source), paths=paths, doubtful=doubtful)


def _of_same_act(clause: Clause, source: Clause) -> Clause:
    here = source.here
    if here is not None and _rank(here) >= _rank(clause.top):
        return clause
    return replace(clause, scope=source.scope, here=here, act=source.act)


def _above(unit: Unit, path: Path, *, including: bool = False) -> Path:
    """Return the steps of a neighbour's path that lie above `unit`, or down to it."""
    units = [step.unit for step in path]
    if unit in units:
        return path[: units.index(unit) + including]
    return tuple(step for step in path if _rank(step.unit) < _rank(unit))


def _rank(unit: Unit) -> int:
    """How deep a unit lies, where a part and a subparagraph may stand side by side."""
    return Unit.SUBPARAGRAPH.depth if unit is Unit.PART else unit.depth
