"""How the units of an act are named and numbered: data, so that the parser has no cases.

`KZ` is the way of Kazakhstan's acts in the three languages (heading order flips: "Статья 5.",
"5-бап.", "Article 5."); `GENERIC` reads acts of other traditions whose sections are numbered
headings, such as those of Ireland.
"""

import re
from dataclasses import dataclass
from typing import Final

from kb.language import Language
from kb.law.act import ProvisionKind
from kb.law.lookalikes import either
from kb.law.numbering import NUMBER, ROMAN

Kind = ProvisionKind


@dataclass(frozen=True, slots=True)
class HeadingPattern:
    """What a heading of one kind of unit looks like.

    The pattern has the groups `label` (printed before the heading's words), `number` and
    `heading`. Letters that look the same in the other alphabet are taken for the same.
    """

    kind: ProvisionKind
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class MarkerPattern:
    """What the printed number of a unit without a heading looks like: "1." or "1)"."""

    kind: ProvisionKind
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Profile:
    """A tradition of drafting: the headings of each language, and the markers in the order tried.

    `front_matter` says that a text may begin with a block of metadata between lines of dashes.
    """

    name: str
    headings: dict[Language, tuple[HeadingPattern, ...]]
    markers: tuple[MarkerPattern, ...]
    front_matter: bool = False


def _heading(kind: ProvisionKind, label: str) -> HeadingPattern:
    pattern = rf"(?P<label>{label})(?P<heading>.*)"
    return HeadingPattern(kind, re.compile(pattern, re.IGNORECASE | re.DOTALL))


def _number_first(kind: ProvisionKind, word: str, number: str = NUMBER) -> HeadingPattern:
    hyphen = r"\s*[-\u2011–]\s*|\s+"
    return _heading(kind, rf"(?P<number>{number})(?:{hyphen}){either(word)}(?:\.|(?=\s|$))\s*")


def _word_first(kind: ProvisionKind, word: str, number: str = NUMBER) -> HeadingPattern:
    return _heading(kind, rf"{either(word)}\s+(?:№\s*)?(?P<number>{number})(?:\.|(?=\s|$))\s*")


def _word_alone(kind: ProvisionKind, word: str) -> HeadingPattern:
    return _heading(kind, rf"(?P<number>){either(word)}(?:\.|(?=\s*$))\s*")


_ANY = rf"(?:{NUMBER}|{ROMAN})"
_SIGN = _heading(Kind.DIVISION, rf"§\s*(?P<number>{NUMBER})(?:\.|(?=\s|$))\s*")

KZ: Final = Profile(
    name="kz",
    headings={
        Language.KK: (
            _number_first(Kind.ARTICLE, "бап"),
            _number_first(Kind.CHAPTER, "тарау", _ANY),
            _number_first(Kind.DIVISION, "параграф"),
            _SIGN,
            _number_first(Kind.SECTION, "бөлім", _ANY),
            _number_first(Kind.APPENDIX, "қосымша"),
            _word_alone(Kind.APPENDIX, "қосымша"),
        ),
        Language.RU: (
            _word_first(Kind.ARTICLE, "статья"),
            _word_first(Kind.CHAPTER, "глава", _ANY),
            _word_first(Kind.DIVISION, "параграф"),
            _SIGN,
            _word_first(Kind.SECTION, "раздел", _ANY),
            _word_first(Kind.APPENDIX, "приложение"),
            _word_alone(Kind.APPENDIX, "приложение"),
        ),
        Language.EN: (
            _word_first(Kind.ARTICLE, "article"),
            _word_first(Kind.CHAPTER, "chapter", _ANY),
            _word_first(Kind.DIVISION, "division"),
            _SIGN,
            _word_first(Kind.SECTION, "section", _ANY),
            _word_first(Kind.APPENDIX, "appendix"),
            _word_alone(Kind.APPENDIX, "appendix"),
        ),
    },
    markers=(
        MarkerPattern(Kind.PARAGRAPH, re.compile(rf"(?P<number>{NUMBER})\.")),
        MarkerPattern(Kind.SUBPARAGRAPH, re.compile(rf"(?P<number>{NUMBER})\)")),
    ),
)

_PART = rf"(?:\d{{1,9}}[A-Z]?|{ROMAN})"
_GENERIC_HEADINGS = (
    _heading(Kind.ARTICLE, r"(?P<number>\d{1,9}[A-Z]{0,3})(?:\.+|(?=[\s—–-]|$))\s*[—–-]?\s*"),
    _word_first(Kind.SECTION, "part", _PART),
    _word_first(Kind.CHAPTER, "chapter", _PART),
    _heading(Kind.APPENDIX, r"(?P<number>(?:[A-Z]+\s+)?SCHEDULE(?:\s+\d{1,9})?)(?:\.|(?=\s|$))\s*"),
    _heading(Kind.APPENDIX, r"(?P<number>ANNEX(?:\s+[IVXLC\d]{1,9})?)(?:\.|(?=\s|$))\s*"),
)

GENERIC: Final = Profile(
    name="generic",
    headings=dict.fromkeys(Language, _GENERIC_HEADINGS),
    markers=(
        MarkerPattern(Kind.PARAGRAPH, re.compile(r"\((?P<number>\d+[A-Z]*)\)")),
        MarkerPattern(Kind.PARAGRAPH, re.compile(r"(?P<number>\d+)\.")),
        MarkerPattern(Kind.INDENT, re.compile(r"\((?P<number>i|[ivx]{2,})\)")),
        MarkerPattern(Kind.SUBPARAGRAPH, re.compile(r"\((?P<number>[a-z]{1,3})\)")),
    ),
    front_matter=True,
)
