"""Answers to comments: proposed by one person, confirmed by another, contested once by the commenter."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from kb.access import Permission
from kb.errors import ConflictError, KBError, NotFoundError, msg
from kb.language import Language
from kb.law.procedure import Procedure
from kb.review import dispositions
from kb.review.comments import IS_WITHDRAWN, CommentId, CommentState
from kb.review.dispositions import Answer, Disposition, Status, Verdict
from kb.review.moderating import IS_HELD, IS_TAKEN_OUT, Moderation
from kb.review.obstacle import Obstacles, RefusedError, refuse, told
from kb.review.rounds import IS_OVER, RoundState
from kb.services import audit, telling, threads
from kb.services.audit import Deed
from kb.services.reviewing import comment_of, disposition_of, write_disposition
from kb.services.seats import Seat
from kb.storage.review import CommentRow, DispositionRow

NOT_ANSWERING: Final = msg(
    "Comments are answered once the round is closed and answering has begun."
)
_ANSWER_STAYS: Final = frozenset({Deed.COMMENT_TRIAGED, Deed.ANSWER_SENT_BACK})
"""What changes nothing that somebody who saves an answer must have seen."""


class AnsweredMeanwhileError(ConflictError):
    """An answer was changed since it was read; `stored` is the one there is, None if there is none."""

    message = msg("Somebody else answered this meanwhile. Compare both answers, and save again.")


@dataclass(frozen=True, slots=True)
class Chosen:
    """A comment, and the revision of its answer that was seen when it was chosen."""

    comment: CommentId
    revision: int


def triage(db: Session, seat: Seat, comment: CommentId) -> None:
    """Take a comment up, so that others see that somebody works on the answer."""
    seat.officer(Permission.ANSWER_COMMENTS)
    row = _row(db, seat, comment)
    _keep(db, seat, row, disposition_of(row).triaged(), Deed.COMMENT_TRIAGED)


def propose(
    db: Session, seat: Seat, comment: CommentId, answer: Answer, revision: int | None = None
) -> None:
    """Propose an answer, which another person confirms; one may serve its duplicates.

    Raises AnsweredMeanwhileError if `revision` is not the one it has, unless it says that already.
    """
    others = everything(db, seat)
    _propose(db, seat, comment, answer, (revision, others))


def confirm(db: Session, seat: Seat, comment: CommentId, revision: int | None = None) -> None:
    """Confirm what another person proposed; the commenter sees it from now on.

    Raises AnsweredMeanwhileError if `revision` is not the one it has: nobody confirms what they
    have not read.
    """
    by = seat.officer(Permission.ANSWER_COMMENTS)
    row = _row(db, seat, comment)
    if row.status == Status.CONFIRMED and row.confirmed_by == by:
        return
    _check(row, revision)
    _keep(db, seat, row, disposition_of(row).confirmed(by, seat.now), Deed.ANSWER_CONFIRMED)


def send_back(db: Session, seat: Seat, comment: CommentId, revision: int | None = None) -> None:
    """Do not confirm what another person proposed; the answer stays, to be worked on."""
    by = seat.officer(Permission.ANSWER_COMMENTS)
    row = _row(db, seat, comment)
    _check(row, revision)
    _keep(db, seat, row, disposition_of(row).sent_back(by), Deed.ANSWER_SENT_BACK)


def confirm_all(
    db: Session, seat: Seat, chosen: Iterable[Chosen]
) -> dict[CommentId, KBError | None]:
    """Confirm several; return with each why it could not be, if it could not."""
    return _each(chosen, lambda one: confirm(db, seat, one.comment, one.revision))


def serve(
    db: Session, seat: Seat, original: CommentId, chosen: Iterable[Chosen]
) -> dict[CommentId, KBError | None]:
    """Propose for several that the answer to one serves them; return as `confirm_all` does."""
    answer, others = Answer(verdict=Verdict.DUPLICATE, original=original), everything(db, seat)
    return _each(
        chosen, lambda one: _propose(db, seat, one.comment, answer, (one.revision, others))
    )


def contest(db: Session, seat: Seat, procedure: Procedure, comment: CommentId, reason: str) -> None:
    """Object to a confirmed answer to one's own comment, once, within the time for it."""
    by = seat.writer()
    row = _row(db, seat, comment)
    rules, moved = procedure.rounds[seat.asked.kind], procedure.holidays
    made = disposition_of(row).contested(reason.strip(), by, seat.now, rules, moved)
    _keep(db, seat, row, made, Deed.ANSWER_CONTESTED)


