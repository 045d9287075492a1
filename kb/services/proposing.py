"""Two people publish: one proposes, another confirms; what was confirmed is carried out at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from kb.access import Permission, PersonId, Viewer
from kb.errors import ActNotFoundError, ConflictError, ForbiddenError, NotFoundError, msg
from kb.law.applying import displaced
from kb.law.identifiers import ActId
from kb.law.procedure import Procedure
from kb.law.words import Words
from kb.review.obstacle import Obstacle
from kb.services import audit, library, publishing
from kb.services.library import metadata_of
from kb.services.publishing import Adoption, Deed, Happening, Withdrawal
from kb.storage.acts import ActRow
from kb.storage.publications import ProposalRow

Clock = Callable[[], datetime]
_DEED: Final[TypeAdapter[Deed]] = TypeAdapter(Deed)


class State(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    LAPSED = "lapsed"


_DECIDED: Final = {
    State.CONFIRMED: audit.Deed.CONFIRMED,
    State.DECLINED: audit.Deed.DECLINED,
    State.LAPSED: audit.Deed.DECLINED,
}
_DECIDED_BEFORE: Final = {
    State.CONFIRMED: msg("This was confirmed already. Look at the log."),
    State.DECLINED: msg("This was declined already. Look at the log."),
    State.LAPSED: msg("This version is published by another proposal. Look at the log."),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that waits to be published; `is_mine` if the viewer proposed it."""

    id: int
    act: ActId
    title: Words
    deed: Deed
    state: State
    proposer: str
    proposed_at: datetime
    decider: str
    decided_at: datetime | None
    reason: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What is allowed, and yet to be told to those who propose and confirm it.

    `is_late` if it would apply from a day before its posting; `displaced` are the publications that
    would apply on no day any more.
    """

    is_late: bool = False
    displaced: tuple[int, ...] = ()


def propose(
    db: Session, viewer: Viewer, procedure: Procedure, act: ActId, deed: Deed, clock: Clock
) -> int:
    """Keep what a viewer wants published until another person confirms it; return its number.

    Raises RefusedError or ConflictError if it could not be published as things stand, and
    ConflictError if the same is proposed already.
    """
    person = _person(viewer, Permission.PROPOSE_PUBLICATION)
    row = _act(db, act)
    publishing.require_possible(db, row, procedure, deed, clock())
    details = _DEED.dump_python(deed, mode="json")
    if any(one.details == details for one in _open(db, row)):
        told = msg("The same is proposed for %(act)s already. Another person confirms it.")
        raise ConflictError(told, act=act)
    proposal = ProposalRow(act=row, details=details, proposer_id=person, proposed_at=clock())
    db.add(proposal)
    after = {"state": State.OPEN.value, "kind": type(deed).__name__.lower()}
    audit.note(db, viewer, audit.Deed.PROPOSED, proposal, at=proposal.proposed_at, after=after)
    return proposal.id


def confirm(db: Session, viewer: Viewer, procedure: Procedure, id_: int, clock: Clock) -> None:
    """Carry out what another person proposed; what else proposed the same version lapses.

    Raises ConflictError if it was decided already; that or RefusedError if it cannot be carried out
    any more.
    """
    person = _person(viewer, Permission.PUBLISH)
    row = _waiting(db, id_)
    if row.proposer_id == person:
        raise ConflictError(msg("You proposed this yourself. Another publisher confirms it."))
    act, deed = ActId(row.act.slug), _DEED.validate_python(row.details)
    match deed:
        case Adoption():
            publishing.publish(db, viewer, procedure, act, deed, clock)
        case Happening():
            publishing.record(db, viewer, act, deed, clock)
        case Withdrawal():
            publishing.withdraw(db, viewer, act, deed, clock)
    _decide(db, row, viewer, State.CONFIRMED, clock())
    if isinstance(deed, Adoption):
        for other in _open(db, row.act):
            if other.details.get("version") == deed.version:
                _decide(db, other, viewer, State.LAPSED, clock())


def decline(db: Session, viewer: Viewer, id_: int, reason: str, clock: Clock) -> None:
    """Turn a proposal down, or take back one's own; nothing is published."""
    _person(viewer, Permission.PROPOSE_PUBLICATION)
    row = _waiting(db, id_)
    if not reason.strip():
        raise ConflictError(msg("A reason is missing. Say why."))
    row.reason = reason.strip()
    _decide(db, row, viewer, State.DECLINED, clock())


