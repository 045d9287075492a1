"""That somebody opened the text of a round: noted beside the request, which only reads."""

from flask import g

from kb.errors import StorageBusyError
from kb.services import readings
from kb.services.seats import Seat
from webapp.request import apart, db


def note_opened(seat: Seat) -> None:
    """Note the first time; a busy database is no reason to refuse a page."""
    if not readings.needs_note(db(), seat):
        return
    try:
        with apart() as session:
            readings.note_opened(session, seat)
    except StorageBusyError:
        g.not_noted = True
