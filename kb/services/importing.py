"""Takes the acts of a source into the database: texts by hash, a version per commit that changed one."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kb.language import Language
from kb.law import force
from kb.law.checks.act_check import faults, twin
from kb.law.checks.context import Context
from kb.law.draft import Draft, read
from kb.law.finding import Finding
from kb.law.folder import ActFolder
from kb.law.metadata import Metadata
from kb.law.passages import passages
from kb.services import texts
from kb.source import Commit, Revision
from kb.storage.acts import ActRow, ImportRow, VersionRow
from kb.storage.queue import IndexTaskRow

Clock = Callable[[], datetime]


class Outcome(StrEnum):
    """What became of an act in a revision."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    BROKEN = "broken"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one act in one revision, and what was wrong with it if it was broken."""

    path: str
    outcome: Outcome
    commit: str | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Importer:
    """Takes revisions in, the oldest first; `context` says what an act may name."""

    context: Context
    clock: Clock

    def take(self, db: Session, revision: Revision) -> list[Result]:
        """Store what a revision made of the acts; a broken act is told of, and the others stored."""
        commit = revision.commit.id if revision.commit else None
        results = [Result(path, Outcome.REMOVED, commit) for path in revision.removed]
        for folder in revision.changed:
            if folder.path in revision.twins:
                findings = (twin(folder.path, revision.twins[folder.path]),)
                results.append(Result(folder.path, Outcome.BROKEN, commit, findings))
            else:
                results.append(self.take_folder(db, folder, revision.commit))
        return results

    def take_folder(self, db: Session, folder: ActFolder, commit: Commit | None = None) -> Result:
        """Store one act as a commit left it, or tell what is wrong with it."""
        draft = read(folder)
        broken = faults(draft, self.context)
        id_ = commit.id if commit else None
        if broken or draft.metadata is None:
            return Result(folder.path, Outcome.BROKEN, id_, tuple(broken))
        outcome = self._store(db, draft, draft.metadata, folder.category, commit)
        return Result(folder.path, outcome, id_)

    def _store(
        self, db: Session, draft: Draft, metadata: Metadata, category: str, commit: Commit | None
    ) -> Outcome:
        act = db.scalar(select(ActRow).where(func.lower(ActRow.slug) == draft.act))
        is_new = act is None
        if act is None:
            act = ActRow(slug=draft.act, category=category, stage_since=self.clock())
            db.add(act)
            db.flush()
        details = metadata.plain()
        content = _content(details, draft.texts)
        last = _last(db, act)
        if last is not None and (last.content_hash == content or _has(db, act, commit)):
            return Outcome.UNCHANGED
        act.category = category
        hashes = {lang: texts.keep(db, text, lang) for lang, text in draft.texts.items()}
        now = self.clock()
        version = VersionRow(
            act_id=act.id,
            sequence=last.sequence + 1 if last else 1,
            commit=commit.id if commit else None,
            author=commit.author[:300] if commit else "",
            committed_at=commit.at if commit else now,
            message=commit.message if commit else "",
            details=details,
            content_hash=content,
            starts=_starts(draft, metadata),
            **{language.value: hash_ for language, hash_ in hashes.items()},
        )
        db.add(version)
        db.add(IndexTaskRow(act_id=act.id, created_at=now))
        db.flush()
        return Outcome.NEW if is_new else Outcome.CHANGED


def mark(db: Session, source: str, commit: str, now: datetime) -> None:
    """Remember how far a source has been imported."""
    row = db.get(ImportRow, source) or ImportRow(source=source, commit=commit, at=now)
    row.commit, row.at = commit, now
    db.add(row)


def marked(db: Session, source: str) -> str | None:
    """Return the commit up to which a source has been imported."""
    row = db.get(ImportRow, source)
    return row.commit if row else None


def broken_now(results: Iterable[Result]) -> list[Result]:
    """Return the acts that are broken after the last revision; those mended later are not among them."""
    latest = {result.path: result for result in results}
    return [result for result in latest.values() if result.outcome is Outcome.BROKEN]


def counted(results: Sequence[Result]) -> dict[str, int]:
    """Return how many versions were new, changed, unchanged, broken, removed."""
    return {outcome.value: sum(r.outcome is outcome for r in results) for outcome in Outcome}


def _content(details: dict[str, object], sources: Mapping[Language, str]) -> str:
    return texts.content_hash(json.dumps([details, sources], sort_keys=True, ensure_ascii=False))


def _starts(draft: Draft, metadata: Metadata) -> list[str]:
    """Return the days on which passages of an act begin; empty for the day set at publication."""
    tree = next(iter(draft.expressions.values()), None)
    if tree is None:
        return [""]
    days = force.starts(tree, metadata.commencement)
    mine = {days[passage.provision.eid] for passage in passages(tree)}
    return sorted(day.isoformat() if day else "" for day in mine) or [""]


def _last(db: Session, act: ActRow) -> VersionRow | None:
    query = select(VersionRow).where(VersionRow.act_id == act.id)
    return db.scalar(query.order_by(VersionRow.sequence.desc()).limit(1))


def _has(db: Session, act: ActRow, commit: Commit | None) -> bool:
    if commit is None:
        return False
    query = select(VersionRow.id).where(VersionRow.act_id == act.id, VersionRow.commit == commit.id)
    return db.scalar(query) is not None
