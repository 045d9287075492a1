"""Answers to invitations: whoever holds the link accepts or declines, once."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.access import PersonId
from kb.errors import LinkNotFoundError
from kb.language import Language
from kb.law.words import Words
from kb.letters.writing import LetterKind
from kb.services import audit, links, mailing, passwords, telling
from kb.services.accounts import Answer
from kb.services.audit import Deed
from kb.services.library import metadata_of
from kb.services.links import Purpose
from kb.services.mailing import Office
from kb.storage.acts import VersionRow
from kb.storage.people import InvitationRow, LinkRow, PersonRow

LONGEST: Final = 2000
"""How long a reason, or the words on a substitute, may be."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an invited expert is told: which act it is, who invites, and until when to answer."""

    title: Words
    full_name: str
    sign_in_name: str
    inviter: str
    until: datetime
    is_new: bool


def asked(db: Session, token: str, now: datetime) -> Asked:
    """Return what a link invites to, or raise LinkNotFoundError."""
    link, invitation = _found(db, token, now)
    return Asked(
        title=_title(db, invitation),
        full_name=invitation.person.full_name,
        sign_in_name=invitation.person.name,
        inviter=invitation.inviter.full_name if invitation.inviter else "",
        until=link.expires_at,
        is_new=not invitation.person.password,
    )


def accept(db: Session, office: Office, token: str, password: str) -> PersonRow | None:
    """Accept an invitation; who has no password yet chooses one.

    Returns the person if the password was chosen here, as nobody else can know it; None for those
    who had one, and sign in with it. Raises LinkNotFoundError or WeakPasswordError.
    """
    link, invitation = _found(db, token, office.clock())
    person, is_new = invitation.person, not invitation.person.password
    if is_new:
        passwords.check(password, person.name)
        person.password = passwords.hashed(password)
        by = PersonId(person.id)
        audit.note(db, by, Deed.PASSWORD_SET, person, at=office.clock())
    _answer(db, office, link, invitation, Answer.ACCEPTED)
    return person if is_new else None


def decline(db: Session, office: Office, token: str, reason: str, substitute: str) -> None:
    """Decline an invitation; who could take one's place is a word to the coordinator, no account."""
    link, invitation = _found(db, token, office.clock())
    invitation.reason, invitation.substitute = reason[:LONGEST], substitute[:LONGEST]
    _answer(db, office, link, invitation, Answer.DECLINED)


def _answer(
    db: Session, office: Office, link: LinkRow, invitation: InvitationRow, answer: Answer
) -> None:
    now, before = office.clock(), {"state": invitation.state}
    link.used_at = invitation.answered_at = now
    invitation.state = answer
    deed = Deed.ACCEPTED if answer is Answer.ACCEPTED else Deed.DECLINED
    by, after = PersonId(invitation.person_id), {"state": invitation.state}
    audit.note(db, by, deed, invitation, at=now, before=before, after=after)
    if answer is Answer.ACCEPTED:
        telling.joined(db, invitation.act_id, now)
    if invitation.inviter is not None:
        _tell(db, office, invitation, invitation.inviter)


def _tell(db: Session, office: Office, invitation: InvitationRow, inviter: PersonRow) -> None:
    """Write to who invited what the answer is; reasons stand on the page only."""
    mailing.post(
        db,
        office,
        inviter,
        LetterKind.ANSWER,
        f"act {invitation.act_id}",
        expert=invitation.person.full_name,
        accepted=invitation.state == Answer.ACCEPTED,
        link=office.link(Language(inviter.language), "desk/experts/"),
    )


def _found(db: Session, token: str, now: datetime) -> tuple[LinkRow, InvitationRow]:
    link = links.find(db, token, Purpose.INVITATION, now)
    invitation = db.get(InvitationRow, (link.person_id, link.act_id))
    if invitation is None or invitation.state != Answer.INVITED:
        raise LinkNotFoundError
    return link, invitation


def _title(db: Session, invitation: InvitationRow) -> Words:
    query = select(VersionRow).where(VersionRow.act_id == invitation.act_id)
    newest = db.scalars(query.order_by(VersionRow.sequence.desc()).limit(1)).one()
    return metadata_of(newest).title
