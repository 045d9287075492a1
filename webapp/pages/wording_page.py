"""The page of a provision's history: how it was worded, and since when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from kb.errors import ProvisionNotFoundError
from kb.language import Language
from kb.law.citation.naming import place
from kb.law.identifiers import ActId, EId
from kb.law.redline.change import ChangeKind, Redline
from kb.services import library, redlining, turns
from kb.services.library import Act, Edition, Version
from kb.services.redlining import Pair
from webapp.jinja import safe_html
from webapp.pages import editions
from webapp.pages.act_body import Body
from webapp.pages.act_page import chosen
from webapp.pages.cards import Card
from webapp.pages.redline_body import Pen
from webapp.pages.redline_rows import Line, lines
from webapp.site import site
from webapp.visit import Visit

WORDINGS_A_PAGE: Final = 20


@dataclass(frozen=True, slots=True)
class Source:
    """An edition in which a provision changed: its day, its texts, and who wrote them, if that is told."""

    edition: Edition
    day: date
    texts: dict[Language, str]
    version: Version | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """A provision in one edition: as it reads, and what changed; `redline` is None for the first one.

    `text` is empty where the provision, or the whole text in the language, is not there.
    """

    source: Source
    words: str
    text: Body
    redline: Body | None
    is_same: bool


@dataclass(frozen=True, slots=True)
class WordingPage:
    """All that the page of a provision's history shows, the newest wording first."""

    act: Act
    card: Card
    eid: EId
    place: str
    language: Language
    languages: tuple[Language, ...]
    first: Source
    first_words: str
    wordings: tuple[Wording, ...]
    is_there: bool
    page: int
    pages: int


def wording_page(visit: Visit, act: Act, eid: EId, asked: str | None, page: int) -> WordingPage:
    """Return the history of a provision, as far as the viewer may know it.

    Raises ProvisionNotFoundError if no text that the viewer may read has or had it.
    """
    sources = _sources(visit, act.act, eid)
    if not sources:
        raise ProvisionNotFoundError(act=act.act, eid=eid)
    language = chosen(act.shown.texts, asked, visit.language)[0]
    pages = -(-len(sources) // WORDINGS_A_PAGE)
    page = min(max(page, 1), pages)
    start = (page - 1) * WORDINGS_A_PAGE
    some = sources[start : start + WORDINGS_A_PAGE + 1]
    return WordingPage(
        act=act,
        card=Card.of(act, visit),
        eid=eid,
        place=place(eid, visit.language) or eid,
        language=language,
        languages=act.languages,
        first=sources[-1],
        first_words=editions.words(sources[-1].edition),
        wordings=tuple(_wordings(visit, some, eid, language)),
        is_there=_is_there(visit, act, eid),
        page=page,
        pages=pages,
    )


def _is_there(visit: Visit, act: Act, eid: EId) -> bool:
    """Tell whether the text that is shown still has a provision."""
    return any(
        row.eid == eid
        for language, name in act.shown.texts.items()
        for row in visit.lists.typesetter.rows(visit.db, name, language)
    )


def _sources(visit: Visit, act: ActId, eid: EId) -> list[Source]:
    """Return the editions in which a provision changed: versions for those who may read them."""
    found = turns.of_provision(visit.db, visit.viewer, act, eid)
    if found:
        return [_of_version(one) for one in found]
    published = turns.issues_of_provision(visit.db, act, eid)
    return [_source(visit, act, one.number, one.published_at) for one in published]


def _of_version(version: Version) -> Source:
    day = site().day_of(version.committed_at)
    return Source(Edition(version=version.sequence), day, version.texts, version)


def _source(visit: Visit, act: ActId, number: int, moment: datetime) -> Source:
    edition = Edition(publication=number)
    shown = library.find(visit.db, visit.viewer, act, edition).shown
    return Source(edition, site().day_of(moment), shown.texts)


def _wordings(
    visit: Visit, sources: Sequence[Source], eid: EId, language: Language
) -> list[Wording]:
    """Return all wordings but the one behind a full page, with which the last one is compared."""
    some = sources[:WORDINGS_A_PAGE]
    older: list[Source | None] = [*sources[1:], None]
    return [
        _wording(visit, one, before, eid, language)
        for one, before in zip(some, older, strict=False)
    ]


def _wording(
    visit: Visit, source: Source, before: Source | None, eid: EId, language: Language
) -> Wording:
    new = source.texts.get(language, "")
    old = before.texts.get(language, "") if before else ""
    redline = redlining.of_provision(visit.db, Pair(language, old, new), eid)
    plain = redlining.of_provision(visit.db, Pair(language, new, new), eid)
    return Wording(
        source=source,
        words=editions.words(source.edition),
        text=_html(plain),
        redline=_html(redline) if before else None,
        is_same=before is not None and redline.is_empty,
    )


def _html(redline: Redline) -> Body:
    pen = Pen.ready()
    return safe_html("".join(_row(line, pen) for line in lines(redline)))


def _row(line: Line, pen: Pen) -> str:
    kind = line.change.kind
    changed = "" if kind is ChangeKind.SAME else f" change change--{kind}"
    return (
        f'<div class="d{line.depth}{changed}"><div class="cell">{pen.provision(line)}</div></div>'
    )
