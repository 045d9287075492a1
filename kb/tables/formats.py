"""The formats in which a document can be had; their libraries are loaded when they are asked for."""

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import BinaryIO, Final, cast

from kb.errors import UnavailableError, msg
from kb.tables.model import Document

Advance = Callable[[int], None]
"""Is told how many more rows are written."""

Write = Callable[[Document, BinaryIO, Advance], None]
"""Writes a document to a file that is open."""


class NoPdfError(UnavailableError):
    """The library that sets text for PDF is not installed."""

    message = msg(
        "PDF cannot be made here: the library Pango is missing (Debian: apt-get install "
        "libpango-1.0-0 libpangoft2-1.0-0). The other formats work."
    )


class Format(StrEnum):
    """A format; the value is the ending of its files."""

    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    CSV = "csv"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """What browsers are told of a file."""
        return _MEDIA_TYPES[self]

    @property
    def holds_many(self) -> bool:
        """Whether a file of it can hold more than one table."""
        return self is not Format.CSV


_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_MEDIA_TYPES: Final = {
    Format.DOCX: f"{_OFFICE}.wordprocessingml.document",
    Format.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    Format.PDF: "application/pdf",
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON: "application/json",
}


def write(format_: Format, document: Document, file: BinaryIO, advance: Advance) -> None:
    """Write a document in a format; NoPdfError if this machine cannot."""
    load(format_)(document, file, advance)


def load(format_: Format) -> Write:
    """Return what writes a format; NoPdfError if this machine cannot."""
    try:
        module = import_module(f"kb.tables.{format_}_format")
    except OSError as fault:  # WeasyPrint raises it where Pango is not to be found.
        raise NoPdfError from fault
    return cast(Write, module.write)
