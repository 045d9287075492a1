"""Recall and reciprocal rank of the engine on public sets of questions, well and badly typed."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from indexer.document import IndexDocument
from indexer.engine import SearchEngine
from indexer.query import SearchQuery
from indexer.whoosh_engine.engine import WhooshEngine
from kb.access import Viewer
from kb.language import Language
from kb.law.identifiers import ActId, EId
from tests.bench.bench import Bench, Found
from tests.bench.damage import DAMAGES, Damage, as_is
from tests.bench.report import Demand, Table
from tests.bench.timing import Took, timed
from tests.factories import DOCUMENT, EDITION, TODAY

TOP: Final = 10
SEED: Final = 2026
REACH: Final = {
    Language.KK: (0.93, 0.74),
    Language.RU: (0.985, 0.94),
    Language.EN: (0.99, 0.95),
}
"""The Recall@10 and MRR@10 that are demanded."""

COLUMNS: Final = {
    "questions": ",d",
    "R@10": ".3f",
    "MRR@10": ".3f",
    "misrouted": "d",
    "ms": ".1f",
    "CPU ms": ".1f",
}


class Question(NamedTuple):
    """A question, and the passages that answer it."""

    text: str
    relevant: frozenset[EId]


@dataclass(frozen=True, slots=True)
class Figures:
    """How well questions were answered; `misrouted` were taken for another language."""

    recall: float
    mrr: float
    misrouted: int
    mean: Took


def measure(bench: Bench) -> Found:
    """Ask the engine all questions, in each way of typing."""
    folder = bench.text("retrieval")
    engine = WhooshEngine(bench.new("relevance"))
    bench.tell("indexing the paragraphs of three languages together")
    engine.rebuild(one for language in Language for one in _documents(folder, language))
    rows, demands = [], []
    for language in Language:
        questions = _questions(folder, language)
        for damage in DAMAGES[language]:
            name = f"{language}, {damage.__name__.replace('_', ' ')}"
            bench.tell(name)
            got = _asked(engine, questions, language, damage)
            mean = got.mean.ms
            figures = (got.recall, got.mrr, got.misrouted, mean.wall, mean.cpu)
            rows.append((name, len(questions), *figures))
            if damage is as_is:
                recall, mrr = REACH[language]
                demands += [
                    Demand(what=f"{language} Recall@10", figure=got.recall, at_least=recall),
                    Demand(what=f"{language} MRR@10", figure=got.mrr, at_least=mrr),
                ]
    yield Table("Questions", COLUMNS, rows)
    yield from demands


def _asked(
    engine: SearchEngine, questions: list[Question], language: Language, damage: Damage
) -> Figures:
    chance = random.Random(SEED)
    ranks, misrouted, total = [], 0, Took(0, 0)
    for question in questions:
        typed = damage(question.text, chance)
        query = SearchQuery(text=typed, viewer=Viewer(), day=TODAY, interface=language, size=TOP)
        result, time = timed(lambda query=query: engine.search(query))
        total += time
        misrouted += result.languages[:1] != (language,)
        found = [
            hit.language is language and hit.passage in question.relevant for hit in result.hits
        ]
        ranks.append(found.index(True) + 1 if any(found) else 0)
    count = len(ranks)
    return Figures(
        sum(map(bool, ranks)) / count,
        sum(1 / rank for rank in ranks if rank) / count,
        misrouted,
        Took(total.wall / count, total.cpu / count),
    )


def _documents(folder: Path, language: Language) -> Iterator[IndexDocument]:
    edition = replace(
        EDITION, act=ActId(f"set-{language}"), language=language, languages=(language,), title="–"
    )
    for order, line in enumerate(_lines(folder / f"{language}.documents.jsonl")):
        eid = EId(f"art_{line['id']}")
        yield replace(
            DOCUMENT, edition=edition, eid=eid, order=order, heading="", text=line["text"], parts=()
        )


def _questions(folder: Path, language: Language) -> list[Question]:
    return [
        Question(line["question"], frozenset(EId(f"art_{one}") for one in line["relevant"]))
        for line in _lines(folder / f"{language}.questions.jsonl")
    ]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
