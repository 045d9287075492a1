"""Drafts as a push of them would be checked, for those who may read all drafts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.access import Permission, Viewer
from kb.errors import ActNotFoundError
from kb.law import agreement, readability
from kb.law.analysis import Analyse
from kb.law.checks import act_check
from kb.law.checks.context import Context, KnownAct
from kb.law.draft import Draft
from kb.law.finding import Finding, Severity
from kb.law.glossary import Glossary
from kb.law.identifiers import ActId
from kb.law.procedure import Procedure
from kb.recent import Recent
from kb.services import drafts, library, texts
from kb.services.library import Act
from kb.storage.acts import ActRow, VersionRow

KEPT: Final = 256
"""Reports that a process keeps in memory."""

MOST: Final = 100
"""Acts that one list is checked for: what is further down is checked when it is opened."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in an act, the advice on its wording, and where its languages agree."""

    findings: tuple[Finding, ...]
    advice: tuple[Finding, ...]
    lines: tuple[agreement.Line, ...]

    def count(self, severity: Severity) -> int:
        """Return how many findings are of a severity."""
        return sum(finding.weight is severity for finding in self.findings)

    @property
    def errors(self) -> int:
        """How many findings keep the act from being published."""
        return self.count(Severity.ERROR)

    @property
    def warnings(self) -> int:
        """How many findings are for the drafter to judge."""
        return self.count(Severity.WARNING)


@dataclass(frozen=True)
class Examiner:
    """Checks drafts with one procedure and one glossary, each version once in a process.

    A version is checked anew when another act changes, since it may refer to it.
    """

    procedure: Procedure
    glossary: Glossary
    analyse: Analyse
    _reports: Recent[Report] = field(default_factory=lambda: Recent(KEPT))
    _known: Recent[KnownAct] = field(default_factory=lambda: Recent(4096))

    def reports(self, db: Session, viewer: Viewer, acts: Sequence[Act]) -> dict[ActId, Report]:
        """Return the reports of the first acts of a list, by act."""
        everything = self._all(db, viewer)
        return {act.act: self._report(db, act, everything) for act in acts[:MOST]}

    def report(self, db: Session, viewer: Viewer, act: ActId) -> tuple[Act, Report]:
        """Return an act in its newest version, and what is found in it.

        Raises ActNotFoundError alike if there is no such act and if it is not the viewer's to know
        about, or if the viewer may not read all drafts: what an act refers to shows in its report.
        """
        everything = self._all(db, viewer)
        found = next((one for one in everything if one.act == act), None)
        if found is None:
            raise ActNotFoundError(act=act)
        return found, self._report(db, found, everything)

    def examine(self, db: Session, viewer: Viewer, draft: Draft) -> Report:
        """Return what is found in a draft that is not stored, beside the acts that are."""
        others = [one for one in self._all(db, viewer) if one.act != draft.act]
        return self._made(db, draft, others)

    def _all(self, db: Session, viewer: Viewer) -> list[Act]:
        return library.catalogue(db, viewer) if viewer.may(Permission.READ_DRAFTS) else []

    def _report(self, db: Session, act: Act, everything: Sequence[Act]) -> Report:
        key = (act.shown.id, tuple(one.shown.id for one in everything))
        return self._reports.get(key, lambda: self._of_stored(db, act, everything))

    def _of_stored(self, db: Session, act: Act, everything: Sequence[Act]) -> Report:
        draft = drafts.stored(db, act.act, act.metadata, act.shown.texts)
        return self._made(db, draft, [one for one in everything if one.act != act.act])

    def _made(self, db: Session, draft: Draft, others: Sequence[Act]) -> Report:
        known = {one.act: self._known_act(db, one) for one in others}
        context = Context(self.procedure, self.glossary, self.analyse, known)
        findings = act_check.check(draft, act_check.with_acts(context, [draft]))
        advice = readability.advise_all(draft, self.glossary, self.analyse)
        return Report(tuple(findings), advice, agreement.lines(draft, findings))

    def _known_act(self, db: Session, act: Act) -> KnownAct:
        return self._known.get(act.shown.id, lambda: _known(db, act))


def _known(db: Session, act: Act) -> KnownAct:
    trees = (texts.expression(db, name, lang) for lang, name in act.shown.texts.items())
    eids = frozenset(provision.eid for tree in trees for provision in tree.walk())
    title = act.metadata.title
    return KnownAct(act.act, tuple(map(title.get, title.languages())), eids)


def written_by(db: Session, viewer: Viewer, author: str) -> set[ActId]:
    """Return the acts of which somebody of this name wrote a version, as far as drafts may be read."""
    query = select(ActRow.slug).join(VersionRow).where(VersionRow.author == author).distinct()
    return {act for slug in db.scalars(query) if (act := ActId(slug)) in viewer.drafts}


def folder_of(db: Session, viewer: Viewer, act: ActId) -> str:
    """Return the folder of an act in the texts, to those who may read its drafts."""
    row = db.scalar(select(ActRow).where(ActRow.slug == act))
    if row is None or act not in viewer.drafts:
        raise ActNotFoundError(act=act)
    return row.path
