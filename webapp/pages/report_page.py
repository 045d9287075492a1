"""The report of a round: what was said and answered, counted, drawn, and in full."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from kb.errors import msg
from kb.language import Language
from kb.law.identifiers import EId
from kb.review.comments import CommentState
from kb.review.dispositions import Verdict
from kb.review.rounds import RoundState
from kb.review.summary import Count, Summary
from kb.services import files, opining, reporting, summing, threads
from kb.services.opining import Told
from kb.services.reporting import Silence
from kb.services.seats import Seat
from kb.services.threads import Thread
from webapp import answers_labels, labels, review_labels
from webapp.locale import gettext
from webapp.pages.answer_page import AnswerView, answer_view
from webapp.pages.charts import Chart, Row, chart
from webapp.pages.comment_view import CommentView, Pinned, place_of, view_of
from webapp.pages.opinion_page import OpinionView, opinion_view
from webapp.pages.review_page import pinned_of
from webapp.pages.round_text import RoundText, round_text
from webapp.visit import Visit

K = TypeVar("K")

TITLES: Final = {
    "type": msg("Comments by type"),
    "severity": msg("Comments by severity"),
    "answer": msg("Comments by answer"),
    "organisation": msg("Comments by organisation"),
    "panel": msg("Comments by panel"),
    "language": msg("Comments by language"),
    "provision": msg("Comments by provision"),
    "opinion": msg("Opinions on the whole draft"),
}
HEADS: Final = {
    "type": msg("What it is about"),
    "severity": msg("Severity"),
    "answer": msg("Answer"),
    "organisation": msg("Organisation"),
    "panel": msg("Panel"),
    "language": msg("Language"),
    "provision": msg("Provision"),
    "opinion": msg("Opinion"),
}
"""What the rows of each drawing are."""
REMARKS_A_PAGE: Final = 100
NO_ANSWER: Final = msg("not answered yet")


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in the report, with the answer that the reader may know."""

    view: CommentView
    answer: AnswerView | None


@dataclass(frozen=True, slots=True)
class ReportPage:
    """All that the report shows; before the round is reported only those see it who answer.

    A page has so many of the `unresolved` objections and of the `commented` remarks.
    """

    text: RoundText
    is_reported: bool
    figures: Summary
    silence: Silence
    charts: tuple[Chart, ...]
    opinions: tuple[OpinionView, ...]
    objections: tuple[Remark, ...]
    remarks: tuple[Remark, ...]
    unresolved: int
    commented: int
    page: int
    pages: int


def report_page(visit: Visit, seat: Seat, page: int = 1) -> ReportPage:
    """Return the report of a round; NotFoundError to those who may not read it."""
    reporting.require(seat)
    text = round_text(visit, seat)
    listed, told = threads.on_record(visit.db, seat), opining.listed(visit.db, seat)
    figures = summing.summed(listed, told)
    shown = [one for one in listed if one.state is CommentState.SUBMITTED and one.content]
    ordered = sorted(shown, key=lambda one: text.at(one.anchor.eid))
    unresolved = set(figures.objections)
    objections = [one for one in ordered if one.id in unresolved]
    page = min(max(page, 1), _pages(ordered))
    here = slice((page - 1) * REMARKS_A_PAGE, page * REMARKS_A_PAGE)
    said = pinned_of(visit, seat, text.act, [*objections[here], *ordered[here]])
    return ReportPage(
        text=text,
        is_reported=seat.asked.state is RoundState.REPORTED,
        figures=figures,
        silence=reporting.silence(visit.db, seat),
        charts=tuple(_charts(figures, shown)),
        opinions=tuple(_opinions(visit, seat, told)),
        objections=tuple(_remarks(said, objections[here])),
        remarks=tuple(_remarks(said, ordered[here])),
        unresolved=len(objections),
        commented=len(ordered),
        page=page,
        pages=_pages(ordered),
    )


def _pages(ordered: Sequence[Thread]) -> int:
    return max(1, -(-len(ordered) // REMARKS_A_PAGE))


def _opinions(visit: Visit, seat: Seat, told: Iterable[Told]) -> Iterator[OpinionView]:
    letters = files.of_opinions(visit.db, seat)
    return (opinion_view(one, letters) for one in told)


def _remarks(shown: Pinned, ordered: Iterable[Thread]) -> Iterator[Remark]:
    for one in ordered:
        said: Mapping[Language, str] = shown.wordings.get(one.anchor.eid, {})
        answer = answer_view(one.answer, said) if one.answer else None
        yield Remark(view_of(one, shown), answer)


def _charts(figures: Summary, shown: Sequence[Thread]) -> Iterator[Chart]:
    """Yield the drawings; of what the reader may not know there is none."""
    found = {
        "opinion": _rows(figures.opinions, answers_labels.opinion),
        "severity": _rows(figures.by_severity, review_labels.severity),
        "answer": _rows(figures.by_verdict, _verdict),
        "type": _rows(figures.by_type, review_labels.type_of),
        "organisation": _rows((one for one in figures.by_organisation if one.key), str),
        "panel": _panels(shown),
        "language": _rows(figures.by_language, _endonym),
        "provision": _rows(figures.by_provision, _place),
    }
    for name, rows in found.items():
        drawn = chart(name, gettext(TITLES[name]), gettext(HEADS[name]), rows)
        if drawn is not None:
            yield drawn


def _rows(counts: Iterable[Count[K]], label: Callable[[K], str]) -> list[Row]:
    return [Row(label(one.key), one.number) for one in counts]


def _panels(shown: Sequence[Thread]) -> list[Row]:
    counts = Counter(one.author.panel for one in shown if one.author.panel)
    return [Row(labels.panel(panel), number) for panel, number in sorted(counts.items())]


def _verdict(value: Verdict | None) -> str:
    return review_labels.verdict(value) if value else gettext(NO_ANSWER)


def _endonym(value: Language) -> str:
    return value.endonym


def _place(value: EId) -> str:
    return place_of(value)
