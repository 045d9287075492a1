"""Acts, their versions and texts, and what was published."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.language import Language
from kb.storage.base import Base


class ExpressionRow(Base):
    """The text of an act in one language: immutable, stored once, found by the hash of its words."""

    __tablename__ = "expression"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class ParsedRow(Base):
    """The tree of a text, as one parser version read it."""

    __tablename__ = "parsed"

    hash: Mapped[str] = mapped_column(ForeignKey("expression.hash"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    tree: Mapped[bytes] = mapped_column(LargeBinary)


class TypesetRow(Base):
    """The rows of a text as HTML; `setting` says what else than the text they depend on."""

    __tablename__ = "typeset"

    hash: Mapped[str] = mapped_column(ForeignKey("expression.hash"), primary_key=True)
    language: Mapped[str] = mapped_column(String(2), primary_key=True)
    setting: Mapped[str] = mapped_column(String(64), primary_key=True)
    rows: Mapped[bytes] = mapped_column(LargeBinary)


class ActRow(Base):
    """An act, whatever its versions; `stage` says where its newest version stands on its way.

    `category` is the folder around the act's own.
    """

    __tablename__ = "act"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    category: Mapped[str] = mapped_column(Text, default="")
    stage: Mapped[str] = mapped_column(String(32), default="working")
    stage_since: Mapped[datetime]

    versions: Mapped[list["VersionRow"]] = relationship(
        back_populates="act", order_by="VersionRow.sequence"
    )
    publications: Mapped[list["PublicationRow"]] = relationship(
        back_populates="act", order_by="PublicationRow.number"
    )
    events: Mapped[list["EventRow"]] = relationship(
        back_populates="act", order_by="EventRow.day, EventRow.id"
    )

    @property
    def path(self) -> str:
        """The folder that the act lies in, from the root of the texts."""
        return f"{self.category}/{self.slug}" if self.category else self.slug

    @property
    def standing(self) -> "PublicationRow | None":
        """The newest publication that was not withdrawn."""
        return next((one for one in reversed(self.publications) if one.withdrawn_at is None), None)


class VersionRow(Base):
    """An act as one commit left it; a folder without git has versions without a commit.

    `details` is its metadata, `starts` the days on which passages of it begin to apply, `turn` what
    it made of the wordings of the version before.
    """

    __tablename__ = "version"
    __table_args__ = (
        UniqueConstraint("act_id", "sequence"),
        Index("ix_version_act_id_commit", "act_id", "commit"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id"))
    sequence: Mapped[int]
    commit: Mapped[str | None] = mapped_column(String(64))
    author: Mapped[str] = mapped_column(Text, default="")
    committed_at: Mapped[datetime]
    message: Mapped[str] = mapped_column(Text, default="")
    details: Mapped[dict[str, Any]]
    content_hash: Mapped[str] = mapped_column(String(64))
    starts: Mapped[list[str]]
    turn: Mapped[dict[str, Any] | None]
    kk: Mapped[str | None] = mapped_column(ForeignKey("expression.hash"))
    ru: Mapped[str | None] = mapped_column(ForeignKey("expression.hash"))
    en: Mapped[str | None] = mapped_column(ForeignKey("expression.hash"))

    act: Mapped[ActRow] = relationship(back_populates="versions")

    def hash_of(self, language: Language) -> str | None:
        """Return the hash of the text in a language, if the version has one."""
        hash_: str | None = getattr(self, language)
        return hash_


class PublicationRow(Base):
    """A version that everybody may read: pinned, numbered, never changed.

    One that was published in error may be withdrawn; `withdrawal` is the public reason. `days` are
    those on which passages of it begin to apply.
    """

    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("act_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    body: Mapped[str] = mapped_column(String(64))
    adopted_on: Mapped[date]
    decision: Mapped[str] = mapped_column(String(300), default="")
    starts: Mapped[date]
    published_at: Mapped[datetime]
    days: Mapped[list[str] | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawal: Mapped[dict[str, Any] | None]

    act: Mapped[ActRow] = relationship(back_populates="publications")
    version: Mapped[VersionRow] = relationship()


class EventRow(Base):
    """What befalls a published act as a whole from a day on: suspension, repeal, expiry."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id"), index=True)
    day: Mapped[date]
    force: Mapped[str] = mapped_column(String(16))
    ground: Mapped[dict[str, Any]]
    decision: Mapped[str] = mapped_column(String(300), default="")
    recorded_at: Mapped[datetime]

    act: Mapped[ActRow] = relationship(back_populates="events")


class CatalogueRow(Base):
    """A YAML file beside the acts as it was imported last, and as JSON what was read of it."""

    __tablename__ = "catalogue"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    hash: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    parsed: Mapped[str] = mapped_column(Text, default="", server_default="")


class ImportRow(Base):
    """How far a source has been imported: the next import begins after this commit."""

    __tablename__ = "imported"

    source: Mapped[str] = mapped_column(Text, primary_key=True)
    commit: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
