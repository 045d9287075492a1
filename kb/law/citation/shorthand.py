"""References as people type them into a search box: "ст. 5 п. 2", "5-бап 2-тармақ", "art. 5(2)".

Any order, any case, abbreviations, Kazakh typed with Russian letters. What merely looks like a
reference ("15 гектаров", "стр. 12", "пункт выдачи") is left to the search for words.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import Final

from kb.language import Language
from kb.law.citation.clause import MOST_PATHS, Clause
from kb.law.citation.joining import inherited
from kb.law.citation.number_lists import expand, rises
from kb.law.citation.shorthand_grammar import Shorthands, shorthands
from kb.law.citation.terms import Term, numbered
from kb.law.lookalikes import fold
from kb.law.units import Path, Step, Unit

LONGEST: Final = 1000
"""Characters of a query that are looked at."""


@dataclass(frozen=True, slots=True)
class Shorthand:
    """A reference that stands at `query[start:end]`.

    `paths` has one path for each provision meant. A typed "12-15" is the number of an inserted
    article; `otherwise` has the paths of the range, for when there is no such article.
    """

    start: int
    end: int
    paths: tuple[Path, ...]
    otherwise: tuple[Path, ...] = ()


def parse(query: str, language: Language | None = None) -> tuple[Shorthand, ...]:
    """Return the references in a query, in order.

    Without a `language`, or where it has none, the one that explains most of the query is taken.
    """
    query = query[:LONGEST]
    if language is not None and (found := _parse(query, language)):
        return found
    return max((_parse(query, each) for each in _LANGUAGES), key=_covered)


def rest(query: str, found: Iterable[Shorthand]) -> str:
    """Return the query without its references: it may name an act, or say what is searched.

    >>> rest("ст. 5 п. 2 о зонировании", parse("ст. 5 п. 2 о зонировании"))
    'о зонировании'
    """
    position, pieces = 0, []
    for shorthand in found:
        pieces.append(query[position : shorthand.start].strip(_PUNCTUATION))
        position = shorthand.end
    words = [piece for piece in pieces[1:] if piece.casefold() not in _CONJUNCTIONS]
    words = [*pieces[:1], *words, query[position:].strip(_PUNCTUATION)]
    return " ".join(" ".join(words).split())


_PUNCTUATION: Final = " \t\n,;:.()"
_CONJUNCTIONS: Final = frozenset({"и", "или", "және", "немесе", "мен", "бен", "пен", "and", "or"})
_LANGUAGES: Final = (Language.RU, Language.KK, Language.EN)


def _covered(found: tuple[Shorthand, ...]) -> int:
    return sum(shorthand.end - shorthand.start for shorthand in found)


def _parse(query: str, language: Language) -> tuple[Shorthand, ...]:
    folded, grammar = fold(query, language), shorthands(language)
    chains = _chains(_terms(folded, grammar), folded, grammar)
    clauses = [clause for chain in chains for clause in _clause(chain, language)]
    _complete(clauses, folded, grammar)
    whole = len(clauses) == 1 and not rest(query, map(_shorthand, clauses))
    return tuple(_shorthand(clause) for clause in clauses if whole or not clause.doubtful)


def _shorthand(clause: Clause) -> Shorthand:
    return Shorthand(clause.start, clause.end, clause.paths, tuple(_ranges(clause.paths)))


def _ranges(paths: tuple[Path, ...]) -> Iterator[Path]:
    """Yield the paths of a lone "12-15" that is read as a range."""
    for position, step in enumerate(paths[0] if len(paths) == 1 else ()):
        if rises(step.number):
            for number in expand(step.number, plural=True):
                yield (*paths[0][:position], Step(step.unit, number), *paths[0][position + 1 :])
            return


# Terms

_UNIT_GROUPS: Final = ("word", "after", "unit", "loose", "count", "then")


def _terms(folded: str, grammar: Shorthands) -> list[Term]:
    found = [_term(match, grammar) for match in grammar.term.finditer(folded)]
    terms = [term for term in found if term.paths]
    if any(term.unit is Unit.PARAGRAPH for term in terms):
        return terms
    return [_plural(term, folded[term.start : term.end]) for term in terms]


def _plural(term: Term, words: str) -> Term:
    """Read "пп. 1, 2 ст. 5" as paragraphs: the same letters stand for subparagraphs too."""
    if not words.startswith(("пп", "п.", "п/")) or ")" in words or len(term.paths) < 2:
        return term
    paths = tuple((Step(Unit.PARAGRAPH, path[0].number),) for path in term.paths)
    return replace(term, unit=Unit.PARAGRAPH, paths=paths)


def _term(found: re.Match[str], grammar: Shorthands) -> Term:
    groups = found.groupdict(default="")
    word = grammar.word(next(filter(None, (groups.get(name) for name in _UNIT_GROUPS))))
    doubtful = not word.alone or bool(groups.get("count"))
    if groups["early"]:
        doubtful = word.unit not in {Unit.ARTICLE, Unit.CHAPTER, Unit.APPENDIX}
    listed = groups["numbers"] or groups["before"]
    in_words = groups.get("ordinals") or groups["early"]
    for ordinals in grammar.ordinals[word.unit] if in_words else ():
        listed = in_words = ordinals.to_digits(in_words)
    paths = tuple(numbered(word.unit, re.sub(r"\.(\d+)", r"(\1)", listed)))
    return Term(word.unit, paths, found.start(), found.end(), doubtful)


# Chains


def _chains(terms: list[Term], folded: str, grammar: Shorthands) -> Iterator[list[Term]]:
    chain: list[Term] = []
    for position, term in enumerate(terms):
        following = terms[position + 1] if position + 1 < len(terms) else None
        if chain and not _continues(chain, term, following, folded, grammar):
            yield chain
            chain = []
        chain.append(term)
    if chain:
        yield chain


def _continues(
    chain: list[Term], term: Term, following: Term | None, folded: str, grammar: Shorthands
) -> bool:
    """Whether a term belongs to the chain: in "ст. 5, п. 2 ст. 7" the paragraph begins anew."""
    gap = (chain[-1].end, term.start)
    taken = term.unit in [before.unit for before in chain]
    if taken or not grammar.chained.fullmatch(folded, *gap):
        return False
    if "," not in folded[slice(*gap)] or following is None or _falls([term, chain[-1]]):
        return True
    next_gap = (term.end, following.start)
    return not (_falls([following, term]) and grammar.chained.fullmatch(folded, *next_gap))


def _falls(terms: list[Term]) -> bool:
    return all(above.unit.holds(below.unit) for above, below in pairwise(terms))


def _downwards(chain: list[Term], language: Language) -> list[Term]:
    """Return the terms from the greatest unit down, in whichever order they were typed."""
    orders = [chain, chain[::-1]] if language is Language.KK else [chain[::-1], chain]
    by_depth = sorted(chain, key=lambda term: term.unit.depth)
    return next((order for order in orders if _falls(order)), by_depth)


def _clause(chain: list[Term], language: Language) -> Iterator[Clause]:
    combined = list(product(*(term.paths for term in _downwards(chain, language))))
    if len(combined) <= MOST_PATHS:
        paths = tuple(tuple(step for steps in each for step in steps) for each in combined)
        doubtful = len(chain) == 1 and chain[0].doubtful
        yield Clause(chain[0].start, chain[-1].end, paths, doubtful)


def _complete(clauses: list[Clause], folded: str, grammar: Shorthands) -> None:
    """Let "п. 1 и п. 2 ст. 5" have one article, and "ст. 5 п. 1 и п. 2" too."""
    pairs = list(pairwise(range(len(clauses))))
    joined = [
        grammar.joined.fullmatch(folded, clauses[left].end, clauses[right].start) is not None
        for left, right in pairs
    ]
    for (left, right), join in reversed(list(zip(pairs, joined, strict=True))):
        if join:
            clauses[left] = inherited(clauses[left], clauses[right])
    for (left, right), join in zip(pairs, joined, strict=True):
        if join and clauses[right].top.depth > Unit.ARTICLE.depth:
            clauses[right] = inherited(clauses[right], clauses[left])
