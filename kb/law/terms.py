"""The terms that an act defines, and where they are used, in any of their forms."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kb.law.act import Expression, Provision, ProvisionKind
from kb.law.analysis import Word
from kb.law.identifiers import EId

_DASHES: Final = (" – ", " — ")
_INTRODUCTIONS: Final = (
    "понятия", "термины",
    "ұғымдар", "терминдер", "түсініктер",
    "terms", "definitions",
)  # fmt: skip
_DEFINE: Final = frozenset({ProvisionKind.ARTICLE, ProvisionKind.PARAGRAPH})
_MOST_CHARACTERS: Final = 160


@dataclass(frozen=True, slots=True)
class Definition:
    """A term that an act defines at a provision; `names` has the short form too, if it gives one."""

    names: tuple[str, ...]
    meaning: str
    eid: EId
    line: int


def definitions(expression: Expression) -> Iterator[Definition]:
    """Yield the definitions of an act: "1) term – meaning" under words that announce terms."""
    for provision in expression.walk():
        if provision.kind in _DEFINE and _announces(provision):
            for child in provision.walk():
                if child is not provision and child.kind is ProvisionKind.SUBPARAGRAPH:
                    yield from _definition(child)


def _announces(provision: Provision) -> bool:
    """Tell whether a provision's own words end in a colon, and they or its heading speak of terms."""
    words = f"{provision.heading} {provision.text}".lower()
    return words.endswith(":") and any(word in words for word in _INTRODUCTIONS)


def _definition(provision: Provision) -> Iterator[Definition]:
    for dash in _DASHES:
        term, found, meaning = provision.text.partition(dash)
        if found and len(term) <= _MOST_CHARACTERS:
            yield Definition(tuple(_names(term)), meaning.strip(), provision.eid, provision.line)
            return


def _names(term: str) -> Iterator[str]:
    """Yield a term without its bracket: "… (далее – допустимые практики)" gives a short name."""
    name, _, bracket = term.partition("(")
    yield name.strip()
    short = next((bracket.split(d)[-1] for d in ("– ", "- ") if d in bracket), "")
    if short:
        yield short.rstrip(" )").strip()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term that stands at `text[start:end]`."""

    start: int
    end: int
    target: str


class TermFinder:
    """Finds terms in analysed texts; of two that begin at one word, the longer."""

    def __init__(self, terms: Iterable[tuple[Sequence[Word], str]]) -> None:
        self._terms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for words, target in terms:
            stems = tuple(word.term for word in words)
            if stems:
                self._terms.setdefault(stems[0], []).append((stems, target))
        for candidates in self._terms.values():
            candidates.sort(key=lambda candidate: len(candidate[0]), reverse=True)

    def find(self, words: Sequence[Word]) -> Iterator[Occurrence]:
        """Yield the terms among the words of a text, in order; they do not overlap."""
        stems = [word.term for word in words]
        at = 0
        while at < len(stems):
            match = self._match(stems, at)
            if match is None:
                at += 1
                continue
            length, target = match
            yield Occurrence(words[at].start, words[at + length - 1].end, target)
            at += length

    def _match(self, stems: Sequence[str], at: int) -> tuple[int, str] | None:
        for candidate, target in self._terms.get(stems[at], ()):
            if tuple(stems[at : at + len(candidate)]) == candidate:
                return len(candidate), target
        return None
