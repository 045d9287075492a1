"""Notices: what people are told in the site, in the transaction of the deed; letters tell them later.

A notice shows only while its reader may know of the round that it is about, and so does its number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, exists, false, func, or_, select, update
from sqlalchemy.orm import Session

from kb.access import UNDER_REVIEW, Permission, PersonId, Viewer
from kb.errors import NotFoundError
from kb.language import Language
from kb.law.citation.naming import subject
from kb.law.identifiers import ActId, EId
from kb.law.procedure import RoundKind, Shown, Stage
from kb.review.comments import CommentId
from kb.services.accounts import Answer
from kb.storage.acts import ActRow
from kb.storage.people import InvitationRow, PersonRow
from kb.storage.review import CommentRow, RoundRow
from kb.storage.reviewing import NoticeRow

MOST: Final = 200
"""How many notices are listed; older ones have been read or will not be."""


_FEW: Final = 5
"""So many provisions are named."""
_MORE: Final = {
    Language.KK: " және басқалар",
    Language.RU: " и др.",
    Language.EN: " and others",
}


class NoticeKind(StrEnum):
    """What somebody is told of."""

    ROUND_OPENED = "round-opened"
    ROUND_EXTENDED = "round-extended"
    ROUND_CLOSED = "round-closed"
    ROUND_REPORTED = "round-reported"
    NEW_COMMENTS = "new-comments"
    REPLIED = "replied"
    CONVERSATION = "conversation"
    ANSWERED = "answered"
    CONTESTED = "contested"
    MOVED = "moved"
    REMINDER = "reminder"
    OVERDUE = "overdue"
    SILENT = "silent"


_FOR_OFFICERS: Final = {
    NoticeKind.CONTESTED: Permission.SEE_REVIEWS,
    NoticeKind.NEW_COMMENTS: Permission.SEE_REVIEWS,
    NoticeKind.SILENT: Permission.SEE_REVIEWS,
}
"""What only those are told who see all comments of a round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something to be told; what has the same `mark` is told to the same person once."""

    kind: NoticeKind
    mark: str
    round: int
    comment: CommentId | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that somebody was told; `number` is that of the round.

    `eids` are the provisions of the comments that it is about, and `said` how one of them begins.
    """

    id: int
    kind: NoticeKind
    act: ActId
    number: int
    comment: CommentId | None
    eids: tuple[EId, ...]
    said: str
    said_in: Language | None
    facts: Mapping[str, Any]
    at: datetime
    is_seen: bool


@dataclass(frozen=True, slots=True)
class Letters:
    """Where somebody is written to, and whether once a day."""

    email: str
    wants_digest: bool


def places(notice: Notice, language: Language) -> str:
    """Return what the comments of a notice are on, as a language cites it; of many the first ones."""
    named = [subject(eid, language) for eid in notice.eids[:_FEW]]
    return "; ".join(named) + (_MORE[language] if len(notice.eids) > _FEW else "")


def tell(db: Session, people: Iterable[PersonId], news: News, at: datetime) -> list[PersonId]:
    """Tell people something, and return those who were not told it before."""
    wanted = sorted(set(people))
    told = select(NoticeRow.person_id).where(NoticeRow.person_id.in_(wanted))
    known = set(db.scalars(told.where(NoticeRow.mark == news.mark)))
    new = [person for person in wanted if person not in known]
    db.add_all(_row(person, news, at) for person in new)
    db.flush()
    return new


def listed(db: Session, viewer: Viewer) -> list[Notice]:
    """Return what a viewer was told and may still know, the newest first."""
    query = _notices(viewer).order_by(NoticeRow.at.desc(), NoticeRow.id.desc())
    return [_notice(found) for found in db.execute(query.limit(MOST)).all()]


def unmailed(db: Session, viewer: Viewer) -> list[Notice]:
    """Return all that a viewer was told, may still know, and was not written to about, the newest first."""
    query = _notices(viewer).where(NoticeRow.mailed_at.is_(None))
    found = db.execute(query.order_by(NoticeRow.at.desc(), NoticeRow.id.desc()))
    return [_notice(one) for one in found.all()]


def find(db: Session, viewer: Viewer, id_: int) -> Notice:
    """Return one of them, or raise NotFoundError."""
    found = db.execute(_notices(viewer).where(NoticeRow.id == id_)).first()
    if found is None:
        raise NotFoundError
    return _notice(found)


def unseen(db: Session, viewer: Viewer) -> int:
    """Return how many of them the viewer has not seen, in one query; of nobody in particular none."""
    if viewer.person is None:
        return 0
    mine = _notices(viewer).where(NoticeRow.seen_at.is_(None))
    return db.scalar(mine.with_only_columns(func.count())) or 0


