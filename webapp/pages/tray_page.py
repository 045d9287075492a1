"""The tray of a round: where its comments stand in a later version, and which have lost their place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kb.errors import NotFoundError
from kb.language import Language
from kb.law.identifiers import NOWHERE, EId
from kb.law.render import Row
from kb.review import finding
from kb.review.anchors import said
from kb.review.comments import CommentId
from kb.review.reattaching import TOLD, Detached, Place
from kb.services import attaching, library, pinned, texts, threads
from kb.services.library import Act, Edition
from kb.services.seats import Seat
from kb.services.threads import Thread
from webapp.locale import gettext
from webapp.pages.comment_view import name_of, place_of
from webapp.pages.round_text import Reading, RoundText, readings, round_text
from webapp.visit import Visit


@dataclass(frozen=True, slots=True)
class Item:
    """A comment that is not where it was: by which rule it has moved, or that it is detached."""

    thread: Thread
    by: str
    was: str
    eid: EId = NOWHERE
    now: str = ""
    told: str = ""

    @property
    def is_detached(self) -> bool:
        """Whether a person has to find its place."""
        return not self.told


@dataclass(frozen=True, slots=True)
class Spot:
    """A provision of the later text that a comment may be put at, with what stands there."""

    eid: EId
    place: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Finding:
    """The comment for which a place is looked for, what it stood on, and what may be chosen."""

    item: Item
    was: tuple[Reading, ...]
    asked: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class TrayPage:
    """All that the tray shows; `waiting` is how many comments are not carried over yet."""

    text: RoundText
    version: int
    versions: tuple[int, ...]
    waiting: int
    same: int
    detached: tuple[Item, ...]
    moved: tuple[Item, ...]
    finding: Finding | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of the tray: a version, the comment to be placed, words of its place."""

    version: int | None = None
    comment: CommentId | None = None
    words: str = ""


def tray_page(visit: Visit, seat: Seat, asked: Asked, problem: str = "") -> TrayPage:
    """Return the tray; NotFoundError if there is no such later version."""
    text = round_text(visit, seat)
    versions = tuple(range(seat.asked.version + 1, pinned.newest(visit.db, seat) + 1))
    if asked.version is not None and asked.version not in versions:
        raise NotFoundError
    version = asked.version or (versions[-1] if versions else seat.asked.version)
    listed = [one for one in threads.on_record(visit.db, seat) if one.content is not None]
    places = attaching.places(visit.db, seat, version) if versions else {}
    items = [_item(one, places[one.id]) for one in listed if one.id in places]
    detached = tuple(one for one in items if one.is_detached)
    moved = tuple(one for one in items if one.told and _has_moved(places[one.thread.id]))
    known = {one.thread.id: one for one in items}
    chosen = known.get(asked.comment) if asked.comment else None
    return TrayPage(
        text=text,
        version=version,
        versions=versions,
        waiting=len(listed) - len(items),
        same=len(items) - len(detached) - len(moved),
        detached=detached,
        moved=moved,
        finding=_finding(text, version, chosen, asked.words) if chosen else None,
        problem=problem,
    )


def _has_moved(place: Place | Detached) -> bool:
    return isinstance(place, Place) and place.has_moved


def _item(thread: Thread, place: Place | Detached) -> Item:
    by, was = name_of(thread.author), place_of(thread.anchor.eid)
    if isinstance(place, Detached):
        return Item(thread, by, was)
    return Item(thread, by, was, place.eid, place_of(place.eid), gettext(TOLD[place.rule]))


def _finding(text: RoundText, version: int, item: Item, asked: str) -> Finding:
    """Return the places that the words asked for lead to; without any, those that say much the same.

    Before these comes the provision where it stands now, if it stands at one.
    """
    visit, anchor = text.visit, item.thread.anchor
    act = library.find(visit.db, visit.viewer, text.head.act, Edition(version=version))
    language = anchor.language if anchor.language in act.shown.texts else act.languages[0]
    provisions = _provisions(visit, act, language)
    was = text.readings(anchor.eid, language)
    if asked.strip():
        found = finding.matching(provisions, asked)
    else:
        alike = finding.alike(provisions, anchor.exact or _words_of(text, anchor.eid))
        found = list(dict.fromkeys([item.eid, *alike] if item.eid else alike))
    rows = {language: visit.lists.typesetter.rows(visit.db, act.shown.texts[language], language)}
    spots = tuple(_spots(found, rows, text))
    return Finding(item, was, asked, spots)


def _provisions(visit: Visit, act: Act, language: Language) -> dict[EId, str]:
    tree = texts.expression(visit.db, act.shown.texts[language], language)
    return {one.eid: f"{one.label} {said(one)}" for one in tree.walk() if one.eid != NOWHERE}


def _words_of(text: RoundText, eid: EId) -> str:
    """Return the Markdown of a provision in the round's text, in the language in which it is longest."""
    wordings = pinned.wordings(text.visit.db, text.act, eid) if text.act and eid else {}
    return max(wordings.values(), key=len, default="")


def _spots(
    found: list[EId], rows: Mapping[Language, tuple[Row, ...]], text: RoundText
) -> Iterator[Spot]:
    for eid in found:
        for reading in readings(rows, eid, text.known)[:1]:
            yield Spot(eid, place_of(eid), reading)
