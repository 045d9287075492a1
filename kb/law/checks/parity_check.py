"""One law in three languages: the same provisions, with the same figures, references and notes.

The languages are compared provision by provision, by address; they are equal, and none is right
against the others (Constitutional Law, Art. 37.1). Where two of three agree, the third is told of.
"""

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from kb.errors import msg
from kb.language import Language
from kb.law.act import Provision
from kb.law.checks.figures import figures
from kb.law.citation.references import Reference, Scope, find
from kb.law.draft import Draft, languages
from kb.law.finding import Finding, Listed, Rule, Said, Severity, error, warning
from kb.law.folder import TEXTS
from kb.law.identifiers import STEP, EId
from kb.law.parallel import Aligned, align
from kb.law.terms import definitions
from kb.law.units import Path

MISSING: Final = error(
    "parity.missing",
    msg("%(eid)s is missing after this line; %(there)s:%(there_line)s has it: “%(words)s”."),
    msg("Write it in all languages, or correct the numbers so that they agree."),
)
FIGURES: Final = error(
    "parity.figures",
    msg("The figures of %(eid)s differ: %(theirs)s in %(there)s:%(there_line)s, %(mine)s here."),
    msg(
        "Make dates, sums, shares and other figures agree; "
        "write a number in words in all languages or in none."
    ),
)
REFERENCES: Final = error(
    "parity.references",
    msg("The references of %(eid)s differ: %(theirs)s in %(there)s:%(there_line)s, %(mine)s here."),
    msg("Let all languages refer to the same provisions."),
)
SHAPE: Final = error(
    "parity.table",
    msg("The table %(eid)s has %(theirs)s in %(there)s:%(there_line)s and %(mine)s here."),
    msg("Give the table the same rows and columns in all languages."),
)
TERMS: Final = warning(
    "parity.terms",
    msg("%(eid)s defines %(theirs)s in %(there)s:%(there_line)s and %(mine)s here."),
    msg("Write it as “term – meaning;” under words that announce terms, in all languages."),
)

_MOST_WORDS: Final = 60
_SHAPE: Final = msg("%(rows)s rows and %(columns)s columns")
_ELSEWHERE: Final = msg("%(path)s of another act")
_A_TERM: Final = Said(msg("a term"))
_NOTHING: Final = Said(msg("nothing"))


class _Piece(NamedTuple):
    """A heading, a text or a row of a table, and the line that it stands in."""

    words: str
    line: int


class _Said(NamedTuple):
    """What one language says of a subject, in a form that is the same in all, in some order."""

    items: tuple[str | Said, ...]
    line: int


def check(draft: Draft) -> Iterator[Finding]:
    """Yield where the languages of an act do not say the same."""
    there = tuple(languages(draft))
    behind = frozenset(draft.metadata.behind) if draft.metadata else frozenset()
    rows = align({lang: tuple(draft.expressions[lang].walk()) for lang in there}, there)
    yield from _missing(rows, there, behind)
    defined = {lang: {d.eid for d in definitions(draft.expressions[lang])} for lang in there}
    for row in rows:
        cells = {lang: c for lang, c in zip(there, row.cells, strict=True) if c is not None}
        if len(cells) > 1:
            yield from _differences(row.eid, cells, behind)
            terms = {lang: _term(cell, defined[lang]) for lang, cell in cells.items()}
            yield from _compared(TERMS, row.eid, terms, behind)


# What is missing


def _missing(
    rows: Iterable[Aligned[Provision]], there: Collection[Language], behind: Collection[Language]
) -> Iterator[Finding]:
    """Yield what one language has and another has not, once, at its top."""
    line_before = dict.fromkeys(there, 1)
    told: set[tuple[Language, EId]] = set()
    for row in rows:
        cells = dict(zip(there, row.cells, strict=True))
        for language, cell in cells.items():
            if cell is not None:
                line_before[language] = cell.line
            else:
                if not any((language, step) in told for step in row.eid.lineage()):
                    yield _absent(row.eid, cells, language, line_before[language], behind)
                told.add((language, row.eid))


def _absent(
    eid: EId,
    cells: Mapping[Language, Provision | None],
    language: Language,
    line: int,
    behind: Collection[Language],
) -> Finding:
    having = {lang: cell for lang, cell in cells.items() if cell is not None}
    other = next((lang for lang in having if lang not in behind), next(iter(having)))
    provision = having[other]
    details = {"eid": eid, "there": TEXTS[other], "there_line": provision.line}
    details["words"] = _first_words(provision)
    return Finding(MISSING, TEXTS[language], line, details, _severity({language, other}, behind))


