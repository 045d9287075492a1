"""What is still to be done after a transaction: the acts that the indexes must be told about."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kb.storage.base import Base


class IndexTaskRow(Base):
    """An act whose documents in the indexes are out of date; written with the change itself."""

    __tablename__ = "index_task"

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id"), index=True)
    created_at: Mapped[datetime]
