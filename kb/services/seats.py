"""A viewer's place at a round: which rounds somebody may know of, and who is asked in them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from kb.access import Permission, PersonId, Viewer
from kb.errors import ForbiddenError, NotFoundError
from kb.law.identifiers import ActId
from kb.law.procedure import RoundKind
from kb.review import rounds, visibility
from kb.review.rounds import Round, RoundState
from kb.review.visibility import Scope
from kb.services import consenting
from kb.services.accounts import Answer
from kb.services.reviewing import ROUNDS, round_of
from kb.storage.acts import ActRow
from kb.storage.people import InvitationRow, PersonRow
from kb.storage.review import RoundRow
from kb.storage.reviewing import AdmissionRow

Clock = Callable[[], datetime]


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
        return self.is_expert

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

    @property
    def is_expert(self) -> bool:
        """Whether the viewer is an expert who was invited."""
        return self.viewer.may(Permission.COMMENT_WHEN_INVITED) and self.is_invited

    def expert(self) -> PersonId:
        """Return who writes here: an expert who was invited; ForbiddenError for everybody else."""
        person = self.viewer.person
        if person is None or not self.is_expert:
            raise ForbiddenError
        return person

    @property
    def may_give_opinion(self) -> bool:
        """Whether the viewer is asked what to make of the whole draft: in public nobody is.

        No moderator reads opinions, and experts see them under their names.
        """
        return self.is_expert and not self.is_public

    def reviewer(self) -> PersonId:
        """Return who gives an opinion on the whole draft, or raise ForbiddenError."""
        if not self.may_give_opinion:
            raise ForbiddenError
        return self.expert()

    def officer(self, permission: Permission) -> PersonId:
        """Return who acts with an office here, or raise ForbiddenError."""
        if self.viewer.person is None or not self.viewer.may(permission):
            raise ForbiddenError
        return self.viewer.person


def visible(db: Session, viewer: Viewer, act: ActId, clock: Clock) -> list[Seat]:
    """Return the rounds of an act that a viewer may know of, the first first."""
    query = ROUNDS.where(ActRow.slug == act).order_by(RoundRow.number)
    return _all_known(db, viewer, query, clock)


def everywhere(db: Session, viewer: Viewer, clock: Clock) -> list[Seat]:
    """Return the rounds of all acts that a viewer may know of, in the order in which they were arranged."""
    return _all_known(db, viewer, ROUNDS.order_by(RoundRow.id), clock)


def under_way(db: Session, viewer: Viewer, clock: Clock) -> list[Seat]:
    """Return the rounds not reported yet of all acts, the first to close first.

    That is all to those who read all drafts, and to experts those in which they are asked.
    """
    query = ROUNDS.where(RoundRow.state != RoundState.REPORTED)
    if not viewer.may(Permission.READ_DRAFTS):
        mine = select(InvitationRow.act_id).where(InvitationRow.person_id == viewer.person)
        query = query.where(RoundRow.act_id.in_(mine))
    seats = _all_known(db, viewer, query.order_by(RoundRow.closes, RoundRow.id), clock)
    return [seat for seat in seats if seat.is_invited or viewer.may(Permission.READ_DRAFTS)]


def open_on(db: Session, viewer: Viewer, act: ActId, clock: Clock) -> list[Seat]:
    """Return the rounds of an act that are open now and that a viewer may know of."""
    query = ROUNDS.where(ActRow.slug == act, RoundRow.state.in_(rounds.ASKING))
    seats = _all_known(db, viewer, query.order_by(RoundRow.number), clock)
    return [seat for seat in seats if seat.asked.state is RoundState.OPEN]


def _all_known(db: Session, viewer: Viewer, query: Select[RoundRow], clock: Clock) -> list[Seat]:
    """Return the places at rounds, but for those that the viewer may not know of."""
    ties, rows = _Ties(db, viewer), db.scalars(query).all()
    return [seat for row in rows if _may_know(seat := _seat(ties, row, clock()))]


def take(db: Session, viewer: Viewer, act: ActId, number: int, clock: Clock) -> Seat:
    """Return a viewer's place at a round; NotFoundError if there is none, or none to know of."""
    row = db.scalar(ROUNDS.where(ActRow.slug == act, RoundRow.number == number))
    return _known(db, viewer, row, clock)


