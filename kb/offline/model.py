"""What goes into a document and what comes back in it; the library for Word is loaded when it is needed."""

from dataclasses import dataclass
from importlib import import_module
from typing import BinaryIO, Final

from kb.errors import InvalidError, msg
from kb.language import Language
from kb.law.act import Expression

MARK: Final = "kb_"
"""What the names of our bookmarks begin with."""
MOST_NOTES: Final = 300
"""Comments that are read in one document."""


class UnreadableError(InvalidError):
    """A document is damaged inside, or far larger than a text of an act."""

    message = msg(
        "This document cannot be read: it is damaged, or far larger than the text of a round. "
        "Download the text again, and write your comments into that."
    )


class TooManyNotesError(InvalidError):
    """A document has more comments than are looked over at once."""

    message = msg(
        "This document has %(count)s comments, and at most %(most)s are read at once. "
        "Remove those from it that are submitted already, or divide it in two."
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """What is written: the text, what it is known by, and what the reader is told on top of it.

    `text_hash` is that of the Markdown; its beginning goes into the document.
    """

    tree: Expression
    text_hash: str
    title: str
    told: tuple[str, ...]


def mark_of(text_hash: str, language: Language) -> str:
    """Return the name of the bookmark that says which text a document is."""
    return f"{MARK}text_{language}_{text_hash[:16]}"


def mark_at(order: int) -> str:
    """Return the name of the bookmark around a provision; `order` is which one of all it is, from 0."""
    return f"{MARK}at_{order}"


@dataclass(frozen=True, slots=True)
class Note:
    """A comment as Word has it.

    `order` is which of all provisions it stands on, as far as a bookmark tells; `line` are the words
    of its paragraph as it was before any change was tracked, and `exact` those it stands on.
    """

    id: int
    author: str
    text: str
    order: int | None
    line: str
    exact: str


@dataclass(frozen=True, slots=True)
class Notes:
    """What is in a document: which text it is (language, beginning of the hash), its comments.

    `changes` counts the passages that somebody inserted or deleted with tracked changes.
    """

    text: tuple[str, str] | None
    notes: tuple[Note, ...]
    changes: int


def write(paper: Paper, file: BinaryIO) -> None:
    """Write the document."""
    import_module("kb.offline.writing").write(paper, file)


def read(content: bytes) -> Notes:
    """Return the comments in a document that is known to be one."""
    found: Notes = import_module("kb.offline.reading").read(content)
    return found
