"""Redlines that were made once, kept for the next reader."""

from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from kb.storage.base import Base


class RedlineRow(Base):
    """What changed between two texts in one language; `setting` says which program found it.

    `counts` says how many provisions became what, so that a history need not unpack `changes`.
    """

    __tablename__ = "redline"

    old: Mapped[str] = mapped_column(ForeignKey("expression.hash"), primary_key=True)
    new: Mapped[str] = mapped_column(ForeignKey("expression.hash"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    setting: Mapped[str] = mapped_column(String(16), primary_key=True)
    counts: Mapped[dict[str, Any]]
    changes: Mapped[bytes] = mapped_column(LargeBinary)
