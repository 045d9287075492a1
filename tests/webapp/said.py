"""The round among experts in the town, and what is said in it, for the tests of its pages."""

import re

from kb.language import Language
from kb.law.identifiers import ActId
from kb.review.anchors import Anchor
from kb.review.comments import CommentId, CommentType, Content, Severity
from kb.services import accounts, commenting, seats
from kb.services.commenting import Remark
from kb.storage.review import CommentRow, RoundRow
from tests.webapp.town import Town
from tests.webapp.town_rounds import PARAGRAPH

ROUND = "/en/acts/towers/rounds/1/"
CONTENT = Content(
    type=CommentType.ERROR, severity=Severity.MINOR, language=Language.EN, text="It is unclear."
)
FORM = {"type": "error", "severity": "minor", "language": "en", "text": "Another text."}


def says(town: Town, name: str, content: Content = CONTENT, **where) -> CommentId:
    """Let an expert comment in the round."""
    place = {"eid": PARAGRAPH, "language": Language.EN, "version": 1, **where}
    with town.database.writing() as db:
        viewer = accounts.viewer_of(db, name)
        seat = seats.take(db, viewer, ActId("towers"), 1, town.now)
        token = f"t{db.query(CommentRow).count()}"
        return commenting.submit(db, seat, Remark(Anchor(**place), content, token))


def let(town: Town, **changes) -> None:
    """Change the round among experts."""
    with town.database.writing() as db:
        seat = seats.take(db, accounts.viewer_of(db, "coordinator"), ActId("towers"), 1, town.now)
        row = db.get_one(RoundRow, seat.id)
        for name, value in changes.items():
            setattr(row, name, value)


def comments_in(page: str) -> list[str]:
    """Return the ids of the comments on a page."""
    return re.findall(r'data-thread="(\w+)"', page)
