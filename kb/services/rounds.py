"""Rounds of review: scheduled, opened and closed by the clock, extended, answered and reported."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from kb.access import Panel, Permission, PersonId, Viewer
from kb.errors import ActNotFoundError, ConflictError, ForbiddenError, msg
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.procedure import Need, Procedure, RoundKind, Shown, Stage
from kb.law.words import Words
from kb.review import calendar, rounds, stages
from kb.review.comments import CommentState
from kb.review.dispositions import SETTLED
from kb.review.moderating import OPEN
from kb.review.obstacle import Obstacle, RefusedError, refuse
from kb.review.rounds import Pending, Round, RoundState
from kb.services import audit, publishing, seats, telling, under_discussion
from kb.services.audit import Actor, Agent, Deed
from kb.services.reviewing import round_of
from kb.services.seats import Seat
from kb.storage.acts import ActRow, VersionRow
from kb.storage.people import PersonRow
from kb.storage.review import CommentRow, DispositionRow, ExtensionRow, RoundRow

Clock = Callable[[], datetime]

UNDER_WAY: Final = frozenset({RoundState.SCHEDULED, RoundState.OPEN})
_REACHED: Final = {
    RoundState.OPEN: Deed.ROUND_OPENED,
    RoundState.CLOSED: Deed.ROUND_CLOSED,
    RoundState.ANSWERING: Deed.ROUND_ANSWERING,
    RoundState.REPORTED: Deed.ROUND_REPORTED,
}
_NOTHING: Final = Pending()
_INCOMPLETE: Final = msg(
    "A round needs a text, a panel, and a close after its opening. Correct the plan."
)
_ELSEWHERE: Final = msg(
    "The round is %(state)s now, and would have to be %(needed)s: this cannot be done."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A round to be held; what is None is as usual for its kind."""

    kind: RoundKind
    version: int
    opens: datetime
    closes: datetime | None = None
    panels: frozenset[Panel] = frozenset(Panel)
    open_panel: bool | None = None
    shown: Shown | None = None
    questions: tuple[Words, ...] = ()
    languages: frozenset[Language] = frozenset()


def schedule(
    db: Session, viewer: Viewer, procedure: Procedure, act: ActId, plan: Plan, clock: Clock
) -> int:
    """Arrange a round on a version of a draft; return its number.

    Raises RefusedError if the procedure holds none of this kind where the draft stands, one of this
    kind is under way, or its days are over or too far ahead.
    """
    row = _act(db, viewer, act)
    version, now = publishing.version_of(db, row, plan.version), clock()
    refuse(rounds.obstacles_to_schedule(plan.opens, plan.closes, now))
    held = list(db.scalars(select(RoundRow).where(RoundRow.act_id == row.id)))
    for one in held:
        _keep_time(db, one, now)
        if one.kind == plan.kind and one.state in UNDER_WAY:
            raise RefusedError((Obstacle(stages.TOLD[Need.NO_ROUND_UNDER_WAY]),))
    planned = _planned(procedure, row, version, plan, len(held) + 1)
    added = _added(planned, row, version)
    added.scheduled_by, added.scheduled_at = viewer.person, now
    db.add(added)
    after = {"state": added.state, "version": version.sequence, **_term(added)}
    audit.note(db, viewer, Deed.ROUND_SCHEDULED, added, at=now, after=after)
    return added.number


def extend(db: Session, seat: Seat, until: datetime, reason: str) -> None:
    """Let a round close later than it would, with a reason for all who take part."""
    person, row = seat.officer(Permission.RUN_ROUNDS), _row(db, seat)
    before = _term(row)
    made = round_of(row).extended(until, reason.strip(), person, seat.now).extensions[-1]
    row.extensions.append(
        ExtensionRow(was=made.was, until=made.until, reason=made.reason, by_id=person, at=made.at)
    )
    row.closes = made.until
    done = Deed.ROUND_EXTENDED
    audit.note(db, seat.viewer, done, row, at=seat.now, before=before, after=_term(row))
    telling.extended(db, row, made.reason, person, seat.now)


def close(db: Session, seat: Seat, reason: str) -> None:
    """Close a round before its term is over, with a reason; the clock closes all others."""
    row = _in_state(db, seat, RoundState.OPEN)
    _advance(db, row, seat.now, seat.viewer, reason=reason)
    row.closed_because = reason.strip()


def answer(db: Session, seat: Seat) -> None:
    """Begin to answer the comments of a round that is closed."""
    _advance(db, _in_state(db, seat, RoundState.CLOSED), seat.now, seat.viewer)


def report(db: Session, seat: Seat, procedure: Procedure) -> None:
    """End a round, all of whose comments have an answer that stands.

    RefusedError if some have no confirmed answer, or the time to contest one of them is running.
    """
    row = _in_state(db, seat, RoundState.ANSWERING)
    _advance(db, row, seat.now, seat.viewer, pending=pending(db, seat, procedure))


def keep_time(db: Session, clock: Clock) -> int:
    """Open and close all rounds whose time has come; return how many changed."""
    rows = db.scalars(select(RoundRow).where(RoundRow.state.in_(UNDER_WAY)))
    return sum(_keep_time(db, row, clock()) for row in rows.all())


def is_behind(db: Session, clock: Clock) -> bool:
    """Tell whether the time of some round has come, and it was not opened or closed yet."""
    now = clock()
    waits = and_(RoundRow.state == RoundState.SCHEDULED, RoundRow.opens <= now)
    lasts = and_(RoundRow.state == RoundState.OPEN, RoundRow.closes <= now)
    return db.scalar(select(RoundRow.id).where(or_(waits, lasts)).limit(1)) is not None


