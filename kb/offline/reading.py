"""The comments that somebody wrote into a Word document, each with the words that it stands on.

ECMA-376 Part 1: comments 17.13.4, tracked changes 17.13.5, bookmarks 17.13.6. Only the two parts that
this is about are unpacked, and no more of them than a text of an act has.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from lxml import etree

from kb.offline.model import MARK, MOST_NOTES, Note, Notes, TooManyNotesError, UnreadableError

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_AT: Final = re.compile(rf"{MARK}at_(\d{{1,6}})")
_TEXT: Final = re.compile(rf"{MARK}text_(kk|ru|en)_([0-9a-f]{{16}})")
_WORDS: Final = {f"{_W}t", f"{_W}delText"}
_SPACES: Final = {f"{_W}tab", f"{_W}br", f"{_W}cr"}
_PARAGRAPH, _COMMENT, _INSERTED, _DELETED = f"{_W}p", f"{_W}comment", f"{_W}ins", f"{_W}del"
_BEGINS, _ENDS = f"{_W}commentRangeStart", f"{_W}commentRangeEnd"
_STANDS: Final = {_BEGINS, f"{_W}commentReference"}

_DOCUMENT, _RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
_COMMENTS: Final = "/relationships/comments"
_MOST_BYTES: Final = 32 * 1024 * 1024
_MOST_ELEMENTS: Final = 1_500_000
_LONGEST: Final = 100_000
"""Letters of a paragraph: none of an act has more."""
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)


def read(content: bytes) -> Notes:
    """Return the comments in a document.

    Raises UnreadableError if it is damaged or far too large, TooManyNotesError for what its name says.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            body = _part(archive, _DOCUMENT)
            said = dict(_said(archive))
    except (*_BROKEN, KeyError, etree.LxmlError) as fault:
        raise UnreadableError from fault
    if len(said) > MOST_NOTES:
        raise TooManyNotesError(count=len(said), most=MOST_NOTES)
    reading = _Reading(frozenset(said))
    for paragraph in body.iter(_PARAGRAPH):
        reading.take(paragraph)
    found = tuple(
        Note(id_, *said[id_], spot.order, spot.line, spot.exact)
        for id_, spot in sorted(reading.spots.items())
        if said[id_][1]
    )
    changes = sum(1 for tag in (_INSERTED, _DELETED) for _ in body.iter(tag))
    return Notes(reading.text, found, changes)


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    """Return a part as a tree; nothing that it names elsewhere is fetched, and no entity is put in."""
    if archive.getinfo(name).file_size > _MOST_BYTES:
        raise UnreadableError
    content = archive.read(name)
    if content.count(b"<") > _MOST_ELEMENTS:
        raise UnreadableError
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        raise UnreadableError
    return root


def _said(archive: zipfile.ZipFile) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the comments by their numbers: who wrote them, and what they say."""
    name = _where_comments_are(archive)
    if name not in archive.namelist():
        return
    for comment in _part(archive, name).iter(_COMMENT):
        number = comment.get(f"{_W}id", "")
        if number.isdecimal() and len(number) < 10:
            lines = ("".join(_plain(one)) for one in comment.iter(_PARAGRAPH))
            yield int(number), (comment.get(f"{_W}author", ""), "\n".join(lines).strip())


def _where_comments_are(archive: zipfile.ZipFile) -> str:
    """Return the part that holds the comments, or nothing."""
    if _RELATIONS not in archive.namelist():
        return ""
    for one in _part(archive, _RELATIONS).iter("{*}Relationship"):
        if one.get("Type", "").endswith(_COMMENTS):
            return posixpath.normpath(posixpath.join("/word", one.get("Target", ""))).lstrip("/")
    return ""


def _plain(paragraph: Any) -> Iterator[str]:
    for element, _ in _inside(paragraph):
        if element.tag in _SPACES:
            yield " "
        elif element.tag in _WORDS:
            yield element.text or ""


@dataclass(slots=True)
class _Spot:
    """Where a comment stands; no words are quoted if it goes on in another paragraph."""

    order: int | None = None
    line: str = ""
    exact: str = ""


@dataclass(slots=True)
class _Reading:
    """What was read so far of a document, paragraph by paragraph; `known` are the comments in it."""

    known: frozenset[int]
    text: tuple[str, str] | None = None
    spots: dict[int, _Spot] = field(default_factory=dict)
    _order: int | None = None
    _open: set[int] = field(default_factory=set)

    def take(self, paragraph: Any) -> None:
        """Read a paragraph: bookmarks, where comments begin and end, and its words as they were."""
        here: list[_Spot] = []
        line = _Line()
        for element, is_new in _inside(paragraph):
            self._bookmark(element)
            self._comment(element, here, line)
            if element.tag in _SPACES:
                line.add(" ")
            elif element.tag in _WORDS and not is_new:
                line.add(element.text or "")
        told = line.told()
        for spot in here:
            spot.order, spot.line = self._order, told
        for id_, (start, end) in line.quoted.items():
            self.spots[id_].exact = "" if id_ in self._open else told[start:end]

    def _bookmark(self, element: Any) -> None:
        """Note which text it is, or which provision begins."""
        if element.tag != f"{_W}bookmarkStart":
            return
        name = element.get(f"{_W}name", "")
        if found := _TEXT.fullmatch(name):
            self.text = found[1], found[2]
        elif found := _AT.fullmatch(name):
            self._order = int(found[1])

    def _comment(self, element: Any, here: list[_Spot], line: "_Line") -> None:
        id_ = element.get(f"{_W}id", "")
        if not id_.isdecimal() or len(id_) > 9 or (number := int(id_)) not in self.known:
            return
        if element.tag == _BEGINS:
            self._open.add(number)
            line.quoted[number] = line.length, line.length
        elif element.tag == _ENDS:
            self._open.discard(number)
            if number in line.quoted:
                line.quoted[number] = line.quoted[number][0], line.length
        if element.tag in _STANDS and number not in self.spots:
            self.spots[number] = spot = _Spot()
            here.append(spot)


@dataclass(slots=True)
class _Line:
    """The words of a paragraph, and from where to where comments stand on them."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    quoted: dict[int, tuple[int, int]] = field(default_factory=dict)

    def add(self, words: str) -> None:
        """Go on with words."""
        self.parts.append(words)
        self.length += len(words)

    def told(self) -> str:
        """Return the words; of a paragraph longer than there are none, so that it is found nowhere."""
        return "".join(self.parts) if self.length <= _LONGEST else ""


def _inside(paragraph: Any) -> Iterator[tuple[Any, bool]]:
    """Yield what stands in a paragraph, and whether it was inserted; not what stands in others within."""
    waiting = [(one, False) for one in reversed(paragraph)]
    while waiting:
        element, is_new = waiting.pop()
        if not isinstance(element.tag, str) or element.tag == _PARAGRAPH:
            continue
        yield element, is_new
        is_new = is_new or element.tag == _INSERTED
        waiting.extend((one, is_new) for one in reversed(element))
