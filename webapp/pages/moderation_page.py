"""The moderator's page of a public round: what waits, what was taken out, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kb.errors import NotFoundError
from kb.review.comments import CommentId
from kb.review.moderating import Ground, Moderation, Removal
from kb.review.rounds import RoundState
from kb.services import moderating, pinned, threads
from kb.services.moderating import Decision, Item, Waiting
from kb.services.seats import Seat
from kb.services.threads import Thread, Wanted
from webapp import discussion_labels
from webapp.pages.comment_view import CommentView, name_of, place_of, view_of
from webapp.pages.review_page import pinned_of
from webapp.pages.round_head import RoundHead, round_head
from webapp.visit import Visit

MOST_REASON: Final = 1000
MOST_LOG: Final = 200


@dataclass(frozen=True, slots=True)
class WaitingView:
    """Something for the moderator: `mark` names it in forms, with the revision that is shown."""

    view: CommentView
    waiting: Waiting
    mark: str
    by: str
    removal: str

    @property
    def reason(self) -> str:
        """How the rule was broken, if it was taken out."""
        told = self.waiting.reply or self.waiting.thread
        return told.removal.reason if told.removal else ""


@dataclass(frozen=True, slots=True)
class LogView:
    """A decision of a moderator in the reader's language."""

    decision: Decision
    place: str
    done: str
    ground: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What a moderator sent, and why it could not be done."""

    ground: str = ""
    reason: str = ""
    problems: tuple[str, ...] = ()


NOTHING: Final = Typed()


@dataclass(frozen=True, slots=True)
class ModerationPage:
    """All that the moderator's page shows; `asked` is what is shown of one comment, to take it out."""

    head: RoundHead
    count: int
    asked: tuple[WaitingView, ...]
    queue: tuple[WaitingView, ...]
    removed: tuple[WaitingView, ...]
    log: tuple[LogView, ...]
    grounds: tuple[tuple[str, str], ...]
    is_premoderated: bool
    is_reported: bool
    typed: Typed


def moderation_page(
    visit: Visit, seat: Seat, comment: str = "", typed: Typed = NOTHING
) -> ModerationPage:
    """Return the page, with one comment that is shown; NotFoundError if the round is not public."""
    if not seat.is_public:
        raise NotFoundError
    return ModerationPage(
        head=round_head(visit, seat, pinned.act(visit.db, seat)),
        count=moderating.count(visit.db, seat),
        asked=_views(visit, seat, _asked(visit, seat, comment)),
        queue=_views(visit, seat, moderating.listed(visit.db, seat)),
        removed=_views(visit, seat, moderating.listed(visit.db, seat, Moderation.REMOVED)),
        log=tuple(map(_logged, moderating.log(visit.db, seat)[:MOST_LOG])),
        grounds=tuple((one.value, discussion_labels.ground(one)) for one in Ground),
        is_premoderated=seat.asked.premoderated,
        is_reported=seat.asked.state is RoundState.REPORTED,
        typed=typed,
    )


def mark(item: Item) -> str:
    """Return what names something in a form.

    >>> mark(Item(CommentId("c1"), 2)), item_of("c1.0.7")
    ('c1.2', Item(comment='c1', revision=0, reply=7))
    """
    parts = (item.comment, item.revision, item.reply)
    return ".".join(str(one) for one in parts if one is not None)


def item_of(mark: str) -> Item | None:
    """Return what a form names, or None if that is nothing."""
    comment, *numbers = mark.split(".")
    if not all(one.isascii() and one.isdecimal() and len(one) < 10 for one in numbers):
        return None
    match [int(one) for one in numbers]:
        case [revision]:
            return Item(CommentId(comment), revision)
        case [revision, reply]:
            return Item(CommentId(comment), revision, reply)
    return None


def removal_of(ground: str, reason: str) -> Removal | None:
    """Return why something is taken out, if a form names a rule."""
    return Removal(Ground(ground), reason[:MOST_REASON]) if ground in set(Ground) else None


def _asked(visit: Visit, seat: Seat, comment: str) -> list[Waiting]:
    """Return what everybody may read of a comment: itself, and the replies of those who take part."""
    found = threads.listed(visit.db, seat, Wanted(only=(CommentId(comment),))) if comment else []
    several = [one for thread in found for one in (Waiting(thread), *_replies(thread))]
    return [one for one in several if (one.reply or one.thread).moderation is Moderation.SHOWN]


def _replies(thread: Thread) -> list[Waiting]:
    return [Waiting(thread, one) for one in thread.replies]


def _views(visit: Visit, seat: Seat, found: Sequence[Waiting]) -> tuple[WaitingView, ...]:
    several = [one.thread for one in found]
    shown = pinned_of(visit, seat, pinned.act(visit.db, seat), several)
    return tuple(_view(one, view_of(one.thread, shown)) for one in found)


def _view(one: Waiting, view: CommentView) -> WaitingView:
    what = one.reply or one.thread
    removal = discussion_labels.ground(what.removal.ground) if what.removal else ""
    return WaitingView(view, one, mark(one.item), name_of(what.author), removal)


def _logged(decision: Decision) -> LogView:
    removal = decision.removal
    done = discussion_labels.moderation(Moderation.REMOVED if removal else Moderation.SHOWN)
    ground = discussion_labels.ground(removal.ground) if removal else ""
    return LogView(decision, place_of(decision.eid), done, ground)