def closed_because(db: Session, seat: Seat) -> str:
    """Return the reason for which a round was closed before its term was over, if it was."""
    return db.get_one(RoundRow, seat.id).closed_because


def extended_by(db: Session, seat: Seat) -> dict[PersonId, str]:
    """Return who let a round close later, by name."""
    by = select(ExtensionRow.by_id).where(ExtensionRow.round_id == seat.id)
    query = select(PersonRow.id, PersonRow.full_name).where(PersonRow.id.in_(by))
    return {PersonId(id_): name for id_, name in db.execute(query)}


def pending(db: Session, seat: Seat, procedure: Procedure) -> Pending:
    """Return what keeps a round from its report."""
    contest = None
    if last := _last_confirmed(db, seat):
        contest = calendar.closes(
            last, procedure.rounds[seat.asked.kind].contest, procedure.holidays
        )
    return Pending(under_discussion.unsettled(db, seat.id), contest)


def _last_confirmed(db: Session, seat: Seat) -> datetime | None:
    """Return when the last of the answers was confirmed that their commenters may contest.

    An expert may not whose invitation was taken back, and nobody may twice.
    """
    query = select(func.max(DispositionRow.confirmed_at))
    query = query.join(CommentRow, DispositionRow.comment_id == CommentRow.id)
    query = query.where(
        DispositionRow.round_id == seat.id,
        DispositionRow.status.in_(SETTLED),
        DispositionRow.contested_at.is_(None),
        CommentRow.state == CommentState.SUBMITTED,
        CommentRow.moderation.in_(OPEN),
    )
    if not seat.is_public:
        query = query.where(CommentRow.author_id.in_(seats.experts(db, seat.asked)))
    return db.scalar(query)


def _planned(
    procedure: Procedure, row: ActRow, version: VersionRow, plan: Plan, number: int
) -> Round:
    texts = frozenset(one for one in Language if version.hash_of(one) is not None)
    wanted = Round(
        act=ActId(row.slug),
        number=number,
        version=version.sequence,
        kind=plan.kind,
        opens=plan.opens,
        closes=plan.opens,
        panels=plan.panels,
        questions=plan.questions,
        languages=plan.languages or frozenset(Language),
    )
    usual = rounds.scheduled(procedure, Stage(row.stage), wanted)
    closes = plan.closes or usual.closes
    if closes <= plan.opens or not plan.panels or not texts:
        raise ConflictError(_INCOMPLETE)
    is_open = usual.open_panel if plan.open_panel is None else plan.open_panel
    return replace(usual, closes=closes, open_panel=is_open, shown=plan.shown or usual.shown)


def _added(asked: Round, row: ActRow, version: VersionRow) -> RoundRow:
    return RoundRow(
        act=row,
        version=version,
        number=asked.number,
        kind=asked.kind,
        opens=asked.opens,
        closes=asked.closes,
        panels=sorted(asked.panels),
        open_panel=asked.open_panel,
        shown=asked.shown,
        silence_is_consent=asked.silence_is_consent,
        premoderated=asked.premoderated,
        questions=[one.model_dump(exclude_none=True) for one in asked.questions],
        languages=[one for one in Language if one in asked.languages],
        state=asked.state.value,
    )


def _term(row: RoundRow) -> dict[str, object]:
    """Return what an entry of the audit log says of a round's term."""
    return {"opens": audit.moment(row.opens), "closes": audit.moment(row.closes)}


def _advance(
    db: Session,
    row: RoundRow,
    now: datetime,
    by: Actor,
    *,
    pending: Pending = _NOTHING,
    reason: str = "",
) -> None:
    before = {"state": row.state}
    asked = rounds.advanced(round_of(row), now, pending=pending, reason=reason)
    row.state, row.closes = asked.state.value, asked.closes
    after = {"state": row.state, **_term(row)}
    audit.note(db, by, _REACHED[asked.state], row, at=now, before=before, after=after)
    if asked.state is RoundState.OPEN:
        telling.opened(db, row, now)
    elif asked.state is RoundState.CLOSED:
        telling.closed(db, row, reason, now)
    elif asked.state is RoundState.REPORTED:
        telling.reported(db, row, now)


def _keep_time(db: Session, row: RoundRow, now: datetime) -> bool:
    """Let a round come to where the clock has it; tell whether it was elsewhere."""
    due, before = rounds.due(round_of(row), now), row.state
    while row.state != due:
        _advance(db, row, now, Agent.SYSTEM)
    return before != due


def _act(db: Session, viewer: Viewer, act: ActId) -> ActRow:
    if viewer.person is None or not viewer.may(Permission.RUN_ROUNDS):
        raise ForbiddenError
    row = db.scalar(select(ActRow).where(ActRow.slug == act))
    if row is None:
        raise ActNotFoundError(act=act)
    return row


def _row(db: Session, seat: Seat) -> RoundRow:
    """Return the row of a round, at which the clock has been looked."""
    row = db.get_one(RoundRow, seat.id)
    _keep_time(db, row, seat.now)
    return row


def _in_state(db: Session, seat: Seat, state: RoundState) -> RoundRow:
    seat.officer(Permission.RUN_ROUNDS)
    row = _row(db, seat)
    if row.state != state:
        raise ConflictError(_ELSEWHERE, state=RoundState(row.state), needed=state)
    return row
