"""The queue of a round: its comments in the order of the text, filtered, duplicates under their originals."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from werkzeug.datastructures import MultiDict

from kb.access import Permission
from kb.errors import KBError, msg
from kb.law.identifiers import EId
from kb.review.comments import CommentId
from kb.review.dispositions import Status, Verdict
from kb.review.duplicates import Saying, likely
from kb.review.rounds import IS_OVER, RoundState
from kb.services import queueing, unfinished, verifying
from kb.services.disposing import NOT_ANSWERING
from kb.services.queueing import Entry
from kb.services.seats import Seat
from kb.services.verifying import Found
from webapp import review_labels
from webapp.locale import gettext
from webapp.pages.comment_view import place_of
from webapp.pages.queue_filters import VALUES, Filter, filters, fits, turn
from webapp.pages.round_text import RoundText, round_text
from webapp.refusals import told
from webapp.visit import Visit

LINES_A_PAGE: Final = 50
_SNIPPET: Final = 260
_SHORT: Final = 60
NOT_YOURS: Final = msg("You may read everything here. Drafters and coordinators answer.")


@dataclass(frozen=True, slots=True)
class Line:
    """A comment in the queue, with the duplicates that its answer serves, and those it may repeat.

    `is_lost` tells that a later version has the adopted wording no more.
    """

    entry: Entry
    place: str
    snippet: str
    turn: str
    type: str
    severity: str
    status: str
    verdict: str
    likely: tuple[CommentId, ...] = ()
    repeats: tuple["Line", ...] = ()
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """How many comments have come how far; the share of those that are settled is what counts."""

    total: int
    settled: int
    proposed: int
    begun: int

    @property
    def untouched(self) -> int:
        """How many nobody has taken up."""
        return self.total - self.settled - self.proposed - self.begun

    @property
    def parts(self) -> tuple[tuple[str, float, float], ...]:
        """The stretches of a bar 100 wide: what each is, where it begins, how wide it is."""
        found, at = [], 0.0
        for name in ("settled", "proposed", "begun", "untouched"):
            width = round(100 * getattr(self, name) / self.total, 2) if self.total else 0.0
            found.append((name, round(at, 2), width))
            at += width
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a comment that was ticked: nothing, if there is a `problem`."""

    id: CommentId
    place: str
    problem: str


@dataclass(frozen=True, slots=True)
class QueuePage:
    """All that the queue shows; `closed` says why nothing can be answered, if so.

    `begun` is how many texts the viewer has not finished, `results` what became of those that were
    ticked, if any were.
    """

    text: RoundText
    filters: tuple[Filter, ...]
    lines: tuple[Line, ...]
    named: Mapping[CommentId, str]
    found: int
    progress: Progress
    originals: tuple[Line, ...]
    closed: str
    page: int
    pages: int
    begun: int
    results: tuple[Result, ...] | None = None

    @property
    def may_confirm(self) -> bool:
        """Whether an answer waits that the viewer can confirm."""
        shown = (one for line in self.lines for one in (line, *line.repeats))
        return any(one.turn == "confirm" for one in shown)

    @property
    def is_filtered(self) -> bool:
        """Whether not all comments are asked for."""
        return any(one.chosen for one in self.filters)


Done = Mapping[CommentId, KBError | None]
"""Comments that were ticked, each with why nothing was done, if so."""


