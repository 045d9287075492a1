"""What a viewer may read: the catalogue of acts, and an act's text in a version of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, defer, selectinload

from kb.access import Viewer
from kb.errors import ActNotFoundError, EditionNotFoundError, WithdrawnError
from kb.language import Language
from kb.law import force
from kb.law.applying import on_day
from kb.law.force import Change, Force, History
from kb.law.identifiers import ActId
from kb.law.metadata import Metadata
from kb.law.procedure import Stage
from kb.law.publication import PublicationKind
from kb.law.words import Words
from kb.recent import Recent
from kb.storage.acts import ActRow, EventRow, PublicationRow, VersionRow

_METADATA: Final[Recent[Metadata]] = Recent(4096)


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an act: its place in the sequence, and the commit it came with."""

    id: int
    sequence: int
    commit: str
    author: str
    committed_at: datetime
    message: str
    texts: dict[Language, str]


@dataclass(frozen=True, slots=True)
class Publication:
    """A version that everybody may read; `starts` is the day for what the act sets no day for."""

    number: int
    version: int
    kind: PublicationKind
    body: str
    adopted_on: date
    decision: str
    starts: date
    published_at: datetime
    is_withdrawn: bool
    withdrawal: Words | None


@dataclass(frozen=True, slots=True)
class Event:
    """What befell a published act on a day, and why."""

    change: Change
    ground: Words


@dataclass(frozen=True, slots=True)
class Act:
    """An act as a viewer may read it.

    `shown` is the version on the page; `publication` the newest publication there is, `is_draft`
    whether what is shown differs from it. `stage` is empty for those who may not know of drafts.
    `standing` are the numbers of the publications that were not withdrawn.
    """

    act: ActId
    metadata: Metadata
    shown: Version
    publication: Publication | None
    is_draft: bool
    stage: Stage | None
    events: tuple[Event, ...]
    starts: tuple[date | None, ...]
    standing: tuple[int, ...] = ()

    @property
    def languages(self) -> tuple[Language, ...]:
        """The languages that the version shown has a text in."""
        return tuple(language for language in Language if language in self.shown.texts)

    def histories(self) -> tuple[History, ...]:
        """Return the histories of the act's passages, each only once; none of a draft."""
        if self.publication is None or self.is_draft:
            return ()
        days = {day or self.publication.starts for day in self.starts}
        return tuple(force.history(day, self.changes()) for day in sorted(days))

    def changes(self) -> tuple[Change, ...]:
        """Return what befalls the act as a whole, the end of a temporary act included."""
        until = self.metadata.temporary.until if self.metadata.temporary else None
        ends = (Change(until, Force.EXPIRED),) if until else ()
        return tuple(sorted([*(event.change for event in self.events), *ends]))

    def force(self, day: date) -> Force:
        """Return the force of the act on a day."""
        histories = self.histories()
        return force.of_act(histories, day) if histories else Force.DRAFT

    def next_change(self, day: date) -> Change | None:
        """Return what changes next after a day."""
        following = (force.after(history, day) for history in self.histories())
        return min((change for change in following if change is not None), default=None)


def catalogue(
    db: Session, viewer: Viewer, only: ActId | None = None, day: date | None = None
) -> list[Act]:
    """Return the acts that a viewer may know of, each in the version that the viewer reads.

    `only` asks for one of them; there may be none. `day` asks for the publications that apply on it.
    """
    query = _acts() if only is None else _acts().where(ActRow.slug == only)
    rows = sorted(db.scalars(query), key=lambda row: row.slug)
    if day is not None:
        applying = ((row, _on_day(row, day)) for row in rows)
        return [_act(row, viewer, one.version, one) for row, one in applying if one is not None]
    newest = _newest(db, [row for row in rows if ActId(row.slug) in viewer.drafts])
    shown = ((row, newest.get(row.id) or _published(row)) for row in rows)
    return [_act(row, viewer, version) for row, version in shown if version is not None]


@dataclass(frozen=True, slots=True)
class Edition:
    """Which text of an act is asked for: a publication, a version, or the newest that one may read.

    Readers count publications; versions are counted by those who may read drafts, so that the
    number of unpublished ones shows to nobody else. `day` asks for the publication that applies on
    it.
    """

    publication: int | None = None
    version: int | None = None
    day: date | None = None


def find(db: Session, viewer: Viewer, act: ActId, edition: Edition | None = None) -> Act:
    """Return an act in the edition asked for, or in the newest version that the viewer may read.

    Raises ActNotFoundError alike if there is no such act and if it is not the viewer's to know
    about, EditionNotFoundError so of an edition, and WithdrawnError if it was withdrawn.
    """
    asked = edition or Edition()
    row = db.scalar(_acts().where(ActRow.slug == act))
    if row is None:
        raise ActNotFoundError(act=act)
    publication = _asked_for(row, asked)
    shown = publication.version if publication else _shown(db, row, viewer, asked)
    if shown is None and row.publications and row.standing is None and asked.version is None:
        raise _withdrawn(row.publications[-1])
    if shown is None:
        is_known = row.standing is not None or act in viewer.drafts
        raise (EditionNotFoundError if is_known else ActNotFoundError)(act=act)
    return _act(row, viewer, shown, publication)


