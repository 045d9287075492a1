"""The page of an act: its text, and all that is told about it."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kb.language import Language
from kb.law.identifiers import ActId, EId
from kb.law.words import Words
from kb.services import library, titles
from kb.services.library import Act, Publication, Version
from webapp import labels
from webapp.locale import read_instead
from webapp.pages.act_body import citation
from webapp.pages.act_text import ActText, text_of
from webapp.pages.cards import Card
from webapp.pages.point_in_time import PointInTime, point_in_time
from webapp.pages.rounds_under_way import OpenRound, open_rounds
from webapp.visit import Visit


@dataclass(frozen=True, slots=True)
class Ground:
    """A provision of another act that an act rests on."""

    act: ActId
    eid: EId
    words: str


@dataclass(frozen=True, slots=True)
class ActPage:
    """All that the page of an act shows."""

    act: Act
    card: Card
    columns: tuple[Language, ...]
    missing: tuple[Language, ...]
    text: ActText
    topics: tuple[tuple[str, str], ...]
    zones: tuple[str, ...]
    grounds: tuple[Ground, ...]
    publications: tuple[Publication, ...]
    versions: tuple[Version, ...]
    point: PointInTime | None
    tells_origins: bool
    open_rounds: tuple[OpenRound, ...] = ()

    @property
    def is_newest(self) -> bool:
        """Whether no publication that stands is newer than the text shown."""
        standing = [one.number for one in self.publications if not one.is_withdrawn]
        return self.act.publication is None or self.act.publication.number == max(standing)

    @property
    def title_words(self) -> tuple[str, Language]:
        """The title in the first language shown, and that language."""
        return self.act.metadata.title.shown(self.columns[0])


def page_of(
    visit: Visit,
    act: Act,
    columns: tuple[Language, ...],
    today: date,
    *,
    tells_origins: bool = False,
) -> ActPage:
    """Return the page of an act that the viewer may read; the visit's day may be another than today.

    With `tells_origins` it says beside provisions where their words come from.
    """
    language, known = visit.language, titles.known(visit.db, visit.viewer)
    publications = tuple(library.publications(visit.db, act.act))
    return ActPage(
        act=act,
        card=Card.of(act, visit),
        columns=columns,
        missing=tuple(one for one in Language if one not in act.shown.texts),
        text=text_of(visit, act, columns, titles.by_words(known), tells_origins=tells_origins),
        tells_origins=tells_origins,
        topics=tuple((t, labels.topic(visit.catalogues, t, language)) for t in act.metadata.topics),
        zones=tuple(labels.zone(visit.catalogues, z, language) for z in act.metadata.zones),
        grounds=tuple(_grounds(act, known, language)),
        publications=publications,
        versions=tuple(library.versions(visit.db, visit.viewer, act.act)),
        point=point_in_time(visit, act, publications, today),
        open_rounds=open_rounds(visit, act.act),
    )


def columns_of(act: Act, asked: str | None, interface: Language) -> tuple[Language, ...]:
    """Return the languages to show: those asked for ("kk,ru"), else the reader's, else the nearest."""
    return chosen(act.shown.texts, asked, interface)


def chosen(
    there: Container[Language], asked: str | None, interface: Language
) -> tuple[Language, ...]:
    """Return of the languages that are there those to show, as `columns_of` does."""
    names = [name for name in (asked or "").replace(" ", ",").split(",") if name]
    wanted = [Language(name) for name in dict.fromkeys(names) if name in set(Language)]
    found = tuple(language for language in wanted if language in there)
    return found or next((near,) for near in read_instead(interface) if near in there)


def _grounds(act: Act, known: Mapping[ActId, Words], interface: Language) -> Iterable[Ground]:
    """Yield the provisions that an act rests on, as far as the viewer may know of them."""
    for slug, eid in act.metadata.grounds():
        if slug in known:
            yield Ground(slug, eid, citation(known[slug], eid, interface))
