"""Files that people attach: each content once, under its hash, and who attached it to what."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.storage.base import Base
from kb.storage.people import PersonRow
from kb.storage.review import CommentRow, OfRound, OpinionRow, RoundRow


class ContentRow(Base):
    """The bytes of a file, found by their hash."""

    __tablename__ = "content"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class FileRow(OfRound, Base):
    """A file attached in a round: to a comment, to an opinion, or as a document of the round itself.

    `role` says as what; `id` is random, as it stands in addresses. One that hangs on nothing yet
    was uploaded with something that its author has not submitted.
    """

    __tablename__ = "file"
    __table_args__ = (Index("ix_file_round_id_role", "round_id", "role"),)

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    comment_id: Mapped[str | None] = mapped_column(ForeignKey("comment.id"), index=True)
    opinion_id: Mapped[int | None] = mapped_column(ForeignKey("opinion.id"), index=True)
    role: Mapped[str] = mapped_column(String(32))
    language: Mapped[str | None] = mapped_column(String(2))
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    hash: Mapped[str] = mapped_column(ForeignKey("content.hash"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    round: Mapped[RoundRow] = relationship()
    comment: Mapped[CommentRow | None] = relationship()
    opinion: Mapped[OpinionRow | None] = relationship()
    by: Mapped[PersonRow] = relationship()
    stored: Mapped[ContentRow] = relationship()
