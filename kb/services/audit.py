"""The audit log: every deed leaves an entry, in the transaction of the deed itself.

An entry says who did what, when, on what, and from which state to which. It names people by their
numbers only and quotes nothing that they wrote, so that a name can be forgotten and the chain holds.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Row, func, inspect, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from kb.access import PersonId, Viewer
from kb.law import chain
from kb.law.chain import Break, Head
from kb.storage.acts import ActRow
from kb.storage.audit import AuditRow
from kb.storage.base import Base


class Deed(StrEnum):
    """What somebody may do that leaves an entry."""

    SIGNED_IN = "signed-in"
    SIGNED_OUT = "signed-out"
    ACCOUNT_OPENED = "account-opened"
    ACCOUNT_CLOSED = "account-closed"
    ACCOUNT_REOPENED = "account-reopened"
    ROLES_CHANGED = "roles-changed"
    PASSWORD_SET = "password-set"  # noqa: S105  # the name of a deed
    SIGN_INS_ENDED = "sign-ins-ended"
    INVITED = "invited"
    ACCEPTED = "accepted"
    REVOKED = "revoked"
    LINK_SENT = "link-sent"
    ADDRESS_CHANGED = "address-changed"
    LETTER_SENT_BY_HAND = "letter-sent-by-hand"
    LETTER_TRIED_AGAIN = "letter-tried-again"
    PERSON_EXPORTED = "person-exported"
    PERSON_FORGOTTEN = "person-forgotten"
    LIST_IMPORTED = "list-imported"
    IMPORTED = "imported"
    RENAMED = "renamed"
    STAGE_MOVED = "stage-moved"
    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    PUBLISHED = "published"
    EVENT_RECORDED = "event-recorded"
    WITHDRAWN = "withdrawn"
    ROUND_SCHEDULED = "round-scheduled"
    ROUND_OPENED = "round-opened"
    ROUND_EXTENDED = "round-extended"
    ROUND_CLOSED = "round-closed"
    ROUND_ANSWERING = "round-answering"
    ROUND_REPORTED = "round-reported"
    LET_IN_LATE = "let-in-late"
    INTEREST_DECLARED = "interest-declared"
    COMMENTED = "commented"
    COMMENT_EDITED = "comment-edited"
    COMMENT_WITHDRAWN = "comment-withdrawn"
    COMMENT_REPLIED = "comment-replied"
    COMMENTS_REATTACHED = "comments-reattached"
    COMMENT_PLACED = "comment-placed"
    OPINION_GIVEN = "opinion-given"
    EXPERTS_REMINDED = "experts-reminded"
    PROVISION_READ = "provision-read"
    PROVISION_UNREAD = "provision-unread"
    FILE_ATTACHED = "file-attached"
    FILE_REMOVED = "file-removed"
    DOCUMENT_ADDED = "document-added"
    COMMENT_TRIAGED = "comment-triaged"
    ANSWER_PROPOSED = "answer-proposed"
    ANSWER_CONFIRMED = "answer-confirmed"
    ANSWER_SENT_BACK = "answer-sent-back"
    ANSWER_CONTESTED = "answer-contested"
    WORDINGS_PUSHED = "wordings-pushed"
    ANSWER_VERIFIED = "answer-verified"
    CONSENTED = "consented"
    COMMENT_LET_THROUGH = "comment-let-through"
    COMMENT_TAKEN_OUT = "comment-taken-out"
    NOTE_ADDED = "note-added"


class Agent(StrEnum):
    """Who acts when no person does: whoever runs the installation, or the program by itself."""

    OPERATOR = "operator"
    SYSTEM = "system"


Actor = PersonId | Agent | Viewer
"""Who does something: through a viewer the person, or the operator if nobody has signed in."""

State = Mapping[str, Any]
"""What is said of a state: plain values, and nothing personal."""

_BATCH: Final = 500


def note(  # noqa: PLR0913  # who, what, on what, when, from which state to which
    db: Session,
    by: Actor,
    deed: Deed,
    subject: Base,
    *,
    at: datetime,
    before: State | None = None,
    after: State | None = None,
) -> None:
    """Add to the log that somebody did something to a row, which may be new.

    An act is known by its row, or by that of which the row is a part.
    """
    db.flush()
    act = _act(db, subject)
    told = {
        "at": moment(at),
        "actor": named(by),
        "deed": deed.value,
        "subject": _name(subject),
        "act": {"id": act.id, "slug": act.slug} if act else None,
        "before": before,
        "after": after,
    }
    line, head = chain.append(head_of(db), told)
    db.add(AuditRow(number=head.number, hash=head.hash, line=line, **_columns(told)))
    db.flush()


def head_of(db: Session) -> Head:
    """Return the end of the log."""
    ends = select(AuditRow.number, AuditRow.hash).order_by(AuditRow.number.desc())
    last = db.execute(ends.limit(1)).first()
    return Head(*last) if last else Head()


def lines(db: Session) -> Iterator[bytes]:
    """Yield the log as a file has it: a line an entry, the oldest first."""
    for row in _rows(db):
        yield f"{row.line}\n".encode()


def verify(db: Session) -> tuple[Head, Break | None]:
    """Return how far the log holds, and the place at which it does not, if there is one."""
    head = Head()
    try:
        for row in _rows(db):
            problem, end = chain.follow(head, f"{row.line}\n".encode())
            problem = problem or _misfiled(row, end)
            if problem:
                return head, Break(head.number + 1, problem)
            head = end
        if db.scalar(select(func.count()).select_from(AuditRow)) != head.number:
            return head, Break(head.number + 1, "there are rows that no number leads to")
    except (DBAPIError, ValueError):
        return head, Break(head.number + 1, "here or shortly after, a row cannot be read")
    return head, None


def moment(at: datetime) -> str:
    """Return a moment as entries have it: in UTC, and in an order that is that of time.

    >>> moment(datetime.fromisoformat("2026-11-22T20:00:00+05:00"))
    '2026-11-22T15:00:00.000000+00:00'
    """
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def named(actor: Actor) -> str:
    """Return what entries call somebody.

    >>> named(PersonId(3)), named(Agent.SYSTEM), named(Viewer())
    ('person 3', 'system', 'operator')
    """
    if isinstance(actor, Viewer):
        actor = Agent.OPERATOR if actor.person is None else actor.person
    return actor.value if isinstance(actor, Agent) else f"person {actor}"


def _name(row: Base) -> str:
    """Return what entries call a row: its table and its key."""
    key = inspect(row).mapper.primary_key_from_instance(row)
    return f"{row.__tablename__} {'/'.join(map(str, key))}"


def _act(db: Session, row: Base) -> ActRow | None:
    if isinstance(row, ActRow):
        return row
    id_ = getattr(row, "act_id", None)
    return None if id_ is None else db.get_one(ActRow, id_)


def _columns(told: Mapping[str, Any]) -> dict[str, Any]:
    """Return the part of an entry that can be looked for."""
    plain = {name: told[name] for name in ("at", "actor", "deed", "subject")}
    return {**plain, "act_id": told["act"]["id"] if told["act"] else None}


def _misfiled(row: Row[Any], end: Head) -> str:
    """Return what a row says otherwise than its line, or an empty text."""
    repeated = {**_columns(json.loads(row.line)["entry"]), "number": end.number, "hash": end.hash}
    wrong = [name for name, value in repeated.items() if getattr(row, name) != value]
    return f"it is kept with another {', '.join(wrong)}" if wrong else ""


def _rows(db: Session) -> Iterator[Row[Any]]:
    """Yield all rows in their order, a batch at a time; nothing stays open if nobody reads on."""
    last: int | None = None
    while True:
        query = select(*AuditRow.__table__.columns).order_by(AuditRow.number).limit(_BATCH)
        batch = db.execute(query if last is None else query.where(AuditRow.number > last)).all()
        yield from batch
        if len(batch) < _BATCH:
            return
        last = batch[-1].number
