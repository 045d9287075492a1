"""The comments that somebody wrote into a Word document, each with the words that it stands on.

ECMA-376 Part 1: comments 17.13.4, tracked changes 17.13.5, bookmarks 17.13.6.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

import docx
from docx.oxml.ns import qn

from kb.offline.model import MARK, Note, Notes

_AT: Final = re.compile(rf"{MARK}at_(\d+)")
_TEXT: Final = re.compile(rf"{MARK}text_(kk|ru|en)_([0-9a-f]{{16}})")
_WORDS: Final = {qn("w:t"), qn("w:delText")}
_SPACES: Final = {qn("w:tab"), qn("w:br"), qn("w:cr")}


def read(content: bytes) -> Notes:
    """Return the comments in a document that is known to be one."""
    document = docx.Document(BytesIO(content))
    body = document.element.body
    reading = _Reading()
    for paragraph in body.iter(qn("w:p")):
        reading.take(paragraph)
    said = {one.comment_id: (one.author, _joined(one)) for one in document.comments}
    found = tuple(
        Note(id_, *said[id_], spot.order, spot.line, spot.exact)
        for id_, spot in sorted(reading.spots.items())
        if id_ in said and said[id_][1].strip()
    )
    changes = sum(1 for tag in ("w:ins", "w:del") for _ in body.iter(qn(tag)))
    return Notes(reading.text, found, changes)


def _joined(comment: Any) -> str:
    return "\n".join(paragraph.text for paragraph in comment.paragraphs).strip()


@dataclass(slots=True)
class _Spot:
    """Where a comment stands; no words are quoted if it goes on in another paragraph."""

    order: int | None = None
    line: str = ""
    exact: str = ""


@dataclass(slots=True)
class _Reading:
    """What was read so far of a document, paragraph by paragraph."""

    text: tuple[str, str] | None = None
    spots: dict[int, _Spot] = field(default_factory=dict)
    _order: int | None = None
    _open: set[int] = field(default_factory=set)

    def take(self, paragraph: Any) -> None:
        """Read a paragraph: bookmarks, where comments begin and end, and its words."""
        here: list[_Spot] = []
        line: list[str] = []
        quoted: dict[int, list[str]] = {}
        for element in paragraph.iter():
            self._bookmark(element)
            self._comment(element, here, quoted)
            for words in _words(element):
                line.append(words)
                for id_ in self._open & quoted.keys():
                    quoted[id_].append(words)
        for spot in here:
            spot.order, spot.line = self._order, "".join(line)
        for id_, parts in quoted.items():
            self.spots[id_].exact = "" if id_ in self._open else "".join(parts)

    def _bookmark(self, element: Any) -> None:
        """Note which text it is, or which provision begins."""
        if element.tag != qn("w:bookmarkStart"):
            return
        name = element.get(qn("w:name")) or ""
        if found := _TEXT.fullmatch(name):
            self.text = found[1], found[2]
        elif found := _AT.fullmatch(name):
            self._order = int(found[1])

    def _comment(self, element: Any, here: list[_Spot], quoted: dict[int, list[str]]) -> None:
        id_ = element.get(qn("w:id"), "")
        if not id_.isdecimal():
            return
        number = int(id_)
        if element.tag == qn("w:commentRangeStart"):
            self._open.add(number)
            quoted[number] = []
        elif element.tag == qn("w:commentRangeEnd"):
            self._open.discard(number)
        if element.tag in _ON and number not in self.spots:
            self.spots[number] = spot = _Spot()
            here.append(spot)


_ON: Final = {qn("w:commentRangeStart"), qn("w:commentReference")}


def _words(element: Any) -> Iterator[str]:
    """Yield the words of an element as they were before changes were tracked."""
    if element.tag in _SPACES:
        yield " "
    if element.tag not in _WORDS or not element.text:
        return
    is_new = any(above.tag == qn("w:ins") for above in element.iterancestors())
    if not is_new:
        yield element.text
