"""Of which round, and of which comment, the entries of the audit log are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.access import Permission, Viewer
from kb.law.identifiers import NOWHERE, ActId, EId
from kb.review.comments import CommentId
from kb.services.deeds import Entry
from kb.storage.acts import ActRow
from kb.storage.review import CommentRow, OpinionRow, RoundRow

_BY_COMMENT: Final = frozenset({"comment", "disposition", "place"})
_BY_ROUND: Final = frozenset({"round", "admission"})


@dataclass(frozen=True, slots=True)
class Subject:
    """A round of an act, and the comment in it if the entry is of one."""

    act: ActId
    number: int
    comment: CommentId | None = None
    eid: EId = NOWHERE


def subjects(db: Session, viewer: Viewer, entries: Iterable[Entry]) -> dict[int, Subject]:
    """Return of what entries are, by their numbers, to those who may see it."""
    if not viewer.may(Permission.SEE_REVIEWS):
        return {}
    named = {one.number: _named(one) for one in entries}
    known = {
        **_comments(db, [key for kind, key in named.values() if kind == "comment"]),
        **_rounds(db, [int(key) for kind, key in named.values() if kind == "round"]),
        **_opinions(db, [int(key) for kind, key in named.values() if kind == "opinion"]),
    }
    return {number: known[name] for number, name in named.items() if name in known}


def _named(entry: Entry) -> tuple[str, str]:
    """Return what an entry is of, a comment, a round or an opinion, and the id of that."""
    kind, _, key = entry.subject.partition(" ")
    key = key.partition("/")[0]
    told = entry.after.get("comment")
    if kind in _BY_COMMENT or told:
        return "comment", str(told) if told else key
    return ("round" if kind in _BY_ROUND else kind), key


Found = Mapping[tuple[str, str], Subject]


def _comments(db: Session, ids: Iterable[str]) -> Found:
    query = select(CommentRow.id, ActRow.slug, RoundRow.number, CommentRow.eid)
    query = query.join(RoundRow, CommentRow.round_id == RoundRow.id).join(RoundRow.act)
    return {
        ("comment", id_): Subject(ActId(act), number, CommentId(id_), EId(eid))
        for id_, act, number, eid in db.execute(query.where(CommentRow.id.in_(sorted(ids))))
    }


def _rounds(db: Session, ids: Iterable[int]) -> Found:
    query = select(RoundRow.id, ActRow.slug, RoundRow.number).join(RoundRow.act)
    found = db.execute(query.where(RoundRow.id.in_(sorted(ids))))
    return {("round", str(id_)): Subject(ActId(act), number) for id_, act, number in found}


def _opinions(db: Session, ids: Iterable[int]) -> Found:
    query = select(OpinionRow.id, ActRow.slug, RoundRow.number)
    query = query.join(RoundRow, OpinionRow.round_id == RoundRow.id).join(RoundRow.act)
    found = db.execute(query.where(OpinionRow.id.in_(sorted(ids))))
    return {("opinion", str(id_)): Subject(ActId(act), number) for id_, act, number in found}
