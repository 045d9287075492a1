"""Declarations of interest, and opinions on a whole draft: one of each expert in a round."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from kb.access import Permission, PersonId, Viewer
from kb.errors import ActNotFoundError, ConflictError, ForbiddenError, msg
from kb.language import Language
from kb.law.identifiers import ActId
from kb.review import opinions
from kb.review.obstacle import refuse
from kb.review.opinions import Declaration, Opinion, OpinionKind
from kb.review.visibility import Item
from kb.services import audit, threads
from kb.services.accounts import Answer
from kb.services.audit import Deed
from kb.services.reviewing import opinion_of, write_opinion
from kb.services.seats import Seat
from kb.services.threads import Author
from kb.storage.acts import ActRow
from kb.storage.people import InvitationRow
from kb.storage.review import DeclarationRow, OpinionRow, RoundRow

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class View:
    """What an expert makes of the whole draft, as it is given."""

    kind: OpinionKind
    language: Language
    summary: str = ""


class ChangedMeanwhileError(ConflictError):
    """An opinion was changed since it was read; `stored` is what it is by now."""

    message = msg("This was edited meanwhile. Compare both texts, and save again.")

    def __init__(self, *, stored: View, revision: int) -> None:
        super().__init__(stored=stored, revision=revision)
        self.stored, self.revision = stored, revision


@dataclass(frozen=True, slots=True)
class Told:
    """An opinion as a viewer sees it, the earlier ones of the same expert with it, the oldest first."""

    id: int
    author: Author
    is_mine: bool
    view: View
    given_at: datetime
    is_late: bool
    earlier: tuple[View, ...]

    @property
    def revision(self) -> int:
        """How often its author has given an opinion so far."""
        return len(self.earlier) + 1


def declare(
    db: Session, viewer: Viewer, act: ActId, *, interest: str | None, clock: Clock
) -> Declaration:
    """Declare one's interest in an act; None is to have none.

    The newest declaration counts; to say the same again changes nothing.
    """
    row = _invited(db, viewer, act)
    declaration = Declaration(
        person=PersonId(row.person_id),
        act=act,
        has_interest=interest is not None,
        interest=(interest or "").strip(),
        at=clock(),
    )
    refuse(declaration.flaws())
    before, said = _last(db, row.person_id, act), (declaration.has_interest, declaration.interest)
    if before is not None and (before.has_interest, before.interest) == said:
        return _declaration(before, act)
    added = DeclarationRow(act_id=row.act_id, person_id=row.person_id, at=declaration.at)
    added.has_interest, added.interest = declaration.has_interest, declaration.interest
    db.add(added)
    after = {"interest": declaration.has_interest}
    audit.note(db, viewer, Deed.INTEREST_DECLARED, added, at=declaration.at, after=after)
    return declaration


def declarations(db: Session, viewer: Viewer, act: ActId) -> list[Declaration]:
    """Return what was declared on an act, the newest first: all, or one's own."""
    query = select(DeclarationRow).join(ActRow).where(ActRow.slug == act)
    if not viewer.may(Permission.SEE_REVIEWS):
        if viewer.person is None:
            return []
        query = query.where(DeclarationRow.person_id == viewer.person)
    rows = db.scalars(query.order_by(DeclarationRow.id.desc()))
    return [_declaration(row, act) for row in rows]


def declared(db: Session, person: PersonId, act: ActId) -> Declaration | None:
    """Return what somebody declared last on an act, if anything."""
    row = _last(db, person, act)
    return _declaration(row, act) if row is not None else None


def _last(db: Session, person: int, act: ActId) -> DeclarationRow | None:
    query = select(DeclarationRow).join(ActRow).where(ActRow.slug == act)
    mine = query.where(DeclarationRow.person_id == person)
    return db.scalar(mine.order_by(DeclarationRow.id.desc()).limit(1))


