"""The page that shows what changed between two editions of an act."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kb.language import Language
from kb.law.citation.naming import place
from kb.law.identifiers import ActId, EId
from kb.law.redline.change import ChangeKind, Redline, differs, new_text, old_text
from kb.law.redline.summary import Counts
from kb.recent import Recent
from kb.services import library
from kb.services.library import Act, Edition
from kb.services.redlining import Pair
from webapp.jinja import safe_html
from webapp.pages import editions
from webapp.pages.act_body import Body
from webapp.pages.act_page import chosen
from webapp.pages.cards import Card
from webapp.pages.redline_body import Pen, Setting
from webapp.pages.redline_rows import Line, Row, listed, rows, stretches
from webapp.site import site
from webapp.visit import Visit


@dataclass(frozen=True, slots=True)
class Entry:
    """A line in the list of changes."""

    eid: EId
    kind: ChangeKind
    place: str
    heading: str


@dataclass(frozen=True, slots=True)
class RedlineText:
    """A redline in its columns, the list of what changed, and how much did in each language."""

    body: Body
    titles: tuple[tuple[Language, Body], ...]
    contents: tuple[Entry, ...]
    counts: Mapping[Language, Counts]

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed in any of the languages."""
        return all(counts.is_empty for counts in self.counts.values())


@dataclass(frozen=True, slots=True)
class Choice:
    """An edition that can be compared."""

    name: str
    words: str
    day: date


@dataclass(frozen=True, slots=True)
class RedlinePage:
    """All that the page of a redline shows."""

    act: Act
    card: Card
    old: Edition
    new: Edition
    columns: tuple[Language, ...]
    languages: tuple[Language, ...]
    text: RedlineText
    choices: tuple[Choice, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: which editions, in which languages, and whether nothing is folded."""

    act: ActId
    editions: tuple[Edition, Edition]
    columns: str | None
    is_open: bool


_KEPT: Recent[RedlineText] = Recent(64)


def redline_page(visit: Visit, wanted: Wanted) -> RedlinePage:
    """Return the page of a redline; raises ActNotFoundError as `library.find` does."""
    older, newer = (library.find(visit.db, visit.viewer, wanted.act, e) for e in wanted.editions)
    languages = tuple(
        one for one in Language if one in older.shown.texts or one in newer.shown.texts
    )
    columns = chosen(languages, wanted.columns, visit.language)
    return RedlinePage(
        act=newer,
        card=Card.of(newer, visit),
        old=wanted.editions[0],
        new=wanted.editions[1],
        columns=columns,
        languages=languages,
        text=_text(visit, wanted, pairs_of(older, newer, columns)),
        choices=tuple(_choices(visit, wanted.act)),
        is_open=wanted.is_open,
    )


def pairs_of(older: Act, newer: Act, columns: tuple[Language, ...]) -> tuple[Pair, ...]:
    """Return the texts to be compared in each language; empty where there is none."""
    texts = older.shown.texts, newer.shown.texts
    return tuple(Pair(one, *(hashes.get(one, "") for hashes in texts)) for one in columns)


def _text(visit: Visit, wanted: Wanted, pairs: tuple[Pair, ...]) -> RedlineText:
    key = (pairs, wanted.act, wanted.editions, visit.language, wanted.is_open)
    return _KEPT.get(key, lambda: _made(visit, wanted, pairs))


def _made(visit: Visit, wanted: Wanted, pairs: tuple[Pair, ...]) -> RedlineText:
    redlines = {one.language: site().redliner.redline(visit.db, one) for one in pairs}
    columns = tuple(redlines)
    found = rows(redlines, columns)
    setting = Setting(wanted.act, *wanted.editions, columns, visit.language, wanted.is_open)
    return RedlineText(
        body=setting.body(stretches(found)),
        titles=tuple(_titles(redlines)),
        contents=tuple(_entry(row, line, visit.language) for row, line in listed(found)),
        counts={one: Counts.of(redline) for one, redline in redlines.items()},
    )


def _titles(redlines: Mapping[Language, Redline]) -> Iterator[tuple[Language, Body]]:
    """Yield the titles that changed."""
    pen = Pen.ready()
    for language, redline in redlines.items():
        if differs(redline.title):
            yield language, safe_html(pen.words(redline.title))


def _entry(row: Row, line: Line, language: Language) -> Entry:
    change = line.change
    heading = new_text(change.heading) or old_text(change.heading)
    where = place(change.place.eid, language) or change.place.eid
    return Entry(row.eid, change.kind, where, heading)


def _choices(visit: Visit, act: ActId) -> Iterator[Choice]:
    """Yield the editions that the viewer may compare, the newest first."""
    for one in library.publications(visit.db, act):
        if not one.is_withdrawn:
            yield _choice(Edition(publication=one.number), one.published_at)
    for version in library.versions(visit.db, visit.viewer, act):
        yield _choice(Edition(version=version.sequence), version.committed_at)


def _choice(edition: Edition, moment: datetime) -> Choice:
    return Choice(editions.name(edition), editions.words(edition), site().day_of(moment))
