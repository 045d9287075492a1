"""Searches in a line, and what tests look at in the answers."""

from dataclasses import replace
from typing import Any

from indexer.document import IndexDocument, Part
from indexer.engine import SearchEngine
from indexer.query import Hit, SearchQuery, SearchResult
from kb.access import PersonId, Viewer
from kb.language import Language
from kb.law.identifiers import ActId, EId
from tests.factories import TODAY, document

ANYBODY = Viewer()


def reader_of(*acts: str) -> Viewer:
    """Return somebody who has signed in and may read the drafts of some acts."""
    return Viewer(person=PersonId(1), drafts=frozenset(map(ActId, acts)))


def ask(
    engine: SearchEngine, text: str = "", viewer: Viewer = ANYBODY, **wanted: Any
) -> SearchResult:
    """Search as a Russian reader would, unless told otherwise."""
    return engine.search(SearchQuery(**{"text": text, "viewer": viewer, "day": TODAY, **wanted}))


def places(result: SearchResult) -> list[str]:
    """Return the act and the passage of each hit."""
    return [f"{hit.act}#{hit.passage}" for hit in result.hits]


def found(
    engine: SearchEngine, text: str = "", viewer: Viewer = ANYBODY, **wanted: Any
) -> list[str]:
    """Return the places of what is found."""
    return places(ask(engine, text, viewer, **wanted))


def shown(hit: Hit) -> str:
    """Return a snippet with what matched in brackets."""
    return "".join(f"[{one.text}]" if one.matched else one.text for one in hit.snippet)


def articles(*texts: str, **edition: Any) -> list[IndexDocument]:
    """Return an act's articles with these texts."""
    return [
        document(text, eid=f"art_{number}", order=number, **edition)
        for number, text in enumerate(texts, 1)
    ]


def in_languages(eid: str = "art_1", **texts: str) -> list[IndexDocument]:
    """Return one article in the languages given by their codes."""
    languages = tuple(Language(code) for code in texts)
    return [
        document(texts[language], eid=eid, language=language, languages=languages)
        for language in languages
    ]


def draft(text: str, **edition: Any) -> IndexDocument:
    """Return an article of a version that is not published."""
    return replace(document(text, **{"applies": None, **edition}), history=())


def in_parts(*lines: str, heading: str = "", **edition: Any) -> IndexDocument:
    """Return an article whose paragraphs are these lines."""
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    parts = [Part(EId(f"art_1__para_{n}"), start) for n, start in enumerate(starts, 1)]
    return replace(document("\n".join(lines), heading=heading, **edition), parts=tuple(parts))


def many(count: int, text: str = "Порядок использования земли.") -> list[IndexDocument]:
    """Return an act of so many articles, all alike."""
    return [document(text, eid=f"art_{n}", order=n, act=ActId("land")) for n in range(count)]
