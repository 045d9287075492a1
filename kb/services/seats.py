"""A viewer's place at a round: which rounds somebody may know of, and who is asked in them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from kb.access import Panel, Permission, PersonId, Viewer
from kb.errors import ForbiddenError, NotFoundError
from kb.law.identifiers import ActId
from kb.law.procedure import RoundKind
from kb.review import rounds, visibility
from kb.review.rounds import Round, RoundState
from kb.review.visibility import Scope
from kb.services import consenting
from kb.services.accounts import Answer
from kb.services.reviewing import round_of
from kb.storage.acts import ActRow, VersionRow
from kb.storage.people import InvitationRow, PersonRow
from kb.storage.review import RoundRow
from kb.storage.reviewing import AdmissionRow

Clock = Callable[[], datetime]

_VERSION: Final = joinedload(RoundRow.version).load_only(VersionRow.sequence)


@dataclass(frozen=True, slots=True)
class Seat:
    """A viewer's place at a round at one moment: what every service of a round is asked with.

    `asked` is the round as the clock has it. `has_link` is for those whom the coordinator lets in
    late; `has_consented` for those who agreed that what they write in public rounds is shown.
    """

    id: int
    viewer: Viewer
    asked: Round
    is_invited: bool
    now: datetime
    has_link: bool = False
    has_consented: bool = False

    @property
    def is_public(self) -> bool:
        """Whether everybody may read, and who has agreed to be read by everybody may write."""
        return self.asked.kind is RoundKind.PUBLIC

    @property
    def may_write(self) -> bool:
        """Whether the viewer is one of those who comment here, the round being open or not."""
        if self.viewer.person is None:
            return False
        if self.is_public:
            return self.viewer.may(Permission.COMMENT_IN_PUBLIC) and self.has_consented
        return self.viewer.may(Permission.COMMENT_WHEN_INVITED) and self.is_invited

    @property
    def may_join(self) -> bool:
        """Whether the viewer could comment here after agreeing to be read by everybody."""
        may_write = self.viewer.may(Permission.COMMENT_IN_PUBLIC) and not self.has_consented
        return self.is_public and (self.viewer.is_anonymous or may_write)

    @property
    def reach(self) -> Scope:
        """Which contributions the viewer may know of."""
        return visibility.scope(self.viewer, self.asked, is_invited=self.is_invited)

    def writer(self) -> PersonId:
        """Return who comments here: an expert who was invited, in a public round whoever joined it."""
        if self.viewer.person is None or not self.may_write:
            raise ForbiddenError
        return self.viewer.person

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


def everywhere(db: Session, viewer: Viewer, clock: Clock) -> list[Seat]:
    """Return the rounds of all acts that a viewer may know of, in the order in which they were arranged."""
    query = select(RoundRow).options(joinedload(RoundRow.act), joinedload(RoundRow.version))
    rows = db.scalars(query.order_by(RoundRow.id)).all()
    return [seat for row in rows if _may_know(seat := _seat(db, viewer, row, clock()))]


def under_way(db: Session, viewer: Viewer, clock: Clock) -> list[Seat]:
    """Return the rounds not reported yet of all acts, the first to close first.

    That is all to those who read all drafts, and to experts those in which they are asked.
    """
    query = select(RoundRow).where(RoundRow.state != RoundState.REPORTED)
    query = query.options(joinedload(RoundRow.act), joinedload(RoundRow.version))
    query = query.options(selectinload(RoundRow.extensions))
    if not viewer.may(Permission.READ_DRAFTS):
        mine = select(InvitationRow.act_id).where(InvitationRow.person_id == viewer.person)
        query = query.where(RoundRow.act_id.in_(mine))
    rows = db.scalars(query.order_by(RoundRow.closes, RoundRow.id)).all()
    seats = [seat for row in rows if _may_know(seat := _seat(db, viewer, row, clock()))]
    return [seat for seat in seats if seat.is_invited or viewer.may(Permission.READ_DRAFTS)]


def open_on(db: Session, viewer: Viewer, act: ActId, clock: Clock) -> list[Seat]:
    """Return the rounds of an act that are open now and that a viewer may know of."""
    query = select(RoundRow).join(ActRow).where(ActRow.slug == act)
    rows = db.scalars(query.where(RoundRow.state.in_(rounds.ASKING)).order_by(RoundRow.number))
    seats = [seat for row in rows.all() if _may_know(seat := _seat(db, viewer, row, clock()))]
    return [seat for seat in seats if seat.asked.state is RoundState.OPEN]


def take(db: Session, viewer: Viewer, act: ActId, number: int, clock: Clock) -> Seat:
    """Return a viewer's place at a round; NotFoundError if there is none, or none to know of."""
    query = select(RoundRow).join(RoundRow.act).options(contains_eager(RoundRow.act), _VERSION)
    row = db.scalar(query.where(ActRow.slug == act, RoundRow.number == number))
    return _known(db, viewer, row, clock)


def of_id(db: Session, viewer: Viewer, id_: int, clock: Clock) -> Seat:
    """Return a viewer's place at the round that has this id, or raise NotFoundError as `take` does."""
    return _known(db, viewer, db.get(RoundRow, id_), clock)


def _known(db: Session, viewer: Viewer, row: RoundRow | None, clock: Clock) -> Seat:
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
    is_expert = viewer.person is not None and viewer.may(Permission.COMMENT_WHEN_INVITED)
    mine = (viewer.person, row.act_id)
    with_person = [joinedload(InvitationRow.person)]
    invitation = db.get(InvitationRow, mine, options=with_person) if is_expert else None
    is_invited = (
        invitation is not None
        and invitation.state == Answer.ACCEPTED
        and _is_asked(asked, invitation.person.panel)
    )
    seat = Seat(row.id, viewer, asked, is_invited, now, _is_let_in(db, viewer, row, asked))
    if not seat.is_public or viewer.person is None:
        return seat
    return replace(seat, has_consented=consenting.has_consented(db, viewer.person))


def _is_let_in(db: Session, viewer: Viewer, row: RoundRow, asked: Round) -> bool:
    """Tell whether the coordinator has let somebody in after the close."""
    if viewer.person is None or asked.state not in rounds.LATE:
        return False
    return db.get(AdmissionRow, (row.id, viewer.person)) is not None


def _may_know(seat: Seat) -> bool:
    """Tell whether a viewer may know of a round: before it opens only those who are asked or at work."""
    if seat.viewer.may(Permission.READ_DRAFTS):
        return True
    is_announced = seat.is_invited or seat.asked.state is not RoundState.SCHEDULED
    return is_announced and seat.reach is not Scope.NONE
