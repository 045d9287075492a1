"""Answers to comments: proposed by one person, confirmed by another, contested once by the commenter."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from kb.access import Permission
from kb.errors import msg
from kb.law.procedure import Procedure
from kb.review.comments import IS_WITHDRAWN, CommentId, CommentState
from kb.review.dispositions import Answer, Disposition
from kb.review.obstacle import refuse, told
from kb.review.rounds import IS_OVER, RoundState
from kb.services import audit, threads
from kb.services.audit import Deed
from kb.services.reviewing import disposition_of, write_disposition
from kb.services.seats import Seat
from kb.storage.review import CommentRow, DispositionRow

NOT_ANSWERING: Final = msg(
    "Comments are answered once the round is closed and answering has begun."
)


def triage(db: Session, seat: Seat, comment: CommentId) -> None:
    """Take a comment up, so that others see that somebody works on the answer."""
    seat.officer(Permission.ANSWER_COMMENTS)
    row = _row(db, seat, comment)
    _keep(db, seat, row, disposition_of(row).triaged(), Deed.COMMENT_TRIAGED)


def propose(db: Session, seat: Seat, comment: CommentId, answer: Answer) -> None:
    """Propose an answer, which another person confirms; one may serve its duplicates."""
    by = seat.officer(Permission.ANSWER_COMMENTS)
    row = _row(db, seat, comment)
    made = disposition_of(row).proposed(answer, by, everything(db, seat))
    _keep(db, seat, row, made, Deed.ANSWER_PROPOSED)


def confirm(db: Session, seat: Seat, comment: CommentId) -> None:
    """Confirm what another person proposed; the commenter sees it from now on."""
    by = seat.officer(Permission.ANSWER_COMMENTS)
    row = _row(db, seat, comment)
    _keep(db, seat, row, disposition_of(row).confirmed(by, seat.now), Deed.ANSWER_CONFIRMED)


def send_back(db: Session, seat: Seat, comment: CommentId) -> None:
    """Do not confirm what another person proposed; the answer stays, to be worked on."""
    by = seat.officer(Permission.ANSWER_COMMENTS)
    row = _row(db, seat, comment)
    _keep(db, seat, row, disposition_of(row).sent_back(by), Deed.ANSWER_SENT_BACK)


def contest(db: Session, seat: Seat, procedure: Procedure, comment: CommentId, reason: str) -> None:
    """Object to a confirmed answer to one's own comment, once, within the time for it."""
    by = seat.expert()
    row = _row(db, seat, comment)
    rules, moved = procedure.rounds[seat.asked.kind], procedure.holidays
    made = disposition_of(row).contested(reason.strip(), by, seat.now, rules, moved)
    _keep(db, seat, row, made, Deed.ANSWER_CONTESTED)


def everything(db: Session, seat: Seat) -> Mapping[CommentId, Disposition]:
    """Return the answers to all comments of a round, those withdrawn left out, for who answers them."""
    seat.officer(Permission.ANSWER_COMMENTS)
    is_there = CommentRow.state == CommentState.SUBMITTED
    query = select(DispositionRow).join(CommentRow, DispositionRow.comment_id == CommentRow.id)
    query = query.where(DispositionRow.round_id == seat.id, is_there)
    rows = db.scalars(query.options(joinedload(DispositionRow.comment)))
    return {CommentId(row.comment_id): disposition_of(row) for row in rows}


def _row(db: Session, seat: Seat, comment: CommentId) -> DispositionRow:
    """Return the answer to a comment that a viewer may know of, while it may change."""
    row = threads.row_of(db, seat, comment)
    state = seat.asked.state
    refuse(
        told(
            (row.state == CommentState.WITHDRAWN, IS_WITHDRAWN),
            (state is RoundState.REPORTED, IS_OVER),
            (state not in {RoundState.ANSWERING, RoundState.REPORTED}, NOT_ANSWERING),
        )
    )
    return row.disposition


def _keep(db: Session, seat: Seat, row: DispositionRow, made: Disposition, deed: Deed) -> None:
    before = {"status": row.status}
    write_disposition(row, made)
    verdict = made.answer.verdict.value if made.answer else None
    after = {"status": row.status, "verdict": verdict}
    audit.note(db, seat.viewer, deed, row, at=seat.now, before=before, after=after)
