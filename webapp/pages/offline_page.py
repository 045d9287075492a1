"""The page of a round for those who work in Word: the text to take away, the comments to bring back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kb.errors import NotFoundError, msg
from kb.language import Language
from kb.law.citation.naming import place
from kb.law.identifiers import EId
from kb.review.comments import CommentId
from kb.services import offline, pinned
from kb.services.offline import Sure
from kb.services.seats import Seat
from webapp.locale import gettext
from webapp.offline_forms import NoteForm, NotesForm
from webapp.pages.round_head import RoundHead, may_write, round_head, why_not
from webapp.terms import until
from webapp.visit import Visit

SURE: Final = {
    Sure.WORDS: msg("The quoted words were found in the text."),
    Sure.PROVISION: msg("The comment is on the provision as a whole."),
    Sure.NOWHERE: msg("The provision was not found. Say where the comment belongs."),
}
"""How a comment's place was found."""

ILLUSTRATIVE: Final = msg(
    "This text is an illustrative draft. It is not official and has no legal force."
)
DRAFT: Final = msg("Draft, version %(version)s. Comments are taken %(until)s.")
HOW: Final = msg(
    "Write comments with Word's own comments on words or paragraphs, save the document, and upload it on "
    "the page of the round. Changes that are tracked are not taken over: write them as comments."
)


@dataclass(frozen=True, slots=True)
class Line:
    """A comment from the document, in its form; `place` is the citation of its provision."""

    form: NoteForm
    place: str
    sure: str
    is_lost: bool


@dataclass(frozen=True, slots=True)
class OfflinePage:
    """All that the page shows; `form` is None until a document was uploaded."""

    head: RoundHead
    languages: tuple[Language, ...]
    may_write: bool
    why_not: str
    problem: str = ""
    form: NotesForm | None = None
    lines: tuple[Line, ...] = ()
    places: tuple[tuple[EId, str], ...] = ()
    changes: int = 0
    taken: tuple[tuple[CommentId, str], ...] = ()


def offline_page(visit: Visit, seat: Seat, problem: str = "") -> OfflinePage:
    """Return the page; NotFoundError to those who may not read the text."""
    found = pinned.act(visit.db, seat)
    if found is None:
        raise NotFoundError
    return OfflinePage(
        head=round_head(visit, seat, found),
        languages=tuple(one for one in Language if one in found.shown.texts),
        may_write=may_write(seat),
        why_not=why_not(seat),
        problem=problem,
    )


def with_notes(
    visit: Visit, seat: Seat, form: NotesForm, taken: Sequence[tuple[CommentId, EId]] = ()
) -> OfflinePage:
    """Return the page with comments to be looked over, and those that were submitted just now."""
    named = {
        eid: place(eid, visit.language) or eid
        for eid, _ in offline.places(visit.db, seat, form.languages[0])
    }
    whole = gettext("the act as a whole")
    return replace(
        offline_page(visit, seat),
        form=form,
        lines=tuple(_line(one, named, whole) for one in form.forms),
        places=tuple(named.items()),
        taken=tuple((id_, named.get(eid, whole)) for id_, eid in taken),
    )


def _line(form: NoteForm, named: dict[EId, str], whole: str) -> Line:
    sure = form.sure.data if form.sure.data in set(Sure) else Sure.PROVISION.value
    told = gettext(SURE[Sure(sure)])
    where = named.get(EId(form.eid.data or ""), whole)
    return Line(form, where, told, Sure(sure) is Sure.NOWHERE and not form.eid.data)


def told_on_paper(page: OfflinePage, seat: Seat) -> list[str]:
    """Return what stands on top of the document, in the reader's language."""
    draft = gettext(DRAFT) % {"version": page.head.version, "until": until(seat.asked.closes)}
    return [gettext(ILLUSTRATIVE), f"{page.head.kind}. {draft}", gettext(HOW)]
