"""What somebody is still writing in a round: kept on the server, seen by nobody else, found again."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Self

from sqlalchemy import Select, delete, func, select
from sqlalchemy.orm import Session

from kb.access import Permission, PersonId
from kb.errors import InvalidError, msg
from kb.review.anchors import Anchor
from kb.review.dispositions import SETTLED, Status
from kb.review.obstacle import Obstacle, RefusedError
from kb.services.seats import Seat
from kb.storage.review import CommentRow, DispositionRow, OpinionRow, ReplyRow
from kb.storage.reviewing import UnfinishedRow

MOST: Final = 50
"""Texts that somebody may have begun in a round at once."""
LONGEST: Final = 200_000
"""Characters of all fields of one."""
MOST_FIELDS: Final = 40
_NEWEST: Final = 2**31 - 1
_GIVEN: Final = frozenset({Status.PROPOSED, *SETTLED})

TOO_MANY: Final = msg(
    "You have begun %(most)s texts in this round. Submit some, or throw some away; this one is not kept."
)
TOO_LONG: Final = msg("This is too long to be kept until you submit it. Shorten it.")

Fields = Mapping[str, Sequence[str]]
"""What stands in a form: of each field its values."""


class SlotError(InvalidError):
    """What was sent does not say what is being written."""

    message = msg("It is not said what is being written. Open the form again.")


class Kind(StrEnum):
    """What somebody is writing."""

    COMMENT = "comment"
    EDIT = "edit"
    REPLY = "reply"
    OPINION = "opinion"
    ANSWER = "answer"
    CONTEST = "contest"


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one unfinished text; `subject` says of which comment, or of which words."""

    kind: Kind
    subject: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.subject}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the slot that a form names, or raise SlotError."""
        kind, _, subject = text.partition(":")
        is_plain = len(subject) <= _MARK and subject.isascii() and (subject or "0").isalnum()
        if kind not in set(Kind) or not is_plain:
            raise SlotError
        return cls(Kind(kind), subject)

    @classmethod
    def of_comment(cls, where: Anchor) -> Self:
        """Return the slot of a comment on a provision, or on words of it: each place has its own."""
        place = "\n".join((where.eid, where.language, where.exact, where.prefix))
        return cls(Kind.COMMENT, hashlib.sha256(place.encode()).hexdigest()[:_MARK])


_MARK: Final = 32


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A text that was begun."""

    slot: Slot
    fields: Fields
    saved_at: datetime

    def first(self, field: str) -> str:
        """Return the first value of a field; nothing, if it has none."""
        return next(iter(self.fields.get(field, ())), "")


def writes(seat: Seat) -> bool:
    """Tell whether the viewer writes anything in a round: comments, or the answers to them."""
    return seat.may_write or seat.viewer.may(Permission.ANSWER_COMMENTS)


def save(db: Session, seat: Seat, slot: Slot, fields: Fields) -> bool:
    """Keep what somebody has written so far; tell whether it was kept.

    What was submitted meanwhile is not unfinished any more. RefusedError says that there is too
    much.
    """
    writer = _writer(seat, slot.kind)
    if _is_submitted(db, seat, slot, fields):
        return False
    if _length(fields) > LONGEST or len(fields) > MOST_FIELDS:
        raise RefusedError((Obstacle(TOO_LONG),))
    row = db.get(UnfinishedRow, (seat.id, writer, str(slot)))
    if row is None:
        if count(db, seat) >= MOST:
            raise RefusedError((Obstacle(TOO_MANY, {"most": MOST}),))
        row = UnfinishedRow(round_id=seat.id, person_id=writer, slot=str(slot))
        db.add(row)
    row.fields = {name: list(values) for name, values in fields.items()}
    row.saved_at = seat.now
    db.flush()
    return True


def drop(db: Session, seat: Seat, slot: Slot) -> None:
    """Forget what somebody has begun: it was submitted, or thrown away."""
    if seat.viewer.person is not None:
        mine = (UnfinishedRow.round_id == seat.id, UnfinishedRow.person_id == seat.viewer.person)
        db.execute(delete(UnfinishedRow).where(*mine, UnfinishedRow.slot == str(slot)))


def find(db: Session, seat: Seat, slot: Slot) -> Unfinished | None:
    """Return what the viewer has begun there, if anything."""
    if seat.viewer.person is None:
        return None
    row = db.get(UnfinishedRow, (seat.id, seat.viewer.person, str(slot)))
    return _unfinished(row) if row else None


