"""The wordings that the confirmed answers of a round adopt, and the texts that they are to stand in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from kb.access import PersonId
from kb.language import Language
from kb.law.parse import PARSER_VERSION
from kb.recent import Recent
from kb.review.adopting import Adopted, Source
from kb.review.comments import CommentId, CommentState
from kb.review.dispositions import ADOPTING, SETTLED, Status, adopted_by
from kb.review.moderating import OPEN
from kb.review.visibility import Item
from kb.services import texts, threads
from kb.services.reviewing import disposition_of
from kb.services.seats import Seat
from kb.storage.acts import ExpressionRow, VersionRow
from kb.storage.review import CommentRow, DispositionRow, RoundRow

_SOURCES: Final[Recent[Source]] = Recent(64)


@dataclass(frozen=True, slots=True)
class Adoptions:
    """What a round has adopted; `wordless` are comments accepted with no wording for the text."""

    worded: tuple[Adopted, ...]
    wordless: tuple[CommentId, ...]


def of_round(db: Session, round_: int) -> Adoptions:
    """Return what the confirmed answers of a round adopt, in the order of submission.

    What two people have adopted is the drafters' text: it stays adopted if a moderator takes the
    comment out afterwards.
    """
    rows = _settled(db, round_)
    found = [(CommentId(row.comment_id), adopted(row)) for row in rows if _adopts(row)]
    return Adoptions(
        worded=tuple(one for _, one in found if one is not None),
        wordless=tuple(comment for comment, one in found if one is None),
    )


def without_comment(db: Session, seat: Seat) -> tuple[Adopted, ...]:
    """Return the adopted wordings whose comment a moderator has taken out since.

    They are for those who may know of the answer; whose comment led to them nobody is told.
    """
    rows = (row for row in _settled(db, seat.id) if row.comment.moderation not in OPEN)
    known = (row for row in rows if _is_known(seat, row))
    return tuple(one for row in known if (one := adopted(row)) is not None)


def adopted(row: DispositionRow) -> Adopted | None:
    """Return the wording that an answer adopts for the text that was reviewed, if it adopts one."""
    disposition = disposition_of(row)
    answer, adoption = disposition.answer, adopted_by(disposition.answer)
    if answer is None or adoption is None:
        return None
    return Adopted(
        comment=CommentId(row.comment_id),
        verdict=answer.verdict,
        eid=adoption.eid,
        wording=adoption.wording,
        by=disposition.proposed_by,
    )


def newest(db: Session, row: RoundRow) -> VersionRow:
    """Return the newest version of the act that a round is about."""
    query = select(VersionRow).where(VersionRow.act_id == row.act_id)
    return db.scalars(query.order_by(VersionRow.sequence.desc()).limit(1)).one()


def sources(db: Session, version: VersionRow) -> Mapping[Language, Source]:
    """Return the texts of a version; those asked for last are kept in memory."""
    names = ((language, version.hash_of(language)) for language in Language)
    return {
        language: _SOURCES.get(
            (name, language, PARSER_VERSION), partial(_source, db, name, language)
        )
        for language, name in names
        if name is not None
    }


def _source(db: Session, name: str, language: Language) -> Source:
    text = db.get_one(ExpressionRow, name).text
    return Source(text, texts.expression(db, name, language))


def _settled(db: Session, round_: int) -> Sequence[DispositionRow]:
    """Return the confirmed answers to comments that were not withdrawn, in the order of submission."""
    is_there = CommentRow.state == CommentState.SUBMITTED
    query = select(DispositionRow).join(CommentRow, DispositionRow.comment_id == CommentRow.id)
    query = query.where(
        DispositionRow.round_id == round_, is_there, DispositionRow.status.in_(SETTLED)
    ).order_by(CommentRow.submitted_at, CommentRow.id)
    return db.scalars(query.options(joinedload(DispositionRow.comment))).all()


def _is_known(seat: Seat, row: DispositionRow) -> bool:
    by, status = PersonId(row.comment.author_id), Status(row.status)
    return bool(threads.sight_of(seat, Item.ANSWER, by, status))


def _adopts(row: DispositionRow) -> bool:
    answer = disposition_of(row).answer
    return answer is not None and answer.verdict in ADOPTING
