"""The audit log: what every person did here, a line a deed, in a chain that shows tampering."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from kb.storage.base import Base


class AuditRow(Base):
    """A line of the audit log; never changed, never deleted.

    The other columns repeat what the line says, so that it can be looked for. No column names a
    person but by a number: "person 3", which stays when the name is forgotten.
    """

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(32), index=True)
    actor: Mapped[str] = mapped_column(String(32), index=True)
    deed: Mapped[str] = mapped_column(String(32), index=True)
    subject: Mapped[str] = mapped_column(String(100), index=True)
    act_id: Mapped[int | None] = mapped_column(ForeignKey("act.id"), index=True)
    hash: Mapped[str] = mapped_column(String(64))
    line: Mapped[str] = mapped_column(Text)
