"""The approval sheet: what each body or expert makes of the draft, with room for a signature."""

from sqlalchemy import select

from kb.access import PersonId
from kb.review.rounds import consenting
from kb.review.visibility import Scope
from kb.services import opining, reporting, seats
from kb.services.exporting.names import body, called
from kb.services.exporting.order import Order, document
from kb.services.exporting.words import Word
from kb.services.opining import Told
from kb.storage.people import PersonRow
from kb.tables.model import Cell, Document, Table, prose


def made(order: Order) -> Document:
    """Return the sheet; NotFoundError for those who may not read the report of the round."""
    reporting.require(order.seat)
    given = opining.listed(order.db, order.seat)
    rows = [*(_told(order, one) for one in given), *_silent(order, given)]
    return document(order, Word.APPROVAL, _table(order, rows))


def _table(order: Order, rows: list[tuple[Cell, ...]]) -> Table:
    return Table(
        key="approval",
        title=order.say(Word.APPROVAL),
        columns=order.columns(
            ("number", Word.NUMBER, 6),
            ("body", Word.BODY, 38),
            ("position", Word.POSITION, 24),
            ("date", Word.DATE, 14),
            ("remarks", Word.REMARKS, 60),
            ("signature", Word.SIGNATURE, 28),
        ),
        rows=[(number, *row) for number, row in enumerate(rows, start=1)],
        empty=order.say(Word.NOBODY_ASKED),
        is_tall=True,
    )


def _told(order: Order, one: Told) -> tuple[Cell, ...]:
    """Return the row of somebody who gave an opinion."""
    late = f"({order.say(Word.LATE).lower()})" if one.is_late else ""
    remarks = "\n".join(filter(None, (one.view.summary, late)))
    return (
        body(one.author.name, one.author.organisation),
        called(one.view.kind, order.language),
        order.local(one.given_at).date(),
        prose(remarks, one.view.language),
        "",
    )


def _silent(order: Order, given: list[Told]) -> list[tuple[Cell, ...]]:
    """Return the rows of those who were asked and gave no opinion: to those who see everything."""
    if order.seat.reach is not Scope.ALL:
        return []
    asked, heard = seats.owing(order.db, order.seat.asked), {one.author.person for one in given}
    silent = [person for person in asked if person not in heard]
    consent = consenting(order.seat.asked, silent, (), order.seat.now)
    people = order.db.scalars(
        select(PersonRow).where(PersonRow.id.in_(silent)).order_by(PersonRow.full_name)
    )
    return [_row(order, row, is_consent=PersonId(row.id) in consent) for row in people]


def _row(order: Order, row: PersonRow, *, is_consent: bool) -> tuple[Cell, ...]:
    told = Word.CONSENTS if is_consent else Word.NO_OPINION
    return body(row.full_name, row.organisation), order.say(told), "", "", ""