def count(db: Session, seat: Seat) -> int:
    """Return how many texts the viewer has begun in a round."""
    if seat.viewer.person is None:
        return 0
    mine = (UnfinishedRow.round_id == seat.id, UnfinishedRow.person_id == seat.viewer.person)
    return db.scalar(select(func.count()).select_from(UnfinishedRow).where(*mine)) or 0


def listed(db: Session, seat: Seat) -> list[Unfinished]:
    """Return all that the viewer has begun in a round, the newest first."""
    if seat.viewer.person is None:
        return []
    mine = (UnfinishedRow.round_id == seat.id, UnfinishedRow.person_id == seat.viewer.person)
    query = select(UnfinishedRow).where(*mine)
    rows = db.scalars(query.order_by(UnfinishedRow.saved_at.desc(), UnfinishedRow.slot))
    return [_unfinished(row) for row in rows]


def _unfinished(row: UnfinishedRow) -> Unfinished:
    return Unfinished(Slot.read(row.slot), row.fields, row.saved_at)


def _writer(seat: Seat, kind: Kind) -> PersonId:
    """Return who writes this here: those who answer comments also reply to them."""
    may_answer = seat.viewer.may(Permission.ANSWER_COMMENTS)
    if kind is Kind.ANSWER or (kind is Kind.REPLY and may_answer):
        return seat.officer(Permission.ANSWER_COMMENTS)
    return seat.reviewer() if kind is Kind.OPINION else seat.writer()


def _is_submitted(db: Session, seat: Seat, slot: Slot, fields: Fields) -> bool:
    """Tell whether the viewer has submitted this, and a late saving of it has come behind."""
    sent = _sent(seat, slot, fields)
    return sent is not None and db.scalar(sent.limit(1)) is not None


def _sent(seat: Seat, slot: Slot, fields: Fields) -> Select[str] | None:
    """Return the query for what the viewer has submitted of this; None if nothing would tell.

    A comment and a reply are known by their token, and an answer is contested once.
    """
    me, tokens = seat.viewer.person, [one for one in fields.get("token", ()) if one]
    match slot.kind:
        case Kind.COMMENT if tokens:
            mine = (CommentRow.round_id == seat.id, CommentRow.author_id == me)
            return select(CommentRow.id).where(*mine, CommentRow.token.in_(tokens))
        case Kind.REPLY if tokens:
            mine = (ReplyRow.comment_id == slot.subject, ReplyRow.author_id == me)
            return select(ReplyRow.comment_id).where(*mine, ReplyRow.token.in_(tokens))
        case Kind.CONTEST:
            query = select(CommentRow.id).join(CommentRow.disposition)
            of = (CommentRow.id == slot.subject, CommentRow.author_id == me)
            return query.where(*of, DispositionRow.contested_at.is_not(None))
        case _:
            return _followed(seat, slot, _revision(fields))


def _followed(seat: Seat, slot: Slot, seen: int) -> Select[str] | None:
    """Return the query for what the viewer has submitted in the place of the revision that was seen."""
    me = seat.viewer.person
    match slot.kind:
        case Kind.EDIT:
            mine = (CommentRow.id == slot.subject, CommentRow.author_id == me)
            return select(CommentRow.id).where(*mine, CommentRow.revision > seen)
        case Kind.OPINION:
            mine = (OpinionRow.round_id == seat.id, OpinionRow.author_id == me)
            given = func.json_array_length(OpinionRow.history) + 1
            return select(OpinionRow.kind).where(*mine, given > seen)
        case Kind.ANSWER:
            mine = (DispositionRow.comment_id == slot.subject, DispositionRow.proposed_by == me)
            query = select(DispositionRow.comment_id).where(*mine, DispositionRow.revision > seen)
            return query.where(DispositionRow.status.in_(_GIVEN))
        case _:
            return None


def _revision(fields: Fields) -> int:
    """Return which one was seen before this was begun; the newest there can be, if it is not said."""
    given = next(iter(fields.get("revision", ())), "")
    return int(given) if given.isdecimal() and len(given) < len(str(_NEWEST)) else _NEWEST


def _length(fields: Fields) -> int:
    return len(
        json.dumps({name: list(values) for name, values in fields.items()}, ensure_ascii=False)
    )
