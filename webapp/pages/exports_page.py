"""The documents of a round: which there are, in which formats, and one that is still being made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from kb.errors import NotFoundError
from kb.language import Language
from kb.services import library, pinned, threads
from kb.services.exporting.making import ENDINGS, TITLES, Export, available
from kb.services.exporting.order import Base, Compared, Order
from kb.services.seats import Seat
from webapp import exports_labels
from webapp.pages.round_head import RoundHead, round_head
from webapp.visit import Visit

ACCEPTED: Final = "accepted"
_KEPT: Final = frozenset({"lang", "base", "version"})


@dataclass(frozen=True, slots=True)
class ExportView:
    """A document in the list, with the formats it can be had in."""

    export: Export
    title: str
    purpose: str
    formats: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ExportsPage:
    """The documents that the viewer may have, with headings in `language`.

    `bases` and `versions` are what a comparative table can be made of, as far as there is a choice;
    `asked` is what the address of the page asks for, and those of the documents repeat.
    """

    head: RoundHead
    language: Language
    exports: tuple[ExportView, ...]
    comments: int
    bases: tuple[Base, ...]
    versions: tuple[int, ...]
    asked: Mapping[str, str]

    @property
    def has_comments(self) -> bool:
        """Whether the viewer may know of any comments."""
        return any(one.export is Export.COMMENTS for one in self.exports)


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """A document that is still being made: how much of it is done, of how much; or that it failed."""

    head: RoundHead
    title: str
    done: int
    total: int
    has_failed: bool


def order_of(visit: Visit, seat: Seat, arguments: MultiDict[str, str], zone: str) -> Order:
    """Return what an address asks for; NotFoundError if that is nothing."""
    language = arguments.get("lang", visit.language.value)
    base, version = arguments.get("base", ""), arguments.get("version", "")
    if language not in set(Language) or base not in {"", *Base}:
        raise NotFoundError
    return Order(
        db=visit.db,
        seat=seat,
        language=Language(language),
        zone=ZoneInfo(zone),
        compared=Compared(Base(base) if base else None, _version(version)),
    )


def _version(told: str) -> int | None:
    if told == ACCEPTED:
        return 0
    if not told:
        return None
    if not told.isascii() or not told.isdigit() or len(told) > 6:
        raise NotFoundError
    return int(told)


def exports_page(visit: Visit, order: Order, arguments: MultiDict[str, str]) -> ExportsPage:
    """Return the list of a round's documents."""
    text = pinned.act(visit.db, order.seat)
    later = range(order.seat.asked.version + 1, pinned.newest(visit.db, order.seat) + 1)
    known = library.versions(visit.db, visit.viewer, order.seat.asked.act) if later else []
    return ExportsPage(
        head=round_head(visit, order.seat, text),
        language=order.language,
        exports=tuple(_view(order, one) for one in available(order)),
        comments=threads.count(visit.db, order.seat),
        bases=tuple(Base) if text and text.standing else (),
        versions=tuple(one.sequence for one in known if one.sequence in later),
        asked={name: words for name, words in arguments.items() if name in _KEPT and words},
    )


def waiting_page(
    visit: Visit, order: Order, export: Export, progress: tuple[int, int], *, has_failed: bool
) -> WaitingPage:
    """Return the page of a document that is being made."""
    head = round_head(visit, order.seat, pinned.act(visit.db, order.seat))
    return WaitingPage(head, TITLES[export](visit.language), *progress, has_failed)


def _view(order: Order, export: Export) -> ExportView:
    return ExportView(
        export=export,
        title=TITLES[export](order.language),
        purpose=exports_labels.purpose(export),
        formats=tuple((one, exports_labels.format_(one)) for one in ENDINGS[export]),
    )
