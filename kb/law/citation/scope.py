"""Which act a reference is of: read behind it in Russian and English, before it in Kazakh."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from kb.law.citation.clause import Clause, Scope
from kb.law.citation.grammar import Grammar
from kb.law.units import Unit

WINDOW: Final = 500
"""How far the name of an act is looked for: titles of laws may take 300 characters."""

_TITLES: Final = ("title", "unclosed", "curly", "straight")


def named(found: Iterable[Clause], text: str, folded: str, grammar: Grammar) -> Iterator[Clause]:
    """Yield the clauses with the act that the text names for each, widened by its name."""
    if grammar.owner_first:
        yield from _named_before(found, text, folded, grammar)
    else:
        yield from _named_behind(found, text, folded, grammar)


def _named_behind(
    found: Iterable[Clause], text: str, folded: str, grammar: Grammar
) -> Iterator[Clause]:
    all_found = list(found)
    limits = [clause.start for clause in all_found[1:]] + [len(text)]
    for clause, limit in zip(all_found, limits, strict=False):
        yield _behind(clause, text, folded, grammar, min(limit, clause.end + WINDOW))


def _behind(clause: Clause, text: str, folded: str, grammar: Grammar, limit: int) -> Clause:
    if here := grammar.here.match(folded, clause.end, limit):
        unit = grammar.unit(here["unit"])
        return replace(clause, end=here.end(), scope=Scope.HERE, here=unit)
    if again := grammar.again.match(folded, clause.end, limit):
        return replace(clause, end=again.end(), again=grammar.unit(again["unit"]))
    own = grammar.own.match(folded, clause.end, limit)
    if own and _fits(own, clause):
        return replace(clause, end=own.end(), scope=Scope.ACT)
    other = grammar.other.match(folded, clause.end, limit)
    if other and _fits(other, clause) and not _is_no_act(other, text):
        return _of_other(replace(clause, end=other.end()), other, text)
    return clause


def _named_before(
    found: Iterable[Clause], text: str, folded: str, grammar: Grammar
) -> Iterator[Clause]:
    floor = 0
    for clause in found:
        yield _before(clause, text, folded, grammar, max(floor, clause.start - WINDOW))
        floor = clause.end


def _before(clause: Clause, text: str, folded: str, grammar: Grammar, floor: int) -> Clause:
    if here := grammar.here.search(folded, floor, clause.start):
        unit = grammar.unit(here["unit"])
        return replace(clause, start=here.start(), scope=Scope.HERE, here=unit)
    if again := grammar.again.search(folded, floor, clause.start):
        return replace(clause, start=again.start(), again=grammar.unit(again["unit"]))
    own = grammar.own.search(folded, floor, clause.start)
    if own and _fits(own, clause):
        return replace(clause, start=own.start(), scope=Scope.ACT)
    other = grammar.other.search(folded, floor, clause.start)
    if other and _fits(other, clause) and _is_owner(other, clause):
        return _of_other(replace(clause, start=other.start()), other, text)
    return clause


def _fits(name: re.Match[str], clause: Clause) -> bool:
    """Only an appendix is one *to* an act; everything else is *of* it."""
    return not name["to"] or clause.top is Unit.APPENDIX


def _is_owner(name: re.Match[str], clause: Clause) -> bool:
    """Whether the Kazakh endings allow the act to own the reference.

    A bare title may own "5-тармағы", but not a mere "қосымша", which means "additional" too.
    """
    if clause.top is Unit.APPENDIX:
        return bool(name["kind"] or clause.paths[0][0].number)
    return clause.owned


def _is_no_act(name: re.Match[str], text: str) -> bool:
    """Whether a lone small "решения" behind a reference begins a new thought."""
    if "doubtful" not in name.re.groupindex or name["doubtful"] is None:
        return False
    words = text[name.start() : name.end()].split()
    return len(words) == 1 and words[0][0].islower()


def _of_other(clause: Clause, name: re.Match[str], text: str) -> Clause:
    group = next((group for group in _TITLES if name[group]), None)
    if group is None:
        return replace(clause, scope=Scope.EXTERNAL)
    title = " ".join(text[slice(*name.span(group))].split())
    return replace(clause, scope=Scope.OTHER, act=title)
