"""What people type, made out of the texts themselves: each query different, and the same in each run."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from indexer.document import IndexDocument
from indexer.query import Facet, SearchQuery
from kb.access import Viewer
from kb.language import Language
from tests.bench.damage import slips
from tests.factories import TODAY

SEED: Final = 2026
LONGEST: Final = 120
_TRIES: Final = 10
_WORD: Final = re.compile(r"[^\W\d_]{3,}")


class Way(StrEnum):
    """How a query is asked."""

    PLAIN = "as typed"
    NARROWED = "with a facet chosen"
    SLIPPED = "with slips of the finger"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the way in which it is asked."""

    way: Way
    text: str
    interface: Language
    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)

    def query(self) -> SearchQuery:
        """Return what the engine is asked: ten hits, with the counts of all facets."""
        return SearchQuery(
            text=self.text,
            viewer=Viewer(),
            day=TODAY,
            interface=self.interface,
            chosen=self.chosen,
        )


def queries(documents: Sequence[IndexDocument], most: int) -> list[Asked]:
    """Return different queries; of six, four are plain, one is narrowed and one has slips."""
    chance = random.Random(SEED)
    texts = dict[str, IndexDocument]()
    for _ in range(_TRIES * most):
        document = chance.choice(documents)
        texts.setdefault(_text(document, chance), document)
        if len(texts) == most:
            break
    texts.pop("", None)
    return [
        _asked(number, text, document, chance)
        for number, (text, document) in enumerate(texts.items())
    ]


def _asked(number: int, text: str, document: IndexDocument, chance: random.Random) -> Asked:
    language = document.edition.language
    match number % 6:
        case 4:
            chosen = {Facet.KIND: frozenset({document.edition.kind})}
            return Asked(Way.NARROWED, text, language, chosen)
        case 5:
            return Asked(Way.SLIPPED, slips(text, chance), language)
        case _:
            return Asked(Way.PLAIN, text, language)


def _text(document: IndexDocument, chance: random.Random) -> str:
    """Return a heading, some words in a row, or some words from anywhere in a passage."""
    if document.heading and chance.random() < 1 / 3:
        return document.heading[:LONGEST]
    words = _WORD.findall(document.text)
    many = min(chance.randint(1, 6), len(words))
    if chance.random() < 0.5:
        return " ".join(chance.sample(words, many))[:LONGEST]
    start = chance.randint(0, len(words) - many)
    return " ".join(words[start : start + many])[:LONGEST]


def of_way(asked: Sequence[Asked], way: Way) -> Iterator[int]:
    """Yield the numbers of the queries asked in a way."""
    return (number for number, one in enumerate(asked) if one.way is way)
