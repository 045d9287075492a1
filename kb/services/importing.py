"""Takes the acts of a source into the database: texts by hash, a version per commit that changed one."""

import json
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.language import Language
from kb.law import force
from kb.law.checks.act_check import faults, twin
from kb.law.checks.context import Context
from kb.law.draft import Draft, read
from kb.law.finding import Finding
from kb.law.folder import ActFolder
from kb.law.identifiers import ActId
from kb.law.metadata import Metadata
from kb.law.passages import passages
from kb.law.procedure import Stage
from kb.law.wordings import wordings
from kb.services import attaching, audit, problems, renaming, texts, turns, verifying
from kb.services.audit import Agent
from kb.source import Commit, Revision, holder
from kb.storage.acts import ActRow, ImportRow, VersionRow
from kb.storage.queue import IndexTaskRow

Clock = Callable[[], datetime]
Advance = Callable[[int], None]
"""Is told how many more acts have been read."""


def _unheard(more: int) -> None:
    """Let nobody know."""


class Outcome(StrEnum):
    """What became of an act in a revision."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    BROKEN = "broken"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one act in one revision, and what was wrong with it if it was broken.

    `former` is the folder that a renamed or moved act lay in before.
    """

    path: str
    outcome: Outcome
    commit: str | None = None
    findings: tuple[Finding, ...] = ()
    former: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A revision whose acts were read and checked: what is left is to store them."""

    revision: Revision
    drafts: tuple[tuple[Draft, tuple[Finding, ...]], ...]


@dataclass(frozen=True, slots=True)
class Importer:
    """Takes revisions in, the oldest first; `context` says what an act may name."""

    context: Context
    clock: Clock

    def take(self, db: Session, revision: Revision) -> list[Result]:
        """Store what a revision made of the acts; a broken act is told of, and the others stored."""
        return self.store(db, self.prepare(revision))

    def prepare(self, revision: Revision, advance: Advance = _unheard) -> Prepared:
        """Read and check the acts of a revision, which takes long and needs no database."""
        drafts = []
        for folder in revision.changed:
            draft = read(folder)
            drafts.append((draft, self._faults(draft)))
            advance(1)
        return Prepared(revision, tuple(drafts))

    def store(self, db: Session, prepared: Prepared) -> list[Result]:
        """Store the acts of a revision that can be used, and tell what is wrong with the others."""
        revision = prepared.revision
        results = []
        for draft, faults_ in prepared.drafts:
            findings = (*_twin(db, draft, revision.rivals.get(draft.path, ())), *faults_)
            results.append(self._result(db, draft, findings, revision))
        id_ = revision.commit.id if revision.commit else None
        gone = set(revision.removed) - {result.former for result in results}
        results = [*(Result(path, Outcome.REMOVED, id_) for path in sorted(gone)), *results]
        problems.forget(db, (r.path for r in results if r.outcome is not Outcome.BROKEN))
        return results

    def take_folder(self, db: Session, folder: ActFolder) -> Result:
        """Store one act as it lies in a folder, unless its slug is another's or something is wrong."""
        draft = read(folder)
        act = _act(db, draft.act)
        rivals = {draft.path: (act.path,)} if act else {}
        (result,) = self.store(
            db, Prepared(Revision(None, (folder,), rivals=rivals), ((draft, self._faults(draft)),))
        )
        return result

    def _faults(self, draft: Draft) -> tuple[Finding, ...]:
        return tuple(faults(draft, self.context))

    def _result(
        self, db: Session, draft: Draft, findings: tuple[Finding, ...], revision: Revision
    ) -> Result:
        id_ = revision.commit.id if revision.commit else None
        former = renaming.predecessor(db, draft, revision.removed)
        if findings or draft.metadata is None:
            problem = problems.keep(db, draft.path, findings, id_, self.clock())
            problem.predecessor = former.path if former else None
            return Result(draft.path, Outcome.BROKEN, id_, findings)
        if former is not None:
            path = former.path
            renaming.rename(db, former, draft.act, self.clock())
            self._store(db, draft, draft.metadata, revision.commit)
            return Result(draft.path, Outcome.RENAMED, id_, former=path)
        path = _moved_from(db, draft, revision.removed)
        outcome = self._store(db, draft, draft.metadata, revision.commit)
        return Result(draft.path, Outcome.MOVED if path else outcome, id_, former=path)

    def _store(
        self, db: Session, draft: Draft, metadata: Metadata, commit: Commit | None
    ) -> Outcome:
        now = self.clock()
        act = _act(db, draft.act)
        outcome = Outcome.CHANGED if act else Outcome.NEW
        if act is None:
            act = ActRow(slug=draft.act, stage_since=now)
            db.add(act)
            db.flush()
        act.category = draft.path.rpartition("/")[0]
        last, details, before = _last(db, act), metadata.plain(), {"stage": str(act.stage)}
        content = _content(details, draft.texts)
        if last is not None and (last.content_hash == content or _has(db, act, commit)):
            return Outcome.UNCHANGED
        version = _version(db, draft, commit, now)
        version.act_id, version.sequence = act.id, last.sequence + 1 if last else 1
        version.details, version.content_hash = details, content
        version.starts = _starts(draft, metadata)
        if act.stage == Stage.PUBLISHED:  # What is published stays so, without the new version.
            act.stage, act.stage_since = Stage.WORKING, now
        turns.write(db, draft.act, version, wordings(draft.expressions.values()))
        db.add_all([version, IndexTaskRow(act_id=act.id, created_at=now)])
        after = {"stage": str(act.stage), "version": version.sequence, "commit": version.commit}
        deed = audit.Deed.IMPORTED
        audit.note(db, Agent.SYSTEM, deed, version, at=now, before=before, after=after)
        verifying.arrived(db, version, now)
        attaching.arrived(db, version, now)
        return outcome


