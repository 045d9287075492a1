"""The page on which a comment of a round is answered: what is said, the answer, and who confirms it."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from markupsafe import Markup

from kb.access import PersonId
from kb.errors import msg
from kb.language import Language
from kb.law.identifiers import NOWHERE
from kb.review.comments import CommentId
from kb.review.dispositions import Answer, Status, Verdict, obstacles_to_confirm
from kb.services import files, noting, pinned, queueing, threads
from kb.services.disposing import AnsweredMeanwhileError
from kb.services.noting import Note
from kb.services.queueing import Brief, Entry
from kb.services.seats import Seat
from kb.services.unfinished import Kind, Slot
from webapp import refusals, review_labels
from webapp.answers_forms import AnswerForm, answer_form, blank, of_answer
from webapp.locale import gettext
from webapp.pages import verified
from webapp.pages.comment_view import CommentView, Pinned, place_of, redline, view_of
from webapp.pages.queue_page import Done, Line, Result, alike, closed, lines_of, results
from webapp.pages.redline_body import Pen
from webapp.pages.round_text import Reading, RoundText, round_text
from webapp.pages.writing_aid import WritingAid, begun
from webapp.visit import Visit

HINTS: Final = {
    Verdict.ACCEPTED: msg("the text is changed as suggested; a reply is not required"),
    Verdict.IN_PART: msg("the text is changed otherwise than suggested, or only partly"),
    Verdict.REJECTED: msg("the text stays; the reply says why"),
    Verdict.NOTED: msg("nothing in the text is to be changed"),
    Verdict.OUT_OF_SCOPE: msg("it is about something that this act does not govern"),
    Verdict.DUPLICATE: msg("the answer to another comment serves this one too"),
}
"""What each answer means to those who choose it."""

_MOST_FOREIGN: Final = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A verdict as it is offered."""

    value: Verdict
    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer as it is shown; the wording adopted is a redline against the pinned text."""

    verdict: str
    texts: tuple[tuple[Language, str], ...]
    original: CommentId | None
    wordings: tuple[tuple[Language, Markup], ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """What somebody else has answered meanwhile, and who."""

    by: str
    answer: AnswerView | None


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """All that the page of a comment in the queue shows; `beside` are those before and after it.

    `others` are the rest of the comments in the order of the text, each with what it is on.
    `aid` is what helps in writing the answer, `results` what became of the duplicates ticked with it,
    if not all could be served.
    """

    text: RoundText
    entry: Entry
    view: CommentView
    readings: tuple[Reading, ...]
    answer: AnswerView | None
    contested: AnswerView | None
    notes: tuple[Note, ...]
    form: AnswerForm
    aid: WritingAid
    languages: tuple[Language, ...]
    alike: tuple[Line, ...]
    others: tuple[tuple[Brief, str], ...]
    closed: str
    confirming: tuple[str, ...]
    beside: tuple[CommentId | None, CommentId | None]
    problems: tuple[str, ...] = ()
    clash: Clash | None = None
    results: tuple[Result, ...] = ()

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The verdicts as they are offered."""
        verdicts = ((one, review_labels.verdict(one), gettext(HINTS[one])) for one in Verdict)
        return tuple(Choice(*one) for one in verdicts)

    @property
    def may_propose(self) -> bool:
        """Whether an answer can be written now."""
        return not self.closed and not self.entry.disposition.is_settled

    @property
    def is_proposed(self) -> bool:
        """Whether an answer waits for a second person."""
        return self.entry.disposition.status is Status.PROPOSED


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that could not be taken, and why; or what somebody else answered meanwhile.

    `done` is of an answer that was taken, with the duplicates that it was to serve.
    """

    form: AnswerForm | None = None
    problems: tuple[str, ...] = ()
    error: AnsweredMeanwhileError | None = None
    done: Done | None = None


def answer_page(
    visit: Visit, seat: Seat, comment: CommentId, sent: Sent | None = None
) -> AnswerPage:
    """Return the page of a comment in the queue of a round, to those who see all of its review."""
    sent, text = sent or Sent(), round_text(visit, seat)
    briefs = sorted(queueing.briefly(visit.db, seat), key=lambda one: text.at(one.eid))
    eid = next((one.eid for one in briefs if one.id == comment), None)
    entries = queueing.entries(visit.db, seat, eid)
    entry, eid = queueing.find(entries, comment), eid or NOWHERE
    said = pinned.wordings(visit.db, text.act, eid) if text.act else {}
    contest = entry.disposition.contest
    form, aid = _form(text, entry, said, sent)
    same = _alike(seat, entries, entry)
    return AnswerPage(
        text=text,
        entry=entry,
        view=_view(text, comment, said),
        readings=text.readings(eid, visit.language, entry.content.language),
        answer=_shown(entry.disposition.answer, said),
        contested=_shown(contest.answer, said) if contest else None,
        notes=tuple(noting.listed(visit.db, seat, comment)),
        form=form,
        aid=aid,
        languages=tuple(said),
        alike=same,
        others=_others(briefs, {comment, *(line.entry.id for line in same)}),
        closed=closed(seat),
        confirming=_confirming(entry, seat.viewer.person),
        beside=_neighbours([one.id for one in briefs], comment),
        problems=sent.problems,
        clash=_clash(entry, said, sent.error) if sent.error else None,
        results=tuple(results(entries, sent.done or {})),
    )


def _view(text: RoundText, comment: CommentId, said: Mapping[Language, str]) -> CommentView:
    thread = threads.find(text.visit.db, text.seat, comment)
    languages = text.act.languages if text.act else ()
    attached = files.of_comments(text.visit.db, text.seat, threads.only(comment))
    pinned_ = Pinned(
        text.head.act, text.head.number, languages, {thread.anchor.eid: said}, files=attached
    )
    return verified.told(text.visit, text.seat, view_of(thread, pinned_))


def _shown(answer: Answer | None, said: Mapping[Language, str]) -> AnswerView | None:
    return answer_view(answer, said) if answer else None


def answer_view(answer: Answer, said: Mapping[Language, str]) -> AnswerView:
    """Return an answer as it is shown; `said` is the provision in the pinned text."""
    adopted = answer.adoption.wording if answer.adoption else ()
    pen = Pen.ready()
    return AnswerView(
        verdict=review_labels.verdict(answer.verdict),
        texts=tuple((one, text) for one, text in (_reply(answer), *answer.translations) if text),
        original=answer.original,
        wordings=tuple((one, redline(pen, said.get(one, ""), text)) for one, text in adopted),
    )


def _reply(answer: Answer) -> tuple[Language, str]:
    return answer.language, answer.reply


def _form(
    text: RoundText, entry: Entry, said: Mapping[Language, str], sent: Sent
) -> tuple[AnswerForm, WritingAid]:
    """Return the form: as it was sent, as it was begun, with the answer so far, or ready for the first one.

    Once both texts are shown to whoever came second, theirs may take the place of the other. What
    was begun before another answer came keeps telling which one was seen.
    """
    answer, slot = entry.disposition.answer, Slot(Kind.ANSWER, entry.id)
    given = of_answer(answer, said) if answer else blank(entry.content, said)
    typed, aid = (None, WritingAid(slot)) if sent.form else begun(text.visit, text.seat, slot)
    form = sent.form or answer_form(typed, given)
    seen_before = typed is not None and answer is not None and form.revision.data is not None
    if (sent.form is None and not seen_before) or sent.error is not None:
        form.revision.data = entry.revision
    return form, aid


def _confirming(entry: Entry, person: PersonId | None) -> tuple[str, ...]:
    """Return what keeps a viewer from confirming the answer."""
    if person is None:
        return ()
    return tuple(map(refusals.obstacle, obstacles_to_confirm(entry.disposition, person)))


def _neighbours(
    ids: Sequence[CommentId], comment: CommentId
) -> tuple[CommentId | None, CommentId | None]:
    at = ids.index(comment)
    return (ids[at - 1] if at else None), (ids[at + 1] if at + 1 < len(ids) else None)


def _alike(seat: Seat, entries: Sequence[Entry], entry: Entry) -> tuple[Line, ...]:
    """Return the comments that may say the same as this one, whichever came first.

    Words of two languages cannot be compared: those in another one are for a person to judge.
    """
    repeated = alike(entries, {entry.anchor.eid})
    mine = set(repeated.get(entry.id, ()))
    found = mine | {id_ for id_, earlier in repeated.items() if entry.id in earlier}
    foreign = (one.id for one in entries if one.content.language is not entry.content.language)
    found |= set(islice(foreign, _MOST_FOREIGN))
    return tuple(line for id_, line in lines_of(seat, entries).items() if id_ in found)


def _others(
    briefs: Iterable[Brief], left_out: Container[CommentId]
) -> tuple[tuple[Brief, str], ...]:
    """Return the comments that are not shown otherwise, each with what it is on."""
    return tuple((one, place_of(one.eid)) for one in briefs if one.id not in left_out)


def _clash(entry: Entry, said: Mapping[Language, str], error: AnsweredMeanwhileError) -> Clash:
    stored = error.details["stored"]
    view = answer_view(stored, said) if isinstance(stored, Answer) else None
    return Clash(entry.proposer, view)
