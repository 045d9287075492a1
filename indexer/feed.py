"""From the database to the indexes: which passages there are, and the tasks that changes leave."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from indexer.document import Edition, IndexDocument, Part
from indexer.engine import SearchEngine
from kb.access import Viewer
from kb.errors import IndexUnavailableError
from kb.language import Language
from kb.law.act import Provision
from kb.law.applying import Stretch, stretches
from kb.law.force import History
from kb.law.identifiers import ActId, EId
from kb.law.passages import Passage, passages
from kb.law.plain import printed
from kb.services import beginnings, library, texts
from kb.services.library import Act
from kb.storage.acts import ActRow
from kb.storage.database import Database
from kb.storage.imports import AliasRow
from kb.storage.queue import IndexTaskRow

Progress = Callable[[int], None]

_ANYBODY: Final = Viewer()
_AT_A_TIME: Final = 50


@dataclass(frozen=True, slots=True)
class Drained:
    """What a sync did: how many tasks it worked off, on how many acts, with how many passages."""

    tasks: int
    acts: int
    documents: int


def all_documents(db: Session) -> Iterator[IndexDocument]:
    """Yield the passages of all acts, in the versions that somebody may read."""
    for act in _everything(db):
        yield from documents(db, act)


def documents(db: Session, act: ActId) -> Iterator[IndexDocument]:
    """Yield the passages of one act: of what applies on any day, and of its newest version."""
    newest = next(iter(library.catalogue(db, _reader_of(act), only=act)), None)
    if newest is None:
        return
    publications = library.publications(db, act)
    applies = stretches([one for one in publications if not one.is_withdrawn])
    is_public = False
    for number, days in applies.items():
        published = library.find(db, _ANYBODY, act, library.Edition(publication=number))
        is_newest = days.until is None and published.shown.id == newest.shown.id
        is_public = is_public or is_newest
        yield from _of_version(db, published, days, is_newest=is_newest)
    if not is_public:
        yield from _of_version(db, newest, None, is_newest=True)


def is_indexed(engine: SearchEngine) -> bool:
    """Tell whether there are indexes that this program can read."""
    try:
        engine.status()
    except IndexUnavailableError:
        return False
    return True


def drain(db: Session, engine: SearchEngine) -> Drained:
    """Bring the indexes up to date with the changes that are waiting, and strike those off.

    Indexes that are missing or cannot be read are built anew. The caller commits after this
    returns: a kill in between leaves the tasks, and doing them twice does no harm.
    """
    tasks = db.execute(select(IndexTaskRow.id, ActRow.slug).join(ActRow)).all()
    acts = sorted({*(ActId(slug) for _, slug in tasks), *_former_names(db)})
    if is_indexed(engine):
        count = _replace(db, engine, acts)
    else:
        acts = _everything(db)
        count = engine.rebuild(all_documents(db))
    _strike_off(db, (id_ for id_, _ in tasks))
    return Drained(len(tasks), len(acts), count)


def rebuild(database: Database, engine: SearchEngine, progress: Progress) -> int:
    """Index all acts anew, and strike off the changes that were waiting.

    Meanwhile others may write to the database: what they change then stays waiting.
    """
    with database.reading() as db:
        tasks = list(db.scalars(select(IndexTaskRow.id)))
        count = engine.rebuild(_counted(all_documents(db), progress))
    with database.writing() as db:
        _strike_off(db, tasks)
    return count


def waiting(db: Session) -> int:
    """Return how many changes wait to be indexed."""
    return db.scalar(select(func.count()).select_from(IndexTaskRow)) or 0


def _replace(db: Session, engine: SearchEngine, acts: Sequence[ActId]) -> int:
    """Index acts anew, some at a time, so that not all of their passages are in memory at once."""
    count = 0
    for start in range(0, len(acts), _AT_A_TIME):
        some = acts[start : start + _AT_A_TIME]
        fresh = [document for act in some for document in documents(db, act)]
        engine.replace(some, fresh)
        count += len(fresh)
    return count


def _former_names(db: Session) -> Iterator[ActId]:
    """Yield the slugs that acts which are waiting had before: nothing is to be found under them."""
    changed = select(IndexTaskRow.act_id)
    former = select(AliasRow.slug).where(AliasRow.act_id.in_(changed))
    return (ActId(slug) for slug in db.scalars(former))


def _strike_off(db: Session, ids: Iterable[int]) -> None:
    for id_ in ids:
        db.execute(delete(IndexTaskRow).where(IndexTaskRow.id == id_))


def _counted(found: Iterable[IndexDocument], progress: Progress) -> Iterator[IndexDocument]:
    for document in found:
        progress(1)
        yield document


def _everything(db: Session) -> list[ActId]:
    return [ActId(slug) for slug in db.scalars(select(ActRow.slug).order_by(ActRow.slug))]


def _reader_of(act: ActId) -> Viewer:
    """Return a viewer who may read the newest version of an act: the desk's index holds it."""
    return Viewer(drafts=frozenset({act}))


def _of_version(
    db: Session, act: Act, applies: Stretch | None, *, is_newest: bool
) -> Iterator[IndexDocument]:
    day = act.shown.committed_at.date()
    if applies is not None and act.publication is not None:
        day = act.publication.published_at.date()
    histories = beginnings.histories(db, act)
    for language, name in act.shown.texts.items():
        edition = Edition(
            act=act.act,
            language=language,
            title=act.metadata.title[language],
            kind=act.metadata.kind,
            body=act.metadata.adopting_body,
            topics=act.metadata.topics,
            zones=act.metadata.zones,
            languages=act.languages,
            day=day,
            applies=applies,
            is_newest=is_newest,
        )
        yield from _of_text(db, name, language, edition, histories)


def _of_text(
    db: Session, name: str, language: Language, edition: Edition, histories: Mapping[EId, History]
) -> Iterator[IndexDocument]:
    tree = texts.expression(db, name, language)
    for order, passage in enumerate(passages(tree)):
        history = histories.get(passage.provision.eid, ())
        yield of_passage(passage, edition, order, history)


def of_passage(
    passage: Passage, edition: Edition, order: int, history: History = ()
) -> IndexDocument:
    """Return a passage as a document: its words with their numbers, a line for each provision."""
    provision = passage.provision
    lines, parts, at = [], [], 0
    for part in passage.parts:
        words = part.text if part is provision else printed(part)
        if words:
            parts.append(Part(part.eid, at))
            lines.append(words)
            at += len(words) + 1
    return IndexDocument(
        edition=edition,
        eid=EId(provision.eid),
        order=order,
        path=tuple(_heading(above) for above in passage.path),
        label=provision.label,
        heading=provision.heading,
        text="\n".join(lines),
        parts=tuple(parts),
        history=history,
    )


def _heading(provision: Provision) -> str:
    return " ".join(filter(None, (provision.label, provision.heading)))
