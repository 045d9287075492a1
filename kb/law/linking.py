"""What in an act's words leads somewhere: references to provisions, and terms to their meanings."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final
from urllib.parse import quote

from kb.law.act import Expression, Provision, begins_unit
from kb.law.analysis import Analyse, Word
from kb.law.citation.references import Path, Reference, Scope, Unit, addresses
from kb.law.citing import cited
from kb.law.glossary import Glossary
from kb.law.identifiers import EId
from kb.law.render import BY_TITLE, Mark, Marks
from kb.law.terms import Occurrence, TermFinder, definitions

GLOSSARY_PAGE: Final = "../../glossary/#"
"""Where the glossary is, seen from the page of an act."""


def marks(expression: Expression, glossary: Glossary, analyse: Analyse) -> Marks:
    """Return the links in an act's words, by provision.

    A term is marked where it first occurs in an article; what the act defines itself goes before
    the glossary (Constitutional Law, Art. 5.4).
    """
    terms = _Terms(expression, glossary, analyse)
    known = dict.fromkeys(provision.eid for provision in expression.walk())
    found = {}
    for provision in expression.walk():
        if not provision.text or provision.rows:
            continue
        references = _references(provision, expression, known)
        found[provision.eid] = _merged(references, list(terms.marks(provision)))
    return found


def _merged(first: Sequence[Mark], second: Sequence[Mark]) -> list[Mark]:
    """Return all of the first marks, and those of the second that overlap none of them."""
    free = [m for m in second if all(m.end <= r.start or r.end <= m.start for r in first)]
    return sorted([*first, *free])


# References


def _references(provision: Provision, expression: Expression, known: Collection[EId]) -> list[Mark]:
    return [
        Mark(reference.start, reference.end, href, "ref")
        for reference in cited(provision, expression.language)
        for href in _target(reference, provision, known)
    ]


def _target(reference: Reference, provision: Provision, known: Collection[EId]) -> Iterator[str]:
    """Yield where a reference leads; one to several provisions leads to the first of them."""
    if reference.scope is Scope.OTHER:
        yield f"{BY_TITLE}{quote(reference.act)}#{_spelt(reference.paths[0])}"
        return
    yield from (f"#{eid}" for eid in addresses(reference, provision.eid, known)[:1])


def _spelt(path: Path) -> EId:
    """Return the address that a path would have in an act that is not at hand."""
    eid = EId("")
    for step in path:
        if (step.unit, step.number) != (Unit.PART, "1"):
            eid = eid.child(step.unit, step.number or "1")
    return eid


# Terms


class _Terms:
    """The terms that are marked in one act, and those marked already in the current article."""

    def __init__(self, expression: Expression, glossary: Glossary, analyse: Analyse) -> None:
        language = expression.language
        self._analyse: Callable[[str], Sequence[Word]] = lambda text: analyse(text, language)
        own = [(name, f"#{d.eid}") for d in definitions(expression) for name in d.names]
        taken = {tuple(w.term for w in self._analyse(name)) for name, _ in own}
        general = [
            (name, f"{GLOSSARY_PAGE}{key}")
            for key, term in glossary.terms.items()
            for name in term.names(language)
            if " " in name and tuple(w.term for w in self._analyse(name)) not in taken
        ]
        self._finder = TermFinder((self._analyse(name), href) for name, href in own + general)
        self._marked: set[str] = set()

    def marks(self, provision: Provision) -> Iterator[Mark]:
        if begins_unit(provision):
            self._marked.clear()
        for found in self._finder.find(self._analyse(provision.text)):
            if self._is_new(found, provision):
                yield Mark(found.start, found.end, found.target, "term")

    def _is_new(self, found: Occurrence, provision: Provision) -> bool:
        if found.target in self._marked or found.target == f"#{provision.eid}":
            return False
        self._marked.add(found.target)
        return True
