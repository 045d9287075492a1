"""Files that people attach: what is taken, told by content and not by name, and what they are called."""

import io
import re
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kb.errors import msg
from kb.review.obstacle import Obstacle


class Role(StrEnum):
    """As what a file belongs to a round."""

    ATTACHMENT = "attachment"
    """Goes with a comment."""
    LETTER = "letter"
    """Goes with an opinion."""
    EXPLANATORY_NOTE = "explanatory-note"
    COMPARATIVE_TABLE = "comparative-table"


DOCUMENTS: Final = frozenset({Role.EXPLANATORY_NOTE, Role.COMPARATIVE_TABLE})
"""What a coordinator adds to a round, for all who are asked in it."""


class Format(StrEnum):
    """The kinds of file that are taken; the value ends their names."""

    PDF = "pdf"
    DOCX = "docx"
    PNG = "png"

    @property
    def media_type(self) -> str:
        """What a browser calls it."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES: Final = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PNG: "image/png",
}

MEGABYTE: Final = 1024 * 1024
LARGEST: Final = 10 * MEGABYTE
MOST_FILES: Final = 5
"""With one comment, or one opinion."""
MOST_UNUSED: Final = 20
"""Uploaded by one person in one round, and not yet submitted with anything."""

IS_EMPTY: Final = msg("“%(name)s” is empty.")
TOO_LARGE: Final = msg("“%(name)s” has more than %(most)s MB. Make it smaller, or divide it.")
UNKNOWN: Final = msg(
    "“%(name)s” is no PDF, no Word document (DOCX) and no PNG picture. Save it as one of these."
)
DAMAGED: Final = msg("“%(name)s” is damaged or not complete. Save it again, and attach that.")
HAS_MACROS: Final = msg(
    "“%(name)s” has macros, or fetches a template from elsewhere. Save it as a DOCX without them."
)
UNPACKS: Final = msg("“%(name)s” unpacks to far more than a document has. Save it as PDF.")
TOO_MANY: Final = msg("At most %(most)s files go with one comment or opinion. Remove some.")
TOO_MANY_UNUSED: Final = msg(
    "You have uploaded %(most)s files that are submitted with nothing yet. Remove some."
)


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it was sent: the name may be anything."""

    name: str
    content: bytes


