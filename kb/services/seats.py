"""A viewer's place at a round: which rounds somebody may know of, and who is asked in them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.access import Panel, Permission, PersonId, Viewer
from kb.errors import ForbiddenError, NotFoundError
from kb.law.identifiers import ActId
from kb.review import rounds, visibility
from kb.review.rounds import Round, RoundState
from kb.review.visibility import Scope
from kb.services.accounts import Answer
from kb.services.reviewing import round_of
from kb.storage.acts import ActRow
from kb.storage.people import InvitationRow, PersonRow
from kb.storage.review import RoundRow

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Seat:
    """A viewer's place at a round at one moment: what every service of a round is asked with.

    `asked` is the round as the clock has it. `has_link` is for those whom the coordinator lets in
    late.
    """

    id: int
    viewer: Viewer
    asked: Round
    is_invited: bool
    now: datetime
    has_link: bool = False

    @property
    def reach(self) -> Scope:
        """Which contributions the viewer may know of."""
        return visibility.scope(self.viewer, self.asked, is_invited=self.is_invited)

    def expert(self) -> PersonId:
        """Return who writes here: an expert who was invited; ForbiddenError for everybody else."""
        person = self.viewer.person
        is_expert = self.viewer.may(Permission.COMMENT_WHEN_INVITED) and self.is_invited
        if person is None or not is_expert:
            raise ForbiddenError
        return person

    def officer(self, permission: Permission) -> PersonId:
        """Return who acts with an office here, or raise ForbiddenError."""
        if self.viewer.person is None or not self.viewer.may(permission):
            raise ForbiddenError
        return self.viewer.person


def visible(db: Session, viewer: Viewer, act: ActId, clock: Clock) -> list[Seat]:
    """Return the rounds of an act that a viewer may know of, the first first."""
    query = select(RoundRow).join(ActRow).where(ActRow.slug == act).order_by(RoundRow.number)
    seats = (_seat(db, viewer, row, clock()) for row in db.scalars(query).all())
    return [seat for seat in seats if _may_know(seat)]


def take(db: Session, viewer: Viewer, act: ActId, number: int, clock: Clock) -> Seat:
    """Return a viewer's place at a round; NotFoundError if there is none, or none to know of."""
    query = select(RoundRow).join(ActRow).where(ActRow.slug == act, RoundRow.number == number)
    row = db.scalar(query)
    found = _seat(db, viewer, row, clock()) if row else None
    if found is None or not _may_know(found):
        raise NotFoundError
    return found


def experts(db: Session, asked: Round) -> list[PersonId]:
    """Return who is asked in a round: who accepted the invitation to the act, and is in a panel of it."""
    query = (
        select(PersonRow.id, PersonRow.panel)
        .join(InvitationRow, InvitationRow.person_id == PersonRow.id)
        .join(ActRow, InvitationRow.act_id == ActRow.id)
        .where(ActRow.slug == asked.act, InvitationRow.state == Answer.ACCEPTED)
    )
    rows = db.execute(query.order_by(PersonRow.id)).all()
    return [PersonId(id_) for id_, panel in rows if _is_asked(asked, panel)]


def _is_asked(asked: Round, panel: str | None) -> bool:
    """Tell whether a panel is asked; who is in none is asked only when all panels are."""
    return panel in asked.panels if panel else asked.panels == frozenset(Panel)


def _seat(db: Session, viewer: Viewer, row: RoundRow, now: datetime) -> Seat:
    asked = round_of(row)
    asked = replace(asked, state=rounds.due(asked, now))
    invitation = db.get(InvitationRow, (viewer.person, row.act_id)) if viewer.person else None
    is_invited = (
        invitation is not None
        and invitation.state == Answer.ACCEPTED
        and _is_asked(asked, invitation.person.panel)
    )
    return Seat(row.id, viewer, asked, is_invited, now)


def _may_know(seat: Seat) -> bool:
    """Tell whether a viewer may know of a round: before it opens only those who are asked or at work."""
    if seat.viewer.may(Permission.READ_DRAFTS):
        return True
    is_announced = seat.is_invited or seat.asked.state is not RoundState.SCHEDULED
    return is_announced and seat.reach is not Scope.NONE
