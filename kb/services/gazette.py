"""The publication log: its lines are those of the manifest, written with what they tell of."""

import json
from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, case, func, select, true
from sqlalchemy.orm import Session

from kb.errors import StorageDamagedError
from kb.language import Language
from kb.law import chain
from kb.law.chain import Break, Head
from kb.law.draft import as_kept
from kb.law.force import Force
from kb.law.identifiers import ActId
from kb.law.publication import OF_FORCE, PublicationKind
from kb.law.words import Words
from kb.services.library import metadata_of
from kb.services.texts import content_hash
from kb.storage.acts import ActRow, EventRow, ExpressionRow, PublicationRow
from kb.storage.publications import ManifestRow


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the publication log.

    `publication` is the number of the text that was published or withdrawn, and `texts` its hashes;
    `day` is that from which an event counts.
    """

    number: int
    hash: str
    previous: str
    kind: PublicationKind
    act: ActId
    title: Words
    published_at: datetime
    publication: int | None
    adopted_on: date | None
    body: str
    decision: str
    starts: date | None
    day: date | None
    ground: Words | None
    commit: str
    texts: dict[Language, str]


@dataclass(frozen=True, slots=True)
class Match:
    """A text that was published: in which language, by which entry of the log."""

    language: Language
    entry: Entry


def write(db: Session) -> None:
    """Add what the manifest does not hold yet, in the order in which it happened."""
    known = set(db.scalars(select(ManifestRow.subject)))
    head = head_of(db)
    for subject in (one for one in _subjects(db) if one not in known):
        act, entry = _told(db, subject)
        line, head = chain.append(head, entry)
        row = ManifestRow(number=head.number, subject=subject, hash=head.hash, line=line)
        row.act_id = act.id
        db.add(row)
    db.flush()


def head_of(db: Session) -> Head:
    """Return the end of the manifest."""
    last = db.scalar(select(ManifestRow).order_by(ManifestRow.number.desc()).limit(1))
    return Head(last.number, last.hash) if last else Head()


def lines(db: Session, last: int | None = None) -> Generator[bytes]:
    """Yield the lines of the manifest, all or up to an entry, as the file has them."""
    query = select(ManifestRow.line).order_by(ManifestRow.number)
    if last is not None:
        query = query.where(ManifestRow.number <= last)
    with closing(db.scalars(query.execution_options(yield_per=500))) as found:
        for line in found:
            yield f"{line}\n".encode()


def count(db: Session) -> int:
    """Return how many entries the log has."""
    return db.scalar(select(func.count()).select_from(ManifestRow)) or 0


def counts(db: Session) -> dict[PublicationKind, int]:
    """Return how many entries of each kind the log has."""
    columns = [func.count(case((_is_of(kind), 1))) for kind in PublicationKind]
    return dict(zip(PublicationKind, db.execute(select(*columns)).one(), strict=True))


def log(
    db: Session, *, start: int = 0, most: int | None = 50, kind: PublicationKind | None = None
) -> list[Entry]:
    """Return entries of the log, all or of a kind, the newest first; everybody may read it."""
    query = select(ManifestRow).where(_is_of(kind)).order_by(ManifestRow.number.desc())
    return [_entry(row) for row in db.scalars(query.offset(start).limit(most))]


def _is_of(kind: PublicationKind | None) -> ColumnElement[bool]:
    """Return what is true of a kind's lines; words within them have no quotation mark that is bare."""
    return ManifestRow.line.contains(f'"kind":"{kind}"') if kind else true()


def of_act(db: Session, act: ActId) -> list[Entry]:
    """Return the entries that tell of an act, the newest first."""
    query = select(ManifestRow).join(ActRow, ActRow.id == ManifestRow.act_id)
    rows = db.scalars(query.where(ActRow.slug == act).order_by(ManifestRow.number.desc()))
    return [_entry(row) for row in rows]


def matches(db: Session, text: str) -> list[Match]:
    """Return the publications that have exactly this text, the newest first.

    Only how its lines end does not count, which differs from one system to the next.
    """
    return matches_of(db, content_hash(as_kept(text)))


def matches_of(db: Session, name: str) -> list[Match]:
    """Return the publications of a text that has this SHA-256, the newest first."""
    query = select(ManifestRow).where(ManifestRow.line.contains(name))
    found = (_entry(row) for row in db.scalars(query.order_by(ManifestRow.number.desc())))
    return [
        Match(language, entry)
        for entry in found
        for language, hash_ in entry.texts.items()
        if hash_ == name
    ]


def text(db: Session, name: str) -> str:
    """Return a text that was published, found by its SHA-256.

    Raises StorageDamagedError if it is not what it was: a text is never handed out as another.
    """
    if not _is_as_published(db, name):
        raise StorageDamagedError
    return db.get_one(ExpressionRow, name).text


