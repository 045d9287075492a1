"""The report of a round: who may read it, on which texts it is, and who was silent."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.access import Permission, PersonId
from kb.errors import NotFoundError
from kb.language import Language
from kb.review.comments import CommentState
from kb.review.moderating import OPEN
from kb.review.rounds import RoundState, consenting
from kb.review.visibility import Scope
from kb.services import library, seats
from kb.services.seats import Seat
from kb.storage.people import PersonRow
from kb.storage.review import CommentRow, OpinionRow, RoundRow


@dataclass(frozen=True, slots=True)
class Silence:
    """How many were asked and heard, and how many consented by silence; names for those with an office."""

    asked: int
    heard: int
    consenting: int
    names: tuple[str, ...] = ()


def require(seat: Seat) -> None:
    """Raise NotFoundError unless the viewer may read the report of a round.

    Those who answer read it at any time; others once the round is reported, as far as they may
    know of its comments.
    """
    if seat.viewer.may(Permission.SEE_REVIEWS):
        return
    is_reported = seat.asked.state is RoundState.REPORTED
    if not is_reported or seat.reach not in {Scope.LET_THROUGH, Scope.ALL}:
        raise NotFoundError


def texts(db: Session, seat: Seat) -> dict[Language, str]:
    """Return the hashes of the texts that a round is about; who may read them, `pinned.act` tells."""
    return library.version(db.get_one(RoundRow, seat.id).version).texts


def silence(db: Session, seat: Seat) -> Silence:
    """Return who of those asked was heard, and whose silence counts as consent.

    In a public round everybody is asked: how many experts the act has is no matter of those who read it.
    """
    asked = seats.owing(db, seat.asked)
    who = heard(db, seat.id)
    silent = consenting(seat.asked, asked, who, seat.now)
    may_name = seat.viewer.may(Permission.SEE_REVIEWS)
    names = _names(db, silent) if may_name and silent else ()
    return Silence(len(asked), len(who.intersection(asked)), len(silent), names)


def heard(db: Session, round_: int) -> set[PersonId]:
    """Return who submitted a comment or gave an opinion; one withdrawn or taken out is none."""
    stands = CommentRow.state == CommentState.SUBMITTED, CommentRow.moderation.in_(OPEN)
    comments = select(CommentRow.author_id).where(CommentRow.round_id == round_, *stands)
    opinions = select(OpinionRow.author_id).where(OpinionRow.round_id == round_)
    return {PersonId(id_) for id_ in db.scalars(comments.union(opinions))}


def _names(db: Session, people: frozenset[PersonId]) -> tuple[str, ...]:
    query = select(PersonRow.full_name).where(PersonRow.id.in_(people))
    return tuple(db.scalars(query.order_by(PersonRow.full_name)))
