"""What helps on the forms of a round: what was begun there, files that go along, what wordings change."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from werkzeug.datastructures import MultiDict

from kb.language import Language
from kb.review.attachments import Role
from kb.review.comments import CommentId
from kb.services import files, unfinished
from kb.services.files import File, FileId
from kb.services.seats import Seat
from kb.services.unfinished import Kind, Slot, Unfinished
from webapp.pages.comment_form_page import CommentFormPage
from webapp.pages.live_redline import LiveRedline, live_redline
from webapp.review_forms import comment_form
from webapp.uploads import CHOSEN, Uploads
from webapp.visit import Visit


@dataclass(frozen=True, slots=True)
class WritingAid:
    """What helps on a form.

    `slot` is where unfinished text is kept, `begun_at` when what stands in the form was saved.
    `attached` goes with the comment that is edited, `redlines` are of wordings that differ.
    """

    slot: Slot
    begun_at: datetime | None = None
    uploads: Uploads = field(default_factory=Uploads)
    attached: tuple[File, ...] = ()
    redlines: Mapping[Language, LiveRedline] = field(default_factory=dict)


def begun(visit: Visit, seat: Seat, slot: Slot) -> tuple[MultiDict[str, str] | None, WritingAid]:
    """Return what the viewer has begun to write there as its form sends it, and what helps on the form."""
    found = unfinished.find(visit.db, seat, slot)
    return (typed(found), WritingAid(slot, found.saved_at)) if found else (None, WritingAid(slot))


def typed(found: Unfinished) -> MultiDict[str, str]:
    """Return what was begun as a form sends it."""
    return MultiDict([(name, one) for name, values in found.fields.items() for one in values])


def slot_of(page: CommentFormPage) -> Slot:
    """Return where the unfinished text of a form is kept."""
    if page.comment:
        return Slot(Kind.EDIT, page.comment)
    return Slot.of_comment(page.subject.where)


def resumed(visit: Visit, seat: Seat, page: CommentFormPage) -> tuple[CommentFormPage, WritingAid]:
    """Return a form that is opened, with what the viewer has begun to write in it, if anything."""
    slot = slot_of(page)
    found = unfinished.find(visit.db, seat, slot)
    form = comment_form(seat.asked, typed(found)) if found else page.form
    ids = [FileId(one) for one in found.fields.get(CHOSEN, ())] if found else []
    kept = files.unused(visit.db, seat, Role.ATTACHMENT, ids) if ids else []
    aid = WritingAid(
        slot=slot,
        begun_at=found.saved_at if found else None,
        uploads=Uploads(tuple(kept)),
        attached=attached_to(visit, seat, page.comment),
    )
    return replace(page, form=form), aid


def aid_of(visit: Visit, seat: Seat, page: CommentFormPage, uploads: Uploads) -> WritingAid:
    """Return what helps on a form that was sent: the files that go along, what its wordings change."""
    return WritingAid(
        slot=slot_of(page),
        uploads=uploads,
        attached=attached_to(visit, seat, page.comment),
        redlines=_redlines(visit, seat, page),
    )


def attached_to(visit: Visit, seat: Seat, comment: CommentId | None) -> tuple[File, ...]:
    """Return the files that go with a comment, those taken back left out."""
    if comment is None:
        return ()
    there = files.of_comment(visit.db, seat, comment)
    return tuple(one for one in there if not one.is_removed)


def _redlines(visit: Visit, seat: Seat, page: CommentFormPage) -> dict[Language, LiveRedline]:
    """Return what wordings change that differ from the text."""
    given = {one: page.form.wording(one).data or "" for one in page.subject.said}
    eid = page.subject.where.eid
    return {
        one: live_redline(visit, seat, eid, one, wording)
        for one, wording in given.items()
        if wording.strip() != page.subject.said[one].strip()
    }
