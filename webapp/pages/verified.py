"""In which version the adopted wording of a comment was found, and whether it still stands."""

from dataclasses import replace

from kb.services import verifying
from kb.services.seats import Seat
from webapp import review_labels
from webapp.pages.comment_view import CommentView
from webapp.visit import Visit


def told(visit: Visit, seat: Seat, view: CommentView) -> CommentView:
    """Return a comment that says in which version its wording was found."""
    thread = view.thread
    known = verifying.found(visit.db, seat, [(thread.id, thread.status, thread.answer)])
    return replace(view, status=review_labels.answered(thread.status, known.get(thread.id)))
