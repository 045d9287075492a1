"""Whether adopted wordings stand in the text: looked at when a version comes in, and when somebody asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from kb.access import Permission
from kb.language import Language
from kb.review.adopting import Adopted, Following
from kb.review.comments import CommentId, CommentState
from kb.review.dispositions import Status, obstacles_to_verify
from kb.services import adoptions, audit
from kb.services.audit import Actor, Agent, Deed
from kb.services.reviewing import disposition_of, write_disposition
from kb.services.seats import Seat
from kb.storage.acts import VersionRow
from kb.storage.review import CommentRow, DispositionRow, RoundRow


@dataclass(frozen=True, slots=True)
class Missing:
    """An adopted wording that does not stand in the newest version, and what stands there instead.

    `standing` has nothing in a language in which the provision is gone.
    """

    adopted: Adopted
    standing: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class Verified:
    """Whose adopted wording was found in the newest version, and whose was not."""

    version: int
    found: tuple[CommentId, ...] = ()
    missing: tuple[Missing, ...] = ()


def arrived(db: Session, version: VersionRow, at: datetime) -> None:
    """Look in a version that has just come in for the wordings that all rounds of the act adopted."""
    query = select(DispositionRow.round_id).join(RoundRow)
    waiting = DispositionRow.status == Status.CONFIRMED
    rounds = db.scalars(query.where(RoundRow.act_id == version.act_id, waiting).distinct()).all()
    for number in sorted(rounds):
        _verify(db, db.get_one(RoundRow, number), version, Agent.SYSTEM, at)


def verify(db: Session, seat: Seat) -> Verified:
    """Look in the newest version for the wordings that a round adopted; say what stands there instead."""
    seat.officer(Permission.ANSWER_COMMENTS)
    row = db.get_one(RoundRow, seat.id)
    return _verify(db, row, adoptions.newest(db, row), seat.viewer, seat.now)


def missing(db: Session, seat: Seat) -> tuple[Missing, ...]:
    """Return the adopted wordings that do not stand in the newest version, and change nothing."""
    seat.officer(Permission.SEE_REVIEWS)
    row = db.get_one(RoundRow, seat.id)
    looked = _looked(db, row, adoptions.newest(db, row))
    return tuple(one.missing() for one in looked if not one.is_there)


@dataclass(frozen=True, slots=True)
class _Looked:
    """An answer, the wording that it adopts, and what stands at its provision in a version."""

    row: DispositionRow
    adopted: Adopted
    standing: Mapping[Language, str]

    @property
    def is_there(self) -> bool:
        """Whether the wording stands there in all languages in which it was adopted."""
        return not obstacles_to_verify(disposition_of(self.row), self.standing)

    def missing(self) -> Missing:
        """Return this as a wording that is missing, with the languages in which it was adopted."""
        given = (one for one, _ in self.adopted.wording if one in self.standing)
        return Missing(self.adopted, {one: self.standing[one] for one in given})


def _verify(db: Session, row: RoundRow, version: VersionRow, by: Actor, at: datetime) -> Verified:
    looked = _looked(db, row, version)
    for one in looked:
        if one.is_there:
            _keep(db, one, version, by, at)
    return Verified(
        version.sequence,
        tuple(one.adopted.comment for one in looked if one.row.status == Status.VERIFIED),
        tuple(one.missing() for one in looked if one.row.status != Status.VERIFIED),
    )


def _looked(db: Session, row: RoundRow, version: VersionRow) -> list[_Looked]:
    """Look in a version for the wordings that nobody has found in the text yet."""
    waiting = [
        (one, adopted) for one in _waiting(db, row.id) if (adopted := adoptions.adopted(one))
    ]
    if not waiting:
        return []
    old, new = (adoptions.sources(db, one) for one in (row.version, version))
    following = Following(old, new)
    return [_Looked(one, adopted, following.as_reviewed(adopted.eid)) for one, adopted in waiting]


def _waiting(db: Session, round_: int) -> list[DispositionRow]:
    """Return the confirmed answers to comments that were not withdrawn."""
    is_there = CommentRow.state == CommentState.SUBMITTED
    query = select(DispositionRow).join(CommentRow, DispositionRow.comment_id == CommentRow.id)
    query = query.where(
        DispositionRow.round_id == round_, is_there, DispositionRow.status == Status.CONFIRMED
    ).order_by(CommentRow.submitted_at, CommentRow.id)
    return list(db.scalars(query.options(joinedload(DispositionRow.comment))))


def _keep(db: Session, one: _Looked, version: VersionRow, by: Actor, at: datetime) -> None:
    """Note that a wording stands in a version, and which commit brought it."""
    row, before = one.row, {"status": one.row.status}
    write_disposition(row, disposition_of(row).verified(one.standing, version.commit or ""))
    row.revision += 1
    after = {"status": row.status, "version": version.sequence, "commit": version.commit}
    audit.note(db, by, Deed.ANSWER_VERIFIED, row, at=at, before=before, after=after)
