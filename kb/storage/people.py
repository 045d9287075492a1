"""People, their sign-ins, and which drafts they were invited to."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.storage.acts import ActRow
from kb.storage.base import Base


class PersonRow(Base):
    """Somebody with an account."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    full_name: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str] = mapped_column(String(200), default="")
    panel: Mapped[str | None] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(2), default="ru")
    roles: Mapped[list[str]]
    password: Mapped[str] = mapped_column(String(200), default="")
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]

    invitations: Mapped[list["InvitationRow"]] = relationship(back_populates="person")


class InvitationRow(Base):
    """An expert may read the draft of an act while it is under review."""

    __tablename__ = "invitation"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id"), primary_key=True)
    invited_at: Mapped[datetime]

    person: Mapped[PersonRow] = relationship(back_populates="invitations")
    act: Mapped[ActRow] = relationship()


class SessionRow(Base):
    """A sign-in: the hash of the token in the browser's cookie, until it ends or is revoked."""

    __tablename__ = "session"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]

    person: Mapped[PersonRow] = relationship()


class FailedTryRow(Base):
    """A failed sign-in, counted for the name and for the network address."""

    __tablename__ = "failed_try"

    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(120), index=True)
    at: Mapped[datetime]
