"""What imports leave beside the acts: former slugs, acts that could not be taken in, calls for imports."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.storage.acts import ActRow
from kb.storage.base import Base


class AliasRow(Base):
    """A slug that an act had before; its addresses lead to the act."""

    __tablename__ = "act_alias"

    slug: Mapped[str] = mapped_column(String(64), primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id"), index=True)

    act: Mapped[ActRow] = relationship()


class ProblemRow(Base):
    """An act as the last commit left it that could not be taken in; gone when it is mended.

    `predecessor` is the path of the act that it would have been a new name of.
    """

    __tablename__ = "import_problem"

    path: Mapped[str] = mapped_column(Text, primary_key=True)
    findings: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    commit: Mapped[str | None] = mapped_column(String(64))
    at: Mapped[datetime]
    predecessor: Mapped[str | None] = mapped_column(Text)


class DeliveryRow(Base):
    """A webhook's call for an import: kept so that it is never heard twice; done when imported.

    `digest` is that of what the provider signed.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("provider", "delivery"),
        UniqueConstraint("digest"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider: Mapped[str] = mapped_column(String(16))
    delivery: Mapped[str] = mapped_column(String(100))
    digest: Mapped[str] = mapped_column(String(64))
    received_at: Mapped[datetime] = mapped_column(index=True)
    done_at: Mapped[datetime | None]
