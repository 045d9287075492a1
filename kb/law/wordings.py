"""What each provision of an act says, as short marks: enough to tell when its words last changed.

The history of an act is its first wordings and what every later version made of them, so that it
can be told without any text.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self, TypeVar

from kb.law.act import Expression, Provision
from kb.law.identifiers import EId
from kb.law.plain import printed
from kb.law.redline.tokens import TYPOGRAPHY

Wordings = dict[EId, str]
"""Of each provision, a mark that changes with its own words in any of the languages."""

Version = TypeVar("Version")

_DIGITS: Final = 12
_BREAK: Final = "\x1f"


@dataclass(frozen=True, slots=True)
class Turn:
    """What a version made of the wordings before it: those that are new or changed, and those gone."""

    fresh: Wordings
    gone: tuple[EId, ...] = ()

    def apply(self, before: Wordings) -> Wordings:
        """Return the wordings after this turn."""
        after = {eid: mark for eid, mark in before.items() if eid not in self.gone}
        return after | self.fresh

    def plain(self) -> dict[str, Any]:
        """Return this as plain data."""
        return {"fresh": dict(self.fresh), "gone": list(self.gone)}

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any]) -> Self:
        """Return what plain data tell of."""
        fresh = {EId(eid): mark for eid, mark in plain["fresh"].items()}
        return cls(fresh, tuple(map(EId, plain["gone"])))


def wordings(expressions: Iterable[Expression]) -> Wordings:
    """Return the marks of an act in its languages; spaces and typography do not count."""
    said: dict[EId, list[str]] = {}
    for expression in sorted(expressions, key=lambda one: one.language):
        for provision in expression.walk():
            said.setdefault(provision.eid, []).append(f"{expression.language}:{_words(provision)}")
    return {eid: _mark(_BREAK.join(words)) for eid, words in said.items()}


def turn(before: Wordings, after: Wordings) -> Turn:
    """Return what happened between two versions."""
    fresh = {eid: mark for eid, mark in after.items() if before.get(eid) != mark}
    return Turn(fresh, tuple(eid for eid in before if eid not in after))


def last_changed(turns: Iterable[tuple[Version, Turn]]) -> dict[EId, Version]:
    """Return for each provision of the last version the one that gave it the words it has now.

    `turns` are all versions from the first, each with what it made of the wordings.
    """
    origin: dict[EId, Version] = {}
    for version, made in turns:
        for eid in made.gone:
            origin.pop(eid, None)
        origin |= dict.fromkeys(made.fresh, version)
    return origin


def _words(provision: Provision) -> str:
    cells = (cell for row in provision.rows for cell in (*row, _BREAK))
    text = _BREAK.join((printed(provision), *cells))
    return " ".join(unicodedata.normalize("NFC", text).translate(TYPOGRAPHY).split())


def _mark(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:_DIGITS]
