"""The comments of a round as a viewer may know them, with their replies and answers.

What a viewer may not know of is left out by the query itself: it is neither fetched nor counted.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, false, func, or_, select, true, union
from sqlalchemy.orm import InstrumentedAttribute, Session

from kb.access import PersonId
from kb.errors import NotFoundError
from kb.language import Language
from kb.law.identifiers import EId
from kb.review.anchors import Anchor
from kb.review.comments import Comment, CommentId, CommentState, Content, Revision
from kb.review.dispositions import SETTLED, Answer, Contest, Disposition, Status, Verdict, serving
from kb.review.moderating import OPEN, Moderation, Removal
from kb.review.visibility import Item, Scope, Sight, Written, sight, status_seen
from kb.services import gathering, screening
from kb.services.gathering import Gathered, gather
from kb.services.reviewing import comment_from
from kb.services.screening import Removals
from kb.services.seats import Seat
from kb.storage.people import PersonRow
from kb.storage.review import CommentRow, OpinionRow


@dataclass(frozen=True, slots=True)
class Author:
    """As whose something is seen; what the viewer may not know is empty."""

    person: PersonId | None = None
    name: str = ""
    organisation: str = ""
    panel: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody said to a comment."""

    author: Author
    language: Language
    text: str
    at: datetime
    id: int = 0
    is_mine: bool = False
    moderation: Moderation = Moderation.NONE
    removal: Removal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """A comment as a viewer sees it; of one that was withdrawn others see only that it was there.

    `answer` is None until the viewer may know it; that of a duplicate is the one that serves it.
    `removal` is why a moderator took it out, for its author and those at work.
    """

    id: CommentId
    author: Author
    is_mine: bool
    anchor: Anchor
    content: Content | None
    state: CommentState
    submitted_at: datetime | None
    is_late: bool
    revision: int
    history: tuple[Revision, ...]
    replies: tuple[Reply, ...]
    status: Status
    answer: Answer | None
    contest: Contest | None
    moderation: Moderation = Moderation.NONE
    removal: Removal | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which comments are asked for: those made at a provision, or by a person, or named one by one."""

    eid: EId | None = None
    person: PersonId | None = None
    only: tuple[CommentId, ...] | None = None


ALL = Wanted()


def only(*comments: CommentId) -> Wanted:
    """Return what asks for certain comments."""
    return Wanted(only=comments)


def listed(db: Session, seat: Seat, wanted: Wanted = ALL) -> list[Thread]:
    """Return the comments of a round that a viewer may know of, in the order of their submission."""
    return _threads(db, seat, of_comments(seat, wanted))


def on_record(db: Session, seat: Seat) -> list[Thread]:
    """Return those that go into documents and figures: not what a moderator holds or has taken out.

    That is so for whoever asks, as documents go from hand to hand.
    """
    return [
        replace(one, replies=tuple(reply for reply in one.replies if reply.moderation in OPEN))
        for one in listed(db, seat)
        if one.moderation in OPEN
    ]


def find(db: Session, seat: Seat, comment: CommentId) -> Thread:
    """Return one of them, or raise NotFoundError."""
    found = _threads(db, seat, of_comments(seat, only(comment)))
    if not found:
        raise NotFoundError
    return found[0]


def count(db: Session, seat: Seat, wanted: Wanted = ALL) -> int:
    """Return how many comments a viewer may know of."""
    query = select(func.count()).select_from(CommentRow).where(*of_comments(seat, wanted))
    return db.scalar(query) or 0


def rounds_of(db: Session, person: PersonId) -> frozenset[int]:
    """Return the rounds in which somebody wrote a comment or an opinion."""
    wrote = (
        select(row.round_id).where(row.author_id == person) for row in (CommentRow, OpinionRow)
    )
    return frozenset(db.scalars(union(*wrote)))


def row_of(db: Session, seat: Seat, comment: CommentId) -> CommentRow:
    """Return the row of a comment that a viewer may know of, or raise NotFoundError."""
    row = db.scalar(select(CommentRow).where(*of_comments(seat, only(comment))))
    if row is None:
        raise NotFoundError
    return row


def of_comments(seat: Seat, wanted: Wanted = ALL) -> tuple[ColumnElement[bool], ...]:
    """Return what is true of the comments of a round that a viewer may know of, as far as wanted."""
    was_submitted = CommentRow.state != CommentState.DRAFT
    is_let_through = was_submitted & CommentRow.moderation.in_(OPEN)
    seen = was_submitted if seat.reach is Scope.ALL else is_let_through
    reached = _reached(seat, CommentRow.author_id, seen)
    return CommentRow.round_id == seat.id, reached, *_narrowed(seat, wanted)


def of_opinions(seat: Seat) -> tuple[ColumnElement[bool], ...]:
    """Return what is true of the opinions of a round that a viewer may know of: in public there are none."""
    wanted = false() if seat.is_public else _reached(seat, OpinionRow.author_id, true())
    return OpinionRow.round_id == seat.id, wanted


def author(row: PersonRow | Row[Any], seen: Sight) -> Author:
    """Return as whose something is seen."""
    return Author(
        person=PersonId(row.id) if seen >= Sight.NAMED else None,
        name=row.full_name if seen >= Sight.NAMED else "",
        organisation=row.organisation if seen >= Sight.ORGANISATION else "",
        panel=(row.panel or "") if seen >= Sight.NAMED else "",
    )


def sight_of(seat: Seat, item: Item, by: PersonId, status: Status = Status.SUBMITTED) -> Sight:
    """Return how much a viewer sees of something that was submitted."""
    written = Written(item=item, author=by, status=status)
    return sight(seat.viewer, seat.asked, written, is_invited=seat.is_invited)


def names(seat: Seat, item: Item, person: PersonId) -> bool:
    """Tell whether a viewer may know what a person wrote as that person's."""
    return sight_of(seat, item, person) >= Sight.NAMED


