"""The terms that an act defines, and where they are used, in any of their forms."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kb.law.act import Expression, Provision, ProvisionKind
from kb.law.analysis import Word
from kb.law.identifiers import EId

_DEFINED: Final = re.compile(
    r"(?P<term>(?:[^()]|\([^()]*\)){1,160}?) [–—] (?P<meaning>.*)", re.DOTALL
)
"""A term, a dash that stands in no bracket, and a meaning."""

_ANNOUNCED: Final = re.compile(
    r"\b(?:понятия|термины|ұғымдар|терминдер|түсініктер|terms|concepts|definitions)\b",
    re.IGNORECASE,
)
_IN_THIS_ACT: Final = re.compile(r"In (?:this|these) [^,.;:]{1,60}:")
_DEFINE: Final = frozenset({ProvisionKind.ARTICLE, ProvisionKind.PARAGRAPH})


@dataclass(frozen=True, slots=True)
class Definition:
    """A term that an act defines at a provision; `names` has the short form too, if it gives one."""

    names: tuple[str, ...]
    meaning: str
    eid: EId
    line: int


def definitions(expression: Expression) -> Iterator[Definition]:
    """Yield the definitions of an act: "1) term – meaning" under words that announce terms."""
    seen: set[EId] = set()
    for provision in expression.walk():
        if provision.kind in _DEFINE and _announces(provision):
            for child in provision.walk():
                if child.kind is ProvisionKind.SUBPARAGRAPH and child.eid not in seen:
                    seen.add(child.eid)
                    yield from _definition(child)


def _announces(provision: Provision) -> bool:
    """Tell whether a provision's own words end in a colon, and they or its heading speak of terms."""
    words, heading = provision.text, provision.heading
    return words.endswith(":") and bool(
        _ANNOUNCED.search(words) or _ANNOUNCED.search(heading) or _IN_THIS_ACT.fullmatch(words)
    )


def _definition(provision: Provision) -> Iterator[Definition]:
    match = _DEFINED.match(provision.text)
    names = tuple(_names(match["term"])) if match else ()
    if match and names:
        yield Definition(names, match["meaning"].strip(), provision.eid, provision.text_line)


def _names(term: str) -> Iterator[str]:
    """Yield a term without its bracket: "… (далее – допустимые практики)" gives a short name."""
    name, _, bracket = term.partition("(")
    short = next((bracket.split(d)[-1] for d in ("– ", "- ") if d in bracket), "")
    yield from filter(None, (name.strip(), short.rstrip(" )").strip()))


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
