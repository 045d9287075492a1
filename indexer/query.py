"""What is asked of an index, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from indexer.recovery.query import Rewriting
from indexer.syntax import Hint
from kb.access import Viewer
from kb.language import Language
from kb.law.force import Force
from kb.law.identifiers import ActId, EId


class Facet(StrEnum):
    """A property of a passage that results can be narrowed by."""

    KIND = "kind"
    TOPIC = "topic"
    BODY = "body"
    STATUS = "status"
    LANGUAGE = "lang"
    YEAR = "year"
    ACT = "act"


class Sort(StrEnum):
    """The order of results."""

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """A search: what was typed, by whom, and how the results are wanted.

    `interface` is the language the viewer reads the site in, which decides where the words do not
    tell. `day` is today. `as_of` asks for the law of a day, which is the same for all viewers; without
    it each finds the newest that the viewer may read. `literal` takes the words as they were typed.
    Pages count from 1.
    """

    text: str
    viewer: Viewer
    day: date
    as_of: date | None = None
    interface: Language = Language.RU
    chosen: Mapping[Facet, frozenset[str]] = field(default_factory=dict)
    sort: Sort = Sort.RELEVANCE
    by_act: bool = False
    literal: bool = False
    page: int = 1
    size: int = 10

    @property
    def law_day(self) -> date:
        """The day as of which status is told."""
        return self.as_of or self.day


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a snippet, which matched the query or not."""

    text: str
    matched: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, and its provision where the words matched best (`eid`)."""

    act: ActId
    eid: EId
    passage: EId
    language: Language
    languages: tuple[Language, ...]
    title: str
    path: tuple[str, ...]
    label: str
    heading: str
    heading_pieces: tuple[Piece, ...]
    snippet: tuple[Piece, ...]
    kind: str
    force: Force
    score: float


@dataclass(frozen=True, slots=True)
class ActHits:
    """The best passages of one act, and how many of it were found."""

    act: ActId
    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a search.

    `total` counts passages, or acts if the results are grouped by act. `counts` tells for each value
    of a facet how many passages there would be if it were chosen. `languages` are those of the
    results, `meant` is what was searched instead of what was typed, and `hints` tell what was not
    taken as it was typed.
    """

    total: int
    hits: tuple[Hit, ...] = ()
    acts: tuple[ActHits, ...] = ()
    counts: Mapping[Facet, Mapping[str, int]] = field(default_factory=dict)
    languages: tuple[Language, ...] = ()
    meant: Rewriting | None = None
    hints: tuple[Hint, ...] = ()
