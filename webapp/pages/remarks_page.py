"""The page of what was found in comments, replies, answers and opinions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from werkzeug.datastructures import MultiDict

from indexer.query import Piece
from indexer.remarks.finding import Finds, Found, find
from indexer.remarks.speaking import Kind
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
    Kind.COMMENT: msg("comment"),
    Kind.SUGGESTION: msg("suggested wording"),
    Kind.REPLY: msg("reply"),
    Kind.ANSWER: msg("answer"),
    Kind.CONTEST: msg("objection to the answer"),
    Kind.OPINION: msg("opinion"),
}
"""What somebody said."""


@dataclass(frozen=True, slots=True)
class Line:
    """A comment or an opinion in which the words are; `comment` is None of an opinion."""

    act: ActId
    title: str
    title_language: Language
    round: int
    comment: CommentId | None
    place: str
    author: str
    at: datetime
    kind: str
    language: Language
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class RemarksPage:
    """All that the page shows; `is_cut` says that there may be more than `total`."""

    text: str
    total: int
    is_cut: bool
    lines: tuple[Line, ...]
    hints: tuple[str, ...]
    number: int
    pages: int


def remarks_page(visit: Visit, site: Site, asked: MultiDict[str, str]) -> RemarksPage:
    """Return the page for what was typed."""
    text, number = asked.get("q", ""), page_of(asked.get("page", ""))
    finds = find(visit.db, visit.viewer, site.remarks, text, site.clock)
    known = titles.known(visit.db, visit.viewer)
    shown = finds.found[(number - 1) * SIZE : number * SIZE]
    return RemarksPage(
        text=text,
        total=len(finds.found),
        is_cut=finds.is_cut,
        lines=tuple(_line(visit, one, known) for one in shown),
        hints=_hints(finds),
        number=number,
        pages=-(-len(finds.found) // SIZE),
    )


def _hints(finds: Finds) -> tuple[str, ...]:
    return tuple(labels.hint(hint) for hint in finds.hints)


def _line(visit: Visit, found: Found, known: Mapping[ActId, Words]) -> Line:
    words = known.get(found.act)
    title, language = words.shown(visit.language) if words else (found.act, Language.EN)
    whole = gettext("the act as a whole")
    return Line(
        act=found.act,
        title=title,
        title_language=language,
        round=found.round,
        comment=found.comment,
        place=(place(found.eid, visit.language) if found.eid else "") or whole,
        author=", ".join(filter(None, (found.author.name, found.author.organisation))),
        at=found.at,
        kind=gettext(KINDS[found.kind]),
        language=found.language,
        pieces=found.pieces,
    )
