"""References in the words of the law, in three languages, and the provisions they lead to.

`find` reads "пунктом 3 статьи 4 настоящего Конституционного закона", "осы баптың 1 және
2-тармақтарында" or "paragraphs 13–16 of Article 67" in the text of a provision; `address` turns
what was found into the eId of a provision that exists.
"""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass

from kb.language import Language
from kb.law.citation.addressing import address
from kb.law.citation.clause import Clause, Scope, clauses
from kb.law.citation.english import english
from kb.law.citation.grammar import Grammar
from kb.law.citation.joining import completed
from kb.law.citation.kazakh import kazakh
from kb.law.citation.russian import russian
from kb.law.citation.scope import named
from kb.law.citation.terms import terms
from kb.law.identifiers import EId
from kb.law.lookalikes import fold
from kb.law.units import Path, Step, Unit

__all__ = ["Path", "Reference", "Scope", "Step", "Unit", "address", "addresses", "find"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference that stands at `text[start:end]`.

    `paths` has one path for each provision meant. `act` is the quoted title where `scope` is
    OTHER; `here` is the unit that "this" names ("настоящей статьи") where it is HERE.
    """

    start: int
    end: int
    scope: Scope
    paths: tuple[Path, ...]
    act: str = ""
    here: Unit | None = None


def find(text: str, language: Language) -> tuple[Reference, ...]:
    """Return the references in the text of a provision, in order; they do not overlap.

    Lists and ranges are expanded, and a conjoined reference takes over from its neighbour what
    it leaves out. An act named as a whole ("настоящие Правила") is no reference.
    """
    grammar = _grammar(language)
    folded = fold(text, language)
    found = clauses(terms(folded, grammar), folded, grammar)
    complete = completed(named(found, text, folded, grammar), folded, grammar)
    return tuple(map(_reference, (clause for clause in complete if clause.counts)))


def addresses(reference: Reference, within: EId, known: Collection[EId]) -> tuple[EId, ...]:
    """Return the addresses that exist in this act of the provisions that a reference means.

    A reference to another act, or to something outside, leads nowhere in this one. For another
    act, ask `address` for each path with the addresses of that act.
    """
    if reference.scope in {Scope.OTHER, Scope.EXTERNAL}:
        return ()
    ordered = known if isinstance(known, Set | Mapping) else dict.fromkeys(known)
    found = (address(path, reference.here, within, ordered) for path in reference.paths)
    return tuple(eid for eid in found if eid is not None)


def _reference(clause: Clause) -> Reference:
    scope = clause.scope or Scope.ACT
    here = clause.here if scope is Scope.HERE else None
    return Reference(clause.start, clause.end, scope, clause.paths, clause.act, here)


def _grammar(language: Language) -> Grammar:
    match language:
        case Language.KK:
            return kazakh()
        case Language.RU:
            return russian()
        case Language.EN:
            return english()
