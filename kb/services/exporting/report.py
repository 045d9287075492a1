"""The report of a round as a document: its figures, its opinions, what is unresolved, and all comments."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from kb.review.summary import Count, K, Summary
from kb.services import opining, reporting
from kb.services.exporting import consolidated
from kb.services.exporting.names import body, called
from kb.services.exporting.order import Order, document
from kb.services.exporting.words import Word
from kb.services.opining import Told
from kb.services.summing import summed
from kb.tables.model import Cell, Document, Table, prose


def made(order: Order) -> Document:
    """Return the report; NotFoundError for those who may not read it."""
    reporting.require(order.seat)
    found = consolidated.comments(order)
    given = opining.listed(order.db, order.seat)
    counted, known = summed(found, given), consolidated.numbers(found)
    objecting = [thread for thread in found if thread.id in set(counted.objections)]
    return document(
        order,
        Word.REPORT,
        _figures(order, counted),
        *_counts(order, counted),
        *questions(order),
        opinions(order, given),
        consolidated.table(order, objecting, known, Word.OBJECTIONS, "objections"),
        consolidated.table(order, found, known, Word.ALL_COMMENTS),
    )


def questions(order: Order) -> Iterator[Table]:
    """Yield the questions that reviewers were asked, which their opinions answer by number."""
    said = [one.shown(order.language) for one in order.seat.asked.questions]
    if said:
        yield Table(
            key="questions",
            title=order.say(Word.QUESTIONS),
            columns=order.columns(("number", Word.NUMBER, 8), ("question", Word.QUESTIONS, 110)),
            rows=[(number, prose(*one)) for number, one in enumerate(said, start=1)],
        )


def opinions(order: Order, given: Sequence[Told]) -> Table:
    """Return the opinions of a round with what they were before."""
    return Table(
        key="opinions",
        title=order.say(Word.OPINIONS),
        columns=order.columns(
            ("author", Word.BODY, 34),
            ("position", Word.POSITION, 26),
            ("summary", Word.SUMMARY, 80),
            ("date", Word.DATE, 14),
            ("late", Word.LATE, 14),
        ),
        rows=[_opinion(order, one) for one in given],
        empty=order.say(Word.NOBODY_ASKED),
    )


def _opinion(order: Order, one: Told) -> tuple[Cell, ...]:
    earlier = (
        f"{order.say(Word.EARLIER)}{called(was.kind, order.language)}. {was.summary}".strip()
        for was in one.earlier
    )
    told = "\n".join(filter(None, (one.view.summary, *earlier)))
    return (
        body(one.author.name, one.author.organisation),
        called(one.view.kind, order.language),
        prose(told, one.view.language),
        order.local(one.given_at).date(),
        order.say(Word.YES) if one.is_late else "",
    )


def _figures(order: Order, counted: Summary) -> Table:
    silence = reporting.silence(order.db, order.seat)
    asked = (
        (Word.ASKED, silence.asked),
        (Word.HEARD, silence.heard),
        (Word.CONSENTING, silence.consenting),
    )
    rows = (
        (Word.TOTAL, counted.total),
        (Word.ANSWERED, counted.settled),
        (Word.OBJECTIONS, len(counted.objections)),
        (Word.SUGGESTING, counted.suggesting),
        (Word.CONTESTED, counted.contested),
        (Word.LATE_COUNT, counted.late),
        (Word.WITHDRAWN_COUNT, counted.withdrawn),
        *(() if order.seat.is_public else asked),
    )
    say = order.say
    return Table(
        key="figures",
        title=say(Word.FIGURES),
        columns=order.columns(("figure", Word.FIGURE, 60), ("number", Word.COUNT, 20)),
        rows=[(say(word), number) for word, number in rows],
    )


def _counts(order: Order, counted: Summary) -> Iterable[Table]:
    """Yield what is drawn on the site as tables."""

    def name(value: str) -> str:
        return value or order.say(Word.UNNAMED)

    language = order.language
    yield _count(order, "types", Word.BY_TYPE, counted.by_type, lambda one: called(one, language))
    yield _count(
        order,
        "severities",
        Word.BY_SEVERITY,
        counted.by_severity,
        lambda one: called(one, language),
    )
    yield _count(
        order,
        "dispositions",
        Word.BY_DISPOSITION,
        counted.by_verdict,
        lambda one: called(one, language) if one else order.say(Word.NOT_ANSWERED),
    )
    yield _count(order, "organisations", Word.BY_ORGANISATION, counted.by_organisation, name)
    yield _count(
        order, "languages", Word.BY_LANGUAGE, counted.by_language, lambda one: called(one, language)
    )
    yield _count(order, "provisions", Word.BY_PROVISION, counted.by_provision, order.placed)


def _count(
    order: Order, key: str, title: Word, counts: Iterable[Count[K]], name: Callable[[K], str]
) -> Table:
    say = order.say
    return Table(
        key=key,
        title=say(title),
        columns=order.columns(
            ("name", title, 60), ("number", Word.COUNT, 20), ("settled", Word.SETTLED, 40)
        ),
        rows=[(name(one.key), one.number, one.settled) for one in counts],
        empty=say(Word.NO_COMMENTS),
    )
