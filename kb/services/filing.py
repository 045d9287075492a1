"""Files of a round come and go: uploaded, attached to a comment or an opinion, taken back.

A content is stored once, under its hash, however often it is sent.
"""

import hashlib
from collections.abc import Collection, Iterable
from datetime import timedelta
from secrets import token_hex
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kb.access import Permission, PersonId
from kb.errors import NotFoundError, TooOftenError
from kb.language import Language
from kb.review import attachments, comments, moderating
from kb.review.attachments import DOCUMENTS, MOST_FILES, MOST_UNUSED, Given, Role
from kb.review.comments import CommentId, CommentState
from kb.review.moderating import Moderation
from kb.review.obstacle import Obstacle, Obstacles, RefusedError, refuse, told
from kb.review.rounds import RoundState, arrival
from kb.services import audit, files, screening, threads, tries
from kb.services.audit import Deed
from kb.services.files import FileId
from kb.services.reviewing import comment_of
from kb.services.seats import Seat
from kb.services.tries import Limit
from kb.storage.files import ContentRow, FileRow
from kb.storage.review import CommentRow, OpinionRow, RoundRow

_COLUMNS: Final = {CommentRow.__tablename__: "comment_id", OpinionRow.__tablename__: "opinion_id"}
PACE: Final = Limit(30, timedelta(hours=1), TooOftenError)
"""How many files one person may send to public rounds, which anybody may join."""
_BEFORE_THE_CLOSE: Final = frozenset({RoundState.SCHEDULED, RoundState.OPEN})


def upload(db: Session, seat: Seat, given: Given, role: Role = Role.ATTACHMENT) -> FileId:
    """Keep a file that somebody will submit with a comment or an opinion, and return its id.

    The same file uploaded twice is one. RefusedError says why a file is not taken, TooOftenError that
    somebody has sent too many to public rounds within the hour.
    """
    by = seat.writer()
    refuse(_refused_now(seat))
    made = _made(db, seat, given, role)
    mine = files.unused_by(seat, by)
    same = FileRow.hash == made.hash, FileRow.name == made.name, FileRow.role == role
    known = db.scalar(select(FileRow.id).where(*mine, *same))
    if known is not None:
        return FileId(known)
    count = db.scalar(select(func.count()).select_from(FileRow).where(*mine)) or 0
    if count >= MOST_UNUSED:
        raise RefusedError((Obstacle(attachments.TOO_MANY_UNUSED, {"most": MOST_UNUSED}),))
    if seat.is_public:
        tries.refuse_too_many(db, f"upload:{by}", seat.now, PACE)
        tries.note(db, f"upload:{by}", seat.now, PACE)
    db.add(made)
    db.flush()
    return FileId(made.id)


def add_document(
    db: Session, seat: Seat, given: Given, role: Role, language: Language | None
) -> FileId:
    """Let a coordinator add a document for all who are asked in a round."""
    seat.officer(Permission.RUN_ROUNDS)
    row = _made(db, seat, given, role)
    row.language = language
    db.add(row)
    after = {"role": row.role, "hash": row.hash, "language": language}
    audit.note(db, seat.viewer, Deed.DOCUMENT_ADDED, row, at=seat.now, after=after)
    return FileId(row.id)


def attach(db: Session, seat: Seat, ids: Collection[FileId], comment: CommentId) -> None:
    """Let files go with one's own comment; those that do already are left as they are.

    In public a moderator looks at them as at new words.
    """
    if not ids:
        return
    by, row = seat.writer(), threads.row_of(db, seat, comment)
    if row.author_id != by or row.state == CommentState.WITHDRAWN:
        raise NotFoundError
    refuse(_refused_now(seat))
    if _hang(db, seat, _chosen(db, seat, ids), CommentRow.__tablename__, row.id):
        row.moderation = moderating.after_edit(seat.asked, Moderation(row.moderation))


def attach_letters(db: Session, seat: Seat, ids: Collection[FileId]) -> None:
    """Let files go with one's own opinion, which was given before."""
    mine = (OpinionRow.round_id == seat.id, OpinionRow.author_id == seat.reviewer())
    opinion = db.scalar(select(OpinionRow.id).where(*mine))
    if opinion is None:
        raise NotFoundError
    refuse(_refused_now(seat))
    _hang(db, seat, _chosen(db, seat, ids), OpinionRow.__tablename__, opinion)


