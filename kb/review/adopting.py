"""Adopted wordings, and the text of an act that they are to stand in.

A wording was adopted for the text that was reviewed. In a later one its provision may stand
elsewhere, with another number: the wording follows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Self

from kb.access import PersonId
from kb.language import Language
from kb.law.act import Expression
from kb.law.identifiers import EId
from kb.law.parse import parse
from kb.law.passage import NoPassageError, Passage, passages_in, renumbered, reworded
from kb.review.anchors import Anchor
from kb.review.comments import CommentId
from kb.review.dispositions import Verdict, words
from kb.review.reattaching import Place, Reattachment, Rule


class Source:
    """The text of an act in a language, with what stands at each address."""

    def __init__(self, text: str, tree: Expression) -> None:
        self.text = text
        self.tree = tree
        self.passages = {one.eid: one for one in passages_in(tree, text)}
        self._labels = {one.eid: one.label for one in tree.walk()}

    @classmethod
    def of(cls, text: str, language: Language) -> Self:
        """Return a text as it is read."""
        return cls(text, parse(text, language))

    def passage(self, eid: EId) -> Passage:
        """Return the lines of a provision, or raise NoPassageError."""
        found = self.passages.get(eid)
        if found is None:
            raise NoPassageError(eid=eid)
        return found

    def label(self, eid: EId) -> str:
        """Return the printed number of a provision, if it has one."""
        return self._labels.get(eid, "")

    def says(self, eid: EId, wording: str) -> bool:
        """Tell whether a wording stands at a provision; typography does not count."""
        found = self.passages.get(eid)
        return found is not None and words(found.wording) == words(wording)

    def with_wording(self, eid: EId, wording: str) -> Self:
        """Return the text with a wording in a provision's place, or raise a WordingError."""
        if self.says(eid, wording):
            return self
        tree, text = reworded(self.tree, self.text, eid, wording)
        return type(self)(text, tree)


Sources = Mapping[Language, Source]
"""The texts of an act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """The wording adopted in the answer to a comment, for a provision of a certain text.

    `by` is who proposed the answer.
    """

    comment: CommentId
    verdict: Verdict
    eid: EId
    wording: tuple[tuple[Language, str], ...]
    by: PersonId | None = None

    def stands_in(self, sources: Sources) -> bool:
        """Tell whether all of the wording stands at the provision."""
        return all(
            language in sources and sources[language].says(self.eid, text)
            for language, text in self.wording
        )


class Following:
    """Where adopted wordings belong in a newer text than that which was reviewed."""

    def __init__(self, old: Sources, new: Sources) -> None:
        self._old, self._new = old, new
        self._compared = cache(self._compare)

    def of(self, one: Adopted) -> Adopted | None:
        """Return a wording for the provision where it now stands, or None if it is not there."""
        eid = self._place(one.eid)
        if eid is None:
            return None
        wording = tuple(
            (each, self._numbered(each, one.eid, eid, text)) for each, text in one.wording
        )
        return replace(one, eid=eid, wording=wording)

    def as_reviewed(self, eid: EId) -> dict[Language, str]:
        """Return what now stands at a provision of the older text, with the number it had there."""
        there = self._place(eid)
        if there is None:
            return {}
        return {
            language: renumbered(passage.wording, source.label(there), self._label(language, eid))
            for language, source in self._new.items()
            if (passage := source.passages.get(there))
        }

    def _place(self, eid: EId) -> EId | None:
        """Return the address now, as the first language tells that both texts have."""
        shared = [one for one in Language if one in self._old and one in self._new]
        if not shared:
            return None
        place = self._compared(shared[0]).place(Anchor(eid=eid, language=shared[0], version=0))
        is_there = isinstance(place, Place) and place.rule in {Rule.SAME, Rule.FOLLOWED}
        return place.eid if isinstance(place, Place) and is_there else None

    def _compare(self, language: Language) -> Reattachment:
        return Reattachment(self._old[language].tree, self._new[language].tree)

    def _label(self, language: Language, eid: EId) -> str:
        return self._old[language].label(eid) if language in self._old else ""

    def _numbered(self, language: Language, was: EId, now: EId, text: str) -> str:
        if language not in self._new:
            return text
        return renumbered(text, self._label(language, was), self._new[language].label(now))
