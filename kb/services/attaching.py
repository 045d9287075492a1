"""Where the comments of a round stand in a later version: carried over by rule, or placed by hand."""

import logging
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from kb.access import Permission
from kb.errors import ActNotFoundError, ConflictError, msg
from kb.language import Language
from kb.law.identifiers import NOWHERE, EId
from kb.review import rounds
from kb.review.anchors import Anchor, AnchorError
from kb.review.comments import CommentId
from kb.review.reattaching import Detached, Place, Reattachment, Rule
from kb.services import audit, publishing, telling, texts, threads
from kb.services.audit import Actor, Agent, Deed
from kb.services.reviewing import anchor_of, round_of
from kb.services.seats import Seat
from kb.services.threads import ALL, Wanted
from kb.storage.acts import VersionRow
from kb.storage.review import CommentRow, PlaceRow, RoundRow

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Carried:
    """How many comments were placed in a version, and for how many a person has to find the place."""

    placed: int
    detached: int


@dataclass(frozen=True, slots=True)
class Put:
    """A comment, the version and the provision that a person has found for it."""

    comment: CommentId
    version: int
    eid: EId


def carry(db: Session, seat: Seat, version: int) -> Carried:
    """Place the comments of a round in a later version, as far as they are not placed in it yet."""
    seat.officer(Permission.ANSWER_COMMENTS)
    row, later = db.get_one(RoundRow, seat.id), _later(db, seat, version)
    return _carry(db, row, later, seat.viewer, seat.now)


def arrived(db: Session, version: VersionRow, at: datetime) -> None:
    """Carry the comments over to a version that has just come in, of all rounds that are being answered.

    What cannot be carried over keeps no version out: people can do it again.
    """
    query = select(RoundRow).where(RoundRow.act_id == version.act_id).order_by(RoundRow.id)
    for row in db.scalars(query).all():
        if rounds.due(round_of(row), at) not in rounds.LATE:
            continue
        try:
            with db.begin_nested():
                _carry(db, row, version, Agent.SYSTEM, at)
        except Exception:
            _log.exception("the comments of round %s were not carried over", row.id)


def _carry(db: Session, row: RoundRow, later: VersionRow, by: Actor, at: datetime) -> Carried:
    there = select(PlaceRow.comment_id).where(PlaceRow.version_id == later.id)
    query = select(CommentRow).where(CommentRow.round_id == row.id, CommentRow.id.not_in(there))
    found = _Places(db, row.version, later)
    placed = [_placed(one, later, found.of(anchor_of(one)), at) for one in db.scalars(query)]
    db.add_all(placed)
    detached = sum(one.eid is None for one in placed)
    if placed:
        number, done = later.sequence, Deed.COMMENTS_REATTACHED
        after = {"version": number, "placed": len(placed) - detached, "detached": detached}
        audit.note(db, by, done, row, at=at, after=after)
        telling.moved(db, row, number, placed)
    return Carried(len(placed) - detached, detached)


def put(db: Session, seat: Seat, wanted: Put) -> None:
    """Place a comment in a later version by hand; AnchorError if it has no such provision."""
    person = seat.officer(Permission.ANSWER_COMMENTS)
    comment, later = threads.row_of(db, seat, wanted.comment), _later(db, seat, wanted.version)
    if wanted.eid != NOWHERE and wanted.eid not in _eids(db, later):
        raise AnchorError(eid=wanted.eid)
    row = db.get(PlaceRow, (comment.id, later.id))
    before = {"eid": row.eid, "rule": row.rule} if row else None
    row = row or PlaceRow(comment=comment, version_id=later.id)
    row.eid, row.rule, row.start, row.end = wanted.eid, Rule.BY_HAND.value, 0, 0
    row.placed_by, row.placed_at = person, seat.now
    db.add(row)
    after = {"version": wanted.version, "eid": row.eid, "rule": row.rule}
    done = Deed.COMMENT_PLACED
    audit.note(db, seat.viewer, done, row, at=seat.now, before=before, after=after)
    telling.moved(db, comment.round, wanted.version, [row])


def places(
    db: Session, seat: Seat, version: int, wanted: Wanted = ALL
) -> dict[CommentId, Place | Detached]:
    """Return where the comments that a viewer may know of stand in a later version."""
    rows = db.scalars(_query(db, seat, version, wanted))
    return {CommentId(row.comment_id): _place(row) for row in rows}


def tray(db: Session, seat: Seat, version: int) -> list[CommentId]:
    """Return those for which a person has to find the place, in the order of their submission."""
    rows = db.scalars(_query(db, seat, version).where(PlaceRow.eid.is_(None)))
    return [CommentId(row.comment_id) for row in rows]


class _Places:
    """Where anchors on one version stand in another; each language is compared once."""

    def __init__(self, db: Session, old: VersionRow, new: VersionRow) -> None:
        self._db, self._old, self._new = db, old, new
        self._compared: dict[Language, Reattachment] = {}

    def of(self, anchor: Anchor) -> Place | Detached:
        """Return where an anchor stands; if its language is gone, by its provision in another."""
        both = [one for one in Language if self._old.hash_of(one) and self._new.hash_of(one)]
        if anchor.language in both:
            return self._in(anchor.language).place(anchor)
        if not both:
            return Detached(anchor.eid)
        place = self._in(both[0]).place(replace(anchor, exact="", prefix="", suffix=""))
        if isinstance(place, Place) and anchor.is_quote and place.rule is not Rule.ANCESTOR:
            return replace(place, rule=Rule.REWORDED)
        return place

    def _in(self, language: Language) -> Reattachment:
        if language not in self._compared:
            trees = (
                texts.expression(self._db, one.hash_of(language) or "", language)
                for one in (self._old, self._new)
            )
            self._compared[language] = Reattachment(*trees)
        return self._compared[language]


def _placed(row: CommentRow, later: VersionRow, found: Place | Detached, at: datetime) -> PlaceRow:
    placed = PlaceRow(comment=row, version_id=later.id, placed_at=at)
    if isinstance(found, Place):
        placed.eid, placed.rule = found.eid, found.rule.value
        placed.start, placed.end = found.start, found.end
    return placed


def _place(row: PlaceRow) -> Place | Detached:
    was = EId(row.comment.eid)
    if row.eid is None or row.rule is None:
        return Detached(was)
    return Place(was=was, eid=EId(row.eid), rule=Rule(row.rule), start=row.start, end=row.end)


def _query(db: Session, seat: Seat, version: int, wanted: Wanted = ALL) -> Select[PlaceRow]:
    query = select(PlaceRow).join(CommentRow).where(*threads.of_comments(seat, wanted))
    query = query.where(PlaceRow.version_id == _later(db, seat, version).id)
    return query.options(joinedload(PlaceRow.comment)).order_by(
        CommentRow.submitted_at, CommentRow.id
    )


def _later(db: Session, seat: Seat, version: int) -> VersionRow:
    """Return a version after that of the round, which only those learn of who may read the draft."""
    if seat.asked.act not in seat.viewer.drafts:
        raise ActNotFoundError(act=seat.asked.act)
    if version <= seat.asked.version:
        told = msg("Version %(version)s is not later than that of the round. Name a later one.")
        raise ConflictError(told, version=version)
    return publishing.version_of(db, db.get_one(RoundRow, seat.id).act, version)


def _eids(db: Session, version: VersionRow) -> set[EId]:
    names = ((one, version.hash_of(one)) for one in Language)
    trees = (texts.expression(db, name, one) for one, name in names if name)
    return {provision.eid for tree in trees for provision in tree.walk()}
