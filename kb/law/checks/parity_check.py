"""One law in three languages: the same provisions, with the same figures, references and notes.

The languages are compared provision by provision, by address; they are equal, and none is right
against the others (Constitutional Law, Art. 37.1).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from kb.language import Language
from kb.law.act import Provision, ProvisionKind
from kb.law.checks.figures import figures
from kb.law.citation.references import Reference, Scope, find
from kb.law.draft import Draft, languages
from kb.law.finding import Finding, Severity, error
from kb.law.folder import TEXTS
from kb.law.identifiers import EId
from kb.law.parallel import Aligned, align

MISSING: Final = error(
    "parity.missing",
    "%(eid)s (%(there)s line %(there_line)s: “%(words)s”) is missing in %(language)s.",
    "Write it in all languages, or correct the numbers so that they agree.",
)
FIGURES: Final = error(
    "parity.figures",
    "%(eid)s: %(language)s says %(mine)s where %(other)s says %(theirs)s.",
    "Make dates, sums, shares and other figures agree; write a number in words in all languages or in none.",
)
REFERENCES: Final = error(
    "parity.references",
    "%(eid)s: %(language)s refers to %(mine)s where %(other)s refers to %(theirs)s.",
    "Make the references agree.",
)
SHAPE: Final = error(
    "parity.table",
    "%(eid)s: the table has %(mine)s in %(language)s and %(theirs)s in %(other)s.",
    "Give the table the same rows and columns in all languages.",
)

_Row = Aligned[Provision]


def check(draft: Draft) -> Iterator[Finding]:
    """Yield where the languages of an act do not say the same."""
    there = tuple(languages(draft))
    texts = {language: tuple(draft.expressions[language].walk()) for language in there}
    behind = frozenset(draft.metadata.behind) if draft.metadata else frozenset()
    reported: set[EId] = set()
    for row in align(texts, there):
        for finding in _row(row, there, reported):
            late = behind & {finding.details["language"], finding.details.get("other")}
            yield replace(finding, severity=Severity.WARNING) if late else finding


def _row(row: _Row, there: Sequence[Language], reported: set[EId]) -> Iterator[Finding]:
    """Yield the findings of one address; what is missing is told of once, at its top."""
    if None in row.cells:
        if not any(step in reported for step in row.eid.lineage()):
            yield from _missing(row, there)
        reported.add(row.eid)
    cells = [(lang, cell) for lang, cell in zip(there, row.cells, strict=True) if cell is not None]
    for (other, theirs), (language, mine) in combinations(cells, 2):
        at = {"eid": row.eid, "language": language, "other": other}
        yield from _compare(mine, theirs, language, other, at)


def _missing(row: _Row, there: Sequence[Language]) -> Iterator[Finding]:
    known = next(n for n, cell in enumerate(row.cells) if cell is not None)
    provision = row.first
    words = " ".join(filter(None, (provision.label, provision.heading or provision.text)))[:60]
    details = {
        "eid": row.eid,
        "there": there[known],
        "there_line": provision.line,
        "words": words,
    }
    for language, cell in zip(there, row.cells, strict=True):
        if cell is None:
            yield Finding(MISSING, TEXTS[language], 1, details | {"language": language})


def _compare(
    mine: Provision,
    theirs: Provision,
    language: Language,
    other: Language,
    at: Mapping[str, object],
) -> Iterator[Finding]:
    file = TEXTS[language]
    if mine.kind is ProvisionKind.TABLE and _shape(mine) != _shape(theirs):
        details = {**at, "mine": _shape(mine), "theirs": _shape(theirs)}
        yield Finding(SHAPE, file, mine.line, details)
    my_references, their_references = find(mine.text, language), find(theirs.text, other)
    pairs = (
        (REFERENCES, _targets(my_references), _targets(their_references)),
        (
            FIGURES,
            _figures(mine, language, my_references),
            _figures(theirs, other, their_references),
        ),
    )
    for rule, ours, others in pairs:
        if ours != others:
            details = {**at, "mine": _told(ours - others), "theirs": _told(others - ours)}
            yield Finding(rule, file, mine.line, details)


def _figures(
    provision: Provision, language: Language, references: Sequence[Reference]
) -> Counter[str]:
    text = f"{provision.heading}\n{provision.text}" if provision.heading else provision.text
    shift = len(text) - len(provision.text)
    spans = [(r.start + shift, r.end + shift) for r in references]
    return Counter(figures(text, language, leave_out=spans))


def _targets(references: Sequence[Reference]) -> Counter[str]:
    """Return what references lead to; a title differs by language, so it does not count."""
    return Counter(
        f"{'another act, ' if reference.scope is Scope.OTHER else ''}"
        + " ".join(f"{step.unit}_{step.number}" for step in path)
        for reference in references
        if reference.scope is not Scope.EXTERNAL
        for path in reference.paths
    )


def _shape(provision: Provision) -> str:
    columns = max((len(row) for row in provision.rows), default=0)
    return f"{len(provision.rows)} × {columns}"


def _told(items: Counter[str]) -> str:
    return ", ".join(sorted(items.elements())) or "nothing"
