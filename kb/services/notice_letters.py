"""Letters that tell what the notices tell: one each, or a digest every morning for those who want that.

No letter names a draft, nor quotes what somebody wrote: the page that it leads to does, to those who
may still read it when they come. Which provision a comment is on, its author and officers
are told. Who may not know of a round any more is written nothing about it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.access import PersonId
from kb.language import Language
from kb.letters.writing import LetterKind, write
from kb.review import reminders
from kb.services import accounts, audit, mailing, notices
from kb.services.mailing import Office
from kb.services.notices import Notice, NoticeKind, places
from kb.storage.people import PersonRow
from kb.storage.reviewing import NoticeRow

LETTERS: Final = {
    NoticeKind.ROUND_OPENED: LetterKind.ROUND_OPENED,
    NoticeKind.ROUND_EXTENDED: LetterKind.ROUND_EXTENDED,
    NoticeKind.ROUND_CLOSED: LetterKind.ROUND_CLOSED,
    NoticeKind.ROUND_REPORTED: LetterKind.ROUND_REPORTED,
    NoticeKind.NEW_COMMENTS: LetterKind.NEW_COMMENTS,
    NoticeKind.REPLIED: LetterKind.REPLY,
    NoticeKind.CONVERSATION: LetterKind.CONVERSATION,
    NoticeKind.ANSWERED: LetterKind.ANSWERED,
    NoticeKind.CONTESTED: LetterKind.CONTESTED,
    NoticeKind.MOVED: LetterKind.MOVED,
    NoticeKind.REMINDER: LetterKind.REMINDER,
    NoticeKind.OVERDUE: LetterKind.OVERDUE,
    NoticeKind.SILENT: LetterKind.SILENT,
}
AT_ONCE: Final = frozenset({NoticeKind.REMINDER, NoticeKind.NEW_COMMENTS})
"""What is told in the morning, and belongs to the digest of that morning and not of the next."""
MOST_SINGLY: Final = 10
"""Of more things at once, as when all answers of a round are confirmed, people hear in one letter."""
PAGE: Final = "desk/notices/"
"""Where notices stand, and below it each by its number."""


def post_due(db: Session, office: Office) -> int:
    """Write the letters about all notices that none was written about; return how many."""
    waiting = select(NoticeRow.person_id).where(NoticeRow.mailed_at.is_(None)).distinct()
    people = db.scalars(select(PersonRow).where(PersonRow.id.in_(waiting)).order_by(PersonRow.id))
    return sum(_post(db, office, person) for person in people.all())


def post_now(db: Session, office: Office, people: Iterable[PersonId], mark: str) -> None:
    """Write to people at once what they were told under a mark, also to those who want a digest."""
    query = select(NoticeRow).where(NoticeRow.person_id.in_(list(people)), NoticeRow.mark == mark)
    for row in db.scalars(query).all():
        viewer = accounts.viewer(db, row.person)
        known = [one for one in notices.unmailed(db, viewer) if one.id == row.id]
        _singly(db, office, row.person, known)
        row.mailed_at = office.clock()


def _post(db: Session, office: Office, person: PersonRow) -> int:
    """Write to somebody what is due; what cannot be told any more is done with as well."""
    now = office.clock()
    mine = (NoticeRow.person_id == person.id, NoticeRow.mailed_at.is_(None))
    rows = db.scalars(select(NoticeRow).where(*mine)).all()
    if person.wants_digest and not any(_is_due(row, now) for row in rows):
        return 0
    known = notices.unmailed(db, accounts.viewer(db, person)) if rows else []
    for row in rows:
        row.mailed_at = now
    if person.wants_digest or len(known) > MOST_SINGLY:
        return _as_digest(db, office, person, [one for one in known if not one.is_seen])
    return _singly(db, office, person, known)


def _is_due(row: NoticeRow, now: datetime) -> bool:
    """Tell whether a digest has to go out for a notice: a reminder of a day would be late on the next."""
    return row.at < reminders.digest_of(now) or row.kind in AT_ONCE


def _as_digest(db: Session, office: Office, person: PersonRow, known: Sequence[Notice]) -> int:
    if not known:
        return 0
    language = Language(person.language)
    nobody: dict[str, object] = {"name": "", "home": ""}
    told = ((LETTERS[one.kind], nobody | _facts(office, language, one)) for one in reversed(known))
    lines = Counter(write(kind, language, **facts).subject for kind, facts in told)
    facts = {
        "lines": [line if times == 1 else f"{line} (×{times})" for line, times in lines.items()],
        "count": lines.total(),
        "link": office.link(language, PAGE),
    }
    return mailing.post(db, office, person, LetterKind.DIGEST, _about(person), **facts)


def _singly(db: Session, office: Office, person: PersonRow, known: Sequence[Notice]) -> int:
    language = Language(person.language)
    return sum(
        mailing.post(
            db, office, person, LETTERS[one.kind], _about(person), **_facts(office, language, one)
        )
        for one in reversed(known)
    )


def _facts(office: Office, language: Language, notice: Notice) -> dict[str, object]:
    """Return what a letter tells: the end of a term, numbers, the provisions, the link."""
    facts: dict[str, object] = {
        "link": office.link(language, f"{PAGE}{notice.id}/"),
        "number": notice.number,
        "place": places(notice, language),
    }
    if "closes" in notice.facts:
        facts["until"] = datetime.fromisoformat(notice.facts["closes"])
    return facts | {name: notice.facts[name] for name in ("count",) if name in notice.facts}


def _about(person: PersonRow) -> str:
    return audit.named(PersonId(person.id))