def recognised(given: Given) -> Format | Obstacle:
    """Return what a file is, or why it is not taken."""
    name = {"name": cleaned(given.name) or "?"}
    if not given.content:
        return Obstacle(IS_EMPTY, name)
    if len(given.content) > LARGEST:
        return Obstacle(TOO_LARGE, {**name, "most": LARGEST // MEGABYTE})
    found = _recognised(given.content)
    return found if isinstance(found, Format) else Obstacle(found, name)


def _recognised(content: bytes) -> Format | str:
    """Return a format, or the message of what is wrong."""
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(_PNG):
        return _png(content)
    if content.startswith(b"PK\x03\x04"):
        return _docx(content)
    return UNKNOWN


_PDF: Final = re.compile(rb"%PDF-[12]\.\d")
_PDF_END: Final = re.compile(rb"startxref\s+\d+\s+%%EOF")
_TAIL: Final = 2048


def _pdf(content: bytes) -> Format | str:
    """Ask for a header with a version, and a trailer that says where the table of contents is."""
    is_whole = _PDF.match(content) and _PDF_END.search(content[-_TAIL:])
    return Format.PDF if is_whole else DAMAGED


_PNG: Final = b"\x89PNG\r\n\x1a\n"
_CHUNK: Final = struct.Struct(">I4s")
_AROUND_CHUNK: Final = 12
_MOST_PIXELS: Final = 100_000_000


def _png(content: bytes) -> Format | str:
    """Ask for chunks, each with its checksum: header, picture data, an end with nothing behind it."""
    at, seen = len(_PNG), list[bytes]()
    while at + _AROUND_CHUNK <= len(content):
        size, kind = _CHUNK.unpack_from(content, at)
        end = at + _AROUND_CHUNK + size
        if end > len(content) or zlib.crc32(content[at + 4 : end - 4]) != int.from_bytes(
            content[end - 4 : end]
        ):
            return DAMAGED
        seen.append(kind)
        at = end
    is_whole = seen[:1] == [b"IHDR"] and b"IDAT" in seen and seen[-1:] == [b"IEND"]
    if not is_whole or at != len(content):
        return DAMAGED
    width, height = struct.unpack_from(">II", content, len(_PNG) + 8)
    return Format.PNG if 0 < width * height <= _MOST_PIXELS else UNPACKS


_CONTENTS, _DOCUMENT = "[Content_Types].xml", "word/document.xml"
_SETTINGS: Final = "word/_rels/settings.xml.rels"
_IS_DOCUMENT: Final = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
_MACROS: Final = ("vbaproject", "vbadata")
_FETCHES: Final = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
_MOST_PARTS: Final = 2000
_MOST_UNPACKED: Final = 100 * MEGABYTE
_MOST_OF_A_PART: Final = MEGABYTE
_ENCRYPTED: Final = 1


def _docx(content: bytes) -> Format | str:
    """Ask for a ZIP whose list of contents names a Word document; nothing large is unpacked here."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _of_archive(archive, len(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError):
        return DAMAGED


def _of_archive(archive: zipfile.ZipFile, size: int) -> Format | str:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if _CONTENTS not in names or _DOCUMENT not in names:
        return UNKNOWN
    if _is_bomb(parts, size):
        return UNPACKS
    if len(set(names)) != len(names) or any(part.flag_bits & _ENCRYPTED for part in parts):
        return DAMAGED
    contents = archive.read(_CONTENTS)
    fetched = archive.read(_SETTINGS) if _SETTINGS in names else b""
    has_macros = any(macro in name.lower() for name in names for macro in _MACROS)
    if has_macros or b"macroEnabled" in contents or _FETCHES.search(fetched):
        return HAS_MACROS
    return Format.DOCX if _IS_DOCUMENT in contents else UNKNOWN


def _is_bomb(parts: list[zipfile.ZipInfo], size: int) -> bool:
    """Tell whether an archive says of itself that it unpacks to too much, or packs things twice."""
    large = (part for part in parts if part.filename in {_CONTENTS, _SETTINGS})
    return (
        len(parts) > _MOST_PARTS
        or sum(part.file_size for part in parts) > _MOST_UNPACKED
        or sum(part.compress_size for part in parts) > size
        or any(part.file_size > _MOST_OF_A_PART for part in large)
    )


_LONGEST_STEM: Final = 100
_NOT_IN_NAMES: Final = re.compile(r'[<>:"|?*\\/]')
_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def cleaned(name: str) -> str:
    r"""Return a name without folders, without what is not seen, and without what no system has in names.

    >>> cleaned("C:\\Users\\me\\письмо\u202e  (1).pdf"), cleaned("../../.htaccess")
    ('письмо (1).pdf', 'htaccess')
    """
    last = re.split(r"[\\/]", name)[-1]
    seen = "".join(one for one in last if unicodedata.category(one) not in _UNSEEN)
    plain = _NOT_IN_NAMES.sub("_", unicodedata.normalize("NFC", seen))
    stem, dot, ending = " ".join(plain.split()).strip(". ").rpartition(".")
    return f"{stem[:_LONGEST_STEM].strip('. ')}{dot}{ending[:_LONGEST_STEM]}"


def named(name: str, found: Format) -> str:
    """Return what a file is called when it is kept: its name, ending as what it is.

    >>> named("отчёт.exe", Format.PDF), named("Scan.PNG", Format.PNG), named("", Format.PDF)
    ('отчёт.exe.pdf', 'Scan.png', 'file.pdf')
    """
    plain = cleaned(name)
    ending = f".{found}"
    stem = plain[: -len(ending)] if plain.lower().endswith(ending) else plain
    return f"{stem[:_LONGEST_STEM].strip('. ') or 'file'}{ending}"
