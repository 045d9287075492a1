"""The page of search results."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final, Self

from flask import url_for
from werkzeug.datastructures import MultiDict

from indexer.jumping import Jump
from indexer.query import Facet, SearchQuery, SearchResult, Sort
from kb.access import Viewer
from kb.language import Language
from kb.services.catalogues import Catalogues
from webapp import labels
from webapp.pages.facets import Choice, FacetView
from webapp.pages.point_in_time import day_asked

AS_OF: Final = "on"
SIZE: Final = 10
MOST_PAGES: Final = 100
CHOSEN: Final = (Facet.LANGUAGE, Facet.STATUS, Facet.KIND, Facet.TOPIC, Facet.BODY, Facet.YEAR)


def query_of(
    asked: MultiDict[str, str], viewer: Viewer, interface: Language, today: date
) -> SearchQuery:
    """Return the search that an address asks for; what cannot be read in it is passed over."""
    chosen = {facet: frozenset(asked.getlist(facet.value)) - {""} for facet in Facet}
    return SearchQuery(
        text=asked.get("q", ""),
        viewer=viewer,
        day=today,
        as_of=day_asked(asked.get(AS_OF, "")),
        interface=interface,
        chosen={facet: values for facet, values in chosen.items() if values},
        sort=Sort.DATE if asked.get("sort") == Sort.DATE else Sort.RELEVANCE,
        by_act=asked.get("by") == "act",
        literal=asked.get("literal") == "1",
        page=page_of(asked.get("page", "")),
        size=SIZE,
    )


def to_acts(query: SearchQuery) -> Callable[..., str]:
    """Return what makes the addresses of acts: of their text on the day asked for, if one is."""
    if query.as_of is None:
        return partial(url_for, "acts.show")
    return partial(url_for, "acts.on_day", day=query.as_of)


def page_of(asked: str) -> int:
    """Return the page asked for: the first if it is no number, the last if it is beyond that."""
    if not (asked.isascii() and asked.isdecimal()):
        return 1
    return max(1, min(int(asked[:9]), MOST_PAGES))


@dataclass(frozen=True, slots=True)
class SearchPage:
    """All that the page shows: what was asked, what was found, how to narrow or widen it."""

    query: SearchQuery
    result: SearchResult
    jump: Jump
    facets: tuple[FacetView, ...]
    hints: tuple[str, ...]
    pages: int
    others: tuple[Language, ...]

    @classmethod
    def of(
        cls, query: SearchQuery, result: SearchResult, jump: Jump, catalogues: Catalogues
    ) -> Self:
        """Return the page for a result."""
        facets = (_facet(facet, query, result, catalogues) for facet in CHOSEN)
        searched = result.languages or (query.interface,)
        return cls(
            query=query,
            result=result,
            jump=jump,
            facets=tuple(facet for facet in facets if facet.choices),
            hints=tuple(labels.hint(hint) for hint in result.hints),
            pages=min(-(-result.total // query.size), MOST_PAGES),
            others=tuple(language for language in Language if language not in searched),
        )


def _facet(
    facet: Facet, query: SearchQuery, result: SearchResult, catalogues: Catalogues
) -> FacetView:
    counts = result.counts.get(facet, {})
    names: Mapping[str, str] = labels.values(facet, catalogues, query.interface)
    chosen = query.chosen.get(facet, frozenset())
    values = sorted({*counts, *chosen}, key=lambda value: (-counts.get(value, 0), value))
    choices = (Choice(v, names.get(v, v), counts.get(v, 0), v in chosen) for v in values)
    return FacetView(facet.value, labels.facet(facet), tuple(choices))
