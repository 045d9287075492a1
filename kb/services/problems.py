"""Acts that could not be taken in as they are now: kept until they are mended, for those who draft."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kb.access import Permission, Viewer
from kb.law.finding import Finding
from kb.storage.imports import ProblemRow


@dataclass(frozen=True, slots=True)
class Told:
    """What was found in a file of an act, in words."""

    file: str
    line: int
    message: str
    cure: str
    rule: str


@dataclass(frozen=True, slots=True)
class Problem:
    """An act that could not be taken in: its folder, the commit that made it so, and why."""

    path: str
    commit: str
    at: datetime
    findings: tuple[Told, ...]


def problems(db: Session, viewer: Viewer) -> list[Problem]:
    """Return what could not be taken in, for those who may read all drafts; nothing for others."""
    if not viewer.may(Permission.READ_DRAFTS):
        return []
    rows = db.scalars(select(ProblemRow).order_by(ProblemRow.path))
    return [_problem(row) for row in rows]


def keep(
    db: Session, path: str, findings: Sequence[Finding], commit: str | None, at: datetime
) -> ProblemRow:
    """Remember what is wrong with an act, in place of what was wrong with it before."""
    row = db.get(ProblemRow, path) or ProblemRow(path=path)
    row.findings = [
        {"file": f.file, "line": f.line, "message": f.message, "cure": f.cure, "rule": f.rule.name}
        for f in findings
    ]
    row.commit, row.at = commit, at
    db.add(row)
    return row


def forget(db: Session, paths: Iterable[str]) -> None:
    """Forget acts that were mended or are gone."""
    for path in set(paths) & set(db.scalars(select(ProblemRow.path))):
        db.execute(delete(ProblemRow).where(ProblemRow.path == path))


def _problem(row: ProblemRow) -> Problem:
    told = tuple(Told(**finding) for finding in row.findings)
    return Problem(row.path, row.commit or "", row.at, told)
