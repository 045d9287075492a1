"""What is asked for when a document of a round is made, and what stands at the head of all of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from kb.errors import NotFoundError
from kb.language import Language
from kb.law.citation.naming import place
from kb.law.identifiers import EId
from kb.letters.terms import term, until
from kb.services import pinned, titles
from kb.services.exporting.names import called
from kb.services.exporting.words import Word
from kb.services.library import Act, metadata_of
from kb.services.seats import Seat
from kb.storage.review import RoundRow
from kb.tables.model import Cell, Column, Document, Table


class Base(StrEnum):
    """What a comparative table starts from: the text that the round is about, or what is in force."""

    PINNED = "pinned"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparative table sets against what; None is as the table thinks fit.

    `version` is the later version proposed, 0 what was accepted of the suggestions.
    """

    base: Base | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Who asks for a document, by the seat, and how: the language of its headings, the zone of its times.

    One that is not `dated` does not say when it was made: of the same content it is always the same.
    """

    db: Session
    seat: Seat
    language: Language
    zone: ZoneInfo
    compared: Compared = Compared()
    dated: bool = True

    def say(self, word: Word, *details: object) -> str:
        """Return a heading in the language asked for."""
        return word(self.language, *details)

    def columns(self, *wanted: tuple[str, Word, int], printed: bool = True) -> tuple[Column, ...]:
        """Return columns: the key of each, its heading, and its width."""
        return tuple(Column(key, self.say(word), width, printed) for key, word, width in wanted)

    def cited(self, eid: EId) -> str:
        """Return a provision's citation, or its address if it has none."""
        return place(eid, self.language) or str(eid)

    def placed(self, eid: EId) -> str:
        """Return what a comment is on: a provision, or the act as a whole."""
        return self.cited(eid) or self.say(Word.WHOLE)

    def local(self, moment: datetime) -> datetime:
        """Return a moment as the clocks show it where the law is in force."""
        return moment.astimezone(self.zone)

    def text(self) -> Act:
        """Return the act as the round is about it; NotFoundError for those who may not read it."""
        found = pinned.act(self.db, self.seat)
        if found is None:
            raise NotFoundError
        return found


def document(order: Order, word: Word, *tables: Table) -> Document:
    """Return tables as a document that says which round of which act they are of."""
    asked, say = order.seat.asked, order.say
    title = _title(order)
    metadata = metadata_of(order.db.get_one(RoundRow, order.seat.id).version)
    at = order.local(order.seat.now) if order.dated else None
    return Document(
        language=order.language,
        title=say(word),
        subject=f"{title}. {say(Word.ROUND)} {asked.number}: {called(asked.kind, order.language)}",
        facts=facts(order),
        notice=say(Word.ILLUSTRATIVE) if metadata.illustrative else "",
        tables=tables,
        at=at,
    )


def facts(order: Order) -> tuple[tuple[str, Cell], ...]:
    """Return what a reader has to know of a round, to understand what was said in it."""
    asked, say = order.seat.asked, order.say
    found: list[tuple[str, Cell]] = []
    text = pinned.act(order.db, order.seat)
    if text is not None:
        commit = f" ({text.shown.commit[:12]})" if text.shown.commit else ""
        found.append((say(Word.VERSION), f"{asked.version}{commit}"))
    found.append((say(Word.TERM), term(asked.opens, asked.closes, order.language)))
    ends = ((until(one.until, order.language), one.reason) for one in asked.extensions)
    found.extend((say(Word.EXTENDED), f"{end}: {reason}") for end, reason in ends)
    found.append((say(Word.STATE), called(asked.state, order.language)))
    if order.dated:
        found.append((say(Word.AS_OF), order.local(order.seat.now)))
    return tuple(found)


def _title(order: Order) -> str:
    """Return what the act is called: where the text is not the viewer's to read, as it is published."""
    text = pinned.act(order.db, order.seat)
    if text is not None:
        return text.metadata.title[order.language]
    found = titles.known(order.db, order.seat.viewer).get(order.seat.asked.act)
    return found[order.language] if found else order.seat.asked.act
