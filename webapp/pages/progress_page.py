"""The coordinator's overview of a round: provisions by experts, who owes what, and the progress drawn."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from flask import url_for

from kb.access import Permission, PersonId
from kb.errors import msg
from kb.language import Language
from kb.law.citation.naming import place
from kb.law.identifiers import NOWHERE, EId
from kb.review.comments import Severity
from kb.review.rounds import RoundState
from kb.services import pinned, progressing
from kb.services.progressing import Owed, Participant, Progress, Remark
from kb.services.readings import Unit
from kb.services.seats import Seat
from webapp import answers_labels, labels, review_labels
from webapp.locale import gettext, ngettext
from webapp.pages import progress_chart
from webapp.pages.comment_filters import unit_of
from webapp.pages.progress_chart import Days, Share
from webapp.pages.round_head import RoundHead, round_head
from webapp.visit import Visit

OWED: Final = {
    Owed.DECLARATION: msg("declaration of interest"),
    Owed.OPINION: msg("opinion"),
}
SIGNS: Final = {Severity.BLOCKING: "■", Severity.IMPORTANT: "▲", Severity.MINOR: "●"}
"""How grave the gravest comment is, told apart by shape as well as by colour."""


class Cell(NamedTuple):
    """An expert at a provision: comments if there is a `link`, else the provision was read."""

    sign: str
    name: str
    comments: int = 0
    words: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A provision with the cells of all experts; None is silence."""

    label: str
    heading: str
    language: Language
    eid: EId
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class ExpertView:
    """An expert in the list; `read` of the provisions, `share` of one are read or commented on."""

    expert: Participant
    number: int
    short: str
    panel: str
    read: int
    share: float
    remarks: str
    opinion: str
    owes: tuple[str, ...]
    may_remind: bool


@dataclass(frozen=True, slots=True)
class ProgressPage:
    """All that the overview shows."""

    head: RoundHead
    experts: tuple[ExpertView, ...]
    lines: tuple[Line, ...]
    shares: tuple[Share, ...]
    days: Days
    asked: int
    silent: int
    total: int
    may_remind: bool
    reminded: int | None


def progress_page(visit: Visit, seat: Seat, reminded: int | None = None) -> ProgressPage:
    """Return the overview of a round; `reminded` is how many experts were reminded just now."""
    found = pinned.act(visit.db, seat)
    progress = progressing.overview(visit.db, seat, visit.language)
    people, units = progress.people, frozenset(one.eid for one in progress.units)
    is_open = seat.asked.state is RoundState.OPEN and not seat.is_public
    may_remind = is_open and seat.viewer.may(Permission.RUN_ROUNDS)
    experts = (
        _view(one, number, units, may_remind=may_remind) for number, one in enumerate(people, 1)
    )
    return ProgressPage(
        head=round_head(visit, seat, found),
        experts=tuple(experts),
        lines=tuple(_lines(progress, seat, visit.language)),
        shares=progress_chart.shares(progress.asked, in_public=seat.is_public),
        days=progress_chart.days(people, seat.asked.opens, seat.asked.closes),
        asked=len(progress.asked),
        silent=sum(one.is_silent for one in progress.asked),
        total=len(progress.units),
        may_remind=may_remind,
        reminded=reminded,
    )


def _view(one: Participant, number: int, units: frozenset[EId], *, may_remind: bool) -> ExpertView:
    read = len(one.seen & units)
    return ExpertView(
        expert=one,
        number=number,
        short=_short(one.name),
        panel=labels.panel(one.panel) if one.panel else "",
        read=read,
        share=read / len(units) if units else 0.0,
        remarks=_told(one.remarks),
        opinion=answers_labels.opinion(one.opinion) if one.opinion else "",
        owes=tuple(gettext(OWED[owed]) for owed in one.owes),
        may_remind=may_remind and Owed.OPINION in one.owes,
    )


def _short(name: str) -> str:
    """Return a name that fits above a column: the last word, and the first letter of the first.

    >>> _short("Aigül Serik Bekova"), _short("Aigül")
    ('A. Bekova', 'Aigül')
    """
    words = name.split()
    return f"{words[0][0]}. {words[-1]}" if len(words) > 1 else name


def _told(remarks: Sequence[Remark]) -> str:
    """Return how many comments there are and how grave the gravest is, in words."""
    if not remarks:
        return ""
    count = ngettext("%(num)s comment", "%(num)s comments", len(remarks)) % {"num": len(remarks)}
    return f"{count}, {_severity(remarks)}"


def _severity(remarks: Sequence[Remark]) -> str:
    grave = review_labels.severity(progressing.worst(remarks))
    return grave if len(remarks) == 1 else gettext("at worst %(severity)s") % {"severity": grave}


def _lines(progress: Progress, seat: Seat, language: Language) -> Iterator[Line]:
    """Yield the rows of the matrix: first what was said of the act as a whole, if anything was."""
    people = [(one, one.by_unit()) for one in progress.people]
    if any(NOWHERE in said for _, said in people):
        label = gettext("The act as a whole, headings")
        yield Line(label, "", language, NOWHERE, tuple(_cells(people, NOWHERE, seat)))
    for unit in progress.units:
        cells, first = tuple(_cells(people, unit.eid, seat)), unit.provision
        heading = first.heading or first.text[:_FIRST]
        yield Line(_label(unit, language), heading, unit.language, unit.eid, cells)


def _label(unit: Unit, language: Language) -> str:
    return place(unit.eid, language) or unit.provision.label or unit.provision.number


def _cells(
    people: Iterable[tuple[Participant, Mapping[EId, Sequence[Remark]]]], unit: EId, seat: Seat
) -> Iterator[Cell | None]:
    for one, said in people:
        if remarks := said.get(unit):
            grave = progressing.worst(remarks)
            link = _link(seat, one.person, unit, remarks)
            yield Cell(SIGNS[grave], grave, len(remarks), _told(remarks), link)
        else:
            yield READ if unit in one.read else None


_FIRST: Final = 80
"""So many characters of a paragraph without a heading are shown in its place."""
READ: Final = Cell("✓", "read")


def _link(seat: Seat, person: PersonId, unit: EId, remarks: Sequence[Remark]) -> str:
    """Return where the comments of somebody on a provision are read."""
    act, number = seat.asked.act, seat.asked.number
    if len(remarks) == 1:
        return url_for("review.comment", act=act, number=number, comment=remarks[0].id)
    return url_for("review.show", act=act, number=number, person=person, provision=unit_of(unit))
