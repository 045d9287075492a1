"""The dossier of a round: its texts, tables, opinions, attachments and log, with the hash of each file."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from typing import Final

from sqlalchemy import select

from kb.access import Permission
from kb.services import files, opining, pinned, reporting
from kb.services.exporting import approval, comparative, consolidated, report
from kb.services.exporting.order import Order, document
from kb.services.exporting.words import Word
from kb.services.files import File
from kb.storage.acts import ActRow, ExpressionRow
from kb.storage.audit import AuditRow
from kb.tables.formats import Advance, Format, write
from kb.tables.model import Document

FORMATS: Final = (Format.DOCX, Format.XLSX)
_UNSAFE: Final = re.compile(r"[^\w.()+ -]+")


def documents(order: Order) -> dict[str, Document]:
    """Return the tables of a dossier by name; NotFoundError for those who may not have it.

    They do not say when they were made, so that a dossier changes only with what is in it.
    """
    reporting.require(order.seat)
    undated = replace(order, dated=False)
    given = report.opinions(undated, opining.listed(order.db, order.seat))
    asked = report.questions(undated)
    found = {
        "comments": consolidated.made(undated),
        "approval": approval.made(undated),
        "report": report.made(undated),
        "opinions": document(undated, Word.OPINIONS, *asked, given),
    }
    if pinned.act(order.db, order.seat) is not None:
        found["comparative"] = comparative.made(undated)
    return found


def size(made: dict[str, Document]) -> int:
    """Return how many rows are written for a dossier."""
    return len(FORMATS) * sum(one.size for one in made.values())


def parts(order: Order, made: dict[str, Document], advance: Advance) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a dossier with their paths, one at a time."""
    yield from _texts(order)
    for name, one in sorted(made.items()):
        for format_ in FORMATS:
            content = BytesIO()
            write(format_, one, content, advance)
            yield f"tables/{name}.{format_}", content.getvalue()
    yield from _files(order)
    if order.seat.viewer.may(Permission.READ_LOG_OF_ACT):
        yield "log.jsonl", b"".join(_log(order))


def _texts(order: Order) -> Iterator[tuple[str, bytes]]:
    """Yield the texts that the round is about, as they were written."""
    text = pinned.act(order.db, order.seat)
    for language, name in text.shown.texts.items() if text else ():
        yield f"texts/{language}.md", order.db.get_one(ExpressionRow, name).text.encode()


def _files(order: Order) -> Iterator[tuple[str, bytes]]:
    """Yield what was attached, each in a folder that says to what."""
    db, seat = order.db, order.seat
    known = consolidated.numbers(consolidated.comments(order))
    for comment, attached in files.of_comments(db, seat).items():
        if comment in known:
            yield from _attached(order, f"attachments/comment-{known[comment]}", attached)
    letters = files.of_opinions(db, seat)
    for number, told in enumerate(opining.listed(db, seat), start=1):
        yield from _attached(order, f"attachments/opinion-{number}", letters.get(told.id, []))
    yield from _attached(order, "documents", files.documents(db, seat))


def _attached(order: Order, folder: str, found: Iterable[File]) -> Iterator[tuple[str, bytes]]:
    there = (one for one in found if not (one.is_removed or one.is_withheld))
    for number, one in enumerate(there, start=1):
        content = files.find(order.db, order.seat, one.id)[1]
        yield f"{folder}/{number}-{_UNSAFE.sub('_', one.name)}", content


def _log(order: Order) -> Iterator[bytes]:
    """Yield the entries of the audit log that are about the act, as the chain has them."""
    query = select(AuditRow.line).join(ActRow, AuditRow.act_id == ActRow.id)
    rows = order.db.scalars(
        query.where(ActRow.slug == order.seat.asked.act).order_by(AuditRow.number)
    )
    return (f"{line}\n".encode() for line in rows)