def has_declared(db: Session, person: PersonId, act: ActId) -> bool:
    """Tell whether somebody has declared their interest in an act."""
    query = select(DeclarationRow.id).join(ActRow).where(ActRow.slug == act)
    return db.scalar(query.where(DeclarationRow.person_id == person).limit(1)) is not None


def acts_declared(db: Session, person: PersonId) -> frozenset[ActId]:
    """Return the acts in which somebody has declared their interest."""
    query = select(ActRow.slug).join(DeclarationRow).where(DeclarationRow.person_id == person)
    return frozenset(map(ActId, db.scalars(query)))


def give(db: Session, seat: Seat, view: View, revision: int | None = None) -> None:
    """Give one's opinion, or another than before; RefusedError says why that cannot be.

    Raises ChangedMeanwhileError if `revision`, that of the opinion which was seen (0: none), is not
    the one there is, unless it says that already. None has seen whatever there is.
    """
    by = seat.reviewer()
    mine = (OpinionRow.round_id == seat.id, OpinionRow.author_id == by)
    row = db.scalar(select(OpinionRow).where(*mine))
    before = opinion_of(row) if row else None
    if before and _view(before) == view:
        return
    opinion = Opinion(
        author=by,
        kind=view.kind,
        language=view.language,
        summary=view.summary,
        given_at=seat.now,
    )
    declared = has_declared(db, by, seat.asked.act)
    has_link = seat.has_link
    made = opinions.give(opinion, seat.asked, before, declared=declared, has_link=has_link)
    now_at = len(before.history) + 1 if before else 0
    if before and revision not in (None, now_at):
        raise ChangedMeanwhileError(stored=_view(before), revision=now_at)
    row = row or OpinionRow(round=db.get_one(RoundRow, seat.id), author_id=by)
    write_opinion(row, made)
    db.add(row)
    was = {"kind": before.kind.value} if before else None
    now = {"kind": made.kind.value, "late": made.is_late}
    audit.note(db, seat.viewer, Deed.OPINION_GIVEN, row, at=seat.now, before=was, after=now)


def listed(db: Session, seat: Seat) -> list[Told]:
    """Return the opinions of a round that a viewer may know of, the first first."""
    query = select(OpinionRow).where(*threads.of_opinions(seat)).order_by(OpinionRow.id)
    rows = db.scalars(query.options(joinedload(OpinionRow.author)))
    return [_told(seat, row) for row in rows]


def count(db: Session, seat: Seat) -> int:
    """Return how many opinions a viewer may know of."""
    query = select(func.count()).select_from(OpinionRow).where(*threads.of_opinions(seat))
    return db.scalar(query) or 0


def _told(seat: Seat, row: OpinionRow) -> Told:
    opinion = opinion_of(row)
    seen = threads.sight_of(seat, Item.OPINION, opinion.author)
    return Told(
        id=row.id,
        author=threads.author(row.author, seen),
        is_mine=opinion.author == seat.viewer.person,
        view=_view(opinion),
        given_at=opinion.given_at,
        is_late=opinion.is_late,
        earlier=tuple(map(_view, opinion.history)),
    )


def _view(opinion: Opinion) -> View:
    return View(opinion.kind, opinion.language, opinion.summary)


def _declaration(row: DeclarationRow, act: ActId) -> Declaration:
    return Declaration(
        person=PersonId(row.person_id),
        act=act,
        has_interest=row.has_interest,
        interest=row.interest,
        at=row.at,
    )


def _invited(db: Session, viewer: Viewer, act: ActId) -> InvitationRow:
    """Return the invitation that a viewer has accepted, or raise ActNotFoundError."""
    if not viewer.may(Permission.COMMENT_WHEN_INVITED):
        raise ForbiddenError
    mine = (InvitationRow.person_id == viewer.person, InvitationRow.state == Answer.ACCEPTED)
    query = select(InvitationRow).join(ActRow, InvitationRow.act_id == ActRow.id)
    row = db.scalar(query.where(ActRow.slug == act, *mine))
    if row is None:
        raise ActNotFoundError(act=act)
    return row