def contestable(
    db: Session, seat: Seat, procedure: Procedure, comment: CommentId
) -> tuple[datetime | None, Obstacles]:
    """Return until when the answer to a comment may be contested, and what keeps the viewer from it."""
    by, row = seat.writer(), threads.row_of(db, seat, comment)
    disposition = disposition_of(row.disposition)
    rules, moved = procedure.rounds[seat.asked.kind], procedure.holidays
    is_over = told((seat.asked.state is RoundState.REPORTED, IS_OVER))
    found = dispositions.obstacles_to_contest(disposition, by, seat.now, rules, moved)
    return dispositions.contest_until(disposition, rules, moved), (*is_over, *found)


def everything(db: Session, seat: Seat) -> Mapping[CommentId, Disposition]:
    """Return the answers to all comments of a round, those withdrawn left out, for who answers them."""
    seat.officer(Permission.ANSWER_COMMENTS)
    is_there = CommentRow.state == CommentState.SUBMITTED
    query = select(DispositionRow).join(CommentRow, DispositionRow.comment_id == CommentRow.id)
    query = query.where(DispositionRow.round_id == seat.id, is_there)
    rows = db.scalars(query.options(joinedload(DispositionRow.comment)))
    return {CommentId(row.comment_id): disposition_of(row) for row in rows}


def _propose(
    db: Session,
    seat: Seat,
    comment: CommentId,
    answer: Answer,
    known: tuple[int | None, Mapping[CommentId, Disposition]],
) -> None:
    """Propose an answer; `known` is the revision that was seen, and the answers of the round."""
    by = seat.officer(Permission.ANSWER_COMMENTS)
    row, (revision, others) = _row(db, seat, comment), known
    before = disposition_of(row)
    if before.answer == answer and (row.status, row.proposed_by) == (Status.PROPOSED, by):
        return
    _check(row, revision)
    refuse(dispositions.obstacles_to_adopt(answer, _suggested(row)))
    _keep(db, seat, row, before.proposed(answer, by, others), Deed.ANSWER_PROPOSED)


def _suggested(row: DispositionRow) -> Sequence[tuple[Language, str]]:
    """Return the wordings that a comment suggests."""
    suggestion = comment_of(row.comment).content.suggestion
    return suggestion.wording if suggestion else ()


def _each(
    chosen: Iterable[Chosen], step: Callable[[Chosen], None]
) -> dict[CommentId, KBError | None]:
    """Take a step for each, as far as it is open: one that is not changes nothing."""
    found: dict[CommentId, KBError | None] = {}
    for one in chosen:
        try:
            step(one)
            found[one.comment] = None
        except (RefusedError, AnsweredMeanwhileError, NotFoundError) as error:
            found[one.comment] = error
    return found


def _check(row: DispositionRow, revision: int | None) -> None:
    """Raise AnsweredMeanwhileError if an answer is not the one that was seen; None asks for nothing."""
    if revision is not None and revision != row.revision:
        stored = disposition_of(row).answer
        raise AnsweredMeanwhileError(
            stored=stored, revision=row.revision, by=row.proposed_by, comment=row.comment_id
        )


def _row(db: Session, seat: Seat, comment: CommentId) -> DispositionRow:
    """Return the answer to a comment that a viewer may know of, while it may change."""
    row = threads.row_of(db, seat, comment)
    state = seat.asked.state
    refuse(
        told(
            (row.state == CommentState.WITHDRAWN, IS_WITHDRAWN),
            (row.moderation == Moderation.HELD, IS_HELD),
            (row.moderation == Moderation.REMOVED, IS_TAKEN_OUT),
            (state is RoundState.REPORTED, IS_OVER),
            (state not in {RoundState.ANSWERING, RoundState.REPORTED}, NOT_ANSWERING),
        )
    )
    return row.disposition


def _keep(db: Session, seat: Seat, row: DispositionRow, made: Disposition, deed: Deed) -> None:
    before, answered_by = {"status": row.status}, (row.proposed_by, row.confirmed_by)
    write_disposition(row, made)
    row.revision += deed not in _ANSWER_STAYS
    verdict = made.answer.verdict.value if made.answer else None
    after = {"status": row.status, "verdict": verdict}
    audit.note(db, seat.viewer, deed, row, at=seat.now, before=before, after=after)
    if deed is Deed.ANSWER_CONFIRMED:
        telling.answered(db, row, seat.now)
    elif deed is Deed.ANSWER_CONTESTED:
        telling.contested(db, row, answered_by, seat.now)
