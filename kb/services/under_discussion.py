"""What is still under discussion of a version, and keeps it from being published."""

from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kb.errors import msg
from kb.review import rounds
from kb.review.comments import CommentState
from kb.review.dispositions import SETTLED
from kb.review.moderating import Moderation
from kb.review.obstacle import Obstacle
from kb.services.reviewing import ROUNDS, round_of
from kb.storage.acts import VersionRow
from kb.storage.review import CommentRow, DispositionRow, RoundRow

UNDER_WAY: Final = msg("Round %(number)s is under way: close it first.")
UNANSWERED: Final = msg("Comments of round %(number)s without a confirmed answer: %(count)s.")


def obstacles(db: Session, version: VersionRow, now: datetime) -> list[Obstacle]:
    """Return the rounds, on this version or one before it, that ask or wait for answers."""
    query = ROUNDS.where(RoundRow.act_id == version.act_id).order_by(RoundRow.number)
    held = [one for one in db.scalars(query) if one.version.sequence <= version.sequence]
    return [found for one in held if (found := _obstacle(db, one, now))]


def unsettled(db: Session, round_: int) -> int:
    """Return how many comments of a round have no confirmed answer.

    Those withdrawn are left out, and those that a moderator has taken out.
    """
    query = select(func.count()).select_from(DispositionRow)
    query = query.join(CommentRow, DispositionRow.comment_id == CommentRow.id)
    is_there = CommentRow.state == CommentState.SUBMITTED
    mine = (DispositionRow.round_id == round_) & (CommentRow.moderation != Moderation.REMOVED)
    return db.scalar(query.where(mine, is_there, DispositionRow.status.not_in(SETTLED))) or 0


def _obstacle(db: Session, one: RoundRow, now: datetime) -> Obstacle | None:
    if rounds.due(round_of(one), now) in rounds.ASKING:
        return Obstacle(UNDER_WAY, {"number": one.number})
    if count := unsettled(db, one.id):
        return Obstacle(UNANSWERED, {"number": one.number, "count": count})
    return None
