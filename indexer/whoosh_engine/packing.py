"""What a Whoosh index keeps of a passage beside its terms, and what is read back from it."""

import json
import struct
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from indexer.document import Edition, IndexDocument, Part
from indexer.whoosh_engine import schema as names
from kb.language import Language
from kb.law.applying import Stretch
from kb.law.force import Change, Force, History
from kb.law.identifiers import ActId, EId

LENGTHS: Final = struct.Struct("<III")
"""How many terms a passage has in its text, its heading, and its grams."""


def pack(document: IndexDocument) -> dict[str, Any]:
    """Return the values of the fields that are stored, and not searched."""
    analysed = document.analysed
    return {
        names.SHOWN: pack_shown(document),
        names.EDITION: pack_edition(document.edition),
        names.PLACE: f"{document.eid} {document.order}".encode(),
        names.HISTORY: pack_history(document.history),
        names.LENGTHS: LENGTHS.pack(
            len(analysed.terms), len(analysed.heading_terms), analysed.grams.total()
        ),
        names.DIFFERENT: pack_words(document),
    }


@dataclass(frozen=True, slots=True)
class PassageWords:
    """The different words and terms of a passage."""

    language: Language
    words: tuple[str, ...]
    terms: tuple[str, ...]


def pack_words(document: IndexDocument) -> bytes:
    """Return the different words and terms of a document as bytes."""
    analysed = document.analysed
    values = [document.edition.language, sorted(analysed.words), sorted(set(analysed.terms))]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def unpack_words(packed: bytes) -> PassageWords:
    """Return what `pack_words` made bytes of."""
    language, words, terms = json.loads(packed)
    return PassageWords(Language(language), tuple(words), tuple(terms))


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a passage, as it was stored."""

    language: Language
    eid: EId
    path: tuple[str, ...]
    label: str
    heading: str
    text: str
    parts: tuple[Part, ...]

    def part_at(self, position: int) -> EId:
        """Return the provision that a character of the text belongs to."""
        at = bisect_right([part.start for part in self.parts], position)
        return self.parts[at - 1].eid if at else self.eid


def pack_shown(document: IndexDocument) -> str:
    """Return what is shown of a document as a text."""
    parts = [(part.eid, part.start) for part in document.parts]
    values = [document.edition.language, document.eid, document.path, document.label]
    return json.dumps([*values, document.heading, document.text, parts], ensure_ascii=False)


def unpack_shown(packed: str) -> Shown:
    """Return what `pack_shown` made a text of."""
    language, eid, path, label, heading, text, parts = json.loads(packed)
    return Shown(
        language=Language(language),
        eid=EId(eid),
        path=tuple(path),
        label=label,
        heading=heading,
        text=text,
        parts=tuple(Part(EId(one), start) for one, start in parts),
    )


def pack_edition(edition: Edition) -> bytes:
    """Return an edition as bytes, equal for equal editions."""
    values = [
        edition.act,
        edition.language,
        edition.title,
        edition.kind,
        edition.body,
        edition.topics,
        edition.zones,
        edition.languages,
        edition.day.isoformat(),
        _pack_stretch(edition.applies),
        edition.is_newest,
    ]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def unpack_edition(packed: bytes) -> Edition:
    """Return the edition that `pack_edition` made bytes of."""
    act, language, title, kind, body, topics, zones, languages, day, applies, newest = json.loads(
        packed
    )
    return Edition(
        act=ActId(act),
        language=Language(language),
        title=title,
        kind=kind,
        body=body,
        topics=tuple(topics),
        zones=tuple(zones),
        languages=tuple(Language(one) for one in languages),
        day=date.fromisoformat(day),
        applies=_unpack_stretch(applies),
        is_newest=newest,
    )


def _pack_stretch(stretch: Stretch | None) -> list[str | None] | None:
    if stretch is None:
        return None
    return [day.isoformat() if day else None for day in (stretch.since, stretch.until)]


def _unpack_stretch(packed: list[str | None] | None) -> Stretch | None:
    if packed is None:
        return None
    return Stretch(*(date.fromisoformat(day) if day else None for day in packed))


def pack_history(history: History) -> bytes:
    """Return a history as bytes."""
    return ";".join(f"{change.day.isoformat()} {change.force}" for change in history).encode()


def unpack_history(packed: bytes) -> History:
    """Return the history that `pack_history` made bytes of."""
    pairs = (one.split(" ") for one in packed.decode().split(";") if one)
    return tuple(Change(date.fromisoformat(day), Force(name)) for day, name in pairs)
