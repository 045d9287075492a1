"""The page of a draft for those who work on it: its checks, where its languages agree, advice, git."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from kb.errors import msg
from kb.language import Language
from kb.law.agreement import ORDER, Agreement, Line
from kb.law.citation.naming import place
from kb.law.finding import Finding
from kb.law.folder import METADATA
from kb.law.identifiers import ActId, EId
from kb.services import examining
from kb.services.examining import Report
from kb.services.library import Act
from kb.services.problems import problems
from kb.settings import Settings
from webapp import refusals
from webapp.locale import gettext, read_instead
from webapp.pages.cards import Card
from webapp.pages.problem_view import ProblemView
from webapp.visit import Visit

AGREEMENTS: Final = {
    Agreement.SAME: msg("agrees"),
    Agreement.DIFFERS: msg("differs"),
    Agreement.MISSING: msg("missing"),
}
SIGNS: Final = {Agreement.SAME: "=", Agreement.DIFFERS: "≠", Agreement.MISSING: "–"}
"""What stands in a cell beside its word, so that nothing depends on colour."""

ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Told:
    """A finding as it is read: in English, or in the reader's language if `language` says so."""

    file: str
    line: int
    severity: str
    message: str
    cure: str
    rule: str
    eid: EId
    language: Language


@dataclass(frozen=True, slots=True)
class Cell:
    """What one language has at an address."""

    language: Language
    agreement: Agreement
    sign: str
    label: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A provision in all languages; `parts` are shown if the row is open."""

    eid: EId
    words: str
    heading: str
    cells: tuple[Cell, ...]
    is_container: bool
    is_open: bool
    parts: tuple["MatrixRow", ...]


@dataclass(frozen=True, slots=True)
class Advised:
    """What is advised on one provision."""

    eid: EId
    words: str
    advice: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class DraftPage:
    """All that the page of a draft shows."""

    act: Act
    card: Card
    stage: str
    folder: str
    clone: str
    problems: tuple[ProblemView, ...]
    report: Report
    findings: tuple[Told, ...]
    advised: tuple[Advised, ...]
    matrix: tuple[MatrixRow, ...]
    units: int
    agreeing: int


def draft_page(visit: Visit, settings: Settings, act: ActId, opened: Sequence[str]) -> DraftPage:
    """Return the page of a draft; `opened` are the addresses whose parts are to be shown, or "all"."""
    found, report = visit.lists.examiner.report(visit.db, visit.viewer, act)
    headings = _headings(visit, found)
    units = [line for line in report.lines if not line.is_container]
    step = visit.catalogues.procedure.steps.get(found.stage) if found.stage else None
    return DraftPage(
        act=found,
        card=Card.of(found, visit),
        stage=step.title[visit.language] if step else "",
        folder=examining.folder_of(visit.db, visit.viewer, act),
        clone=settings.clone_url or clone_address(settings.git_remote),
        problems=tuple(_problems(visit, act)),
        report=report,
        findings=tuple(told(one) for one in report.findings),
        advised=tuple(advised(report.advice, visit.language)),
        matrix=tuple(_row(line, visit.language, headings, opened) for line in report.lines),
        units=len(units),
        agreeing=sum(line.agrees for line in units),
    )


def _problems(visit: Visit, act: ActId) -> Iterator[ProblemView]:
    """Yield what git has of an act and could not be taken in."""
    for problem in problems(visit.db, visit.viewer):
        if problem.path.rpartition("/")[2] == act:
            yield ProblemView.of(problem)


def clone_address(remote: str) -> str:
    """Return the address that others clone from, without a password; none for a place on this machine.

    >>> clone_address("https://bot:secret@git.example/acts.git"), clone_address("/srv/acts.git")
    ('https://git.example/acts.git', '')
    """
    if remote.startswith(("https://", "ssh://")):
        parts = urlsplit(remote)
        user = f"{parts.username}@" if parts.scheme == "ssh" and parts.username else ""
        host = parts.netloc.rpartition("@")[2]
        return parts._replace(netloc=f"{user}{host}").geturl()
    is_here = remote.startswith(("/", ".", "file:"))
    return "" if is_here else remote


# Findings


def told(finding: Finding) -> Told:
    """Return a finding in the reader's language; in English, as the command says it, if it has no words."""
    rule, details = finding.rule, finding.details
    message, cure = (refusals.said(words, details) for words in (rule.message, rule.cure))
    return _told(finding, message, cure, refusals.spoken(rule.message))


def advised(advice: Iterable[Finding], language: Language) -> Iterator[Advised]:
    """Yield the advice on each provision, in the reader's language."""
    by_eid: dict[EId, list[Finding]] = {}
    for one in sorted(advice, key=lambda one: (one.line, one.file)):
        by_eid.setdefault(_eid(one), []).append(one)
    for eid, several in by_eid.items():
        words = place(eid, language) or eid
        yield Advised(eid, words, tuple(_advice(one, language) for one in several))


def _eid(finding: Finding) -> EId:
    return EId(str(finding.details.get("eid", "")))


def _advice(finding: Finding, language: Language) -> Told:
    details = {**finding.details, "eid": ""}  # The provision stands above its advice already.
    message = (gettext(finding.rule.message) % details).removeprefix(": ")
    message = message[:1].upper() + message[1:]
    return _told(finding, message, gettext(finding.rule.cure) % finding.details, language)


def _told(finding: Finding, message: str, cure: str, language: Language) -> Told:
    line = 0 if finding.file == METADATA and finding.line <= 1 else finding.line
    name, eid = finding.rule.name, _eid(finding)
    return Told(finding.file, line, finding.weight.value, message, cure, name, eid, language)


# Languages beside one another


def _headings(visit: Visit, act: Act) -> Mapping[EId, str]:
    """Return what each provision is headed, in the reader's language where it has the text."""
    found: dict[EId, str] = {}
    for language in read_instead(visit.language):
        if name := act.shown.texts.get(language):
            for row in visit.lists.typesetter.rows(visit.db, name, language):
                found.setdefault(row.eid, row.heading)
    return found


def _row(
    line: Line, language: Language, headings: Mapping[EId, str], opened: Sequence[str]
) -> MatrixRow:
    return MatrixRow(
        eid=line.eid,
        words=place(line.eid, language) or "",
        heading=headings.get(line.eid, ""),
        cells=tuple(_cell(one, cell) for one, cell in zip(ORDER, line.cells, strict=True)),
        is_container=line.is_container,
        is_open=bool(line.parts) and (ALL in opened or line.eid in opened),
        parts=tuple(_row(part, language, headings, ()) for part in line.parts),
    )


def _cell(language: Language, agreement: Agreement) -> Cell:
    return Cell(language, agreement, SIGNS[agreement], gettext(AGREEMENTS[agreement]))
