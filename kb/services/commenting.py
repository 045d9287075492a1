"""Comments: submitted once however often they are sent, edited until the close, withdrawn, replied to."""

from dataclasses import dataclass, replace
from datetime import timedelta
from secrets import token_hex
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from kb.access import Permission, PersonId
from kb.errors import ConflictError, TooOftenError, msg
from kb.language import Language
from kb.law.act import Expression
from kb.recent import Recent
from kb.review import comments, moderating
from kb.review.anchors import Anchor, AnchorError, quoted
from kb.review.comments import Comment, CommentId, CommentState, Content, Suggestion
from kb.review.moderating import Moderation
from kb.review.obstacle import Obstacle, Obstacles, refuse, told
from kb.review.rounds import IS_OVER, RoundState, arrival
from kb.services import audit, opining, telling, texts, threads, tries
from kb.services.audit import Deed
from kb.services.reviewing import comment_of, kept, write_content
from kb.services.seats import Seat
from kb.services.tries import Limit
from kb.storage.review import CommentRow, DispositionRow, ReplyRow, RevisionRow, RoundRow

NO_WORDS: Final = msg("Write what you want to say.")
PACE: Final = Limit(20, timedelta(hours=1), TooOftenError)
"""How much one person may write in public rounds."""
_LONGEST_TOKEN: Final = 64
_TREES: Final[Recent[Expression]] = Recent(16)
"""The texts that are being commented on."""


