"""The desk's page of one round: how far it has come, its term, who is asked, and what can be done."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from kb.access import Permission
from kb.errors import ConflictError, msg
from kb.law.procedure import Shown
from kb.review import calendar
from kb.review.attachments import DOCUMENTS, Role
from kb.review.obstacle import RefusedError
from kb.review.rounds import ASKING, LATE, Round, RoundState
from kb.services import admitting, files, pinned, rounds, threads
from kb.services.admitting import Attendant
from kb.services.files import File
from kb.services.seats import Seat
from webapp import labels, rounds_labels
from webapp.locale import gettext
from webapp.pages.round_head import RoundHead, round_head
from webapp.rounds_forms import ExtensionForm
from webapp.visit import Visit

ORDER: Final = tuple(RoundState)
MEANWHILE: Final = msg("This cannot be done as things stand now. The page shows how they stand.")


@dataclass(frozen=True, slots=True)
class StepView:
    """A state of a round; `place` says whether it is over, is that of now, or comes."""

    title: str
    place: str


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


@dataclass(frozen=True, slots=True)
class RoundDeskPage:
    """All that the page shows; counts and experts only to those who see all comments."""

    head: RoundHead
    asked: Round
    last_day: date | None
    steps: tuple[StepView, ...]
    panels: str
    shown: str
    sees_all: bool
    runs: bool
    closed_because: str
    comments: int
    unsettled: int
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
    return RoundDeskPage(
        head=round_head(visit, seat, pinned.act(db, seat)),
        asked=asked,
        last_day=calendar.whole_last_day(asked.closes),
        steps=tuple(_steps(asked.state)),
        panels=", ".join(labels.panel(one) for one in sorted(asked.panels)),
        shown=rounds_labels.shown(asked.shown),
        sees_all=sees_all,
        runs=seat.viewer.may(Permission.RUN_ROUNDS),
        closed_because=rounds.closed_because(db, seat),
        comments=threads.count(db, seat) if sees_all else 0,
        unsettled=rounds.unsettled(db, seat.id) if sees_all else 0,
        experts=_experts(visit, seat) if sees_all else (),
        documents=tuple(DocumentView(one, role_of(one.role)) for one in files.documents(db, seat)),
        roles=tuple((one.value, role_of(one)) for one in Role if one in DOCUMENTS),
        extension=ExtensionForm(),
        typed=typed,
    )


def role_of(role: Role) -> str:
    """Return what a document of a round is called."""
    return gettext(rounds_labels.DOCUMENTS[role])


def problems(error: RefusedError | ConflictError) -> tuple[str, ...]:
    """Return why something cannot be done, in the reader's language."""
    if isinstance(error, RefusedError):
        return tuple(map(rounds_labels.obstacle, error.obstacles))
    return (gettext(MEANWHILE),)


def _steps(state: RoundState) -> list[StepView]:
    at = ORDER.index(state)
    places = ("before" if n < at else "here" if n == at else "ahead" for n in range(len(ORDER)))
    return [
        StepView(labels.round_state(one), place) for one, place in zip(ORDER, places, strict=True)
    ]


def _experts(visit: Visit, seat: Seat) -> tuple[ExpertView, ...]:
    found = admitting.attendants(visit.db, seat)
    return tuple(
        ExpertView(one, labels.panel(one.panel) if one.panel else "", labels.answer(one.state))
        for one in found
    )