def _reached(
    seat: Seat, by: InstrumentedAttribute[int], submitted: ColumnElement[bool]
) -> ColumnElement[bool]:
    """Return the scope of a viewer as a condition; one's own comes on top."""
    mine = by == seat.viewer.person if seat.viewer.person is not None else false()
    match seat.reach:
        case Scope.NONE:
            return false()
        case Scope.OWN:
            return mine
        case Scope.LET_THROUGH | Scope.ALL:
            return or_(mine, submitted)


def _narrowed(seat: Seat, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """Yield what is true of those wanted.

    Who may not know who wrote what cannot find it out by asking for a person.
    """
    if wanted.eid is not None:
        yield CommentRow.eid == wanted.eid
    if wanted.only is not None:
        yield CommentRow.id.in_(wanted.only)
    if wanted.person is not None:
        may_ask = names(seat, Item.COMMENT, wanted.person)
        yield CommentRow.author_id == wanted.person if may_ask else false()


def _threads(db: Session, seat: Seat, wanted: tuple[ColumnElement[bool], ...]) -> list[Thread]:
    found = gather(db, wanted)
    answers = _answers(db, seat, found)
    removals = screening.removals(db, seat, found)
    return [_thread(seat, one, answers, removals) for one in found]


def _answers(db: Session, seat: Seat, found: Iterable[Gathered]) -> Mapping[CommentId, Disposition]:
    """Return the answers of the comments, and if one is a duplicate those of all others."""
    if any(one.answer.original_id for one in found):
        return gathering.dispositions(db, seat.id)
    return {CommentId(one.row.id): one.disposition for one in found}


def _thread(
    seat: Seat,
    found: Gathered,
    answers: Mapping[CommentId, Disposition],
    removals: Removals,
) -> Thread:
    row = found.row
    comment = comment_from(row, seat.asked.version, found.suggestions, found.revisions)
    is_mine = comment.author == seat.viewer.person
    is_whole = is_mine or seat.reach is Scope.ALL or comment.state is not CommentState.WITHDRAWN
    answered = answers[comment.id]
    return Thread(
        id=comment.id,
        author=author(found.author, sight_of(seat, Item.COMMENT, comment.author)),
        is_mine=is_mine,
        anchor=comment.anchor if is_whole else _bare(comment),
        content=comment.content if is_whole else None,
        state=comment.state,
        submitted_at=comment.submitted_at,
        is_late=comment.is_late,
        revision=comment.revision,
        history=screening.history(seat, found, comment.history) if is_whole else (),
        replies=tuple(_replies(seat, found, removals)) if is_whole else (),
        status=status_seen(seat.viewer, answered.status),
        answer=_answer(seat, answered, answers),
        contest=answered.contest if is_mine or seat.reach is Scope.ALL else None,
        moderation=Moderation(row.moderation),
        removal=_removal(row, removals.get((row.id, None))),
    )


def _bare(comment: Comment) -> Anchor:
    return replace(comment.anchor, exact="", prefix="", suffix="")


def _replies(seat: Seat, found: Gathered, removals: Removals) -> Iterator[Reply]:
    """Yield the replies; to one's own comment in a closed panel only those with an office reply."""
    for row in found.replies:
        if not screening.is_known(seat, row):
            continue
        by = PersonId(found.row.author_id if seat.reach is Scope.OWN else row.author_id)
        yield Reply(
            author=author(found.people[row.author_id], sight_of(seat, Item.COMMENT, by)),
            language=Language(row.language),
            text=row.text,
            at=row.at,
            id=row.id,
            is_mine=row.author_id == seat.viewer.person,
            moderation=Moderation(row.moderation),
            removal=_removal(row, removals.get((found.row.id, row.id))),
        )


def _removal(row: Row[Any], last: Removal | None) -> Removal | None:
    """Return why something is taken out now: it may have been let in again since."""
    return last if row.moderation == Moderation.REMOVED else None


def _answer(
    seat: Seat, answered: Disposition, answers: Mapping[CommentId, Disposition]
) -> Answer | None:
    """Return what a viewer may know of an answer.

    Who may not know of all comments is not told that there are others like this: the answer to the
    original stands for its own.
    """
    if seat.reach is Scope.ALL:
        return answered.answer
    if not sight_of(seat, Item.ANSWER, answered.author, answered.status):
        return None
    if answered.answer is None or answered.answer.verdict is not Verdict.DUPLICATE:
        return answered.answer
    original = serving(answered.comment, answers)
    return original.answer if original and original.status in SETTLED else None