@dataclass(frozen=True, slots=True)
class Checked:
    """What the verification of everything that was published found."""

    head: Head
    broken: Break | None
    texts: int
    changed: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether everything is as it was published."""
        return self.broken is None and not self.changed


def verify(db: Session) -> Checked:
    """Compare the manifest with itself, and the texts and publications with the manifest."""
    with closing(lines(db)) as found:
        head, broken = chain.verify(found)
    if broken is not None:
        return Checked(head, broken, 0, ())
    if head != head_of(db):
        return Checked(head, Break(head.number, "it is kept with another number or hash"), 0, ())
    rows = list(db.scalars(select(ManifestRow).order_by(ManifestRow.number)))
    names = sorted({name for row in rows for name in _entry(row).texts.values()})
    changed = [f"text {name}" for name in names if not _is_as_published(db, name)]
    return Checked(head, None, len(names), (*changed, *_altered(db, rows)))


def _is_as_published(db: Session, name: str) -> bool:
    row = db.get(ExpressionRow, name)
    return row is not None and content_hash(row.text) == name


def _altered(db: Session, rows: Iterable[ManifestRow]) -> list[str]:
    """Return the publications, events and withdrawals that differ from their lines, or lack one."""
    told = {row.subject: _lasting(json.loads(row.line)["entry"]) for row in rows}
    happened = {subject: _lasting(_told(db, subject)[1]) for subject in _subjects(db)}
    both = sorted(set(told) | set(happened))
    return [subject for subject in both if told.get(subject) != happened.get(subject)]


def _lasting(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry without the names of its act, which may be called otherwise since."""
    return {key: value for key, value in entry.items() if key not in {"act", "title"}}


def _subjects(db: Session) -> list[str]:
    """Return everything that the manifest is to tell of, in the order in which it happened."""
    found: list[tuple[datetime, str]] = []
    dates = select(PublicationRow.id, PublicationRow.published_at, PublicationRow.withdrawn_at)
    for id_, published_at, withdrawn_at in db.execute(dates):
        found.append((published_at, f"publication {id_}"))
        if withdrawn_at is not None:
            found.append((withdrawn_at, f"withdrawal {id_}"))
    events = db.execute(select(EventRow.id, EventRow.recorded_at))
    found.extend((recorded_at, f"event {id_}") for id_, recorded_at in events)
    return [subject for _, subject in sorted(found)]


def _told(db: Session, subject: str) -> tuple[ActRow, dict[str, Any]]:
    """Return the act that a subject is about, and the entry that tells of it."""
    kind, _, id_ = subject.partition(" ")
    if kind == "event":
        event = db.get_one(EventRow, int(id_))
        return event.act, _of_event(event)
    row = db.get_one(PublicationRow, int(id_))
    if kind == "withdrawal" and row.withdrawn_at is not None:
        return row.act, _of_withdrawal(row, row.withdrawn_at)
    return row.act, _of_publication(row)


def _of_publication(row: PublicationRow) -> dict[str, Any]:
    hashes = {language.value: row.version.hash_of(language) for language in Language}
    return {
        **_common(row, PublicationKind(row.kind), row.published_at),
        "adopted_on": row.adopted_on.isoformat(),
        "body": row.body,
        "decision": row.decision,
        "starts": row.starts.isoformat(),
        "commit": row.version.commit or "",
        "metadata": row.version.content_hash,
        "texts": {language: name for language, name in hashes.items() if name},
    }


def _of_withdrawal(row: PublicationRow, at: datetime) -> dict[str, Any]:
    common = _common(row, PublicationKind.WITHDRAWAL, at)
    return {**common, "ground": row.withdrawal}


def _common(row: PublicationRow, kind: PublicationKind, at: datetime) -> dict[str, Any]:
    return {
        "kind": kind.value,
        "act": row.act.slug,
        "title": metadata_of(row.version).title.model_dump(exclude_none=True),
        "publication": row.number,
        "published_at": _moment(at),
    }


def _of_event(row: EventRow) -> dict[str, Any]:
    publication = row.act.publications[-1]
    return {
        "kind": OF_FORCE[Force(row.force)].value,
        "act": row.act.slug,
        "title": metadata_of(publication.version).title.model_dump(exclude_none=True),
        "day": row.day.isoformat(),
        "decision": row.decision,
        "ground": row.ground,
        "published_at": _moment(row.recorded_at),
    }


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


def _entry(row: ManifestRow) -> Entry:
    line = json.loads(row.line)
    told = line["entry"]
    texts = told.get("texts", {})
    return Entry(
        number=row.number,
        hash=row.hash,
        previous=line["previous"],
        kind=PublicationKind(told["kind"]),
        act=ActId(told["act"]),
        title=Words.model_validate(told["title"]),
        published_at=datetime.fromisoformat(told["published_at"]),
        publication=told.get("publication"),
        adopted_on=_day(told.get("adopted_on")),
        body=told.get("body", ""),
        decision=told.get("decision", ""),
        starts=_day(told.get("starts")),
        day=_day(told.get("day")),
        ground=Words.model_validate(told["ground"]) if told.get("ground") else None,
        commit=told.get("commit", ""),
        texts={language: texts[language] for language in Language if language in texts},
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