def queue_page(
    visit: Visit, seat: Seat, asked: MultiDict[str, str], page: int = 1, done: Done | None = None
) -> QueuePage:
    """Return a page of the queue of a round, to those who see all of its review."""
    text = round_text(visit, seat)
    entries = in_order(text, queueing.entries(visit.db, seat))
    chosen = {name: asked.get(name, "") for name in VALUES}
    found = [one for one in entries if fits(one, chosen, seat.viewer.person)]
    standing = ((one.id, one.disposition.status, one.disposition.answer) for one in entries)
    known = lines_of(seat, entries, verifying.found(visit.db, seat, standing))
    lines = grouped(found, known)
    pages = max(1, -(-len(lines) // LINES_A_PAGE))
    page = min(max(page, 1), pages)
    return QueuePage(
        text=text,
        filters=tuple(filters(entries, chosen, seat.viewer.person)),
        lines=tuple(_with_likely(lines[(page - 1) * LINES_A_PAGE :][:LINES_A_PAGE], entries)),
        named={id_: _called(one) for id_, one in known.items()},
        found=len(found),
        progress=progress(entries),
        originals=tuple(_originals(lines)),
        closed=closed(seat),
        page=page,
        pages=pages,
        begun=unfinished.count(visit.db, seat),
        results=tuple(results(entries, done)) if done is not None else None,
    )


def in_order(text: RoundText, entries: Iterable[Entry]) -> list[Entry]:
    """Return comments in the order of the text; at one provision as they were submitted."""
    return sorted(entries, key=lambda one: text.at(one.anchor.eid))


def closed(seat: Seat) -> str:
    """Return why a viewer can answer nothing in a round, or an empty text."""
    if not seat.viewer.may(Permission.ANSWER_COMMENTS):
        return gettext(NOT_YOURS)
    if seat.asked.state is RoundState.REPORTED:
        return gettext(IS_OVER)
    return "" if seat.asked.state is RoundState.ANSWERING else gettext(NOT_ANSWERING)


def lines_of(
    seat: Seat, entries: Iterable[Entry], found: Mapping[CommentId, Found] = MappingProxyType({})
) -> dict[CommentId, Line]:
    """Return the line of each comment; `found` tells which versions have the wordings adopted."""
    person = seat.viewer.person
    return {
        one.id: Line(
            entry=one,
            place=place_of(one.anchor.eid),
            snippet=snippet(one),
            turn=turn(one, person),
            type=review_labels.type_of(one.content.type),
            severity=review_labels.severity(one.content.severity),
            status=review_labels.answered(one.disposition.status, found.get(one.id)),
            verdict=_verdict(one),
            is_lost=one.id in found and found[one.id].lost_in > 0,
        )
        for one in entries
    }


def alike(
    entries: Iterable[Entry], eids: Collection[EId]
) -> dict[CommentId, tuple[CommentId, ...]]:
    """Return with each comment on some provisions the earlier ones that it likely repeats."""
    there = (one for one in entries if one.anchor.eid in eids)
    return likely(Saying.of(one.id, one.anchor.eid, one.content) for one in there)


def _with_likely(lines: Sequence[Line], entries: Sequence[Entry]) -> Iterator[Line]:
    """Yield lines, those that wait for an answer with the comments that they likely repeat."""
    eids = {line.entry.anchor.eid for line in lines if line.turn == "write"}
    found = alike(sorted(entries, key=lambda one: one.submitted_at), eids)
    for line in lines:
        yield replace(line, likely=found.get(line.entry.id, ())) if line.turn == "write" else line


def _called(line: Line) -> str:
    """Return what a comment is called in a line about another one."""
    return f"{line.entry.author.name}: {line.snippet[:_SHORT]}"


def snippet(entry: Entry) -> str:
    """Return how a comment begins; of one without words, the reason of its suggestion."""
    suggestion = entry.content.suggestion
    words = " ".join((entry.content.text or (suggestion.reason if suggestion else "")).split())
    return words if len(words) <= _SNIPPET else f"{words[:_SNIPPET].rpartition(' ')[0]}…"


def grouped(found: Sequence[Entry], lines: Mapping[CommentId, Line]) -> list[Line]:
    """Return the lines, each duplicate under its original if that is among them."""
    there = {one.id for one in found}
    under: dict[CommentId, list[Line]] = {}
    tops = []
    for one in found:
        answer = one.disposition.answer
        original = answer.original if answer else None
        if original in there and original is not None:
            under.setdefault(original, []).append(lines[one.id])
        else:
            tops.append(lines[one.id])
    return [_with_repeats(line, under) for line in tops]


def _with_repeats(line: Line, under: Mapping[CommentId, Sequence[Line]]) -> Line:
    repeats = tuple(_with_repeats(one, under) for one in under.get(line.entry.id, ()))
    return replace(line, repeats=repeats)


def _verdict(entry: Entry) -> str:
    answer = entry.disposition.answer
    return review_labels.verdict(answer.verdict) if answer else ""


def results(entries: Iterable[Entry], done: Done) -> Iterator[Result]:
    """Yield what became of comments that were ticked."""
    places = {one.id: place_of(one.anchor.eid) for one in entries}
    for id_, error in done.items():
        yield Result(id_, places.get(id_, ""), told(error) if error else "")


def progress(entries: Sequence[Entry]) -> Progress:
    """Count how far the answers have come."""
    counts = Counter(one.disposition.status for one in entries)
    return Progress(
        total=len(entries),
        settled=counts[Status.CONFIRMED] + counts[Status.VERIFIED],
        proposed=counts[Status.PROPOSED],
        begun=counts[Status.TRIAGED],
    )


def _originals(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the comments whose answer may serve others: all but duplicates."""
    for line in lines:
        answer = line.entry.disposition.answer
        if answer is None or answer.verdict is not Verdict.DUPLICATE:
            yield line
