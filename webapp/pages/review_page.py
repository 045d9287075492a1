"""The page of a round: the text that it is about, and the comments that the viewer may know of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from flask import url_for
from markupsafe import Markup, escape

from kb.language import Language
from kb.law.identifiers import NOWHERE, EId, nearest
from kb.review.comments import CommentId
from kb.review.rounds import Round
from kb.services import files, pinned, seats, threads, titles
from kb.services.library import Act, Edition
from kb.services.seats import Seat
from kb.services.threads import Thread
from webapp.jinja import safe_html
from webapp.locale import gettext
from webapp.pages import reading_marks, review_text
from webapp.pages.act_page import chosen
from webapp.pages.act_text import Entry
from webapp.pages.comment_filters import Narrowed, narrowed
from webapp.pages.comment_view import Pinned, cards, folded
from webapp.pages.declaration_page import Declaring, declaring
from webapp.pages.review_text import Margin, ReviewText
from webapp.pages.review_tools import ReviewTools, tools_of
from webapp.pages.round_head import RoundHead, may_write, round_head, why_not
from webapp.visit import Visit

_FEW: Final = 100
"""Files of more comments than these are fetched with all of the round: to name each costs more."""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """All that the page of a round shows; without `columns` the text is not the viewer's to read.

    `earlier` is the last round before this one that the viewer knows of, if it was about another version.
    """

    head: RoundHead
    languages: tuple[Language, ...]
    columns: tuple[Language, ...]
    contents: tuple[Entry, ...]
    body: Markup
    on_whole: Markup
    comments: Narrowed
    may_write: bool
    may_mark: bool
    why_not: str
    opens_all: bool
    tools: ReviewTools
    declaring: Declaring | None
    earlier: Round | None = None

    @property
    def earlier_edition(self) -> Edition:
        """The version that the earlier round was about, as addresses name it."""
        return Edition(version=self.earlier.version if self.earlier else None)


def review_page(
    visit: Visit, seat: Seat, asked: Mapping[str, str], columns: str | None
) -> ReviewPage:
    """Return the page of a round, with the comments narrowed down as is asked for."""
    found = pinned.act(visit.db, seat)
    comments = narrowed(threads.listed(visit.db, seat), asked)
    text = _text(visit, found, columns) if found else None
    places = _by_place(comments.threads, text)
    on_whole = places.pop(NOWHERE, [])
    shown = replace(
        pinned_of(visit, seat, found, comments.threads),
        opened=CommentId(asked.get("at", "")),
        opens_all=asked.get("open") == "1",
    )
    return ReviewPage(
        head=round_head(visit, seat, found),
        languages=found.languages if found else (),
        columns=text.columns if text else (),
        contents=text.contents if text else (),
        body=_body(visit, seat, text, (places, shown)),
        on_whole=safe_html(cards(NOWHERE, on_whole, shown)),
        comments=comments,
        may_write=may_write(seat) and found is not None,
        may_mark=reading_marks.may_mark(seat) and found is not None,
        why_not=why_not(seat),
        opens_all=shown.opens_all,
        tools=tools_of(visit, seat),
        declaring=declaring(visit, seat),
        earlier=_earlier(visit, seat),
    )


def _earlier(visit: Visit, seat: Seat) -> Round | None:
    """Return the round before this one, to those who may read what changed since."""
    asked = seat.asked
    if asked.number == 1 or asked.act not in visit.viewer.drafts:
        return None
    known = seats.visible(visit.db, visit.viewer, asked.act, lambda: seat.now)
    before = [one.asked for one in known if one.asked.number < asked.number]
    return before[-1] if before and before[-1].version != asked.version else None


def pinned_of(visit: Visit, seat: Seat, found: Act | None, shown: Sequence[Thread]) -> Pinned:
    """Return what comments are shown with: what the text says where a wording is suggested."""
    asked = seat.asked
    eids = {one.anchor.eid for one in shown if _has_wording(one)}
    said = {eid: pinned.wordings(visit.db, found, eid) for eid in eids} if found else {}
    languages = found.languages if found else ()
    few = threads.only(*(one.id for one in shown)) if len(shown) <= _FEW else threads.ALL
    attached = files.of_comments(visit.db, seat, few)
    return Pinned(asked.act, asked.number, languages, said, files=attached)


def _has_wording(thread: Thread) -> bool:
    content, answer = thread.content, thread.answer
    is_suggested = content is not None and content.suggestion is not None
    return is_suggested or (answer is not None and answer.adoption is not None)


def _text(visit: Visit, found: Act, columns: str | None) -> ReviewText:
    known = titles.by_words(titles.known(visit.db, visit.viewer))
    there = chosen(found.shown.texts, columns, visit.language)
    return review_text.text_of(visit, found, there, known)


def _by_place(shown: Sequence[Thread], text: ReviewText | None) -> dict[EId, list[Thread]]:
    """Return the comments by the row at which they are shown: where it stands in no column, the nearest."""
    places: dict[EId, list[Thread]] = {}
    eids = text.eids() if text else frozenset()
    for one in shown:
        places.setdefault(nearest(one.anchor.eid, eids) or NOWHERE, []).append(one)
    return places


def _body(
    visit: Visit,
    seat: Seat,
    text: ReviewText | None,
    comments: tuple[Mapping[EId, Sequence[Thread]], Pinned],
) -> Markup:
    if text is None:
        return safe_html("")
    places, shown = comments
    said = {eid: _margin(eid, several, shown) for eid, several in places.items()}
    margins = reading_marks.with_marks(visit, seat, text, said)
    button = _button(seat, text.columns[0]) if may_write(seat) else ""
    return safe_html(review_text.body(text, margins, button))


def _margin(eid: EId, several: Sequence[Thread], shown: Pinned) -> Margin:
    """Return the comments at a row; those that quote its own words have them marked."""
    quotes = (one.anchor for one in several if one.anchor.is_quote and one.anchor.eid == eid)
    return Margin(folded(cards(eid, several, shown), several, shown), tuple(quotes))


def _button(seat: Seat, language: Language) -> str:
    """Return the way to comment on a provision: a link, which needs no scripts."""
    asked = seat.asked
    form = url_for("review.form", act=asked.act, number=asked.number, read_in=language.value)
    words, on = escape(gettext("Comment")), escape(gettext("on: {cited}"))
    return (
        f'<a class="review__add" href="{escape(form)}&amp;eid={{eid}}" data-comment>'
        f'{words}<span class="hidden"> {on}</span></a>'
    )