class EditedMeanwhileError(ConflictError):
    """A comment was edited since it was read; `given` and `stored` are both texts, as Content."""

    message = msg("This was edited meanwhile. Compare both texts, and save again.")

    def __init__(self, *, given: Content, stored: Content, revision: int) -> None:
        super().__init__(given=given, stored=stored, revision=revision)
        self.given, self.stored, self.revision = given, stored, revision


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment to be submitted; sent twice with the same `token`, it is one."""

    where: Anchor
    content: Content
    token: str


@dataclass(frozen=True, slots=True)
class Rejoinder:
    """A reply to be given; sent twice with the same `token`, it is one."""

    text: str
    language: Language
    token: str


def submit(db: Session, seat: Seat, remark: Remark) -> CommentId:
    """Submit a comment, and return its id; RefusedError says what is missing."""
    author = seat.writer()
    sent = (CommentRow.round_id == seat.id, CommentRow.author_id == author)
    known = db.scalar(select(CommentRow.id).where(*sent, CommentRow.token == _token(remark.token)))
    if known is not None:
        return CommentId(known)
    round_ = _round(db, seat)
    comment = Comment(
        id=CommentId(token_hex(8)),
        author=author,
        anchor=_anchor(db, round_, remark.where),
        content=_tidy(remark.content),
    )
    declared = _has_declared(db, seat, author)
    asked, has_link = seat.asked, seat.has_link
    made = comments.submit(comment, asked, seat.now, declared=declared, has_link=has_link)
    _keep_pace(db, seat, author)
    row = _added(db, seat, round_, made, remark.token)
    after = {"state": row.state, "eid": row.eid, "late": row.is_late}
    audit.note(db, seat.viewer, Deed.COMMENTED, row, at=seat.now, after=after)
    return made.id


def needs_declaration(db: Session, seat: Seat) -> bool:
    """Tell whether a viewer has to declare an interest before writing anything in a round."""
    by = seat.viewer.person
    return by is not None and seat.may_write and not _has_declared(db, seat, by)


def edit(db: Session, seat: Seat, comment: CommentId, revision: int, content: Content) -> None:
    """Let a comment say something else; what it said before stays in its history.

    Raises EditedMeanwhileError if `revision` is not the one it has, unless it says that already.
    """
    author, row = seat.writer(), threads.row_of(db, seat, comment)
    before = comment_of(row)
    after = comments.edit(before, _tidy(content), author, seat.asked, seat.now)
    if after.content == before.content:
        return
    if revision != row.revision:
        raise EditedMeanwhileError(given=content, stored=before.content, revision=row.revision)
    _keep_pace(db, seat, author)
    kept_ = RevisionRow(number=row.revision, content=kept(before.content), until=seat.now)
    kept_.moderation = row.moderation
    row.revisions.append(kept_)
    row.revision = after.revision
    row.moderation = moderating.after_edit(seat.asked, Moderation(row.moderation))
    write_content(db, row, after.content)
    was, now = {"revision": before.revision}, {"revision": row.revision}
    audit.note(db, seat.viewer, Deed.COMMENT_EDITED, row, at=seat.now, before=was, after=now)


def withdraw(db: Session, seat: Seat, comment: CommentId) -> None:
    """Take a comment back; that it was there remains to be seen."""
    author, row = seat.writer(), threads.row_of(db, seat, comment)
    before = {"state": row.state}
    made = comments.withdraw(comment_of(row), author, seat.asked, seat.now)
    row.state, row.withdrawn_at = made.state.value, made.withdrawn_at
    after, done = {"state": row.state}, Deed.COMMENT_WITHDRAWN
    audit.note(db, seat.viewer, done, row, at=seat.now, before=before, after=after)


def reply(db: Session, seat: Seat, comment: CommentId, said: Rejoinder) -> int:
    """Reply to a comment that one sees, and return the number of the reply.

    Those who answer comments may until the report, and so may its author; other writers while the
    round is open.
    """
    answers = seat.viewer.may(Permission.ANSWER_COMMENTS)
    by = seat.officer(Permission.ANSWER_COMMENTS) if answers else seat.writer()
    row = threads.row_of(db, seat, comment)
    sent = (ReplyRow.comment_id == row.id, ReplyRow.author_id == by)
    known = db.scalar(select(ReplyRow.id).where(*sent, ReplyRow.token == _token(said.token)))
    if known is not None:
        return known
    refuse(_obstacles_to_reply(db, seat, row, said, is_officer=answers))
    if not answers:
        _keep_pace(db, seat, by)
    added = ReplyRow(
        comment=row,
        author_id=by,
        token=said.token,
        language=said.language,
        text=said.text.strip(),
        at=seat.now,
        moderation=Moderation.NONE if answers else moderating.at_first(seat.asked),
    )
    db.add(added)
    after = {"comment": row.id}
    audit.note(db, seat.viewer, Deed.COMMENT_REPLIED, added, at=seat.now, after=after)
    if added.moderation in moderating.OPEN:
        telling.replied(db, row, added)
    return added.id


def _obstacles_to_reply(
    db: Session, seat: Seat, row: CommentRow, said: Rejoinder, *, is_officer: bool
) -> Obstacles:
    is_over = seat.asked.state is RoundState.REPORTED
    found = told(
        (not said.text.strip(), NO_WORDS),
        (row.state == CommentState.WITHDRAWN, comments.IS_WITHDRAWN),
        (is_over, IS_OVER),
    )
    if is_officer or is_over:
        return found
    by = seat.writer()
    declared = _has_declared(db, seat, by)
    when = arrival(seat.asked, seat.now, has_link=seat.has_link or row.author_id == by)
    late = (when,) if isinstance(when, Obstacle) else ()
    return (*found, *told((not declared, comments.UNDECLARED)), *late)


def _has_declared(db: Session, seat: Seat, by: PersonId) -> bool:
    """Tell whether an interest was declared, which nobody has to in a public round."""
    return seat.is_public or opining.has_declared(db, by, seat.asked.act)


def _keep_pace(db: Session, seat: Seat, by: PersonId) -> None:
    """Count what somebody writes in public rounds; TooOftenError if it is more than people write."""
    if seat.is_public:
        tries.refuse_too_many(db, f"writing:{by}", seat.now, PACE)
        tries.note(db, f"writing:{by}", seat.now, PACE)


def _round(db: Session, seat: Seat) -> RoundRow:
    """Return the row of a round with its act and its version."""
    both = [joinedload(RoundRow.act), joinedload(RoundRow.version)]
    return db.get_one(RoundRow, seat.id, options=both)


def _anchor(db: Session, round_: RoundRow, where: Anchor) -> Anchor:
    """Return an anchor with the context that the pinned text gives it."""
    version = round_.version
    name = version.hash_of(where.language)
    if name is None:
        raise AnchorError(eid=where.eid)
    language = where.language
    tree = _TREES.get((name, language), lambda: texts.expression(db, name, language))
    return quoted(tree, replace(where, version=version.sequence))


def _added(db: Session, seat: Seat, round_: RoundRow, comment: Comment, token: str) -> CommentRow:
    anchor = comment.anchor
    row = CommentRow(
        id=comment.id,
        round=round_,
        author_id=comment.author,
        token=token,
        eid=anchor.eid,
        read_in=anchor.language,
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        state=comment.state,
        submitted_at=comment.submitted_at,
        is_late=comment.is_late,
        moderation=moderating.at_first(seat.asked),
    )
    write_content(db, row, comment.content)
    db.add(row)
    db.add(DispositionRow(comment=row, round_id=seat.id))
    return row


def _tidy(content: Content) -> Content:
    """Return what a comment says, without wordings that are empty."""
    if content.suggestion is None:
        return content
    given = dict(content.suggestion.wording)
    wording = tuple((one, given[one]) for one in Language if given.get(one, "").strip())
    suggestion = Suggestion(wording, content.suggestion.reason)
    is_empty = not wording and not suggestion.reason.strip()
    return replace(content, suggestion=None if is_empty else suggestion)


def _token(token: str) -> str:
    if not 0 < len(token) <= _LONGEST_TOKEN:
        raise ConflictError(
            msg("What was sent has no mark by which it could be known. Open the form again.")
        )
    return token
