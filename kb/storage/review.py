"""Rounds of review, and what is written in them: comments, opinions, answers. Nothing is deleted."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.storage.acts import ActRow, VersionRow
from kb.storage.base import Base
from kb.storage.people import PersonRow


class RoundRow(Base):
    """A round, pinned to a version; `state` follows the clock as soon as somebody writes."""

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("act_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    opens: Mapped[datetime]
    closes: Mapped[datetime]
    panels: Mapped[list[str]]
    open_panel: Mapped[bool]
    shown: Mapped[str] = mapped_column(String(16))
    silence_is_consent: Mapped[bool]
    premoderated: Mapped[bool] = mapped_column(default=False, server_default=false())
    questions: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    languages: Mapped[list[str]]
    state: Mapped[str] = mapped_column(String(16), default="scheduled", index=True)
    closed_because: Mapped[str] = mapped_column(Text, default="")
    scheduled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    scheduled_at: Mapped[datetime]

    act: Mapped[ActRow] = relationship()
    version: Mapped[VersionRow] = relationship()
    extensions: Mapped[list["ExtensionRow"]] = relationship(
        back_populates="round", order_by="ExtensionRow.id"
    )


class ExtensionRow(Base):
    """A later close of a round, with its reason; `was` is the close before."""

    __tablename__ = "extension"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    was: Mapped[datetime]
    until: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]

    round: Mapped[RoundRow] = relationship(back_populates="extensions")


class DeclarationRow(Base):
    """What somebody declared of their interest in an act; the newest counts."""

    __tablename__ = "declaration"
    __table_args__ = (Index("ix_declaration_act_id_person_id", "act_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    has_interest: Mapped[bool]
    interest: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]


class OfRound:
    """What is written in a round belongs to the round's act."""

    round: Mapped[RoundRow]

    @property
    def act_id(self) -> int:
        """The act that it is about."""
        return self.round.act_id


class CommentRow(OfRound, Base):
    """A comment as it is now; `token` is the author's own mark, by which a second sending is known.

    `revision` counts its edits. `reason` is that of its suggestion, None if there is none.
    `moderation` says of one in a public discussion whether it is held, let through or taken out.
    """

    __tablename__ = "comment"
    __table_args__ = (
        UniqueConstraint("round_id", "author_id", "token"),
        Index("ix_comment_round_id_eid", "round_id", "eid"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    token: Mapped[str] = mapped_column(String(64))
    eid: Mapped[str] = mapped_column(Text)
    read_in: Mapped[str] = mapped_column(String(2))
    exact: Mapped[str] = mapped_column(Text, default="")
    prefix: Mapped[str] = mapped_column(Text, default="")
    suffix: Mapped[str] = mapped_column(Text, default="")
    type: Mapped[str] = mapped_column(String(16))
    severity: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(Text)
    reasoning: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16))
    submitted_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    is_late: Mapped[bool]
    revision: Mapped[int] = mapped_column(default=0)
    moderation: Mapped[str] = mapped_column(String(16), default="", server_default="")

    round: Mapped[RoundRow] = relationship()
    author: Mapped[PersonRow] = relationship()
    suggestions: Mapped[list["SuggestionRow"]] = relationship(
        order_by="SuggestionRow.language", cascade="all, delete-orphan"
    )
    revisions: Mapped[list["RevisionRow"]] = relationship(order_by="RevisionRow.number")
    replies: Mapped[list["ReplyRow"]] = relationship(
        back_populates="comment", order_by="ReplyRow.at, ReplyRow.id"
    )
    disposition: Mapped["DispositionRow"] = relationship(
        back_populates="comment", foreign_keys="DispositionRow.comment_id"
    )


class SuggestionRow(Base):
    """The wording that a comment suggests, in one language."""

    __tablename__ = "suggestion"

    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    wording: Mapped[str] = mapped_column(Text)


class RevisionRow(Base):
    """What a comment said, its suggestion included, until it was edited; `moderation` as it was then."""

    __tablename__ = "comment_revision"

    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]]
    until: Mapped[datetime]
    moderation: Mapped[str] = mapped_column(String(16), default="", server_default="")


class ReplyRow(Base):
    """What somebody said to a comment; `moderation` is as that of a comment."""

    __tablename__ = "reply"
    __table_args__ = (UniqueConstraint("comment_id", "author_id", "token"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    token: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    moderation: Mapped[str] = mapped_column(String(16), default="", server_default="")

    comment: Mapped[CommentRow] = relationship(back_populates="replies")
    author: Mapped[PersonRow] = relationship()

    @property
    def act_id(self) -> int:
        """The act that it is about."""
        return self.comment.act_id


class PlaceRow(Base):
    """Where a comment stands in a later version, and by which rule; detached if it has no `eid`."""

    __tablename__ = "place"

    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), primary_key=True, index=True)
    eid: Mapped[str | None] = mapped_column(Text)
    rule: Mapped[str | None] = mapped_column(String(16))
    start: Mapped[int] = mapped_column(default=0)
    end: Mapped[int] = mapped_column(default=0)
    placed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    placed_at: Mapped[datetime]

    comment: Mapped[CommentRow] = relationship()

    @property
    def act_id(self) -> int:
        """The act that it is about."""
        return self.comment.act_id


class OpinionRow(OfRound, Base):
    """An expert's opinion on the whole draft; `history` is what it was before, the oldest first."""

    __tablename__ = "opinion"
    __table_args__ = (UniqueConstraint("round_id", "author_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    language: Mapped[str] = mapped_column(String(2))
    summary: Mapped[str] = mapped_column(Text, default="")
    given_at: Mapped[datetime]
    is_late: Mapped[bool]
    history: Mapped[list[dict[str, Any]]] = mapped_column(JSON)

    round: Mapped[RoundRow] = relationship()
    author: Mapped[PersonRow] = relationship()


class DispositionRow(OfRound, Base):
    """The answer to a comment, and how far it has come; `contested` is the answer objected to.

    `revision` counts the changes of the answer: what somebody who changes it must have seen.
    """

    __tablename__ = "disposition"
    __table_args__ = (Index("ix_disposition_round_id_status", "round_id", "status"),)

    comment_id: Mapped[str] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    status: Mapped[str] = mapped_column(String(16), default="submitted")
    answer: Mapped[dict[str, Any] | None]
    original_id: Mapped[str | None] = mapped_column(ForeignKey("comment.id"), index=True)
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None]
    contest: Mapped[str] = mapped_column(Text, default="")
    contested_at: Mapped[datetime | None]
    contested: Mapped[dict[str, Any] | None]
    revision: Mapped[int] = mapped_column(default=0, server_default="0")

    round: Mapped[RoundRow] = relationship()
    comment: Mapped[CommentRow] = relationship(
        back_populates="disposition", foreign_keys=[comment_id]
    )