def require(db: Session, act: ActId) -> None:
    """Raise ActNotFoundError if there is no such act, drafts included: for those who run the system."""
    if db.scalar(select(ActRow.id).where(ActRow.slug == act)) is None:
        raise ActNotFoundError(act=act)


def versions(db: Session, viewer: Viewer, act: ActId) -> list[Version]:
    """Return all versions of an act, the newest first, to those who may read its drafts."""
    if act not in viewer.drafts:
        return []
    heavy = (VersionRow.details, VersionRow.starts, VersionRow.turn)
    query = select(VersionRow).options(*map(defer, heavy)).join(ActRow).where(ActRow.slug == act)
    return [version(row) for row in db.scalars(query.order_by(VersionRow.sequence.desc()))]


def publications(db: Session, act: ActId) -> list[Publication]:
    """Return the publications of an act, the newest first: everybody may know of them."""
    row = db.scalar(_acts().where(ActRow.slug == act))
    return [_publication(one) for one in reversed(row.publications)] if row else []


def metadata_of(version: VersionRow) -> Metadata:
    """Return the metadata of a version; versions never change, so it is read once."""
    return _METADATA.get(version.content_hash, lambda: Metadata.of_plain(version.details))


def _acts() -> Select[ActRow]:
    published = selectinload(ActRow.publications).joinedload(PublicationRow.version)
    return select(ActRow).options(published, selectinload(ActRow.events))


def _newest(db: Session, rows: list[ActRow]) -> dict[int, VersionRow]:
    latest = (
        select(VersionRow.act_id, func.max(VersionRow.sequence).label("sequence"))
        .where(VersionRow.act_id.in_([row.id for row in rows]))
        .group_by(VersionRow.act_id)
        .subquery()
    )
    same = (VersionRow.act_id == latest.c.act_id) & (VersionRow.sequence == latest.c.sequence)
    return {row.act_id: row for row in db.scalars(select(VersionRow).join(latest, same))}


def _on_day(row: ActRow, day: date) -> PublicationRow | None:
    return on_day([one for one in row.publications if one.withdrawn_at is None], day)


def _asked_for(row: ActRow, edition: Edition) -> PublicationRow | None:
    """Return the publication that is asked for by its number, or by a day on which it applies."""
    if edition.day is not None:
        return _on_day(row, edition.day)
    found = next((one for one in row.publications if one.number == edition.publication), None)
    if found is not None and found.withdrawn_at is not None:
        raise _withdrawn(found)
    return found


def _shown(db: Session, row: ActRow, viewer: Viewer, edition: Edition) -> VersionRow | None:
    """Return the version that is asked for, or the newest that the viewer may read."""
    if edition.publication is not None or edition.day is not None:
        return None
    if ActId(row.slug) not in viewer.drafts:
        return _published(row) if edition.version is None else None
    if edition.version is None:
        return _newest(db, [row]).get(row.id)
    same = (VersionRow.act_id == row.id) & (VersionRow.sequence == edition.version)
    return db.scalar(select(VersionRow).where(same))


def _withdrawn(row: PublicationRow) -> WithdrawnError:
    return WithdrawnError(
        act=row.act.slug, number=row.number, at=row.withdrawn_at, ground=row.withdrawal
    )


def _published(row: ActRow) -> VersionRow | None:
    return row.standing.version if row.standing else None


def _act(
    row: ActRow, viewer: Viewer, shown: VersionRow, asked: PublicationRow | None = None
) -> Act:
    published = {one.version_id: one for one in row.publications if one.withdrawn_at is None}
    publication = asked or published.get(shown.id, row.standing)
    return Act(
        act=ActId(row.slug),
        metadata=metadata_of(shown),
        shown=version(shown),
        publication=_publication(publication) if publication else None,
        is_draft=shown.id not in published,
        stage=Stage(row.stage) if ActId(row.slug) in viewer.drafts else None,
        events=tuple(_event(event) for event in row.events),
        starts=tuple(
            date.fromisoformat(day) if day else None for day in _starts(publication, shown)
        ),
        standing=tuple(one.number for one in row.publications if one.withdrawn_at is None),
    )


def _starts(publication: PublicationRow | None, shown: VersionRow) -> list[str]:
    """Return the days on which passages of a version begin, as far as it is published."""
    if publication is None or publication.version_id != shown.id:
        return shown.starts
    return publication.days or shown.starts


def version(row: VersionRow) -> Version:
    """Return a version as it is told of."""
    hashes = {language: row.hash_of(language) for language in Language}
    return Version(
        id=row.id,
        sequence=row.sequence,
        commit=row.commit or "",
        author=row.author,
        committed_at=row.committed_at,
        message=row.message,
        texts={language: name for language, name in hashes.items() if name},
    )


def _publication(row: PublicationRow) -> Publication:
    return Publication(
        number=row.number,
        version=row.version.sequence,
        kind=PublicationKind(row.kind),
        body=row.body,
        adopted_on=row.adopted_on,
        decision=row.decision,
        starts=row.starts,
        published_at=row.published_at,
        is_withdrawn=row.withdrawn_at is not None,
        withdrawal=Words.model_validate(row.withdrawal) if row.withdrawal else None,
    )


def _event(row: EventRow) -> Event:
    return Event(Change(row.day, Force(row.force)), Words.model_validate(row.ground))
