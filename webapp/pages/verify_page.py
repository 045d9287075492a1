"""Whether a text that somebody has is one that was published."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from kb.access import Viewer
from kb.language import Language
from kb.law.chain import Head
from kb.law.force import Force
from kb.services import gazette, library
from kb.services.gazette import Match
from kb.services.library import Edition
from webapp import labels
from webapp.pages.publication_log import LogEntry, Standing, standing_on
from webapp.visit import Visit


@dataclass(frozen=True, slots=True)
class Found:
    """A publication of the text; `force` is that of the act today, empty of a withdrawn one."""

    published: LogEntry
    language: Language
    standing: Standing
    force: Force | None
    force_label: str

    @classmethod
    def of(cls, match: Match, visit: Visit) -> Self:
        """Return a publication as a visitor is told of it."""
        entry = match.entry
        number = entry.publication or 0
        standing = standing_on(visit, entry.act, number)
        force = None
        if standing is not Standing.WITHDRAWN:
            act = library.find(visit.db, Viewer(), entry.act, Edition(publication=number))
            force = act.force(visit.today)
        label = labels.force(force) if force else ""
        return cls(LogEntry.of(entry, visit), match.language, standing, force, label)


@dataclass(frozen=True, slots=True)
class Verified:
    """The answer: the text's SHA-256, and the publications that have exactly this text."""

    sha256: str
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class VerifyPage:
    """The form, the end of the manifest, and the answer if something was asked."""

    head: Head
    verified: Verified | None = None
    pasted: str = ""
    is_empty: bool = False


def verified(visit: Visit, candidates: list[bytes]) -> Verified:
    """Return the answer for the first of the candidates that was published, or else for the first."""
    answers = (_verified(visit, content) for content in candidates)
    first = next(answers)
    return first if first.found else next((one for one in answers if one.found), first)


def as_pasted(text: str) -> list[bytes]:
    r"""Return what a pasted text may have been: browsers change line ends, and people lose the last.

    >>> as_pasted("One.\r\nTwo.")
    [b'One.\nTwo.', b'One.\nTwo.\n']
    """
    text = text.replace("\r\n", "\n")
    return list(dict.fromkeys(one.encode() for one in (text, text.rstrip("\n") + "\n")))


def _verified(visit: Visit, content: bytes) -> Verified:
    name = hashlib.sha256(content).hexdigest()
    return Verified(name, tuple(_found(visit, name)))


def _found(visit: Visit, name: str) -> Iterator[Found]:
    return (Found.of(match, visit) for match in gazette.matches_of(visit.db, name))
