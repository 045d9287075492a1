"""What is indexed: a passage of an act, in one language of one version."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from indexer.analysis.grams import grams
from indexer.analysis.words import Token, analyse
from kb.language import Language
from kb.law.applying import Stretch
from kb.law.force import History
from kb.law.identifiers import ActId, EId


@dataclass(frozen=True, slots=True)
class Edition:
    """What all passages of one version in one language have in common.

    `applies` are the days on which a publication applies among those of its act, None for a draft;
    `is_newest` says that no newer version exists. The index holds no versions but these: whatever
    applies on some day, and the newest. `day` is that of the publication, or of the commit.
    """

    act: ActId
    language: Language
    title: str
    kind: str
    body: str
    topics: tuple[str, ...]
    zones: tuple[str, ...]
    languages: tuple[Language, ...]
    day: date
    applies: Stretch | None
    is_newest: bool

    @property
    def is_published(self) -> bool:
        """Whether everybody may read it."""
        return self.applies is not None

    @property
    def is_current(self) -> bool:
        """Whether everybody reads it who names no day: the latest publication applies for ever."""
        return self.applies is not None and self.applies.until is None

    def applies_on(self, day: date) -> bool:
        """Tell whether it is the law of a day."""
        return self.applies is not None and day in self.applies


@dataclass(frozen=True, slots=True)
class Part:
    """A provision within a passage: where its words begin in the passage's text."""

    eid: EId
    start: int


@dataclass(frozen=True)
class IndexDocument:
    """A passage ready to be indexed: an article, or a paragraph of an act without articles.

    `path` are the headings above it, `text` its words with their printed numbers, and `parts` where
    each of its provisions begins in them. `history` is its force from day to day; empty for a draft.
    """

    edition: Edition
    eid: EId
    order: int
    path: tuple[str, ...]
    label: str
    heading: str
    text: str
    parts: tuple[Part, ...]
    history: History = ()

    @property
    def key(self) -> str:
        """What is unique in an index: act, language, draft or day since when it applies, address."""
        one = self.edition
        since = (one.applies.since or "") if one.applies else "draft"
        return f"{one.act}/{one.language}/{since}/{self.eid}"

    @cached_property
    def analysed(self) -> "Analysed":
        """The passage's terms, made once however many indexes take it."""
        return Analysed.of(self.heading, self.text, self.edition.language)


@dataclass(frozen=True, slots=True)
class Analysed:
    """The terms of a passage: those of its heading stand before those of its text."""

    terms: tuple[str, ...]
    heading_terms: tuple[str, ...]
    words: frozenset[str]
    grams: Counter[str]

    @classmethod
    def of(cls, heading: str, text: str, language: Language) -> "Analysed":
        """Analyse a heading and a text."""
        head: list[Token] = analyse(heading, language)
        tokens = head + analyse(text, language)
        return cls(
            terms=tuple(token.term for token in tokens),
            heading_terms=tuple(token.term for token in head),
            words=frozenset(token.word for token in tokens),
            grams=Counter(grams(tokens)),
        )
