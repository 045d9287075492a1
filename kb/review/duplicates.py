"""Comments that likely say the same: at the same provision, in nearly the same words.

So are those that suggest the same wording. Nobody is served by a guess alone: a person decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from kb.language import Language
from kb.law.identifiers import EId
from kb.review.comments import CommentId, Content
from kb.review.dispositions import words

ALIKE: Final = 80.0
"""How alike two comments are, of 100, from which on they likely say the same."""

MOST: Final = 10
"""So many likely ones are named for a comment at most."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What is compared of a comment: its words in one form and order, and the wordings it suggests."""

    id: CommentId
    eid: EId
    words: str
    wording: frozenset[tuple[Language, tuple[str, ...]]]

    @classmethod
    def of(cls, comment: CommentId, eid: EId, content: Content) -> "Saying":
        """Return what is compared of a comment on a provision."""
        given = content.suggestion.wording if content.suggestion else ()
        return cls(
            comment,
            eid,
            " ".join(sorted(words(content.text.casefold()))),
            frozenset((language, tuple(words(text))) for language, text in given),
        )


def likely(sayings: Iterable[Saying]) -> dict[CommentId, tuple[CommentId, ...]]:
    """Return with each comment the earlier ones that it likely repeats, the most alike first.

    Comments come in the order of their submission; those that repeat none are left out.
    """
    at: dict[EId, list[Saying]] = defaultdict(list)
    for one in sayings:
        at[one.eid].append(one)
    found = (pair for some in at.values() if len(some) > 1 for pair in _repeated(some))
    return {id_: earlier for id_, earlier in found if earlier}


def _repeated(some: Sequence[Saying]) -> Iterator[tuple[CommentId, tuple[CommentId, ...]]]:
    """Yield with each comment on a provision the earlier ones that suggest or say the same."""
    told = [one.words for one in some]
    scores = process.cdist(told, told, scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.float32)
    for at, one in enumerate(some):
        alike = {
            before: 100.0 if one.wording & some[before].wording else float(scores[at, before])
            for before in range(at)
            if one.wording & some[before].wording or (one.words and scores[at, before] > 0)
        }
        best = sorted(alike, key=lambda before: (-alike[before], before))[:MOST]
        yield one.id, tuple(some[before].id for before in best)