def mark(db: Session, source: str, commit: str, now: datetime) -> None:
    """Remember how far a source has been imported."""
    row = db.get(ImportRow, source) or ImportRow(source=source, commit=commit, at=now)
    row.commit, row.at = commit, now
    db.add(row)


def sources(db: Session) -> list[str]:
    """Return where texts were imported from, as histories name themselves, the newest import first."""
    return list(db.scalars(select(ImportRow.source).order_by(ImportRow.at.desc())))


def marks(db: Session, prefix: str) -> dict[str, str]:
    """Return up to which commit each source of the texts in a folder of this name was imported."""
    rows = db.scalars(select(ImportRow))
    return {row.source: row.commit for row in rows if row.source.endswith(f":{prefix}")}


def broken_now(results: Iterable[Result]) -> list[Result]:
    """Return the acts that are broken after the last revision; those mended later are not among them."""
    latest = {result.path: result for result in results}
    return [result for result in latest.values() if result.outcome is Outcome.BROKEN]


def counted(results: Sequence[Result]) -> dict[str, int]:
    """Return how many versions were new, changed, unchanged, broken, removed."""
    return {outcome.value: sum(r.outcome is outcome for r in results) for outcome in Outcome}


def _act(db: Session, slug: ActId) -> ActRow | None:
    return db.scalar(select(ActRow).where(ActRow.slug == slug))


def _moved_from(db: Session, draft: Draft, removed: Container[str]) -> str:
    """Return the folder that an act leaves for another category; empty if it stays where it is."""
    act = _act(db, draft.act)
    return act.path if act and act.path != draft.path and act.path in removed else ""


def _twin(db: Session, draft: Draft, rivals: Iterable[str]) -> list[Finding]:
    """Return what is wrong with a folder whose slug belongs to another: none, or one finding."""
    act = _act(db, ActId(draft.act.lower()))
    owner = holder([draft.path, *rivals], act.path if act else None)
    return [twin(draft.path, owner)] if owner != draft.path else []


def _version(db: Session, draft: Draft, commit: Commit | None, now: datetime) -> VersionRow:
    """Return a version with the texts of a draft and the commit that they came with."""
    hashes = {
        language.value: texts.keep(db, text, draft.expressions[language])
        for language, text in draft.texts.items()
    }
    if commit is None:
        return VersionRow(committed_at=now, **hashes)
    return VersionRow(
        commit=commit.id,
        author=commit.author,
        committed_at=commit.at,
        message=commit.message,
        **hashes,
    )


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
