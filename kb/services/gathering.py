"""Comments with all that belongs to them, fetched at once as plain rows.

A page shows hundreds of comments: as objects of the session they would cost several times as much.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import Session

from kb.access import PersonId
from kb.review.comments import CommentId
from kb.review.dispositions import Disposition
from kb.services.reviewing import disposition_from
from kb.storage.people import PersonRow
from kb.storage.review import CommentRow, DispositionRow, ReplyRow, RevisionRow, SuggestionRow

Wanted = tuple[ColumnElement[bool], ...]
"""What is true of the comments that are asked for, and only of those."""

_COMMENT: Final = tuple(CommentRow.__table__.columns)
_DISPOSITION: Final = tuple(DispositionRow.__table__.columns)
_SUGGESTION: Final = tuple(SuggestionRow.__table__.columns)
_REVISION: Final = tuple(RevisionRow.__table__.columns)
_REPLY: Final = tuple(ReplyRow.__table__.columns)
_WITH_AUTHOR: Final = tuple(chain(_DISPOSITION, (CommentRow.__table__.columns["author_id"],)))
_PERSON: Final = tuple(
    PersonRow.__table__.columns[name] for name in ("id", "full_name", "organisation", "panel")
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """A comment as it is stored, with the answer to it, its wordings, its edits and its replies.

    `people` are who wrote the comments and replies that were gathered, by number.
    """

    row: Row[Any]
    answer: Row[Any]
    suggestions: Sequence[Row[Any]]
    revisions: Sequence[Row[Any]]
    replies: Sequence[Row[Any]]
    people: Mapping[int, Row[Any]]

    @property
    def author(self) -> Row[Any]:
        """Who wrote it."""
        return self.people[self.row.author_id]

    @property
    def disposition(self) -> Disposition:
        """The answer to it, and how far it has come."""
        return disposition_from(self.answer, PersonId(self.row.author_id))


def gather(db: Session, wanted: Wanted) -> list[Gathered]:
    """Return the comments that are wanted in the order of their submission."""
    order = (CommentRow.submitted_at, CommentRow.id)
    rows = db.execute(select(*_COMMENT).where(*wanted).order_by(*order)).all()
    if not rows:
        return []
    there = select(CommentRow.id).where(*wanted)
    mine = DispositionRow.comment_id.in_(there)
    answers = {one.comment_id: one for one in db.execute(select(*_DISPOSITION).where(mine))}
    wordings = select(*_SUGGESTION).where(SuggestionRow.comment_id.in_(there))
    edits = select(*_REVISION).where(RevisionRow.comment_id.in_(there))
    said = select(*_REPLY).where(ReplyRow.comment_id.in_(there))
    suggestions = _by_comment(db, wordings.order_by(SuggestionRow.language))
    revisions = _by_comment(db, edits.order_by(RevisionRow.number))
    replies = _by_comment(db, said.order_by(ReplyRow.at, ReplyRow.id))
    people = _people(db, [*rows, *(one for several in replies.values() for one in several)])
    return [
        Gathered(
            row=row,
            answer=answers[row.id],
            suggestions=suggestions.get(row.id, ()),
            revisions=revisions.get(row.id, ()),
            replies=replies.get(row.id, ()),
            people=people,
        )
        for row in rows
    ]


def dispositions(db: Session, round_: int) -> dict[CommentId, Disposition]:
    """Return the answers to all comments of a round."""
    query = select(*_WITH_AUTHOR).join(CommentRow, DispositionRow.comment_id == CommentRow.id)
    found = db.execute(query.where(DispositionRow.round_id == round_))
    return {
        CommentId(one.comment_id): disposition_from(one, PersonId(one.author_id)) for one in found
    }


def _by_comment(db: Session, query: Select[Any]) -> dict[str, list[Row[Any]]]:
    found: dict[str, list[Row[Any]]] = {}
    for one in db.execute(query):
        found.setdefault(one.comment_id, []).append(one)
    return found


def _people(db: Session, written: Iterable[Row[Any]]) -> dict[int, Row[Any]]:
    ids = {one.author_id for one in written}
    found = db.execute(select(*_PERSON).where(PersonRow.id.in_(ids)))
    return {one.id: one for one in found}
