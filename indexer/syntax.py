"""What people may type into the search box, read strictly and never refused.

Words; "phrases" that must be there; «quotations», which are better found as they stand;
-exclusions; beginnings of words (инвест*); facets (kind:rules).
There is no other syntax, so that no query costs more than another: what is odd is read as words
and told of in a hint.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

MOST_CHARACTERS: Final = 256
MOST_TERMS: Final = 24
SHORTEST_PREFIX: Final = 3

FIELDS: Final = frozenset({"kind", "topic", "body", "status", "lang", "year", "act"})


class Hint(StrEnum):
    """What the reader is told about a query that was not taken as it was typed."""

    TOO_LONG = "too-long"
    TOO_MANY_TERMS = "too-many-terms"
    OPEN_QUOTE = "open-quote"
    LEADING_WILDCARD = "leading-wildcard"
    SHORT_PREFIX = "short-prefix"
    UNKNOWN_FIELD = "unknown-field"
    ONLY_EXCLUSIONS = "only-exclusions"
    NO_PHRASE = "no-phrase"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query taken apart.

    `words` are all words that rank, those of phrases and quotations included. People write «…»
    around titles, so a quotation only raises what has it; a phrase in straight marks must be there,
    and what is excluded must not.
    """

    words: str = ""
    phrases: tuple[str, ...] = ()
    quotations: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    hints: tuple[Hint, ...] = ()


_TOKEN: Final = re.compile(
    r"""
    (?P<minus>(?<!\S)[-−])?
    (?: " (?P<phrase>[^"]*) "
      | [«“„] (?P<quotation>[^«»“”„"]*) [»”“"]
      | (?P<open>[«“„"])
      | (?P<field>[A-Za-z]+):(?P<value>[\w-]+)
      | (?P<word>[^\s«»“”„"]+)
      | (?P<stray>[»”])
    )
    """,
    re.VERBOSE,
)
_CONTROL: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_TERM: Final = re.compile(r"[^\W_]+")


def parse(text: str) -> Parsed:
    """Take a query apart; any text is one.

    >>> parse('налоговая "срок действия" -таможня инвест* kind:rules').phrases
    ('срок действия',)
    """
    reading = _Reading()
    plain = _CONTROL.sub(" ", text).strip()
    if len(plain) > MOST_CHARACTERS:
        reading.hint(Hint.TOO_LONG)
        plain = plain[:MOST_CHARACTERS]
    for match in _TOKEN.finditer(plain):
        reading.take(match)
    return reading.parsed()


def _is_word(text: str) -> bool:
    return any(character.isalnum() for character in text)


class _Reading:
    """The parts of a query found so far."""

    def __init__(self) -> None:
        self.terms = 0
        self._words: list[str] = []
        self._phrases: list[str] = []
        self._quotations: list[str] = []
        self._prefixes: list[str] = []
        self._excluded: list[str] = []
        self._fields: dict[str, set[str]] = {}
        self._hints: dict[Hint, None] = {}

    def hint(self, hint: Hint) -> None:
        self._hints[hint] = None

    def take(self, match: re.Match[str]) -> None:
        if match["open"]:
            self.hint(Hint.OPEN_QUOTE)
        elif match["phrase"] is not None:
            self._take_phrase(match["phrase"], self._phrases, excluded=bool(match["minus"]))
        elif match["quotation"] is not None:
            self._take_phrase(match["quotation"], self._quotations, excluded=bool(match["minus"]))
        elif match["field"]:
            self._take_field(match)
        elif match["word"]:
            self._take_word(match["word"], excluded=bool(match["minus"]))

    def _take_phrase(self, phrase: str, kept: list[str], *, excluded: bool) -> None:
        words = " ".join(self._within_limit(phrase).split())
        if not _is_word(words):
            return
        if excluded:
            self._excluded.append(words)
        else:
            self._words.append(words)
            kept.append(words)

    def _take_field(self, match: re.Match[str]) -> None:
        name = match["field"].lower()
        if name in FIELDS and not match["minus"]:
            self._fields.setdefault(name, set()).add(match["value"].lower())
            return
        if name not in {"http", "https"}:
            self.hint(Hint.UNKNOWN_FIELD)
        self._take_word(f"{match['field']} {match['value']}", excluded=bool(match["minus"]))

    def _take_word(self, word: str, *, excluded: bool) -> None:
        if word.startswith(("*", "?")):
            self.hint(Hint.LEADING_WILDCARD)
        stem = self._within_limit(word.strip("*?"))
        if not _is_word(stem):
            return
        if excluded:
            self._excluded.append(stem)
        elif word.endswith("*") and stem.isalpha():
            self._take_prefix(stem)
        else:
            self._words.append(stem)

    def _take_prefix(self, stem: str) -> None:
        if len(stem) < SHORTEST_PREFIX:
            self.hint(Hint.SHORT_PREFIX)
            self._words.append(stem)
        else:
            self._prefixes.append(stem)

    def _within_limit(self, text: str) -> str:
        """Return as much of a text as there is room for: "а,б,в" has three words without a space."""
        terms = list(_TERM.finditer(text))
        room = MOST_TERMS - self.terms
        self.terms += min(len(terms), room)
        if len(terms) <= room:
            return text
        self.hint(Hint.TOO_MANY_TERMS)
        return text[: terms[room].start()]

    def parsed(self) -> Parsed:
        if self._excluded and not (self._words or self._prefixes or self._fields):
            self.hint(Hint.ONLY_EXCLUSIONS)
        return Parsed(
            words=" ".join(self._words),
            phrases=tuple(self._phrases),
            quotations=tuple(self._quotations),
            prefixes=tuple(self._prefixes),
            excluded=tuple(self._excluded),
            fields={name: frozenset(values) for name, values in self._fields.items()},
            hints=tuple(self._hints),
        )
