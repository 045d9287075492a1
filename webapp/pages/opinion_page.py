"""The page of opinions of a round: one's own, with what one has said on the draft, and those one may read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from kb.access import Permission
from kb.errors import NotFoundError, msg
from kb.language import Language
from kb.review.attachments import Role
from kb.review.comments import CommentState
from kb.review.obstacle import Obstacle
from kb.review.opinions import ONE_ONLY, OpinionKind
from kb.review.rounds import RoundState, arrival
from kb.review.summary import Summary
from kb.services import files, opining, summing, threads
from kb.services.files import File
from kb.services.opining import Told, View
from kb.services.seats import Seat
from kb.services.threads import Thread, Wanted
from webapp import answers_labels, refusals, review_labels
from webapp.answers_forms import OpinionForm, opinion_form
from webapp.locale import current, gettext
from webapp.pages.comment_form_page import Meanwhile, Part, side_by_side
from webapp.pages.comment_view import CommentView, Pinned, name_of, view_of
from webapp.pages.round_text import RoundText, round_text
from webapp.visit import Visit

KIND: Final = msg("What you make of the draft as a whole")
SUMMARY: Final = msg("Summary")


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an opinion was before."""

    label: str
    language: Language
    summary: str


@dataclass(frozen=True, slots=True)
class OpinionView:
    """An opinion as it is shown."""

    by: str
    kind: OpinionKind
    label: str
    language: Language
    summary: str
    given_at: datetime
    is_late: bool
    earlier: tuple[Earlier, ...]
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of one's comments are of a type, or of a severity."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class OpinionPage:
    """All that the page shows; `form` is None to those who give no opinion, `closed` says why it is late."""

    text: RoundText
    own: tuple[CommentView, ...]
    types: tuple[Tally, ...]
    severities: tuple[Tally, ...]
    mine: OpinionView | None
    form: OpinionForm | None
    choices: tuple[tuple[OpinionKind, str], ...]
    is_declared: bool
    closed: str
    others: tuple[OpinionView, ...]
    kept: tuple[File, ...]
    problems: tuple[str, ...] = ()
    file_problems: tuple[str, ...] = ()
    meanwhile: tuple[Meanwhile, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that could not be taken, the files that came with it, and why."""

    form: OpinionForm
    kept: tuple[File, ...] = ()
    problems: tuple[str, ...] = ()
    file_problems: tuple[str, ...] = ()
    meanwhile: tuple[Meanwhile, ...] = ()


def opinion_page(visit: Visit, seat: Seat, sent: Sent | None = None) -> OpinionPage:
    """Return the page; NotFoundError to those who neither give an opinion here nor read all of them."""
    if seat.is_public or not (seat.may_give_opinion or seat.viewer.may(Permission.SEE_REVIEWS)):
        raise NotFoundError
    text, told = round_text(visit, seat), opining.listed(visit.db, seat)
    letters = files.of_opinions(visit.db, seat)
    mine = next((one for one in told if one.is_mine), None)
    own = _own(visit, seat) if seat.may_give_opinion else []
    figures = summing.summed(own, ())
    return OpinionPage(
        text=text,
        own=_views(text, own),
        types=_tallies(figures),
        severities=_severities(figures),
        mine=opinion_view(mine, letters) if mine else None,
        form=_form(visit, seat, mine, sent),
        choices=tuple((one, answers_labels.opinion_choice(one)) for one in OpinionKind),
        is_declared=_is_declared(visit, seat),
        closed=_closed(seat, mine),
        others=tuple(opinion_view(one, letters) for one in told if not one.is_mine),
        kept=sent.kept if sent else tuple(_kept(visit, seat)),
        problems=sent.problems if sent else (),
        file_problems=sent.file_problems if sent else (),
        meanwhile=sent.meanwhile if sent else (),
    )


def opinion_view(told: Told, letters: Mapping[int, Sequence[File]]) -> OpinionView:
    """Return an opinion as it is shown."""
    view = told.view
    label = answers_labels.opinion_choice if told.is_mine else answers_labels.opinion
    earlier = (Earlier(label(one.kind), one.language, one.summary) for one in told.earlier)
    return OpinionView(
        by=name_of(told.author, is_mine=told.is_mine),
        kind=view.kind,
        label=label(view.kind),
        language=view.language,
        summary=view.summary,
        given_at=told.given_at,
        is_late=told.is_late,
        earlier=tuple(earlier),
        files=tuple(letters.get(told.id, ())),
    )


def meanwhile_of(stored: View, given: View) -> tuple[Meanwhile, ...]:
    """Return both texts of an opinion that was changed while somebody else changed it too."""
    return side_by_side(_parts(stored), _parts(given))


def _parts(view: View) -> Iterator[Part]:
    """Yield the parts of an opinion, each with its name and the language it is in."""
    yield (gettext(KIND), current()), answers_labels.opinion_choice(view.kind)
    yield (gettext(SUMMARY), view.language), view.summary


def _own(visit: Visit, seat: Seat) -> list[Thread]:
    found = threads.listed(visit.db, seat, Wanted(person=seat.viewer.person))
    return [one for one in found if one.state is CommentState.SUBMITTED]


def _views(text: RoundText, own: Iterable[Thread]) -> tuple[CommentView, ...]:
    shown = Pinned(text.head.act, text.head.number, (), {})
    ordered = sorted(own, key=lambda one: text.at(one.anchor.eid))
    return tuple(view_of(one, shown) for one in ordered)


def _tallies(figures: Summary) -> tuple[Tally, ...]:
    counts = (one for one in figures.by_type if one.number)
    return tuple(Tally(review_labels.type_of(one.key), one.number) for one in counts)


def _severities(figures: Summary) -> tuple[Tally, ...]:
    counts = (one for one in figures.by_severity if one.number)
    return tuple(Tally(review_labels.severity(one.key), one.number) for one in counts)


def _form(visit: Visit, seat: Seat, mine: Told | None, sent: Sent | None) -> OpinionForm | None:
    """Return the form: as it was sent, or with the opinion so far; None to those who give none."""
    if not seat.may_give_opinion:
        return None
    if sent is not None:
        return sent.form
    languages = [one for one in Language if one in seat.asked.languages]
    first = visit.language if visit.language in languages else languages[0]
    given: dict[str, object] = {"language": first}
    if mine is not None:
        view = mine.view
        given = {"kind": view.kind, "language": view.language, "summary": view.summary}
        given["revision"] = mine.revision
    return opinion_form(languages, given=given)


def _is_declared(visit: Visit, seat: Seat) -> bool:
    person = seat.viewer.person
    return person is None or opining.has_declared(visit.db, person, seat.asked.act)


def _closed(seat: Seat, mine: Told | None) -> str:
    """Return why no opinion can be given now, or an empty text."""
    when = arrival(seat.asked, seat.now, has_link=seat.has_link)
    if isinstance(when, Obstacle):
        return refusals.obstacle(when)
    is_over = mine is not None and seat.asked.state is not RoundState.OPEN
    return gettext(ONE_ONLY) if is_over else ""


def _kept(visit: Visit, seat: Seat) -> list[File]:
    """Return the letters that were uploaded, and not yet sent with the opinion."""
    return files.unused(visit.db, seat, Role.LETTER) if seat.may_give_opinion else []
