"""The documents of a round: which there are, who may have them, and each of them made."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import BinaryIO, Final

from kb.errors import NotFoundError
from kb.review.visibility import Scope
from kb.services import pinned, reporting
from kb.services.exporting import approval, comparative, consolidated, dossier, report
from kb.services.exporting.order import Order
from kb.services.exporting.words import Word
from kb.tables.formats import Advance, Format, load, write
from kb.tables.model import Document
from kb.tables.packing import pack


class Export(StrEnum):
    """A document of a round; the value is its name in addresses and files."""

    COMMENTS = "comments"
    COMPARATIVE = "comparative"
    APPROVAL = "approval"
    REPORT = "report"
    DOSSIER = "dossier"


TITLES: Final = {
    Export.COMMENTS: Word.COMMENTS,
    Export.COMPARATIVE: Word.COMPARATIVE,
    Export.APPROVAL: Word.APPROVAL,
    Export.REPORT: Word.REPORT,
    Export.DOSSIER: Word.DOSSIER,
}
ZIP: Final = "zip"
_ONE_TABLE: Final = tuple(one.value for one in Format)
_SEVERAL: Final = tuple(one.value for one in Format if one.holds_many)
ENDINGS: Final = {
    Export.COMMENTS: _ONE_TABLE,
    Export.COMPARATIVE: _ONE_TABLE,
    Export.APPROVAL: _ONE_TABLE,
    Export.REPORT: _SEVERAL,
    Export.DOSSIER: (ZIP,),
}
"""The formats in which each can be had."""

_MAKERS: Final = {
    Export.COMMENTS: consolidated.made,
    Export.COMPARATIVE: comparative.made,
    Export.APPROVAL: approval.made,
    Export.REPORT: report.made,
}

_COMPARING: Final = frozenset({Export.COMPARATIVE, Export.DOSSIER})
"""Those that hold the comparative table."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document that is ready to be written: `size` counts its rows, `write` tells how many are done."""

    size: int
    write: Callable[[BinaryIO, Advance], None]


def available(order: Order) -> tuple[Export, ...]:
    """Return the documents that the viewer may have."""
    return tuple(one for one in Export if _may_have(order, one))


def require(order: Order, export: Export, ending: str) -> None:
    """Raise NotFoundError if there is no such document in this format, or none for the viewer.

    So it does if what is to be compared in it is not there.

    A format that this machine cannot write raises its own error.
    """
    if ending not in ENDINGS[export] or not _may_have(order, export):
        raise NotFoundError
    if compares(order, export):
        comparative.require(order)
    if ending != ZIP:
        load(Format(ending))


def compares(order: Order, export: Export) -> bool:
    """Tell whether what is to be compared makes a difference to a document."""
    return export in _COMPARING and pinned.act(order.db, order.seat) is not None


def make(order: Order, export: Export, ending: str) -> Made:
    """Return a document as it is now for the viewer, ready to be written; or raise NotFoundError."""
    require(order, export, ending)
    if export is Export.DOSSIER:
        tables = dossier.documents(order)
        packed = partial(_pack, order, tables)
        return Made(dossier.size(tables), packed)
    document = _MAKERS[export](order)
    return Made(document.size, partial(write, Format(ending), document))


def file_name(order: Order, export: Export, ending: str) -> str:
    """Return what the file of a document is called."""
    asked = order.seat.asked
    return f"{asked.act}-round-{asked.number}-{export}-{order.language}.{ending}"


def media_type(ending: str) -> str:
    """Return what browsers are told of a file with this ending."""
    return "application/zip" if ending == ZIP else Format(ending).media_type


def _may_have(order: Order, export: Export) -> bool:
    if export is Export.COMMENTS:
        return order.seat.reach is not Scope.NONE
    if export is Export.COMPARATIVE:
        return pinned.act(order.db, order.seat) is not None
    try:
        reporting.require(order.seat)
    except NotFoundError:
        return False
    return True


def _pack(order: Order, tables: dict[str, Document], file: BinaryIO, advance: Advance) -> None:
    pack(dossier.parts(order, tables, advance), file)
