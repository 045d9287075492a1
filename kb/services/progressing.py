"""How far a round has come: what every expert has read, said and given, provision by provision.

It is for those who see all comments of a round; a handful of queries, however many experts there are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kb.access import Panel, Permission, PersonId
from kb.language import Language
from kb.law.identifiers import NOWHERE, EId, nearest
from kb.law.procedure import RoundKind
from kb.review.comments import CommentId, CommentState, Severity
from kb.review.moderating import Moderation
from kb.review.opinions import OpinionKind
from kb.services import readings, seats
from kb.services.readings import Read, Unit
from kb.services.seats import Seat
from kb.storage.people import PersonRow
from kb.storage.review import CommentRow, DeclarationRow, OpinionRow, ReplyRow, RoundRow

GRAVEST: Final = tuple(Severity)
"""Severities, the gravest first."""


class Owed(StrEnum):
    """What is still awaited from an expert."""

    DECLARATION = "declaration"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Remark:
    """A submitted comment, as far as the overview tells of it."""

    id: CommentId
    unit: EId
    severity: Severity
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An expert, or somebody who was one and commented: `is_asked` tells which.

    `is_owing` is of those who have to answer.
    """

    person: PersonId
    name: str
    organisation: str
    panel: Panel | None
    is_asked: bool
    is_owing: bool
    opened_at: datetime | None
    read: frozenset[EId]
    remarks: tuple[Remark, ...]
    opinion: OpinionKind | None
    has_declared: bool
    last_at: datetime | None

    @property
    def is_silent(self) -> bool:
        """Whether nothing was submitted and no opinion given."""
        return not self.remarks and self.opinion is None

    @property
    def seen(self) -> frozenset[EId]:
        """The units that were read or commented on: whoever comments has read."""
        return self.read | {one.unit for one in self.remarks if one.unit != NOWHERE}

    @property
    def owes(self) -> tuple[Owed, ...]:
        """What is still awaited; nothing from those who are asked no more, or are free to be silent."""
        missing = {Owed.DECLARATION: not self.has_declared, Owed.OPINION: self.opinion is None}
        return tuple(owed for owed, is_missing in missing.items() if is_missing and self.is_owing)

    def by_unit(self) -> dict[EId, list[Remark]]:
        """Return the comments by the unit that they were made in."""
        found: dict[EId, list[Remark]] = {}
        for one in self.remarks:
            found.setdefault(one.unit, []).append(one)
        return found


@dataclass(frozen=True, slots=True)
class Progress:
    """The units of the text in its order, and everybody, by name."""

    units: tuple[Unit, ...]
    people: tuple[Participant, ...]

    @property
    def asked(self) -> tuple[Participant, ...]:
        """Those who are asked."""
        return tuple(one for one in self.people if one.is_asked)


def worst(remarks: Iterable[Remark]) -> Severity:
    """Return the gravest severity of some comments."""
    return min((one.severity for one in remarks), key=GRAVEST.index)


def overview(db: Session, seat: Seat, language: Language) -> Progress:
    """Return how far a round has come, to those who see all its comments; others raise ForbiddenError."""
    seat.officer(Permission.SEE_REVIEWS)
    units = tuple(readings.units(db, seat.id, language))
    remarks = _remarks(db, seat, frozenset(one.eid for one in units))
    asked = frozenset(seats.experts(db, seat.asked))
    others = frozenset() if seat.asked.kind is RoundKind.PUBLIC else frozenset(remarks)
    rows = db.scalars(select(PersonRow).where(PersonRow.id.in_(sorted(asked | others)))).all()
    found = _Found(
        asked,
        frozenset(seats.owing(db, seat.asked)),
        readings.of_all(db, seat.id),
        remarks,
        _opinions(db, seat),
        _declared(db, seat),
        _replied(db, seat),
    )
    people = (found.participant(row) for row in rows)
    return Progress(units, tuple(sorted(people, key=lambda one: (not one.is_asked, one.name))))


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of people, each by their number."""

    asked: frozenset[PersonId]
    owing: frozenset[PersonId]
    read: Mapping[PersonId, Read]
    remarks: Mapping[PersonId, list[Remark]]
    opinions: Mapping[PersonId, OpinionRow]
    declared: Mapping[PersonId, datetime]
    replied: Mapping[PersonId, datetime]

    def participant(self, row: PersonRow) -> Participant:
        """Return a person with all that is known."""
        person = PersonId(row.id)
        read, remarks = self.read.get(person), self.remarks.get(person, [])
        opinion = self.opinions.get(person)
        given = [opinion.given_at] if opinion else []
        other = [at[person] for at in (self.declared, self.replied) if person in at]
        moments = [*(one.at for one in remarks), *given, *other, *([read.last_at] if read else [])]
        return Participant(
            person=person,
            name=row.full_name,
            organisation=row.organisation,
            panel=Panel(row.panel) if row.panel else None,
            is_asked=person in self.asked,
            is_owing=person in self.owing,
            opened_at=read.opened_at if read else None,
            read=read.units if read else frozenset(),
            remarks=tuple(remarks),
            opinion=OpinionKind(opinion.kind) if opinion else None,
            has_declared=person in self.declared,
            last_at=max(moments, default=None),
        )


def _remarks(db: Session, seat: Seat, units: frozenset[EId]) -> dict[PersonId, list[Remark]]:
    columns = (CommentRow.author_id, CommentRow.id, CommentRow.eid, CommentRow.severity)
    query = select(*columns, CommentRow.submitted_at).where(
        CommentRow.round_id == seat.id,
        CommentRow.state == CommentState.SUBMITTED,
        CommentRow.moderation != Moderation.REMOVED,
    )
    found: dict[PersonId, list[Remark]] = {}
    for author, id_, eid, severity, at in db.execute(query.order_by(CommentRow.submitted_at)):
        unit = nearest(EId(eid), units) or NOWHERE
        remark = Remark(CommentId(id_), unit, Severity(severity), at)
        found.setdefault(PersonId(author), []).append(remark)
    return found


def _opinions(db: Session, seat: Seat) -> dict[PersonId, OpinionRow]:
    query = select(OpinionRow).where(OpinionRow.round_id == seat.id)
    return {PersonId(row.author_id): row for row in db.scalars(query)}


def _declared(db: Session, seat: Seat) -> dict[PersonId, datetime]:
    """Return who has declared their interest in the act, and when last."""
    act = select(RoundRow.act_id).where(RoundRow.id == seat.id).scalar_subquery()
    query = select(DeclarationRow.person_id, func.max(DeclarationRow.at))
    query = query.where(DeclarationRow.act_id == act).group_by(DeclarationRow.person_id)
    return {PersonId(person): at for person, at in db.execute(query)}


def _replied(db: Session, seat: Seat) -> dict[PersonId, datetime]:
    """Return who has replied to a comment, and when last."""
    query = select(ReplyRow.author_id, func.max(ReplyRow.at)).join(CommentRow)
    query = query.where(CommentRow.round_id == seat.id).group_by(ReplyRow.author_id)
    return {PersonId(person): at for person, at in db.execute(query)}
