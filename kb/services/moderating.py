"""Moderation of public rounds: what waits, letting it through, taking it out by a rule, and the log of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from kb.access import Permission
from kb.errors import ConflictError, NotFoundError, msg
from kb.language import Language
from kb.law.identifiers import EId
from kb.letters.writing import LetterKind
from kb.review import moderating
from kb.review.comments import CommentId, CommentState
from kb.review.moderating import Ground, Moderation, Removal
from kb.review.obstacle import refuse
from kb.services import audit, mailing, telling, threads
from kb.services.audit import Deed
from kb.services.mailing import Office
from kb.services.seats import Seat
from kb.services.threads import Reply, Thread, Wanted
from kb.storage.review import CommentRow, ReplyRow
from kb.storage.reviewing import ModerationRow

AT_ONCE: Final = 50
"""How many comments are looked at on one page."""


class ChangedMeanwhileError(ConflictError):
    """What was decided on is not what the moderator has read."""

    message = msg("Its author has changed it meanwhile. Read it again, and decide then.")


@dataclass(frozen=True, slots=True)
class Item:
    """What is decided on: a comment in the revision that was read, or a reply to one."""

    comment: CommentId
    revision: int
    reply: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A comment for the moderator, or a reply to it."""

    thread: Thread
    reply: Reply | None = None

    @property
    def item(self) -> Item:
        """What is decided on."""
        reply = self.reply.id if self.reply else None
        return Item(self.thread.id, self.thread.revision, reply)


@dataclass(frozen=True, slots=True)
class Decision:
    """What a moderator decided: without a removal, that it is shown."""

    comment: CommentId
    eid: EId
    is_reply: bool
    removal: Removal | None
    by: str
    at: datetime


def listed(db: Session, seat: Seat, state: Moderation = Moderation.HELD) -> list[Waiting]:
    """Return what is held in a round, or what was taken out: the oldest comments first."""
    seat.officer(Permission.MODERATE)
    wanted = Wanted(only=tuple(map(CommentId, db.scalars(_query(seat, state).limit(AT_ONCE)))))
    found = []
    for thread in threads.listed(db, seat, wanted):
        if thread.moderation is state and thread.state is CommentState.SUBMITTED:
            found.append(Waiting(thread))
        found += [Waiting(thread, one) for one in thread.replies if one.moderation is state]
    return found


def count(db: Session, seat: Seat) -> int:
    """Return how many comments wait, themselves or with replies to them."""
    seat.officer(Permission.MODERATE)
    return db.scalar(select(func.count()).select_from(_query(seat).subquery())) or 0


def log(db: Session, seat: Seat) -> list[Decision]:
    """Return what was decided in a round, the newest first."""
    seat.officer(Permission.MODERATE)
    query = (
        select(ModerationRow)
        .join(ModerationRow.comment)
        .options(joinedload(ModerationRow.by), contains_eager(ModerationRow.comment))
    )
    rows = db.scalars(query.where(CommentRow.round_id == seat.id).order_by(ModerationRow.id.desc()))
    return [_decision(row) for row in rows]


def decide(db: Session, seat: Seat, office: Office, item: Item, removal: Removal | None) -> None:
    """Let something through, or take it out and tell its author why.

    Raises ChangedMeanwhileError if it is not what was read, and RefusedError if there is nothing to
    decide.
    """
    by = seat.officer(Permission.MODERATE)
    if not seat.is_public:
        raise NotFoundError
    comment = threads.row_of(db, seat, item.comment)
    row = comment if item.reply is None else _reply(db, comment, item.reply)
    if comment.revision != item.revision and item.reply is None:
        raise ChangedMeanwhileError
    before = Moderation(row.moderation)
    withdrawn = comment.state == CommentState.WITHDRAWN
    refuse(moderating.obstacles(seat.asked, before, removal, is_withdrawn=withdrawn))
    row.moderation = Moderation.REMOVED if removal else Moderation.SHOWN
    kept = ModerationRow(comment=comment, reply_id=item.reply, decision=row.moderation)
    kept.ground, kept.reason = (removal.ground, removal.reason.strip()) if removal else ("", "")
    kept.by_id, kept.at = by, seat.now
    _note(db, seat, kept, before)
    if removal is not None:
        _tell(db, seat, office, row, removal)
    elif isinstance(row, ReplyRow):
        telling.replied(db, comment, row)


def _query(seat: Seat, state: Moderation = Moderation.HELD) -> Select[str]:
    """Return the comments of a round that are in a state, or have a reply that is."""
    is_there = CommentRow.state == CommentState.SUBMITTED
    replies = exists().where(ReplyRow.comment_id == CommentRow.id, ReplyRow.moderation == state)
    query = select(CommentRow.id).where(*threads.of_comments(seat), is_there)
    query = query.where(or_(CommentRow.moderation == state, replies))
    return query.order_by(CommentRow.submitted_at, CommentRow.id)


def _reply(db: Session, comment: CommentRow, id_: int) -> ReplyRow:
    row = db.get(ReplyRow, id_)
    if row is None or row.comment_id != comment.id:
        raise NotFoundError
    return row


def _note(db: Session, seat: Seat, row: ModerationRow, before: Moderation) -> None:
    """Keep a decision, here and in the audit log."""
    db.add(row)
    db.flush()
    was_removed = row.decision == Moderation.REMOVED
    deed = Deed.COMMENT_TAKEN_OUT if was_removed else Deed.COMMENT_LET_THROUGH
    was, now = {"moderation": before.value}, {"moderation": row.decision}
    of = {"comment": row.comment_id, "reply": row.reply_id, "ground": row.ground}
    audit.note(db, seat.viewer, deed, row, at=seat.now, before=was, after={**now, **of})


def _tell(
    db: Session, seat: Seat, office: Office, row: CommentRow | ReplyRow, removal: Removal
) -> None:
    """Write to an author by which rule something was taken out, and where it can be mended."""
    comment = row.comment_id if isinstance(row, ReplyRow) else row.id
    place = f"acts/{seat.asked.act}/rounds/{seat.asked.number}/comments/{comment}"
    mailing.post(
        db,
        office,
        row.author,
        LetterKind.TAKEN_OUT,
        f"person {row.author_id}",
        sent=office.local(row.at if isinstance(row, ReplyRow) else row.submitted_at),
        ground=removal.ground.value,
        reason=removal.reason,
        link=office.link(Language(row.author.language), place),
    )


def _decision(row: ModerationRow) -> Decision:
    was_removed = row.decision == Moderation.REMOVED
    return Decision(
        comment=CommentId(row.comment_id),
        eid=EId(row.comment.eid),
        is_reply=row.reply_id is not None,
        removal=Removal(Ground(row.ground), row.reason) if was_removed else None,
        by=row.by.full_name,
        at=row.at,
    )
