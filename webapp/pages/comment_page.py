"""The page of one comment: its thread, what it said before, what became of it, where it stands now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from kb.access import Permission
from kb.errors import msg
from kb.language import Language
from kb.review.comments import CommentId, CommentState, Content, Revision
from kb.review.obstacle import Obstacle
from kb.review.reattaching import TOLD, Detached, Place
from kb.review.rounds import RoundState, arrival
from kb.services import attaching, disposing, pinned, threads
from kb.services.seats import Seat
from kb.services.threads import Reply, Thread
from kb.services.unfinished import Kind, Slot
from webapp import review_labels
from webapp.locale import gettext
from webapp.pages import verified
from webapp.pages.comment_view import CommentView, name_of, parts, place_of, redline, view_of
from webapp.pages.redline_body import Pen
from webapp.pages.review_page import pinned_of
from webapp.pages.round_head import RoundHead, round_head
from webapp.pages.writing_aid import WritingAid, begun
from webapp.review_forms import ReplyForm, reply_form
from webapp.visit import Visit


@dataclass(frozen=True, slots=True)
class Changed:
    """A part of a comment that an edit has changed, as a redline; `language` is what it is in."""

    label: str
    redline: Markup
    language: Language


@dataclass(frozen=True, slots=True)
class Past:
    """An edit: when it was made, and what it changed."""

    at: datetime
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a comment stands in the newest version; `words` tell by which rule."""

    version: int
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class CommentPage:
    """All that the page of a comment shows; without `reply` the viewer may not reply.

    `aid` is what helps in writing the reply, `contest_until` when the viewer's right to contest the
    answer ends; None, if they cannot contest it now.
    """

    head: RoundHead
    view: CommentView
    state: str
    past: tuple[Past, ...]
    replies: tuple[tuple[str, Reply], ...]
    standing: Standing | None
    reply: ReplyForm | None
    aid: WritingAid
    may_change: bool
    contest_until: datetime | None
    problem: str = ""


def comment_page(
    visit: Visit, seat: Seat, comment: CommentId, typed: ReplyForm | None = None
) -> CommentPage:
    """Return the page of a comment that the viewer may know of, with a reply as it was typed."""
    thread = threads.find(visit.db, seat, comment)
    found = pinned.act(visit.db, seat)
    head = round_head(visit, seat, found)
    replies = ((name_of(one.author, is_mine=one.is_mine), one) for one in thread.replies)
    reply, aid = _reply(visit, seat, thread, typed)
    return CommentPage(
        head=head,
        view=verified.told(visit, seat, view_of(thread, pinned_of(visit, seat, found, [thread]))),
        state=review_labels.state(thread.state),
        past=tuple(_past(thread)),
        replies=tuple(replies),
        standing=_standing(visit, seat, head, comment),
        reply=reply,
        aid=aid,
        may_change=may_change(seat, thread),
        contest_until=_contest_until(visit, seat, thread),
    )


def _reply(
    visit: Visit, seat: Seat, thread: Thread, typed: ReplyForm | None
) -> tuple[ReplyForm | None, WritingAid]:
    """Return the form of a reply: as it was sent, or as it was begun; None to those who may not reply."""
    slot = Slot(Kind.REPLY, thread.id)
    if not _may_reply(seat, thread):
        return None, WritingAid(slot)
    if typed is not None:
        return typed, WritingAid(slot)
    found, aid = begun(visit, seat, slot)
    return reply_form(visit.language, found), aid


def _contest_until(visit: Visit, seat: Seat, thread: Thread) -> datetime | None:
    """Return until when the viewer may contest the answer; None if they may not now."""
    if not (thread.is_mine and seat.may_write) or thread.answer is None:
        return None
    procedure = visit.catalogues.procedure
    until, obstacles = disposing.contestable(visit.db, seat, procedure, thread.id)
    return None if obstacles else until


def may_change(seat: Seat, thread: Thread) -> bool:
    """Tell whether the viewer may edit and withdraw a comment."""
    is_there = thread.state is CommentState.SUBMITTED
    return thread.is_mine and seat.may_write and is_there and seat.asked.state is RoundState.OPEN


def _may_reply(seat: Seat, thread: Thread) -> bool:
    """Tell whether the viewer may reply: whoever answers until the report, others while they may write."""
    if thread.state is CommentState.WITHDRAWN or seat.asked.state is RoundState.REPORTED:
        return False
    if seat.viewer.may(Permission.ANSWER_COMMENTS):
        return True
    when = arrival(seat.asked, seat.now, has_link=seat.has_link or thread.is_mine)
    return seat.may_write and not isinstance(when, Obstacle)


def _standing(visit: Visit, seat: Seat, head: RoundHead, comment: CommentId) -> Standing | None:
    """Return where a comment stands in the newest version, if there is one and it was placed there."""
    if head.is_newest:
        return None
    places = attaching.places(visit.db, seat, head.newest, threads.only(comment))
    match places.get(comment):
        case Place() as place:
            return Standing(head.newest, place_of(place.eid), gettext(TOLD[place.rule]))
        case Detached():
            words = msg("Nothing is left of what it stood on. Somebody will find the place.")
            return Standing(head.newest, "", gettext(words))
        case _:
            return None


def _past(thread: Thread) -> Iterator[Past]:
    """Yield the edits, the last first, each with what it changed."""
    if thread.content is None:
        return
    said = [*(revision.content for revision in thread.history), thread.content]
    edits: list[tuple[Revision, Content]] = list(zip(thread.history, said[1:], strict=True))
    for revision, after in reversed(edits):
        yield Past(revision.until, tuple(_changes(revision.content, after)))


def _changes(before: Content, after: Content) -> Iterator[Changed]:
    pen = Pen.ready()
    old, new = dict(parts(before)), dict(parts(after))
    for label, language in dict.fromkeys((*old, *new)):
        was, now = old.get((label, language), ""), new.get((label, language), "")
        if was != now:
            yield Changed(label, redline(pen, was, now), language)
