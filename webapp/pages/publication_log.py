"""The publication log as pages and feeds show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import Enum, auto
from typing import Final, Self
from uuid import UUID, uuid5

from kb.language import Language
from kb.law.applying import on_day
from kb.law.identifiers import ActId
from kb.law.publication import PublicationKind
from kb.services import gazette, library
from kb.services.gazette import Entry
from kb.services.library import Publication
from webapp import labels
from webapp.locale import gettext
from webapp.pages.facets import Choice, FacetView
from webapp.site import site
from webapp.visit import Visit

SIZE: Final = 20


class Standing(Enum):
    """What a publication is to those who read it on a day."""

    CURRENT = auto()
    COMING = auto()
    REPLACED = auto()
    WITHDRAWN = auto()


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An entry of the log in the reader's language, or in the nearest that has the words."""

    entry: Entry
    language: Language
    day: date
    title: str
    title_language: Language
    kind: str
    body: str
    ground: str
    ground_language: Language

    @classmethod
    def of(cls, entry: Entry, visit: Visit) -> Self:
        """Return an entry as a visitor reads it."""
        title, title_language = entry.title.shown(visit.language)
        ground, in_ = entry.ground.shown(visit.language) if entry.ground else ("", visit.language)
        return cls(
            entry=entry,
            language=visit.language,
            day=site().day_of(entry.published_at),
            title=title,
            title_language=title_language,
            kind=labels.publication(entry.kind),
            body=labels.body(visit.catalogues, entry.body, visit.language) if entry.body else "",
            ground=ground,
            ground_language=in_,
        )

    @property
    def is_text(self) -> bool:
        """Whether the entry tells of a text that was published, which has a certificate."""
        return bool(self.entry.texts)

    @property
    def moment(self) -> datetime:
        """When it was published, in UTC and to the second."""
        return self.entry.published_at.astimezone(UTC).replace(microsecond=0, tzinfo=None)

    @property
    def urn(self) -> str:
        """The name of the entry in a feed: it stays whatever the site is called."""
        return uuid5(UUID(self.entry.hash[:32]), self.language.value).urn


@dataclass(frozen=True, slots=True)
class LogPage:
    """A page of the log: its entries, and the kinds by which it can be narrowed."""

    entries: tuple[LogEntry, ...]
    kinds: FacetView
    kind: PublicationKind | None
    number: int
    pages: int

    @classmethod
    def of(cls, visit: Visit, kind: PublicationKind | None, asked: str) -> Self:
        """Return the page asked for: the first, if that is no number, or else the nearest there is."""
        counts = gazette.counts(visit.db)
        total = counts[kind] if kind else sum(counts.values())
        pages = max(1, -(-total // SIZE))
        number = min(page_number(asked), pages)
        found = gazette.log(visit.db, start=(number - 1) * SIZE, most=SIZE, kind=kind)
        return cls(
            entries=tuple(LogEntry.of(entry, visit) for entry in found),
            kinds=_kinds(counts, kind),
            kind=kind,
            number=number,
            pages=pages,
        )


def page_number(asked: str) -> int:
    """Return the number of a page that an address asks for, counted from 1.

    >>> page_number("2"), page_number("-1"), page_number("two"), page_number("9" * 100)
    (2, 1, 1, 999999999)
    """
    return max(1, int(asked[:9])) if asked.isascii() and asked.isdecimal() else 1


def standing_of(publications: Sequence[Publication], number: int, day: date) -> Standing:
    """Return what one of the publications of an act is on a day."""
    standing = [one for one in publications if not one.is_withdrawn]
    applies = on_day(standing, day)
    here = next((one for one in standing if one.number == number), None)
    if here is None or applies is None:
        return Standing.WITHDRAWN
    if here.starts > day and here.number >= applies.number:
        return Standing.COMING
    return Standing.CURRENT if here is applies else Standing.REPLACED


def standing_on(visit: Visit, act: ActId, number: int) -> Standing:
    """Return what a publication of an act is on the visit's day."""
    return standing_of(library.publications(visit.db, act), number, visit.today)


def _kinds(counts: dict[PublicationKind, int], chosen: PublicationKind | None) -> FacetView:
    choices = (
        Choice(kind.value, labels.publication(kind), count, kind is chosen)
        for kind, count in counts.items()
        if count or kind is chosen
    )
    return FacetView("kind", gettext("Kind of entry"), tuple(choices))
