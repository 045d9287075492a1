"""What waits to be published, and the manifest of everything that was."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.storage.acts import ActRow
from kb.storage.base import Base
from kb.storage.people import PersonRow


class ProposalRow(Base):
    """What somebody proposes to publish, until another person confirms or declines it.

    `details` is the adoption, event or withdrawal as it will be carried out.
    """

    __tablename__ = "proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id"), index=True)
    details: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(16), default="open", index=True)
    proposer_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime]
    decider_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")

    act: Mapped[ActRow] = relationship()
    proposer: Mapped[PersonRow] = relationship(foreign_keys=[proposer_id])
    decider: Mapped[PersonRow | None] = relationship(foreign_keys=[decider_id])


class ManifestRow(Base):
    """A line of the manifest; never changed, never deleted.

    `subject` says which row it tells of: "publication 3", "event 1", "withdrawal 3".
    """

    __tablename__ = "manifest"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    subject: Mapped[str] = mapped_column(String(32), unique=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id"), index=True)
    hash: Mapped[str] = mapped_column(String(64))
    line: Mapped[str] = mapped_column(Text)
