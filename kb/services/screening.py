"""What a moderator holds or has taken out: known to its author and to those at work, and to nobody else."""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.review.comments import Revision
from kb.review.moderating import OPEN, Ground, Moderation, Removal
from kb.review.visibility import Scope
from kb.services.seats import Seat
from kb.storage.review import CommentRow, ReplyRow, RevisionRow
from kb.storage.reviewing import ModerationRow

Removals = Mapping[tuple[str, int | None], Removal]
"""Why comments, and replies by their numbers, were taken out."""


def removals(db: Session, seat: Seat, rows: Iterable[CommentRow]) -> Removals:
    """Return why comments that were fetched for a viewer, or replies to them, were taken out."""
    if not seat.is_public:
        return {}
    out = [row.id for row in rows if _is_out(row) or any(map(_is_out, row.replies))]
    was_removed = ModerationRow.decision == Moderation.REMOVED
    query = select(ModerationRow).where(ModerationRow.comment_id.in_(out), was_removed)
    found = db.scalars(query.order_by(ModerationRow.id)) if out else ()
    return {
        (one.comment_id, one.reply_id): Removal(Ground(one.ground), one.reason) for one in found
    }


def is_known(seat: Seat, row: CommentRow | ReplyRow) -> bool:
    """Tell whether a viewer may know of something, as far as moderation goes."""
    is_mine = seat.viewer.person is not None and row.author_id == seat.viewer.person
    return row.moderation in OPEN or is_mine or seat.reach is Scope.ALL


def history(seat: Seat, row: CommentRow, revisions: tuple[Revision, ...]) -> tuple[Revision, ...]:
    """Return what a comment said before, without what others were never to read."""
    if seat.reach is Scope.ALL or row.author_id == seat.viewer.person:
        return revisions
    kept = zip(row.revisions, revisions, strict=True)
    return tuple(revision for one, revision in kept if _was_open(one))


def _was_open(row: RevisionRow) -> bool:
    return row.moderation in OPEN


def _is_out(row: CommentRow | ReplyRow) -> bool:
    return row.moderation == Moderation.REMOVED
