"""What a reviewer has at hand on the page of a round: the documents, and what was begun."""

from dataclasses import dataclass

from kb.services import files, unfinished
from kb.services.files import File
from kb.services.seats import Seat
from webapp.locale import gettext
from webapp.rounds_labels import DOCUMENTS
from webapp.visit import Visit


@dataclass(frozen=True, slots=True)
class ReviewTools:
    """The documents of a round, each by what it is called, and how many texts the viewer has begun."""

    documents: tuple[tuple[str, File], ...]
    begun: int


def tools_of(visit: Visit, seat: Seat) -> ReviewTools:
    """Return what a reviewer has at hand."""
    documents = files.documents(visit.db, seat)
    return ReviewTools(
        documents=tuple((gettext(DOCUMENTS[one.role]), one) for one in documents),
        begun=unfinished.count(visit.db, seat) if unfinished.writes(seat) else 0,
    )
