"""What somebody has begun to write in a round, and the files that go with nothing yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from flask import url_for

from kb.errors import msg
from kb.language import Language
from kb.law.identifiers import EId
from kb.services import files, pinned, unfinished
from kb.services.files import File
from kb.services.seats import Seat
from kb.services.unfinished import Kind, Unfinished
from webapp.locale import gettext
from webapp.pages.comment_view import place_of
from webapp.pages.round_head import RoundHead, round_head
from webapp.visit import Visit

KINDS: Final = {
    Kind.COMMENT: msg("Comment"),
    Kind.EDIT: msg("Change of a comment"),
    Kind.REPLY: msg("Reply"),
    Kind.OPINION: msg("Opinion"),
    Kind.ANSWER: msg("Answer"),
    Kind.CONTEST: msg("Objection to an answer"),
}
_FEW_LETTERS: Final = 160
_PLACE: Final = ("eid", "read_in", "exact", "prefix", "suffix")
_WORDS: Final = (
    *("text", "summary", "reply", "translation", "wording_kk", "wording_ru", "wording_en"),
    *("reasoning", "reason", "kk", "ru", "en"),
)
"""The fields whose words stand for a text, the one that says most first."""
_IN: Final = {f"{field}{one}": one.value for one in Language for field in ("wording_", "")}
"""Of fields that are in one language always, that language."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A text that was begun: where it is gone on with, and what it says so far."""

    slot: str
    kind: str
    place: str
    quote: str
    quote_language: str
    words: str
    language: str
    saved_at: datetime
    address: str


@dataclass(frozen=True, slots=True)
class UnfinishedPage:
    """All that the list shows."""

    head: RoundHead
    texts: tuple[Begun, ...]
    files: tuple[File, ...]
    may_write: bool


def unfinished_page(visit: Visit, seat: Seat) -> UnfinishedPage:
    """Return the list of what the viewer has begun."""
    return UnfinishedPage(
        head=round_head(visit, seat, pinned.act(visit.db, seat)),
        texts=tuple(begun(seat, one) for one in unfinished.listed(visit.db, seat)),
        files=tuple(files.unused(visit.db, seat)),
        may_write=seat.may_write,
    )


def begun(seat: Seat, one: Unfinished) -> Begun:
    """Return a text that was begun as pages tell of it."""
    has_place = one.slot.kind is Kind.COMMENT or "eid" in one.fields
    field = next(filter(one.first, _WORDS), "text")
    return Begun(
        slot=str(one.slot),
        kind=gettext(KINDS[one.slot.kind]),
        place=place_of(EId(one.first("eid"))) if has_place else "",
        quote=one.first("exact"),
        quote_language=one.first("read_in"),
        words=_few(one.first(field)),
        language=_IN.get(field)
        or one.first("translated" if field == "translation" else "language"),
        saved_at=one.saved_at,
        address=_address(seat, one),
    )


def _address(seat: Seat, one: Unfinished) -> str:
    """Return the form on which it is gone on with."""
    act, number, subject = seat.asked.act, seat.asked.number, one.slot.subject
    match one.slot.kind:
        case Kind.COMMENT:
            given = {name: one.first(name) for name in _PLACE if one.first(name)}
            return f"{url_for('review.form', act=act, number=number)}?{urlencode(given)}"
        case Kind.EDIT:
            return url_for("review.edit", act=act, number=number, comment=subject)
        case Kind.REPLY:
            return url_for("review.comment", act=act, number=number, comment=subject)
        case Kind.OPINION:
            return url_for("opinions.show", act=act, number=number)
        case Kind.ANSWER:
            return url_for("answers.comment", act=act, number=number, comment=subject)
        case Kind.CONTEST:
            return url_for("answers.contest", act=act, number=number, comment=subject)


def _few(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _FEW_LETTERS else line[:_FEW_LETTERS].rsplit(" ", 1)[0] + " …"
