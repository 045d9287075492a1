"""Review without the site: the text of a round as a Word document, and the comments written into it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from io import BytesIO
from typing import Final

from sqlalchemy.orm import Session

from kb.errors import InvalidError, NotFoundError, msg
from kb.language import Language
from kb.law.act import Provision
from kb.law.identifiers import NOWHERE, EId
from kb.law.plain import printed
from kb.offline import model
from kb.offline.model import Note, Paper
from kb.review.anchors import Anchor, AnchorError, quoted
from kb.review.attachments import Format, Given, recognised
from kb.review.obstacle import Obstacle, RefusedError
from kb.services import pinned, texts
from kb.services.library import Act
from kb.services.seats import Seat


class Sure(StrEnum):
    """How a comment's place was found."""

    WORDS = "words"
    """The words that it stands on are in the text."""
    PROVISION = "provision"
    """Its provision is known, and no words of it are quoted."""
    NOWHERE = "nowhere"
    """The provision was not found: the comment is on the act as a whole until somebody says where."""


class StrangePaperError(InvalidError):
    """A document is not one of the round's texts as the site gives them out."""

    message = msg(
        "This document is not the text of this round. "
        "Write your comments into the one that is downloaded from this page."
    )


NOT_WORD: Final = msg("Only Word documents (DOCX) can be read here.")


@dataclass(frozen=True, slots=True)
class Written:
    """A comment that was written into a document, and where it belongs; sent twice it is one."""

    where: Anchor
    sure: Sure
    author: str
    text: str
    token: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What a document brought: the language of its text, its comments, how many changes were tracked."""

    language: Language
    written: tuple[Written, ...]
    changes: int


def write(db: Session, seat: Seat, language: Language, told: Iterable[str]) -> bytes:
    """Return the pinned text as a Word document; `told` stands on top of it.

    Raises NotFoundError if it is not the viewer's to read, or not in the language.
    """
    found = _text(db, seat)
    name = found.shown.texts.get(language)
    if name is None:
        raise NotFoundError
    tree = texts.expression(db, name, language)
    title = tree.title or found.metadata.title[language]
    file = BytesIO()
    model.write(Paper(tree, name, title, tuple(told)), file)
    return file.getvalue()


def read(db: Session, seat: Seat, given: Given) -> Brought:
    """Return the comments in a document that the viewer wrote into, placed in the pinned text.

    Raises RefusedError if the file is damaged or no Word document, StrangePaperError if it is of
    another text.
    """
    seat.writer()
    found = recognised(given)
    if found is not Format.DOCX:
        raise RefusedError((found if isinstance(found, Obstacle) else Obstacle(NOT_WORD),))
    brought = model.read(given.content)
    names = _text(db, seat).shown.texts
    language = next(
        (one for one, name in names.items() if brought.text == (one.value, name[:16])), None
    )
    if language is None:
        raise StrangePaperError
    placing = _Placing.of(db, seat, language, names[language])
    written = tuple(placing.written(note) for note in brought.notes)
    return Brought(language, written, brought.changes)


@dataclass(frozen=True, slots=True)
class _Placing:
    """Finds where notes stand: by bookmark if the paragraph still says the same, else by its words."""

    seat: Seat
    language: Language
    text_hash: str
    provisions: tuple[Provision, ...]
    only: Mapping[str, Provision]
    db: Session

    @classmethod
    def of(cls, db: Session, seat: Seat, language: Language, text_hash: str) -> "_Placing":
        provisions = tuple(texts.expression(db, text_hash, language).walk())
        lines = Counter(_plain(printed(one)) for one in provisions)
        only = {line: one for one in provisions if lines[line := _plain(printed(one))] == 1}
        return cls(seat, language, text_hash, provisions, only, db)

    def written(self, note: Note) -> Written:
        """Return a note with its place."""
        where, sure = self._place(note)
        known = f"{self.text_hash} {note.id} {note.author} {note.line} {note.text}"
        token = f"docx-{sha256(known.encode('utf-8', 'replace')).hexdigest()[:40]}"
        return Written(where, sure, note.author, note.text, token)

    def _place(self, note: Note) -> tuple[Anchor, Sure]:
        provision = self._provision(note)
        whole = Anchor(
            eid=provision.eid if provision else NOWHERE,
            language=self.language,
            version=self.seat.asked.version,
        )
        if provision is None:
            return whole, Sure.NOWHERE
        exact = _plain(note.exact).removeprefix(f"{_plain(provision.label)} ").strip()
        if not exact or exact == _plain(printed(provision)) or exact == _plain(provision.label):
            return whole, Sure.PROVISION
        tree = texts.expression(self.db, self.text_hash, self.language)
        try:
            return quoted(tree, replace(whole, exact=exact)), Sure.WORDS
        except AnchorError:
            return whole, Sure.PROVISION

    def _provision(self, note: Note) -> Provision | None:
        line = _plain(note.line)
        is_known = note.order is not None and note.order < len(self.provisions)
        marked = self.provisions[note.order] if is_known and note.order is not None else None
        if marked is not None and line and line in _plain(printed(marked)):
            return marked
        return self.only.get(line) or marked


def places(db: Session, seat: Seat, language: Language) -> list[tuple[EId, str]]:
    """Return the provisions that a comment can be put on, with the beginning of their words."""
    name = _text(db, seat).shown.texts.get(language)
    tree = texts.expression(db, name, language) if name else None
    return [(one.eid, printed(one)) for one in tree.walk() if one.eid] if tree else []


def _plain(words: str) -> str:
    return " ".join(words.split())


def _text(db: Session, seat: Seat) -> Act:
    found = pinned.act(db, seat)
    if found is None:
        raise NotFoundError
    return found
