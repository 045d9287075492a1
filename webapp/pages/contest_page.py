"""The page on which a commenter contests the answer to their comment."""

from dataclasses import dataclass
from datetime import date

from kb.law.procedure import Procedure
from kb.review.calendar import last_day_before
from kb.review.comments import CommentId
from kb.services import disposing, files, pinned, threads
from kb.services.seats import Seat
from kb.services.unfinished import Kind, Slot
from webapp import refusals
from webapp.answers_forms import ContestForm
from webapp.pages.answer_page import AnswerView, answer_view
from webapp.pages.comment_view import CommentView, Pinned, view_of
from webapp.pages.round_text import RoundText, round_text
from webapp.pages.writing_aid import WritingAid, begun
from webapp.visit import Visit


@dataclass(frozen=True, slots=True)
class ContestPage:
    """An answer, until when it may be contested, and what stands in the way.

    `aid` is what helps in writing the reason.
    """

    text: RoundText
    view: CommentView
    answer: AnswerView | None
    last_day: date | None
    obstacles: tuple[str, ...]
    form: ContestForm
    aid: WritingAid
    problem: str = ""


def contest_page(
    visit: Visit,
    seat: Seat,
    comment: CommentId,
    form: ContestForm | None = None,
    problem: str = "",
) -> ContestPage:
    """Return the page, with what was typed; ForbiddenError to all but experts of the round."""
    text = round_text(visit, seat)
    thread = threads.find(visit.db, seat, comment)
    procedure: Procedure = visit.catalogues.procedure
    until, found = disposing.contestable(visit.db, seat, procedure, comment)
    eid = thread.anchor.eid
    said = pinned.wordings(visit.db, text.act, eid) if text.act else {}
    languages = text.act.languages if text.act else ()
    attached = files.of_comments(visit.db, seat, threads.only(comment))
    slot = Slot(Kind.CONTEST, thread.id)
    given, aid = (None, WritingAid(slot)) if form else begun(visit, seat, slot)
    shown = Pinned(seat.asked.act, seat.asked.number, languages, {eid: said}, files=attached)
    return ContestPage(
        text=text,
        view=view_of(thread, shown),
        answer=answer_view(thread.answer, said) if thread.answer else None,
        last_day=last_day_before(until) if until else None,
        obstacles=tuple(map(refusals.obstacle, found)),
        form=form or ContestForm(given),
        aid=aid,
        problem=problem,
    )