def _first_words(provision: Provision) -> str:
    """Return what a unit begins with, in one line; a unit without words of its own, with those in it."""
    parts = (f"{part.label} {part.heading or part.text}".split() for part in provision.walk())
    words = " ".join(next(filter(None, parts), ()))
    if len(words) > _MOST_WORDS:
        return f"{words[:_MOST_WORDS].rstrip()}…"
    return words.rstrip(".;:")


def _severity(compared: Collection[Language], behind: Collection[Language]) -> Severity | None:
    """Return a milder severity for a language that lags behind while the draft is being written."""
    return Severity.WARNING if any(language in behind for language in compared) else None


# What differs


def _differences(
    eid: EId, cells: Mapping[Language, Provision], behind: Collection[Language]
) -> Iterator[Finding]:
    shapes = {language: _shape(cell) for language, cell in cells.items()}
    if len({said.items for said in shapes.values()}) > 1:
        yield from _compared(SHAPE, eid, shapes, behind)
        return
    pieces = (_pieces(cell) for cell in cells.values())
    for row in zip(*pieces, strict=True):
        said = dict(zip(cells, row, strict=True))
        references = {lang: find(piece.words, lang) for lang, piece in said.items()}
        targets = {lang: _targets(references[lang], piece.line) for lang, piece in said.items()}
        sums = {lang: _figures(piece, lang, references[lang]) for lang, piece in said.items()}
        yield from _compared(REFERENCES, eid, targets, behind)
        yield from _compared(FIGURES, eid, sums, behind)


def _compared(
    rule: Rule, eid: EId, said: Mapping[Language, _Said], behind: Collection[Language]
) -> Iterator[Finding]:
    """Yield the languages that say something else than the one that most agree with."""
    votes = Counter(one.items for one in said.values())
    most = max(said, key=lambda language: (votes[said[language].items], language not in behind))
    theirs = said[most]
    for language, mine in said.items():
        if mine.items != theirs.items:
            only_mine = Counter(mine.items) - Counter(theirs.items)
            only_theirs = Counter(theirs.items) - Counter(mine.items)
            details = {"eid": eid, "there": TEXTS[most], "there_line": theirs.line}
            details |= {"mine": _told(only_mine), "theirs": _told(only_theirs)}
            severity = _severity({language, most}, behind)
            yield Finding(rule, TEXTS[language], mine.line, details, severity)


def _pieces(provision: Provision) -> list[_Piece]:
    if provision.rows:
        rows = enumerate(provision.rows)
        return [_Piece("\t".join(row), provision.line + n + min(n, 1)) for n, row in rows]
    heading = _Piece(provision.heading, provision.line)
    return [heading, _Piece(provision.text, provision.text_line)]


def _shape(provision: Provision) -> _Said:
    rows, columns = len(provision.rows), max(map(len, provision.rows), default=0)
    return _Said((Said(_SHAPE, (("rows", rows), ("columns", columns))),), provision.line)


def _term(provision: Provision, defined: Container[EId]) -> _Said:
    return _Said((_A_TERM,) if provision.eid in defined else (), provision.text_line)


def _targets(references: Iterable[Reference], line: int) -> _Said:
    """Return what references lead to; a title differs by language, so it does not count."""
    targets = (
        Said(_ELSEWHERE, (("path", _spelt(path)),))
        if reference.scope is Scope.OTHER
        else _spelt(path)
        for reference in references
        if reference.scope is not Scope.EXTERNAL
        for path in reference.paths
    )
    return _Said(tuple(sorted(targets, key=str)), line)


def _spelt(path: Path) -> str:
    return STEP.join(f"{step.unit}_{step.number}".rstrip("_") for step in path)


def _figures(piece: _Piece, language: Language, references: Iterable[Reference]) -> _Said:
    spans = [(reference.start, reference.end) for reference in references]
    return _Said(tuple(sorted(figures(piece.words, language, leave_out=spans))), piece.line)


def _told(items: Counter[str | Said]) -> Listed | Said:
    return Listed(tuple(sorted(items.elements(), key=str))) if items else _NOTHING
