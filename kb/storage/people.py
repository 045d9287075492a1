"""People, their sign-ins, which drafts they were invited to, and links that let them in once."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.storage.acts import ActRow
from kb.storage.base import Base


class PersonRow(Base):
    """Somebody with an account."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True, index=True)
    full_name: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str] = mapped_column(String(200), default="")
    country: Mapped[str] = mapped_column(String(2), default="", server_default="")
    capacity: Mapped[str] = mapped_column(String(200), default="", server_default="")
    languages: Mapped[list[str]] = mapped_column(default=list, server_default=text("'[]'"))
    panel: Mapped[str | None] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(2), default="ru")
    roles: Mapped[list[str]]
    password: Mapped[str] = mapped_column(String(200), default="")
    is_active: Mapped[bool] = mapped_column(default=True)
    wants_digest: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]

    invitations: Mapped[list["InvitationRow"]] = relationship(
        back_populates="person", foreign_keys="InvitationRow.person_id"
    )


class InvitationRow(Base):
    """An expert is asked to review an act, and reads its draft under review once that is accepted."""

    __tablename__ = "invitation"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id"), primary_key=True)
    invited_at: Mapped[datetime]
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[str] = mapped_column(String(16), default="accepted", server_default="accepted")
    answered_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    substitute: Mapped[str] = mapped_column(Text, default="", server_default="")

    person: Mapped[PersonRow] = relationship(back_populates="invitations", foreign_keys=[person_id])
    inviter: Mapped[PersonRow | None] = relationship(foreign_keys=[invited_by])
    act: Mapped[ActRow] = relationship()


class LinkRow(Base):
    """A link sent to a person that works once: the hash of its token, and what it is for."""

    __tablename__ = "link"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    act_id: Mapped[int | None] = mapped_column(ForeignKey("act.id"))
    purpose: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    person: Mapped[PersonRow] = relationship()
    act: Mapped[ActRow | None] = relationship()


class JoiningRow(Base):
    """Somebody wishes to take part in public discussions: what was typed, until the letter is answered.

    There is no account before that. `text_hash` is that of the consent that was agreed to, `next`
    the page to return to.
    """

    __tablename__ = "joining"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), index=True)
    full_name: Mapped[str] = mapped_column(String(200))
    organisation: Mapped[str] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2))
    text_hash: Mapped[str] = mapped_column(String(64))
    next: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[datetime]


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
