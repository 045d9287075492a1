"""How a language writes references: what its data must say, and the pieces that all share.

The data stand in citation_russian, citation_kazakh and citation_english. Patterns are matched
against folded text (kb.law.lookalikes), so they may be written in real Kazakh and are folded
once. Every repetition of blanks and words is bounded: no text makes a match slow.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from kb.law.citation.ordinals import Ordinals
from kb.law.lookalikes import fold_pattern
from kb.law.units import Unit

NUMBER: Final = r"\d{1,4}(?:-\d{1,3}){0,2}"
"""A number as printed; "5-1" was inserted between 5 and 6."""

GAP: Final = r"\s{1,8}"

TITLE: Final = (
    r"(?:«(?P<title>(?:[^«»]|«[^«»]{0,120}»){3,300})»"
    r"|«(?P<unclosed>[^«»]{3,200}«[^«»]{1,100}»)"
    r"|[“„](?P<curly>[^“”„]{3,300})[”“]"
    r'|"(?P<straight>[^"]{3,300})")'
)
"""A quoted title. Real texts close «… «Астана» with one mark for two."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one language writes references.

    `term` finds one unit with its numbers. Its groups: `word` is the unit's word, `numbers` and
    `ordinals` its numbers in digits and in words; `early` numbers stand before a word `after`
    where this is unusual, so that they count only beside another unit; `bare` is an appendix
    without a number. In Kazakh `joint` stands between number and word, `suffix` is the word's
    ending, `had` its possessive and `case` its case.

    The gaps are full matches of what stands between two terms of one reference (`chained`), two
    references of one phrase (`joined`), a reference and a part of it (`descending`), and a
    reference and its exception (`excepted`).

    The last four say which act is meant: they match right behind the reference, or right before
    it where `owner_first`. Groups: `unit` in `here` and `again`, the titles in `other`, `to`
    where only an appendix fits, and `doubtful` for a word that may be no act.
    """

    owner_first: bool
    term: re.Pattern[str]
    stems: Mapping[str, Unit]
    plural: re.Pattern[str]
    ordinals: Mapping[Unit, Ordinals]
    early: Mapping[Unit, Ordinals]
    chained: re.Pattern[str]
    joined: re.Pattern[str]
    descending: re.Pattern[str]
    excepted: re.Pattern[str]
    here: re.Pattern[str]
    again: re.Pattern[str]
    own: re.Pattern[str]
    other: re.Pattern[str]

    def unit(self, word: str) -> Unit:
        """Return the unit that a word of `term` names."""
        return next(unit for stem, unit in self.stems.items() if word.startswith(stem))


NEVER: Final = re.compile(r"(?!)")


def listed(item: str, separator: str) -> str:
    """Return the pattern of one or more items of a list."""
    return rf"{item}(?:{separator}{item}){{0,80}}"


def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern written in any letters of its language."""
    return re.compile(fold_pattern(pattern))
