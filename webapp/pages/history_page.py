"""The page of an act's history: publications for everybody, versions for those who may read drafts."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kb.language import Language
from kb.law.identifiers import ActId
from kb.review.calendar import day_of, last_day_before
from kb.review.rounds import Round
from kb.services import library, seats, turns
from kb.services.library import Act, Edition, Publication, Version
from kb.services.turns import Extent, Issue, Step
from kb.source import UNDATED
from webapp import labels
from webapp.pages import editions
from webapp.pages.cards import Card
from webapp.pages.stage_line import TakenView, taken_steps
from webapp.pages.timeline import Lane, Moment, Timeline, timeline
from webapp.site import site
from webapp.visit import Visit

STEPS_A_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the history: an edition, how much it changed, and the one it is compared with.

    `extent` and `before` are None for the first; a publication that was withdrawn has neither.
    """

    edition: Edition
    words: str
    extent: Extent | None
    total: int
    before: Edition | None


@dataclass(frozen=True, slots=True)
class Published(Line):
    """A publication."""

    publication: Publication
    body: str


@dataclass(frozen=True, slots=True)
class Drafted(Line):
    """A version, the publications that pinned it, and the languages whose texts went and came."""

    version: Version
    publications: tuple[int, ...]
    lost: tuple[Language, ...]
    gained: tuple[Language, ...]

    @property
    def subject(self) -> str:
        """The first line of what its author wrote."""
        return self.version.message.strip().partition("\n")[0]

    @property
    def rest(self) -> str:
        """What its author wrote below."""
        return self.version.message.strip().partition("\n")[2].strip()


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """All that the page of an act's history shows; `page` counts the pages of versions from 1."""

    act: Act
    card: Card
    timeline: Timeline | None
    published: tuple[Published, ...]
    drafted: tuple[Drafted, ...]
    rounds: tuple[Round, ...]
    reasons: tuple[TakenView, ...]
    page: int
    pages: int


def history_page(visit: Visit, act: Act, page: int) -> HistoryPage:
    """Return the history of an act that the viewer may read."""
    publications = library.publications(visit.db, act.act)
    steps = turns.history(visit.db, visit.viewer, act.act)
    pages = max(1, -(-len(steps) // STEPS_A_PAGE))
    page = min(max(page, 1), pages)
    start = (page - 1) * STEPS_A_PAGE
    rounds = _rounds(visit, act.act)
    return HistoryPage(
        act=act,
        card=Card.of(act, visit),
        timeline=timeline(_moments(act, publications, steps, rounds)),
        published=tuple(_published(visit, act.act, publications)),
        drafted=tuple(_drafted(steps, publications, start)),
        rounds=rounds,
        reasons=taken_steps(visit, act.act),
        page=page,
        pages=pages,
    )


def _rounds(visit: Visit, act: ActId) -> tuple[Round, ...]:
    """Return the rounds of review held on an act, to those who may read its drafts."""
    if act not in visit.viewer.drafts:
        return ()
    return tuple(seat.asked for seat in seats.visible(visit.db, visit.viewer, act, site().clock))


def _published(
    visit: Visit, act: ActId, publications: Iterable[Publication]
) -> Iterator[Published]:
    found = turns.issues(visit.db, act)
    issues = {one.publication.number: one for one in found}
    before = {one.publication.number: older for one, older in pairwise(found)}
    for one in publications:
        issue, older = issues.get(one.number), before.get(one.number)
        edition = Edition(publication=one.number)
        body = labels.body(visit.catalogues, one.body, visit.language)
        yield Published(edition, editions.words(edition), *_compared(issue, older), one, body)


def _compared(
    issue: Issue | None, older: Issue | None
) -> tuple[Extent | None, int, Edition | None]:
    if issue is None:
        return None, 0, None
    if older is None:
        return None, issue.total, None
    return issue, issue.total, Edition(publication=older.publication.number)


def _drafted(
    steps: Sequence[Step], publications: Iterable[Publication], start: int
) -> Iterator[Drafted]:
    pinned: dict[int, tuple[int, ...]] = {}
    for one in publications:
        pinned[one.version] = (*pinned.get(one.version, ()), one.number)
    for at, step in enumerate(steps[start : start + STEPS_A_PAGE], start):
        number = step.version.sequence
        edition, older = Edition(version=number), steps[at + 1 : at + 2]
        extent = step if older else None
        before = Edition(version=older[0].version.sequence) if older else None
        line = (edition, editions.words(edition), extent, step.total, before)
        there = step.version.texts
        earlier = older[0].version.texts if older else there
        lost, gained = _not_in(earlier, there), _not_in(there, earlier)
        yield Drafted(*line, step.version, pinned.get(number, ()), lost, gained)


def _not_in(some: Iterable[Language], others: Container[Language]) -> tuple[Language, ...]:
    return tuple(one for one in some if one not in others)


def _moments(
    act: Act,
    publications: Iterable[Publication],
    steps: Iterable[Step],
    rounds: Iterable[Round],
) -> Iterator[Moment]:
    for one in publications:
        if not one.is_withdrawn:
            yield Moment(Lane.PUBLICATION, one.starts, f"№ {one.number}")
    for event in act.changes():
        yield Moment(Lane.EVENT, event.day, labels.force(event.force))
    for step in steps:
        if step.version.committed_at != UNDATED:
            yield Moment(Lane.VERSION, site().day_of(step.version.committed_at))
    for held in rounds:
        opens, closes = day_of(held.opens), last_day_before(held.closes)
        yield Moment(Lane.ROUND, opens, str(held.number), closes)
