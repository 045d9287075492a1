"""The desk's page of one round: how far it has come, its term, who is asked, and what can be done."""

from dataclasses import dataclass, replace
from typing import Final

from kb.access import Permission
from kb.errors import msg
from kb.law.procedure import Shown
from kb.review.attachments import DOCUMENTS, Role
from kb.review.rounds import ASKING, LATE, Extension, Pending, Round, RoundState, obstacles
from kb.services import admitting, files, pinned, rounds, threads, under_discussion
from kb.services.admitting import Attendant
from kb.services.files import File
from kb.services.seats import Seat
from webapp import labels, refusals, rounds_labels
from webapp.locale import gettext
from webapp.pages.round_head import RoundHead, round_head
from webapp.rounds_forms import ExtensionForm
from webapp.visit import Visit

ORDER: Final = tuple(RoundState)
WAYS: Final = {
    "moderation.show": msg("Moderation"),
    "progress.show": msg("Progress"),
    "review.show": msg("Text and comments"),
    "answers.queue": msg("Comments to answer"),
    "reports.show": msg("Report"),
    "exports.show": msg("Tables and documents"),
}
"""The pages of a round by their endpoints, as they matter while people are asked."""
TEXT_ALONE: Final = msg("Text")
_ANSWERED: Final = (
    "answers.queue",
    "moderation.show",
    "review.show",
    "reports.show",
    "exports.show",
)
_REPORTED: Final = ("reports.show", "exports.show", "review.show", "answers.queue")
BY_STATE: Final = {
    RoundState.SCHEDULED: tuple(WAYS),
    RoundState.OPEN: tuple(WAYS),
    RoundState.CLOSED: (*_ANSWERED, "progress.show"),
    RoundState.ANSWERING: (*_ANSWERED, "progress.show"),
    RoundState.REPORTED: (*_REPORTED, "progress.show", "moderation.show"),
}


@dataclass(frozen=True, slots=True)
class StepView:
    """A state of a round; `place` says whether it is over, is that of now, or comes."""

    title: str
    place: str


@dataclass(frozen=True, slots=True)
class Way:
    """A page of the round to go to; the one that matters most in its state is the main one."""

    endpoint: str
    title: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class ExtensionView:
    """A later close, and who gave the reason for it."""

    extension: Extension
    by: str


@dataclass(frozen=True, slots=True)
class ExpertView:
    """An expert of the act, and what is told of one."""

    attendant: Attendant
    panel: str
    state: str


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document of the round, and what kind it is."""

    file: File
    role: str


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that was sent and cannot be taken as it is: what was typed, and what is wrong."""

    what: str = ""
    sent: dict[str, str] | None = None
    wrong: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()

    def value(self, what: str, name: str, usual: str = "") -> str:
        """Return what was typed in a field of a form; in one that was not sent stands the usual."""
        return (self.sent or {}).get(name, "") if self.what == what else usual

    def is_wrong(self, what: str, name: str) -> bool:
        """Tell whether a field of a form has to be mended."""
        return self.what == what and name in self.wrong


@dataclass(frozen=True, slots=True)
class RoundDeskPage:
    """All that the page shows; counts and experts only to those who see all comments."""

    head: RoundHead
    asked: Round
    steps: tuple[StepView, ...]
    panels: str
    shown: str
    sees_all: bool
    runs: bool
    closed_because: str
    extensions: tuple[ExtensionView, ...]
    comments: int
    unsettled: int
    contestable: str
    experts: tuple[ExpertView, ...]
    documents: tuple[DocumentView, ...]
    roles: tuple[tuple[str, str], ...]
    extension: ExtensionForm
    typed: Typed

    @property
    def reads_report(self) -> bool:
        """Whether the viewer may read what was said, the round being reported."""
        is_shown = self.sees_all or self.asked.shown is not Shown.HIDDEN
        return is_shown and self.asked.state is RoundState.REPORTED

    @property
    def ways(self) -> tuple[Way, ...]:
        """The pages of the round, those that matter most in its state first.

        In a public round nobody in particular is asked: how far they have come matters least.
        """
        order = [one for one in BY_STATE[self.asked.state] if self._leads_to(one)]
        order.sort(key=lambda one: self.head.is_public and one == "progress.show")
        acts_first = self.may_answer or (self.may_report and self.is_answered)
        return tuple(
            Way(one, self._called(one), is_main=not number and not acts_first)
            for number, one in enumerate(order)
        )

    @property
    def is_answered(self) -> bool:
        """Whether every comment has an answer that nobody can contest any more."""
        return not self.unsettled and not self.contestable

    def _called(self, endpoint: str) -> str:
        """Return what a page is called; without comments the text stands alone on its page."""
        sees_some = self.sees_all or self.reads_report or self.head.is_public
        alone = endpoint == "review.show" and not sees_some
        return gettext(TEXT_ALONE if alone else WAYS[endpoint])

    def _leads_to(self, endpoint: str) -> bool:
        match endpoint:
            case "review.show" | "exports.show":
                return True
            case "moderation.show":
                return self.head.may_moderate
            case "reports.show":
                return self.sees_all or self.reads_report
            case _:
                return self.sees_all

    @property
    def may_extend(self) -> bool:
        """Whether the viewer may let the round close later."""
        return self.runs and self.asked.state in ASKING

    @property
    def may_close(self) -> bool:
        """Whether the viewer may close it before its term is over."""
        return self.runs and self.asked.state is RoundState.OPEN

    @property
    def may_answer(self) -> bool:
        """Whether the viewer may begin answering."""
        return self.runs and self.asked.state is RoundState.CLOSED

    @property
    def may_report(self) -> bool:
        """Whether answering goes on, and the viewer may end it."""
        return self.runs and self.asked.state is RoundState.ANSWERING

    @property
    def late_ones(self) -> tuple[Attendant, ...]:
        """Those who can be let in after the close."""
        if not self.runs or self.asked.state not in LATE:
            return ()
        there = (view.attendant for view in self.experts)
        return tuple(one for one in there if one.is_asked and one.admission is None)

    @property
    def problems_above(self) -> tuple[str, ...]:
        """Why something cannot be done whose form is not there any more."""
        there = {
            "extend": self.may_extend,
            "close": self.may_close,
            "answer": self.may_answer,
            "report": self.may_report,
            "admit": bool(self.late_ones),
            "documents": self.runs,
        }
        return () if there.get(self.typed.what) else self.typed.problems


