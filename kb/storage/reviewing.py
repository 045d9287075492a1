"""What reviewers and coordinators do around the comments of a round: reading, writing, letting in, noting."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.storage.acts import ActRow
from kb.storage.base import Base
from kb.storage.people import PersonRow
from kb.storage.review import CommentRow, OfRound, ReplyRow, RoundRow


class ReadingRow(Base):
    """Somebody has read a provision and has nothing to say on it; an empty `eid`: opened the text."""

    __tablename__ = "reading"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    eid: Mapped[str] = mapped_column(Text, primary_key=True)
    at: Mapped[datetime]


class UnfinishedRow(Base):
    """What somebody is still writing; `slot` says at what: a provision, a comment, the opinion."""

    __tablename__ = "unfinished"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    slot: Mapped[str] = mapped_column(String(200), primary_key=True)
    fields: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


class AdmissionRow(OfRound, Base):
    """The coordinator lets somebody in after the close; what comes is flagged as late."""

    __tablename__ = "admission"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]

    round: Mapped[RoundRow] = relationship()
    person: Mapped[PersonRow] = relationship(foreign_keys=[person_id])


class NoteRow(Base):
    """An internal note on a comment, for those who answer."""

    __tablename__ = "note"

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]

    comment: Mapped[CommentRow] = relationship()
    author: Mapped[PersonRow] = relationship()

    @property
    def act_id(self) -> int:
        """The act that it is about."""
        return self.comment.act_id


class ModerationRow(Base):
    """What a moderator decided on a comment of a public discussion, or on a reply to it; the last counts.

    `ground` is the rule that was broken by what was taken out, `reason` says how.
    """

    __tablename__ = "moderation"

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id"), index=True)
    reply_id: Mapped[int | None] = mapped_column(ForeignKey("reply.id"))
    decision: Mapped[str] = mapped_column(String(16))
    ground: Mapped[str] = mapped_column(String(32), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]

    comment: Mapped[CommentRow] = relationship()
    reply: Mapped[ReplyRow | None] = relationship()
    by: Mapped[PersonRow] = relationship()

    @property
    def act_id(self) -> int:
        """The act that it is about."""
        return self.comment.act_id


class ConsentRow(Base):
    """Somebody agreed that what is written in public discussions is shown, as the text of that time says."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text_hash: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(2))
    at: Mapped[datetime]


class NoticeRow(Base):
    """Something that somebody is told in the site; `mark` keeps it from being told twice.

    `mailed_at` is when a letter told it too, alone or in a daily digest; `facts` are plain values.
    """

    __tablename__ = "notice"
    __table_args__ = (UniqueConstraint("person_id", "mark"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str] = mapped_column(String(32))
    mark: Mapped[str] = mapped_column(String(160))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("round.id"))
    comment_id: Mapped[str | None] = mapped_column(ForeignKey("comment.id"))
    facts: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]

    person: Mapped[PersonRow] = relationship()
    round: Mapped[RoundRow | None] = relationship()


class StageMoveRow(Base):
    """A draft was taken from one stage to another; `reason` is Words, that everybody sees if `is_public`."""

    __tablename__ = "stage_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id"), index=True)
    was: Mapped[str] = mapped_column(String(32))
    now: Mapped[str] = mapped_column(String(32))
    reason: Mapped[dict[str, Any] | None]
    is_public: Mapped[bool]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]

    act: Mapped[ActRow] = relationship()
    by: Mapped[PersonRow] = relationship()