def of_id(db: Session, viewer: Viewer, id_: int, clock: Clock) -> Seat:
    """Return a viewer's place at the round that has this id, or raise NotFoundError as `take` does."""
    return _known(db, viewer, db.get(RoundRow, id_), clock)


def _known(db: Session, viewer: Viewer, row: RoundRow | None, clock: Clock) -> Seat:
    found = _seat(_Ties(db, viewer), row, clock()) if row else None
    if found is None or not _may_know(found):
        raise NotFoundError
    return found


def experts(db: Session, asked: Round) -> list[PersonId]:
    """Return who is asked in a round: who accepted the invitation to the act, and is in a panel of it.

    Whoever drafts is not, also if that became so after the invitation.
    """
    query = (
        select(PersonRow.id, PersonRow.panel, PersonRow.roles)
        .join(InvitationRow, InvitationRow.person_id == PersonRow.id)
        .join(ActRow, InvitationRow.act_id == ActRow.id)
        .where(ActRow.slug == asked.act, InvitationRow.state == Answer.ACCEPTED)
    )
    rows = db.execute(query.order_by(PersonRow.id)).all()
    return [PersonId(id_) for id_, panel, roles in rows if rounds.asks(asked, panel, roles)]


def owing(db: Session, asked: Round) -> list[PersonId]:
    """Return who owes an answer in a round: in public everybody may speak, and nobody has to."""
    return [] if asked.kind is RoundKind.PUBLIC else experts(db, asked)


class _Ties:
    """What ties a viewer to rounds: each is asked for once, and only where it decides something."""

    def __init__(self, db: Session, viewer: Viewer) -> None:
        self._db = db
        self.viewer = viewer

    @cached_property
    def panels(self) -> dict[int, str | None]:
        """The acts whose review the viewer accepted, each with the panel that the viewer is in."""
        if self.viewer.person is None or not self.viewer.may(Permission.COMMENT_WHEN_INVITED):
            return {}
        query = select(InvitationRow.act_id, PersonRow.panel).join(InvitationRow.person)
        mine = (
            InvitationRow.person_id == self.viewer.person,
            InvitationRow.state == Answer.ACCEPTED,
        )
        return dict(self._db.execute(query.where(*mine)).all())

    @cached_property
    def admissions(self) -> frozenset[int]:
        """The rounds that the coordinator lets the viewer into after the close."""
        if self.viewer.person is None:
            return frozenset()
        query = select(AdmissionRow.round_id).where(AdmissionRow.person_id == self.viewer.person)
        return frozenset(self._db.scalars(query))

    @cached_property
    def has_consented(self) -> bool:
        """Whether the viewer agreed to be read by everybody."""
        person = self.viewer.person
        return person is not None and consenting.has_consented(self._db, person)


def _seat(ties: _Ties, row: RoundRow, now: datetime) -> Seat:
    asked, roles = round_of(row), ties.viewer.roles
    asked = replace(asked, state=rounds.due(asked, now))
    is_public, is_late = asked.kind is RoundKind.PUBLIC, asked.state in rounds.LATE
    return Seat(
        id=row.id,
        viewer=ties.viewer,
        asked=asked,
        is_invited=row.act_id in ties.panels and rounds.asks(asked, ties.panels[row.act_id], roles),
        now=now,
        has_link=is_late and row.id in ties.admissions,
        has_consented=is_public and ties.has_consented,
    )


def _may_know(seat: Seat) -> bool:
    """Tell whether a viewer may know of a round: before it opens only those who are asked or at work."""
    if seat.viewer.may(Permission.READ_DRAFTS):
        return True
    is_announced = seat.is_invited or seat.asked.state is not RoundState.SCHEDULED
    return is_announced and seat.reach is not Scope.NONE
