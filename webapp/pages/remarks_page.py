"""The page of what was found in comments, replies, answers and opinions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from werkzeug.datastructures import MultiDict

from indexer.query import Piece
from indexer.remarks.finding import Finds, Found, Sought, find
from indexer.remarks.speaking import Kind
from kb.access import Permission
from kb.errors import msg
from kb.language import Language
from kb.law.citation.naming import place
from kb.law.identifiers import ActId
from kb.law.words import Words
from kb.review.comments import CommentId
from kb.services import titles
from webapp import labels
from webapp.locale import gettext
from webapp.pages.search_page import page_of
from webapp.site import Site
from webapp.visit import Visit

SIZE: Final = 20
KINDS: Final = {
    Kind.COMMENT: msg("in the comment"),
    Kind.SUGGESTION: msg("in the suggested wording"),
    Kind.REPLY: msg("in a reply"),
    Kind.ANSWER: msg("in the answer"),
    Kind.ADOPTED: msg("in the wording adopted"),
    Kind.CONTEST: msg("in the objection to the answer"),
    Kind.OPINION: msg("in the opinion"),
}
"""Where the words stand: the author who is named beside it is that of the comment, or of the opinion."""


@dataclass(frozen=True, slots=True)
class Line:
    """A comment or an opinion in which the words are; `comment` is None of an opinion."""

    act: ActId
    title: str
    title_language: Language
    round: int
    is_public: bool
    comment: CommentId | None
    place: str
    author: str
    at: datetime
    kind: str
    language: Language
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class RemarksPage:
    """All that the page shows; `is_cut` says that there may be more than `total`.

    `act` is whose rounds alone are searched, if not all; `sees_all` tells of who sees all of every round.
    """

    text: str
    act: ActId | None
    sees_all: bool
    total: int
    is_cut: bool
    lines: tuple[Line, ...]
    hints: tuple[str, ...]
    number: int
    pages: int


def remarks_page(visit: Visit, site: Site, asked: MultiDict[str, str]) -> RemarksPage:
    """Return the page for what was typed."""
    number = page_of(asked.get("page", ""))
    sought = Sought(asked.get("q", ""), ActId(asked["act"]) if asked.get("act") else None)
    finds = find(visit.db, visit.viewer, site.remarks, sought, site.clock)
    shown = finds.found[(number - 1) * SIZE : number * SIZE]
    return RemarksPage(
        text=sought.text,
        act=sought.act,
        sees_all=visit.viewer.may(Permission.SEE_REVIEWS),
        total=len(finds.found),
        is_cut=finds.is_cut,
        lines=tuple(_lines(visit, shown)),
        hints=_hints(finds),
        number=number,
        pages=-(-len(finds.found) // SIZE),
    )


def _hints(finds: Finds) -> tuple[str, ...]:
    return tuple(labels.hint(hint) for hint in finds.hints)


def _lines(visit: Visit, shown: Sequence[Found]) -> Iterator[Line]:
    """Yield what was found; an act is called in a public round as it was then, whatever it is called now."""
    discussed = titles.discussed(visit.db, {one.act for one in shown if one.is_public})
    known = titles.known(visit.db, visit.viewer) if shown else {}
    for one in shown:
        yield _line(visit, one, discussed.get((one.act, one.round)) or known.get(one.act))


def _line(visit: Visit, found: Found, called: Words | None) -> Line:
    title, language = called.shown(visit.language) if called else (found.act, Language.EN)
    whole = gettext("the act as a whole")
    return Line(
        act=found.act,
        title=title,
        title_language=language,
        round=found.round,
        is_public=found.is_public,
        comment=found.comment,
        place=(place(found.eid, visit.language) if found.eid else "") or whole,
        author=", ".join(filter(None, (found.author.name, found.author.organisation))),
        at=found.at,
        kind=gettext(KINDS[found.kind]),
        language=found.language,
        pieces=found.pieces,
    )
