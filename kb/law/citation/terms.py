"""The words of a text that count units: "пунктов 1 и 2", "2) тармақшасы", "Article 5(2)"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.law.citation.grammar import NUMBER, Grammar
from kb.law.citation.number_lists import expand
from kb.law.units import Path, Step, Unit

_NESTED: Final = re.compile(rf"(?P<number>{NUMBER})?(?P<inner>(?:\s?\({NUMBER}\))+)")
_BELOW: Final = {
    Unit.ARTICLE: (Unit.PARAGRAPH, Unit.SUBPARAGRAPH),
    Unit.PARAGRAPH: (Unit.SUBPARAGRAPH,),
}
"""What English counts in brackets: "Article 5(2)(1)"."""


@dataclass(frozen=True, slots=True)
class Term:
    """One unit with its numbers, from `start` to `end` of the text.

    `paths` has one entry for each number; an entry has more than one step where English nests
    numbers ("Article 5(2)"). `doubtful` terms count only together with another unit or an act.
    `owned` says that the ending asks for an owner before the term ("5-бабы"), `owns` that the
    next term may be a part of it ("5-баптың"); both are Kazakh.
    """

    unit: Unit
    paths: tuple[Path, ...]
    start: int
    end: int
    doubtful: bool = False
    owned: bool = False
    owns: bool = True


def terms(folded: str, grammar: Grammar) -> Iterator[Term]:
    """Yield the terms of a folded text in order."""
    for found in grammar.term.finditer(folded):
        term = _kazakh_term(found, grammar) if grammar.owner_first else _term(found, grammar)
        if term is not None:
            yield term


def _term(found: re.Match[str], grammar: Grammar) -> Term | None:
    word = found["word"] or found["after"] or found["bare"]
    unit = grammar.unit(word)
    if found["numbers"]:
        plural = grammar.plural.fullmatch(word) is not None
        paths = tuple(numbered(unit, found["numbers"], plural=plural))
    elif found["bare"]:
        paths = ((Step(unit, ""),),)
    else:
        ordinals = (grammar.early if found["early"] else grammar.ordinals).get(unit)
        words = found["early"] or found["ordinals"]
        paths = _steps(unit, ordinals.to_digits(words)) if ordinals else ()
    doubtful = bool(found["early"] or found["bare"])
    return Term(unit, paths, found.start(), found.end(), doubtful) if paths else None


def _kazakh_term(found: re.Match[str], grammar: Grammar) -> Term | None:
    word, owned = found["word"], bool(found["had"])
    if word is None:
        return None
    unit = grammar.unit(word)
    owned = owned or word in {"баб", "тармаг", "болиг"}
    if found["numbers"]:
        hyphen = "-" in found["joint"] or found["numbers"].endswith("-")
        if unit is not Unit.SUBPARAGRAPH and not hyphen and not owned:
            return None
        plural = grammar.plural.fullmatch(word + found["suffix"]) is not None
        paths = _steps(unit, found["numbers"], plural=plural)
    elif found["ordinals"]:
        paths = _steps(unit, grammar.ordinals[unit].to_digits(found["ordinals"]))
    elif found["suffix"]:
        paths = ((Step(unit, ""),),)
    else:
        return None
    doubtful = not found["numbers"] and (owned or not found["ordinals"])
    owns = not found["case"] or found["case"].endswith(("ын", "ин"))
    return Term(unit, paths, found.start(), found.end(), doubtful, owned, owns)


def _steps(unit: Unit, listed: str, *, plural: bool = False) -> tuple[Path, ...]:
    return tuple((Step(unit, number),) for number in expand(listed, plural=plural))


def numbered(unit: Unit, listed: str, *, plural: bool = False) -> Iterator[Path]:
    """Yield the paths of a list, in which English may nest: "5(2), (3) and 6–8"."""
    before: Path = ()
    position = 0
    for nested in _NESTED.finditer(listed):
        yield from _steps(unit, listed[position : nested.start()])
        before = _nest(unit, nested, before)
        yield before
        position = nested.end()
    yield from _steps(unit, listed[position:], plural=plural)


def _nest(unit: Unit, nested: re.Match[str], before: Path) -> Path:
    numbers = re.findall(NUMBER, nested["inner"])
    head = before[:-1] if not nested["number"] else ()
    if not head:
        numbers = [nested["number"], *numbers] if nested["number"] else numbers
        head, numbers = (Step(unit, numbers[0]),), numbers[1:]
    below = [lower for lower in _BELOW.get(unit, ()) if lower.depth > head[-1].unit.depth]
    return head + tuple(map(Step, below, numbers))
