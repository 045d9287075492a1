"""The page of an act: its rows in one, two or three languages, its contents, its force."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from kb.language import Language
from kb.law import force
from kb.law.act import ProvisionKind, begins_unit
from kb.law.force import Force, History
from kb.law.identifiers import ActId, EId
from kb.law.parallel import Aligned, align
from kb.law.procedure import Kind
from kb.law.render import Row
from kb.services import library, texts
from kb.services.library import Act, Publication, Version
from webapp import labels
from webapp.act_body import Body, Reading, body, citation
from webapp.cards import Card
from webapp.locale import read_instead
from webapp.visit import Visit

_IN_CONTENTS: Final = frozenset(
    {
        ProvisionKind.SECTION,
        ProvisionKind.CHAPTER,
        ProvisionKind.DIVISION,
        ProvisionKind.GROUP,
        ProvisionKind.ARTICLE,
        ProvisionKind.APPENDIX,
    }
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    eid: EId
    level: int
    label: str
    heading: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """A provision of another act that an act rests on."""

    act: ActId
    eid: EId
    words: str


@dataclass(frozen=True, slots=True)
class Stage:
    """How many of an act's passages begin on a day."""

    day: date
    count: int
    share: float
    has_begun: bool


@dataclass(frozen=True, slots=True)
class ActPage:
    """All that the page of an act shows."""

    act: Act
    card: Card
    kind: Kind | None
    columns: tuple[Language, ...]
    missing: tuple[Language, ...]
    body: Body
    contents: tuple[Entry, ...]
    topics: tuple[tuple[str, str], ...]
    zones: tuple[str, ...]
    grounds: tuple[Ground, ...]
    stages: tuple[Stage, ...]
    publications: tuple[Publication, ...]
    versions: tuple[Version, ...]
    next_change: force.Change | None

    @property
    def title_words(self) -> tuple[str, Language]:
        """The title in the first language shown, and that language."""
        return self.act.metadata.title.shown(self.columns[0])


def page_of(visit: Visit, act: Act, columns: Sequence[Language]) -> ActPage:
    """Return the page of an act that the viewer may read."""
    typesetter, language = visit.lists.typesetter, visit.language
    rows = {one: typesetter.rows(visit.db, act.shown.texts[one], one) for one in columns}
    aligned = align(rows, columns)
    histories = histories_of(visit.db, act)
    others = library.catalogue(visit.db, visit.viewer)
    reading = Reading(act, tuple(columns), language, histories, library.titles(others), visit.today)
    return ActPage(
        act=act,
        card=Card.of(act, visit),
        kind=visit.catalogues.procedure.kinds.get(act.metadata.kind),
        columns=reading.columns,
        missing=tuple(one for one in Language if one not in act.shown.texts),
        body=body(reading, aligned),
        contents=tuple(_contents(aligned, histories, visit.today)),
        topics=tuple((t, labels.topic(visit.catalogues, t, language)) for t in act.metadata.topics),
        zones=tuple(labels.zone(visit.catalogues, z, language) for z in act.metadata.zones),
        grounds=tuple(_grounds(act, others, language)),
        stages=tuple(_stages(histories, aligned, visit.today)),
        publications=tuple(library.publications(visit.db, act.act)),
        versions=tuple(library.versions(visit.db, visit.viewer, act.act)),
        next_change=act.next_change(visit.today),
    )


def columns_of(act: Act, asked: str | None, interface: Language) -> tuple[Language, ...]:
    """Return the languages to show: those asked for ("kk,ru"), else the reader's, else the nearest."""
    names = [name for name in (asked or "").replace(" ", ",").split(",") if name]
    wanted = [Language(name) for name in dict.fromkeys(names) if name in set(Language)]
    there = tuple(language for language in wanted if language in act.shown.texts)
    if there:
        return there
    return next((near,) for near in read_instead(interface) if near in act.shown.texts)


def histories_of(db: Session, act: Act) -> Mapping[EId, History]:
    """Return the history of every provision of a published text; nothing of a draft."""
    if act.is_draft or act.publication is None:
        return {}
    publication, changes = act.publication, act.changes()
    histories: dict[EId, History] = {}
    for language, name in act.shown.texts.items():
        tree = texts.expression(db, name, language)
        for eid, start in force.starts(tree, act.metadata.commencement).items():
            histories.setdefault(eid, force.history(start or publication.starts, changes))
    return histories


def _contents(
    aligned: Iterable[Aligned[Row]], histories: Mapping[EId, History], today: date
) -> Iterable[Entry]:
    for line in aligned:
        row = line.first
        if row.kind in _IN_CONTENTS and row.level:
            history = histories.get(row.eid, ())
            waits = bool(history) and force.on(history, today) is Force.NOT_YET
            yield Entry(row.eid, row.level, row.label, row.heading, waits)


def _grounds(act: Act, others: Iterable[Act], interface: Language) -> Iterable[Ground]:
    """Yield the provisions that an act rests on, as far as the viewer may know of them."""
    known = {other.act: other for other in others}
    for slug, eid in act.metadata.grounds():
        if slug in known:
            yield Ground(slug, eid, citation(known[slug], eid, interface))


def _stages(
    histories: Mapping[EId, History], aligned: Iterable[Aligned[Row]], today: date
) -> list[Stage]:
    """Return on which days how many articles or paragraphs begin, if not all begin on one."""
    days = [
        histories[line.eid][0].day
        for line in aligned
        if line.eid in histories and begins_unit(line.first)
    ]
    counts = {day: days.count(day) for day in sorted(set(days))}
    if len(counts) < 2:
        return []
    total = len(days)
    return [Stage(day, n, n / total, day <= today) for day, n in counts.items()]
