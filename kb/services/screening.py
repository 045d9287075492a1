"""What a moderator holds or has taken out: known to its author and to those at work, and to nobody else."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, select
from sqlalchemy.orm import Session

from kb.review.comments import Revision
from kb.review.moderating import OPEN, Ground, Moderation, Removal
from kb.review.visibility import Scope
from kb.services.gathering import Gathered
from kb.services.seats import Seat
from kb.storage.files import FileRow
from kb.storage.review import RevisionRow
from kb.storage.reviewing import ModerationRow

Removals = Mapping[tuple[str, int | None], Removal]
"""Why comments, and replies by their numbers, were taken out."""


def removals(db: Session, seat: Seat, found: Iterable[Gathered]) -> Removals:
    """Return why comments that were fetched for a viewer, or replies to them, were taken out."""
    if not seat.is_public:
        return {}
    out = [one.row.id for one in found if any(map(_is_out, (one.row, *one.replies)))]
    was_removed = ModerationRow.decision == Moderation.REMOVED
    query = select(ModerationRow).where(ModerationRow.comment_id.in_(out), was_removed)
    rows = db.scalars(query.order_by(ModerationRow.id)) if out else ()
    return {(one.comment_id, one.reply_id): Removal(Ground(one.ground), one.reason) for one in rows}


def is_known(seat: Seat, row: Row[Any]) -> bool:
    """Tell whether a viewer may know of something, as far as moderation goes."""
    is_mine = seat.viewer.person is not None and row.author_id == seat.viewer.person
    return is_mine or seat.reach is Scope.ALL or row.moderation in OPEN


def history(seat: Seat, found: Gathered, revisions: tuple[Revision, ...]) -> tuple[Revision, ...]:
    """Return what a comment said before, without what others were not to read.

    What was said before something was taken out may hold the same: it goes with it.
    """
    if seat.reach is Scope.ALL or found.row.author_id == seat.viewer.person:
        return revisions
    kept: list[Revision] = []
    for one, revision in zip(found.revisions, revisions, strict=True):
        if _is_out(one):
            kept = []
        elif one.moderation in OPEN:
            kept.append(revision)
    return tuple(kept)


def withheld() -> ColumnElement[bool]:
    """Return what is true of files that went with what was taken out, and was reworded since.

    Others read the new words, and not what belonged to the old ones: they are let in again only if
    what was taken out is shown as it was.
    """
    return exists().where(
        ModerationRow.comment_id == FileRow.comment_id,
        ModerationRow.reply_id.is_(None),
        ModerationRow.decision == Moderation.REMOVED,
        ModerationRow.at >= FileRow.at,
        RevisionRow.comment_id == ModerationRow.comment_id,
        RevisionRow.moderation == Moderation.REMOVED,
        RevisionRow.until >= ModerationRow.at,
    )


def _is_out(row: Row[Any]) -> bool:
    return bool(row.moderation == Moderation.REMOVED)
