"""Numbers that repeat, are missing, or stand out of order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from kb.errors import msg
from kb.law.act import Expression, Provision, ProvisionKind
from kb.law.eids import DUPLICATE
from kb.law.finding import Finding, error, warning
from kb.law.folder import TEXTS
from kb.law.numbering import follows, key

Kind = ProvisionKind

REPEATED: Final = error(
    "numbering.repeated",
    msg("“%(label)s” stands here for the second time."),
    msg("Give it a number of its own; what a later act inserts is numbered 5-1, 1-1)."),
)
DISORDER: Final = error(
    "numbering.order",
    msg("“%(label)s” stands after “%(before)s”."),
    msg("Put the units in the order of their numbers."),
)
GAP: Final = warning(
    "numbering.gap",
    msg("“%(label)s” follows “%(before)s”, and what lies between is missing."),
    msg("Add it; keep the number of an excluded unit, with a note that says so."),
)
FIRST: Final = warning(
    "numbering.first",
    msg("The numbers begin with “%(label)s” here."),
    msg("Begin with 1; keep the number of an excluded unit, with a note that says so."),
)
LOST_PART: Final = warning(
    "text.margin",
    msg("This text stands at the margin, after numbered paragraphs."),
    msg("Indent it by three spaces if it is a part of paragraph %(number)s."),
)
HEADING: Final = warning(
    "text.heading",
    msg("The heading “%(heading)s” names no unit of an act."),
    msg("Write it as acts/README.md shows for this language, for instance “%(example)s”."),
)

_EXAMPLES: Final = {"kk": "2-тарау. …", "ru": "Глава 2. …", "en": "Chapter 2. …"}


def check(expression: Expression) -> Iterator[Finding]:
    """Yield what is wrong with the numbers and headings of one text."""
    file = TEXTS[expression.language]
    for run in _runs(expression):
        yield from _check_run(run, file)
    for provision in expression.walk():
        if DUPLICATE in provision.eid.rpartition("__")[2] and provision.number:
            yield Finding(REPEATED, file, provision.line, {"label": _quoted(provision)})
        if provision.kind is Kind.GROUP:
            example = _EXAMPLES[expression.language]
            details = {"heading": provision.heading, "example": example}
            yield Finding(HEADING, file, provision.line, details)
        yield from _lost_parts(provision, file)


def _runs(expression: Expression) -> Iterable[list[Provision]]:
    """Return the sequences of numbers that must be unbroken: one kind, one owner."""
    runs: dict[tuple[ProvisionKind, str], list[Provision]] = defaultdict(list)
    for provision in expression.walk():
        if provision.number and provision.kind is not Kind.GROUP:
            runs[provision.kind, provision.eid.rpartition("__")[0]].append(provision)
    return runs.values()


def _check_run(run: list[Provision], file: str) -> Iterator[Finding]:
    if key(run[0].number) > (1,):
        yield Finding(FIRST, file, run[0].line, {"label": _quoted(run[0])})
    for before, now in pairwise(run):
        details = {"label": _quoted(now), "before": _quoted(before)}
        if key(now.number) < key(before.number):
            yield Finding(DISORDER, file, now.line, details)
        elif now.number != before.number and not follows(now.number, before.number):
            yield Finding(GAP, file, now.line, details)


def _quoted(provision: Provision) -> str:
    """Return a number as it is named within a sentence: without the full stop that it ends in."""
    return provision.label.removesuffix(".")


def _lost_parts(provision: Provision, file: str) -> Iterator[Finding]:
    """Text after the numbered paragraphs of a unit is seldom meant to be the unit's own."""
    paragraph = ""
    for child in provision.children:
        if child.kind is Kind.PARAGRAPH:
            paragraph = child.number
        elif child.kind is Kind.PART and paragraph:
            yield Finding(LOST_PART, file, child.line, {"number": paragraph})