def see(db: Session, viewer: Viewer, now: datetime, id_: int | None = None) -> None:
    """Note that a viewer has seen a notice, or all."""
    mine = and_(NoticeRow.person_id == viewer.person, NoticeRow.seen_at.is_(None))
    query = update(NoticeRow).where(mine).values(seen_at=now)
    db.execute(query if id_ is None else query.where(NoticeRow.id == id_))


def letters_of(db: Session, viewer: Viewer) -> Letters:
    """Return how a viewer is written to."""
    row = db.get_one(PersonRow, viewer.person)
    return Letters(row.email or "", wants_digest=row.wants_digest)


def choose(db: Session, viewer: Viewer, *, digest: bool) -> None:
    """Have a viewer written to once a day, or each time something happens."""
    db.get_one(PersonRow, viewer.person).wants_digest = digest


def known_to(viewer: Viewer) -> ColumnElement[bool]:
    """Return what is true of a viewer's notices, joined with round and act, that show to the viewer.

    Whoever is at work knows of all rounds, but not of what is hidden in their reports. An expert
    knows of those of an act to which the invitation still stands, while the draft is open to the
    viewer or published.
    """
    kinds = [kind for kind, needed in _FOR_OFFICERS.items() if not viewer.may(needed)]
    mine = and_(NoticeRow.person_id == viewer.person, NoticeRow.kind.not_in(kinds))
    if viewer.may(Permission.SEE_REVIEWS):
        return mine
    takes_part = _takes_part(viewer)
    is_public = RoundRow.kind == RoundKind.PUBLIC
    if viewer.may(Permission.READ_DRAFTS):
        is_shown = or_(is_public, RoundRow.shown != Shown.HIDDEN, takes_part)
        return and_(mine, or_(NoticeRow.kind != NoticeKind.ROUND_REPORTED, is_shown))
    is_read = or_(ActRow.slug.in_(sorted(viewer.drafts)), ActRow.stage == Stage.PUBLISHED)
    is_open = and_(is_public, ActRow.stage.in_(_IN_PUBLIC))
    return and_(mine, or_(is_open, and_(takes_part, is_read)))


def _takes_part(viewer: Viewer) -> ColumnElement[bool]:
    """Return what is true of the rounds of acts that an expert was invited to and may review."""
    if not viewer.may(Permission.COMMENT_WHEN_INVITED):
        return false()
    return exists().where(
        InvitationRow.person_id == viewer.person,
        InvitationRow.act_id == RoundRow.act_id,
        InvitationRow.state == Answer.ACCEPTED,
    )


_IN_PUBLIC: Final = sorted((UNDER_REVIEW - {Stage.EXPERT_REVIEW}) | {Stage.PUBLISHED})
"""The stages in which what was said in a public round stays open to those who took part in it."""


_Found = tuple[NoticeRow, str, int, str | None, str | None, str | None]
_FEW_LETTERS: Final = 180
"""So much of a comment tells it from others."""


def _notices(viewer: Viewer) -> Select[*_Found]:
    """Return the query of a viewer's notices: each with the act, the round's number, and its comment."""
    said = func.substr(CommentRow.text, 1, _FEW_LETTERS)
    comment = CommentRow.eid, said, CommentRow.language
    query = select(NoticeRow, ActRow.slug, RoundRow.number, *comment)
    query = query.join(RoundRow, NoticeRow.round_id == RoundRow.id)
    query = query.outerjoin(CommentRow, NoticeRow.comment_id == CommentRow.id)
    return query.join(ActRow, RoundRow.act_id == ActRow.id).where(known_to(viewer))


def _row(person: PersonId, news: News, at: datetime) -> NoticeRow:
    return NoticeRow(
        person_id=person,
        kind=news.kind,
        mark=news.mark,
        round_id=news.round,
        comment_id=news.comment,
        facts=dict(news.facts),
        at=at,
    )


def _notice(found: Row[*_Found]) -> Notice:
    row, slug, number, eid, said, language = found
    eids = row.facts.get("eids", ()) if eid is None else (eid,)
    return Notice(
        id=row.id,
        kind=NoticeKind(row.kind),
        act=ActId(slug),
        number=number,
        comment=CommentId(row.comment_id) if row.comment_id else None,
        eids=tuple(map(EId, eids)),
        said=" ".join((said or "").split()),
        said_in=Language(language) if language else None,
        facts=row.facts,
        at=row.at,
        is_seen=row.seen_at is not None,
    )
