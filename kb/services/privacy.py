"""Personal data: everything that is kept about a person, and how it is forgotten.

What people did stays, under their number; the audit log names them by nothing else.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Table, delete, false, or_, select, update
from sqlalchemy.orm import Session

from kb.access import PersonId
from kb.services import accounts, audit, deeds, filing, signing_in
from kb.services.audit import Actor, Agent, Deed
from kb.storage.audit import AuditRow
from kb.storage.base import Base
from kb.storage.mail import MailRow
from kb.storage.people import FailedTryRow, InvitationRow, JoiningRow, LinkRow, PersonRow
from kb.storage.review import CommentRow, DeclarationRow, RevisionRow, SuggestionRow
from kb.storage.reviewing import UnfinishedRow

Clock = Callable[[], datetime]

SECRETS: Final = frozenset({"password", "token_hash"})
"""Columns that let somebody in, and are shown to nobody."""

NAMES: Final = ("name", "full_name", "organisation", "email")
"""The columns of a person that are replaced when the person is forgotten; of the others nothing is left."""


def export(
    db: Session, name: str, clock: Clock, by: Actor = Agent.OPERATOR
) -> dict[str, list[dict[str, Any]]]:
    """Return the rows that tell of a person, by table; it is noted that somebody asked for them."""
    person = accounts.named(db, name)
    audit.note(db, by, Deed.PERSON_EXPORTED, person, at=clock())
    found = {}
    for table in Base.metadata.sorted_tables:
        rows = db.execute(select(table).where(or_(false(), *_mine(table, person)))).mappings()
        found[table.name] = [{k: v for k, v in row.items() if k not in SECRETS} for row in rows]
    return {table: rows for table, rows in found.items() if rows}


def forget(db: Session, name: str, clock: Clock, by: Actor = Agent.OPERATOR) -> str:
    """Close an account for good and take every name from it; return what it is called instead.

    Names in the commits of drafts stay, as they stay in the repository that they come from.
    """
    person = accounts.named(db, name)
    called = f"{accounts.ANONYMISED}{person.id}"
    before = {"open": person.is_active, **accounts.end_sign_ins(db, person)}
    _forget_letters(db, person, called)
    signing_in.forget_failures(db, person.name)
    db.execute(delete(LinkRow).where(LinkRow.person_id == person.id))
    db.execute(delete(JoiningRow).where(JoiningRow.email == person.email))
    mine = InvitationRow.person_id == person.id
    db.execute(update(InvitationRow).where(mine).values(reason="", substitute=""))
    db.execute(delete(UnfinishedRow).where(UnfinishedRow.person_id == person.id))
    filing.forget(db, PersonId(person.id))
    declared = DeclarationRow.person_id == person.id
    db.execute(update(DeclarationRow).where(declared).values(interest=""))
    for column in NAMES:
        setattr(person, column, called)
    person.is_active, person.password, person.panel = False, "", None
    person.country, person.capacity, person.languages = "", "", []
    person.wants_digest = False
    audit.note(
        db, by, Deed.PERSON_FORGOTTEN, person, at=clock(), before=before, after={"open": False}
    )
    return called


def _mine(table: Table, person: PersonRow) -> Iterator[ColumnElement[bool]]:
    """Yield what is true of a table's rows that tell of a person."""
    if table is PersonRow.__table__:
        yield table.c.id == person.id
    elif table is AuditRow.__table__:
        yield deeds.tells_of(PersonId(person.id))
    elif table is FailedTryRow.__table__:
        yield table.c.subject == signing_in.subject_of(person.name)
    elif table in (RevisionRow.__table__, SuggestionRow.__table__):
        comments = select(CommentRow.id).where(CommentRow.author_id == person.id)
        yield table.c.comment_id.in_(comments)
    elif table is JoiningRow.__table__ and person.email:
        yield table.c.email == person.email
    elif table is MailRow.__table__ and person.email:
        yield table.c.recipient == person.email
    for key in table.foreign_keys:
        if key.column.table is PersonRow.__table__:
            yield key.parent == person.id


def _forget_letters(db: Session, person: PersonRow, called: str) -> None:
    """Delete the letters to a person, and take the name out of those to others."""
    about = audit.named(PersonId(person.id))
    db.execute(
        delete(MailRow).where(or_(MailRow.recipient == person.email, MailRow.about == about))
    )
    words = [one for one in (person.full_name, person.email) if one]
    told = (column.contains(one, autoescape=True) for one in words for column in _WRITTEN)
    for letter in db.scalars(select(MailRow).where(or_(false(), *told))):
        for one in words:
            letter.subject = letter.subject.replace(one, called)
            letter.text = letter.text.replace(one, called)


_WRITTEN: Final = (MailRow.subject, MailRow.text)
