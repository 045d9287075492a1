"""Acts that could not be taken in as they are now: kept until they are mended, for those who draft."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kb.access import Permission, Viewer
from kb.law.finding import Finding, Said
from kb.storage.imports import ProblemRow


@dataclass(frozen=True, slots=True)
class Told:
    """What was found in a file of an act, in sentences to be translated."""

    file: str
    line: int
    message: Said
    cure: Said
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
        {
            "file": f.file,
            "line": f.line,
            "message": f.rule.message,
            "cure": f.rule.cure,
            "rule": f.rule.name,
            "details": {name: _kept(value) for name, value in f.details.items()},
        }
        for f in findings
    ]
    row.commit, row.at = commit, at
    db.add(row)
    return row


def forget(db: Session, paths: Iterable[str]) -> None:
    """Forget acts that were mended or are gone."""
    for path in set(paths) & set(db.scalars(select(ProblemRow.path))):
        db.execute(delete(ProblemRow).where(ProblemRow.path == path))


def _kept(value: object) -> object:
    """Return a value of a sentence as JSON: other words are kept as such, to be translated too."""
    if not isinstance(value, Said):
        return str(value)
    return {"words": value.message, "values": {name: _kept(one) for name, one in value.values}}


def _value(kept: Any) -> object:
    if not isinstance(kept, dict):
        return kept
    return Said(kept["words"], tuple((name, _value(one)) for name, one in kept["values"].items()))


def _problem(row: ProblemRow) -> Problem:
    return Problem(row.path, row.commit or "", row.at, tuple(map(_told, row.findings)))


def _told(kept: Mapping[str, Any]) -> Told:
    """Return what was kept; before sentences were kept with their values, they were kept whole."""
    values = tuple((name, _value(one)) for name, one in kept.get("details", {}).items())
    message, cure = Said(kept["message"], values), Said(kept["cure"], values)
    return Told(kept["file"], kept["line"], message, cure, kept["rule"])
