"""Consent to be read by everybody: its text in each language, and who has agreed to it."""

import hashlib
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from kb.access import PersonId
from kb.language import Language
from kb.services import audit
from kb.services.audit import Deed
from kb.storage.reviewing import ConsentRow

FOLDER: Final = Path(__file__).parent.parent / "consent"


@cache
def text(language: Language) -> str:
    """Return what people agree to: a title, and paragraphs with empty lines between them."""
    return (FOLDER / f"{language}.txt").read_text(encoding="utf-8")


@cache
def text_hash(language: Language) -> str:
    """Return the SHA-256 of the text of consent, by which it is known what somebody agreed to."""
    return hashlib.sha256(text(language).encode()).hexdigest()


def has_consented(db: Session, person: PersonId) -> bool:
    """Tell whether somebody agreed to the text as it is now; when it changes, all are asked anew."""
    current = [text_hash(one) for one in Language]
    mine = (ConsentRow.person_id == person, ConsentRow.text_hash.in_(current))
    return db.scalar(select(ConsentRow.id).where(*mine).limit(1)) is not None


def language_of(hash_: str) -> Language | None:
    """Return in which language the text with a hash is; None if it is not the text as it is now."""
    return next((one for one in Language if text_hash(one) == hash_), None)


def agree(db: Session, person: PersonId, language: Language, now: datetime) -> None:
    """Note that somebody agreed to the text as it is now, which they read in a language."""
    agreed = text_hash(language)
    row = ConsentRow(person_id=person, text_hash=agreed, language=language, at=now)
    db.add(row)
    audit.note(db, person, Deed.CONSENTED, row, at=now, after={"text": agreed})