def remove(db: Session, seat: Seat, file: FileId) -> None:
    """Take a file back: what was submitted leaves a trace, and can be taken back until the close only."""
    row = files.row_of(db, seat, file)
    if files.is_unused(row):
        _drop(db, row)
        return
    _ask_to_remove(db, seat, row)
    row.removed_at = seat.now
    before = {"role": row.role, "hash": row.hash}
    audit.note(db, seat.viewer, Deed.FILE_REMOVED, row, at=seat.now, before=before)


def forget(db: Session, person: PersonId) -> None:
    """Drop what somebody uploaded and never submitted; what was submitted belongs to the record."""
    for row in list(db.scalars(select(FileRow).where(FileRow.by_id == person, *files.UNUSED))):
        _drop(db, row)


def _made(db: Session, seat: Seat, given: Given, role: Role) -> FileRow:
    """Return the row of a file, whose content is stored; RefusedError says why it is not taken."""
    found = attachments.recognised(given)
    if isinstance(found, Obstacle):
        raise RefusedError((found,))
    return FileRow(
        id=token_hex(16),
        round=db.get_one(RoundRow, seat.id),
        role=role,
        name=attachments.named(given.name, found),
        media_type=found.media_type,
        size=len(given.content),
        hash=_store(db, given.content),
        by_id=seat.viewer.person,
        at=seat.now,
    )


def _store(db: Session, content: bytes) -> str:
    """Store a content unless it is there, and return its hash; writers take turns."""
    name = hashlib.sha256(content).hexdigest()
    if db.scalar(select(ContentRow.hash).where(ContentRow.hash == name)) is None:
        db.add(ContentRow(hash=name, content=content))
        db.flush()
    return name


def _hang(db: Session, seat: Seat, rows: Iterable[FileRow], table: str, key: str | int) -> bool:
    """Let files go with a comment or an opinion, and tell whether any did not before.

    One that does already under another id is dropped.
    """
    column = _COLUMNS[table]
    is_there = getattr(FileRow, column) == key, FileRow.removed_at.is_(None), ~screening.withheld()
    known = {(one.hash, one.name) for one in db.scalars(select(FileRow).where(*is_there))}
    some = False
    for row in rows:
        if getattr(row, column) == key:
            continue
        if not files.is_unused(row):
            raise NotFoundError
        if (row.hash, row.name) in known:
            _drop(db, row)
            continue
        known.add((row.hash, row.name))
        if len(known) > MOST_FILES:
            raise RefusedError((Obstacle(attachments.TOO_MANY, {"most": MOST_FILES}),))
        setattr(row, column, key)
        some = True
        after = {table: key, "role": row.role, "hash": row.hash}
        audit.note(db, seat.viewer, Deed.FILE_ATTACHED, row, at=seat.now, after=after)
    return some


def _chosen(db: Session, seat: Seat, ids: Collection[FileId]) -> list[FileRow]:
    """Return the rows of one's own files in this round; NotFoundError if one of them is not."""
    mine = (FileRow.round_id == seat.id, FileRow.by_id == seat.writer())
    is_chosen = (FileRow.id.in_(ids), FileRow.removed_at.is_(None), FileRow.role.not_in(DOCUMENTS))
    rows = list(db.scalars(select(FileRow).where(*mine, *is_chosen).order_by(FileRow.at)))
    if len(rows) != len(set(ids)):
        raise NotFoundError
    return rows


def _ask_to_remove(db: Session, seat: Seat, row: FileRow) -> None:
    """Raise an error unless a viewer may take back what was submitted."""
    if row.role in DOCUMENTS:
        seat.officer(Permission.RUN_ROUNDS)
        refuse(told((seat.asked.state not in _BEFORE_THE_CLOSE, comments.CLOSED)))
        return
    by = seat.writer()
    if row.by_id != by:
        raise NotFoundError
    if row.comment_id is not None:
        comment = comment_of(db.get_one(CommentRow, row.comment_id))
        refuse(comments.obstacles_to_change(comment, by, seat.asked, seat.now))
    refuse(_refused_now(seat))


def _refused_now(seat: Seat) -> Obstacles:
    when = arrival(seat.asked, seat.now, has_link=seat.has_link)
    return (when,) if isinstance(when, Obstacle) else ()


def _drop(db: Session, row: FileRow) -> None:
    """Forget a file that was submitted with nothing, and its content if no other file has it."""
    name = row.hash
    db.delete(row)
    db.flush()
    if db.scalar(select(FileRow.id).where(FileRow.hash == name).limit(1)) is None:
        db.delete(db.get_one(ContentRow, name))
        db.flush()
