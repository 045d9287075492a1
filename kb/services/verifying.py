"""Whether adopted wordings stand in the text: looked at when a version comes in, and when somebody asks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from kb.access import Permission
from kb.language import Language
from kb.law.identifiers import EId
from kb.review.adopting import Adopted, Following
from kb.review.comments import CommentId, CommentState
from kb.review.dispositions import SETTLED, Adoption, Answer, Status, adopted_by
from kb.services import adoptions, audit, pinned
from kb.services.audit import Actor, Agent, Deed
from kb.services.reviewing import disposition_of, write_disposition
from kb.services.seats import Seat
from kb.storage.acts import VersionRow
from kb.storage.review import CommentRow, DispositionRow, RoundRow


@dataclass(frozen=True, slots=True)
class Missing:
    """An adopted wording that does not stand in the newest version, and what stands there instead.

    `standing` has nothing in a language in which the provision is gone; `found_in` is the version
    that had the wording, 0 if none had.
    """

    adopted: Adopted
    standing: Mapping[Language, str]
    found_in: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """In which version a wording was found, and the newest one if that has it no more, else 0."""

    version: int
    lost_in: int = 0


@dataclass(frozen=True, slots=True)
class Verified:
    """Whose adopted wording was found in the newest version now, and whose it does not have."""

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


def found(
    db: Session, seat: Seat, answers: Iterable[tuple[CommentId, Status, Answer | None]]
) -> dict[CommentId, Found]:
    """Return where the wordings of answers stand that were found in a version which the viewer knows of."""
    given = ((id_, adopted_by(one)) for id_, how, one in answers if how is Status.VERIFIED)
    verified = {id_: one for id_, one in given if one is not None}
    newest = pinned.newest(db, seat) if verified else 0
    known = {id_: one for id_, one in verified.items() if 0 < one.version <= newest}
    old = {one.eid for one in known.values() if one.version < newest}
    standing = _standing(db, seat, newest, old)
    return {
        id_: Found(one.version, 0 if _is_kept(one, standing) else newest)
        for id_, one in known.items()
    }


def _is_kept(one: Adoption, standing: Mapping[EId, Mapping[Language, str]]) -> bool:
    return one.eid not in standing or one.stands(standing[one.eid])


def _standing(
    db: Session, seat: Seat, sequence: int, eids: set[EId]
) -> dict[EId, Mapping[Language, str]]:
    """Return what a version says at provisions of the text that a round is about."""
    if not eids:
        return {}
    row = db.get_one(RoundRow, seat.id)
    query = select(VersionRow).where(VersionRow.act_id == row.act_id)
    version = db.scalars(query.where(VersionRow.sequence == sequence)).one()
    following = Following(adoptions.sources(db, row.version), adoptions.sources(db, version))
    return {eid: following.as_reviewed(eid) for eid in eids}


@dataclass(frozen=True, slots=True)
class _Looked:
    """An answer, the wording that it adopts, and what stands at its provision in a version."""

    row: DispositionRow
    adopted: Adopted
    standing: Mapping[Language, str]

    @property
    def is_there(self) -> bool:
        """Whether the wording stands there in all languages in which it was adopted."""
        answer = disposition_of(self.row).answer
        return bool(answer and answer.adoption and answer.adoption.stands(self.standing))

    @property
    def found_in(self) -> int:
        """The version in which it was found, or 0."""
        answer = disposition_of(self.row).answer
        return answer.adoption.version if answer and answer.adoption else 0

    def missing(self) -> Missing:
        """Return this as a wording that is missing, with the languages in which it was adopted."""
        given = (one for one, _ in self.adopted.wording if one in self.standing)
        standing = {one: self.standing[one] for one in given}
        return Missing(self.adopted, standing, self.found_in)


def _verify(db: Session, row: RoundRow, version: VersionRow, by: Actor, at: datetime) -> Verified:
    looked = _looked(db, row, version)
    now = [one for one in looked if one.is_there and one.row.status == Status.CONFIRMED]
    for one in now:
        _keep(db, one, version, by, at)
    return Verified(
        version.sequence,
        tuple(one.adopted.comment for one in now),
        tuple(one.missing() for one in looked if not one.is_there),
    )


def _looked(db: Session, row: RoundRow, version: VersionRow) -> list[_Looked]:
    """Look in a version for the wordings that a round adopted, those found in an earlier one too."""
    settled = [
        (one, adopted) for one in _settled(db, row.id) if (adopted := adoptions.adopted(one))
    ]
    if not settled:
        return []
    old, new = (adoptions.sources(db, one) for one in (row.version, version))
    following = Following(old, new)
    return [_Looked(one, adopted, following.as_reviewed(adopted.eid)) for one, adopted in settled]


def _settled(db: Session, round_: int) -> list[DispositionRow]:
    """Return the confirmed answers to comments that were not withdrawn."""
    is_there = CommentRow.state == CommentState.SUBMITTED
    query = select(DispositionRow).join(CommentRow, DispositionRow.comment_id == CommentRow.id)
    query = query.where(
        DispositionRow.round_id == round_, is_there, DispositionRow.status.in_(SETTLED)
    ).order_by(CommentRow.submitted_at, CommentRow.id)
    return list(db.scalars(query.options(joinedload(DispositionRow.comment))))


def _keep(db: Session, one: _Looked, version: VersionRow, by: Actor, at: datetime) -> None:
    """Note that a wording stands in a version, and which commit brought it."""
    row, before = one.row, {"status": one.row.status}
    commit, number = version.commit or "", version.sequence
    write_disposition(row, disposition_of(row).verified(one.standing, commit, number))
    row.revision += 1
    after = {"status": row.status, "version": version.sequence, "commit": version.commit}
    audit.note(db, by, Deed.ANSWER_VERIFIED, row, at=at, before=before, after=after)