def proposals(db: Session, viewer: Viewer) -> list[Proposal]:
    """Return everything that waits or was decided, the newest first, to those who may propose."""
    if not viewer.may(Permission.PROPOSE_PUBLICATION):
        return []
    people = (joinedload(ProposalRow.proposer), joinedload(ProposalRow.decider))
    query = select(ProposalRow).options(joinedload(ProposalRow.act), *people)
    rows = db.scalars(query.order_by(ProposalRow.id.desc()))
    return [_proposal(row, viewer) for row in rows]


def proposal(db: Session, viewer: Viewer, id_: int) -> Proposal:
    """Return one of them, or raise NotFoundError, also to those who may not propose."""
    row = db.get(ProposalRow, id_)
    if row is None or not viewer.may(Permission.PROPOSE_PUBLICATION):
        raise NotFoundError
    return _proposal(row, viewer)


def hindrances(
    db: Session, viewer: Viewer, procedure: Procedure, act: ActId, adoption: Adoption, clock: Clock
) -> list[Obstacle]:
    """Return what stands in the way of publishing a version, before anybody proposes it."""
    _person(viewer, Permission.PROPOSE_PUBLICATION)
    version = publishing.version_of(db, _act(db, act), adoption.version)
    return publishing.hindrances(db, version, procedure, adoption, clock())


def foreseen(db: Session, proposal: Proposal, today: date) -> Foreseen:
    """Return what those who propose and confirm are told, while it is not published."""
    if not isinstance(proposal.deed, Adoption) or proposal.state is not State.OPEN:
        return Foreseen()
    published = library.publications(db, proposal.act)
    standing = [one for one in published if not one.is_withdrawn]
    starts = proposal.deed.starts
    return Foreseen(starts < today, tuple(sorted(displaced(standing, starts))))


def _person(viewer: Viewer, permission: Permission) -> PersonId:
    if viewer.person is None or not viewer.may(permission):
        raise ForbiddenError
    return viewer.person


def _act(db: Session, act: ActId) -> ActRow:
    row = db.scalar(select(ActRow).where(ActRow.slug == act))
    if row is None:
        raise ActNotFoundError(act=act)
    return row


def _open(db: Session, act: ActRow) -> list[ProposalRow]:
    query = select(ProposalRow).where(ProposalRow.act_id == act.id)
    return list(db.scalars(query.where(ProposalRow.state == State.OPEN)))


def _waiting(db: Session, id_: int) -> ProposalRow:
    row = db.get(ProposalRow, id_)
    if row is None:
        raise NotFoundError
    if row.state != State.OPEN:
        raise ConflictError(_DECIDED_BEFORE[State(row.state)])
    return row


def _decide(db: Session, row: ProposalRow, viewer: Viewer, state: State, now: datetime) -> None:
    before, after = {"state": str(row.state)}, {"state": state.value}
    row.state, row.decider_id, row.decided_at = state, viewer.person, now
    audit.note(db, viewer, _DECIDED[state], row, at=now, before=before, after=after)


def _proposal(row: ProposalRow, viewer: Viewer) -> Proposal:
    newest = row.act.versions[-1]
    return Proposal(
        id=row.id,
        act=ActId(row.act.slug),
        title=metadata_of(newest).title,
        deed=_DEED.validate_python(row.details),
        state=State(row.state),
        proposer=row.proposer.full_name,
        proposed_at=row.proposed_at,
        decider=row.decider.full_name if row.decider else "",
        decided_at=row.decided_at,
        reason=row.reason,
        is_mine=row.proposer_id == viewer.person,
    )
