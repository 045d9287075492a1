"""Where a comment stands: on a provision, or on words quoted from it.

The words are quoted as a TextQuoteSelector of the W3C Web Annotation Data Model quotes them: exactly,
with what stands before and behind. Positions count in `said`, a provision's words as one line.
"""

import unicodedata
from dataclasses import dataclass
from typing import Final

from kb.errors import InvalidError, msg
from kb.language import Language
from kb.law.act import Expression, Provision
from kb.law.identifiers import NOWHERE, EId
from kb.law.redline.tokens import TYPOGRAPHY

CONTEXT: Final = 32
"""Letters that are kept of what stands before and behind quoted words."""

MOST_OCCURRENCES: Final = 100
"""Words that stand in a text more often are looked at no further."""

_INVISIBLE: Final = {letter: None for letter, other in TYPOGRAPHY.items() if other is None}


class AnchorError(InvalidError):
    """A comment was to stand where there are no such words, or no such provision."""

    message = msg("These words do not stand at “%(eid)s”.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a comment stands on: the act as a whole, a provision, or words quoted from it.

    Without quoted words it holds in every language. `version` is the one that was read.
    """

    eid: EId
    language: Language
    version: int
    exact: str = ""
    prefix: str = ""
    suffix: str = ""

    @property
    def is_quote(self) -> bool:
        """Whether the comment is on words, and not on the provision as a whole."""
        return bool(self.exact)


def said(provision: Provision) -> str:
    r"""Return a provision's own heading and words on one line, as they are quoted; without its number.

    >>> from kb.law.act import ProvisionKind
    >>> said(Provision(kind=ProvisionKind.PARAGRAPH, label="1.", text="Не  более\n«пяти» дней."))
    'Не более «пяти» дней.'
    """
    words = f"{provision.heading} {provision.text}"
    if not words.isascii():
        words = unicodedata.normalize("NFC", words.translate(_INVISIBLE))
    return " ".join(words.split())


def key(words: str) -> str:
    """Return what `said` words are compared by: letter for letter, but kinds of dash and quote are one."""
    return words if words.isascii() else words.translate(TYPOGRAPHY)


def anchor(tree: Expression, eid: EId, start: int = 0, end: int = 0, *, version: int = 0) -> Anchor:
    """Return the anchor of the words from `start` to `end`, or of the provision if there are none.

    AnchorError is raised if the text has no such provision or words; NOWHERE is the act as a whole.
    """
    if eid == NOWHERE and not end:
        return Anchor(eid=eid, language=tree.language, version=version)
    words = said(_provision(tree, eid))
    if not 0 <= start <= end <= len(words):
        raise AnchorError(eid=eid)
    return Anchor(
        eid=eid,
        language=tree.language,
        version=version,
        exact=words[start:end],
        prefix=words[max(start - CONTEXT, 0) : start] if end > start else "",
        suffix=words[end : end + CONTEXT] if end > start else "",
    )


def quoted(tree: Expression, wanted: Anchor) -> Anchor:
    """Return the anchor of words as a page quotes them, with the context that the text gives them.

    AnchorError is raised if the words do not stand there.
    """
    if not wanted.is_quote:
        return anchor(tree, wanted.eid, version=wanted.version)
    exact = key(" ".join(wanted.exact.split()))
    found = best(key(said(_provision(tree, wanted.eid))), exact, wanted)
    if found is None:
        raise AnchorError(eid=wanted.eid)
    start = found[1]
    return anchor(tree, wanted.eid, start, start + len(exact), version=wanted.version)


def best(words: str, exact: str, wanted: Anchor) -> tuple[int, int] | None:
    """Return how well the context fits where it fits best, and where that is; `words` are a key."""
    places = occurrences(words, exact)
    scored = ((agreement(words, start, start + len(exact), wanted), -start) for start in places)
    score, start = max(scored, default=(0, 1))
    return (score, -start) if start <= 0 else None


def occurrences(words: str, exact: str) -> list[int]:
    """Return where words stand in others, as far as it is worth while."""
    found: list[int] = []
    at = words.find(exact) if exact else -1
    while at != -1 and len(found) < MOST_OCCURRENCES:
        found.append(at)
        at = words.find(exact, at + 1)
    return found


def agreement(words: str, start: int, end: int, wanted: Anchor) -> int:
    """Return how many letters around a place are those around the quoted words."""
    prefix, suffix = key(wanted.prefix), key(wanted.suffix)
    before = words[max(start - len(prefix), 0) : start]
    return _common(before[::-1], prefix[::-1]) + _common(words[end : end + len(suffix)], suffix)


def _common(one: str, other: str) -> int:
    """Return how many letters two texts begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _provision(tree: Expression, eid: EId) -> Provision:
    found = next((provision for provision in tree.walk() if provision.eid == eid), None)
    if found is None:
        raise AnchorError(eid=eid)
    return found
