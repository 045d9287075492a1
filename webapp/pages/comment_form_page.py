"""The page on which a comment is written or edited, with the provision that it is on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from kb.errors import ProvisionNotFoundError
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.render import Row, resolved
from kb.review.anchors import Anchor
from kb.review.comments import CommentId, Content
from kb.services import pinned, titles
from kb.services.library import Act
from kb.services.seats import Seat
from webapp.jinja import safe_html
from webapp.locale import read_instead
from webapp.pages.comment_view import parts, place_of
from webapp.pages.quoting import highlighted
from webapp.pages.review_text import UP
from webapp.pages.round_head import RoundHead, round_head
from webapp.review_forms import CommentForm
from webapp.visit import Visit

Part = tuple[tuple[str, Language], str]
"""A part of a text: what it is called and the language that it is in, and its words."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a comment is on: a provision as the text has it, or the act as a whole.

    `said` is its Markdown in every language that has it, the one that is read first; `rows` is how
    it reads in that.
    """

    where: Anchor
    place: str
    said: Mapping[Language, str]
    rows: tuple[tuple[int, Markup], ...] = ()


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A part of a comment as it is by now, and as it was typed; `language` is what it is in."""

    label: str
    language: Language
    by_now: str
    typed: str


@dataclass(frozen=True, slots=True)
class CommentFormPage:
    """All that the page shows; `comment` is the one that is edited, if one is."""

    head: RoundHead
    subject: Subject
    form: CommentForm
    comment: CommentId | None = None
    problems: tuple[str, ...] = ()
    is_again: bool = False
    is_declared: bool = False
    meanwhile: tuple[Meanwhile, ...] = ()


def form_page(visit: Visit, seat: Seat, where: Anchor, form: CommentForm) -> CommentFormPage:
    """Return the page with a form, as it was typed or as it begins."""
    found, subject = pinned.act(visit.db, seat), subject_of(visit, seat, where)
    rows = _rows(visit, found, subject.where) if found else ()
    return CommentFormPage(round_head(visit, seat, found), replace(subject, rows=rows), form)


def subject_of(visit: Visit, seat: Seat, where: Anchor) -> Subject:
    """Return what a comment is on, or raise ProvisionNotFoundError if the text has no such provision.

    It is read in the language that was asked for, if the provision is there in it.
    """
    named = pinned.named(visit.db, seat)
    said = pinned.wordings_in(visit.db, named, where.eid) if where.eid else {}
    if not named or (where.eid and not said):
        raise ProvisionNotFoundError(act=seat.asked.act, eid=where.eid)
    there = said or named
    if where.language not in there:
        near = next(one for one in read_instead(visit.language) if one in there)
        where = replace(where, language=near, exact="", prefix="", suffix="")
    ordered = sorted(said.items(), key=lambda one: one[0] is not where.language)
    return Subject(where, place_of(where.eid), dict(ordered))


def meanwhile_of(stored: Content, given: Content) -> tuple[Meanwhile, ...]:
    """Return both texts of a comment that was edited while somebody else edited it too, part by part."""
    return side_by_side(parts(stored), parts(given))


def side_by_side(stored: Iterable[Part], given: Iterable[Part]) -> tuple[Meanwhile, ...]:
    """Return two texts part by part: as it is by now, and as it was typed."""
    by_now, typed = dict(stored), dict(given)
    return tuple(
        Meanwhile(
            label, language, by_now.get((label, language), ""), typed.get((label, language), "")
        )
        for label, language in dict.fromkeys((*by_now, *typed))
    )


def _rows(visit: Visit, found: Act, where: Anchor) -> tuple[tuple[int, Markup], ...]:
    """Return how a provision reads, with the quoted words marked."""
    if not where.eid:
        return ()
    known = titles.by_words(titles.known(visit.db, visit.viewer))
    name = found.shown.texts[where.language]
    rows = visit.lists.typesetter.rows(visit.db, name, where.language)
    inside = [row for row in rows if where.eid in row.eid.lineage()]
    top = min((row.depth for row in inside), default=0)
    return tuple((row.depth - top, safe_html(_html(row, where, known))) for row in inside)


def _html(row: Row, where: Anchor, known: Mapping[str, ActId]) -> str:
    html = (
        resolved(row.html, known)
        .replace('href="../', f'href="{UP}')
        .replace('href="#', 'href="./#')
    )
    return highlighted(html, [where]) if where.is_quote and row.eid == where.eid else html