NOTHING: Final = Typed()


def round_desk_page(visit: Visit, seat: Seat, typed: Typed = NOTHING) -> RoundDeskPage:
    """Return the page of a round, to those who may read all drafts."""
    sees_all = seat.viewer.may(Permission.SEE_REVIEWS)
    asked, db = seat.asked, visit.db
    pending = _pending(visit, seat) if sees_all else Pending()
    return RoundDeskPage(
        head=round_head(visit, seat, pinned.act(db, seat)),
        asked=asked,
        steps=tuple(_steps(asked.state)),
        panels=", ".join(labels.panel(one) for one in sorted(asked.panels)),
        shown=rounds_labels.shown(asked.shown),
        sees_all=sees_all,
        runs=seat.viewer.may(Permission.RUN_ROUNDS),
        closed_because=rounds.closed_because(db, seat),
        extensions=_extensions(visit, seat),
        comments=threads.count(db, seat) if sees_all else 0,
        unsettled=pending.unsettled,
        contestable=_contestable(seat, pending),
        experts=_experts(visit, seat) if sees_all else (),
        documents=tuple(DocumentView(one, role_of(one.role)) for one in files.documents(db, seat)),
        roles=tuple((one.value, role_of(one)) for one in Role if one in DOCUMENTS),
        extension=ExtensionForm(),
        typed=typed,
    )


def _pending(visit: Visit, seat: Seat) -> Pending:
    """Return what keeps the round from its report; once it is reported, nothing does."""
    if seat.asked.state is RoundState.ANSWERING:
        return rounds.pending(visit.db, seat, visit.catalogues.procedure)
    return Pending(under_discussion.unsettled(visit.db, seat.id))


def _contestable(seat: Seat, pending: Pending) -> str:
    """Return until when answers can be contested that the report has to wait for."""
    why = obstacles(seat.asked, seat.now, pending=replace(pending, unsettled=0))
    waits = seat.asked.state is RoundState.ANSWERING
    return " ".join(map(refusals.obstacle, why)) if waits else ""


def role_of(role: Role) -> str:
    """Return what a document of a round is called."""
    return gettext(rounds_labels.DOCUMENTS[role])


def _steps(state: RoundState) -> list[StepView]:
    at = ORDER.index(state)
    places = ("before" if n < at else "here" if n == at else "ahead" for n in range(len(ORDER)))
    return [
        StepView(labels.round_state(one), place) for one, place in zip(ORDER, places, strict=True)
    ]


def _extensions(visit: Visit, seat: Seat) -> tuple[ExtensionView, ...]:
    """Return the extensions, the last first."""
    if not seat.asked.extensions:
        return ()
    names = rounds.extended_by(visit.db, seat)
    return tuple(ExtensionView(one, names[one.by]) for one in reversed(seat.asked.extensions))


def _experts(visit: Visit, seat: Seat) -> tuple[ExpertView, ...]:
    found = admitting.attendants(visit.db, seat)
    return tuple(
        ExpertView(one, labels.panel(one.panel) if one.panel else "", labels.answer(one.state))
        for one in found
    )
