"""The backlog of delegated acts: rows, the facets to narrow them by, and how many are in which state."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Self

from kb.access import Permission
from kb.errors import msg
from kb.law.backlog import Concurrence, Level, Wanted
from kb.services.backlog import Line, State
from webapp.locale import day, gettext
from webapp.pages.cards import Card
from webapp.pages.facets import Choice, FacetView
from webapp.visit import Visit

STAGE, STATE = "stage", "state"

LEVELS: Final = {
    Level.COUNCIL: msg("act of the administration by decision of the Council"),
    Level.ADMINISTRATION: msg("act of the administration"),
    Level.DOCUMENT: msg("decision or document of the Council"),
    Level.DIRECTOR: msg("order of the chief executive officer"),
    Level.JOINT: msg("joint act"),
    Level.MASLIKHAT: msg("decision of the maslikhat"),
    Level.PRESIDENT: msg("act of the President"),
    Level.STATE: msg("acts of the Government and state bodies"),
}
CONCURRENCES: Final = {
    Concurrence.NATIONAL_BANK: msg("National Bank"),
    Concurrence.FINANCIAL_REGULATOR: msg("financial regulator"),
    Concurrence.AFSA: msg("AFSA, the regulator of the AIFC"),
    Concurrence.REVENUE: msg("revenue body"),
    Concurrence.TAX_POLICY: msg("tax policy body"),
}
STATES: Final = {
    State.PUBLISHED: msg("published"),
    State.DRAFTED: msg("being drafted"),
    State.MISSING: msg("not begun"),
    State.OPEN: msg("not published yet"),
}
_KNOWN: Final = (State.PUBLISHED, State.DRAFTED, State.MISSING)
_OPEN: Final = (State.PUBLISHED, State.DRAFTED, State.OPEN)


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is read."""

    id: str
    topic: str
    levels: str
    concurrence: str
    articles: str
    days: tuple[date, ...]
    state: State
    state_label: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """How many rows are in a state, and the stretch of the bar that stands for them, of 100."""

    state: State
    label: str
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class BacklogPage:
    """The rows that were asked for, the facets, and the summary of all rows."""

    rows: tuple[Row, ...]
    facets: tuple[FacetView, ...]
    shares: tuple[Share, ...]
    total: int
    is_narrowed: bool

    @classmethod
    def of(cls, lines: Sequence[Line], visit: Visit, asked: Mapping[str, str]) -> Self:
        """Return the rows that have every value asked for; a value that there is not is passed over."""
        states = _KNOWN if visit.viewer.may(Permission.READ_DRAFTS) else _OPEN
        names = {
            STAGE: {s.value: day(d) for s, d in visit.catalogues.backlog.starts.items()},
            STATE: {state.value: gettext(STATES[state]) for state in states},
        }
        chosen = {n: asked[n] for n, values in names.items() if asked.get(n) in values}
        return cls(
            rows=tuple(_row(line, visit) for line in lines if _has(line, chosen)),
            facets=tuple(_facet(name, names[name], lines, chosen) for name in (STATE, STAGE)),
            shares=tuple(_shares(lines, names[STATE])),
            total=len(lines),
            is_narrowed=bool(chosen),
        )


def _has(line: Line, chosen: Mapping[str, str]) -> bool:
    return all(value in _values(line)[name] for name, value in chosen.items())


def _values(line: Line) -> Mapping[str, Sequence[str]]:
    return {STAGE: [stage.value for stage in line.row.stages], STATE: [line.state.value]}


def _facet(
    name: str, values: Mapping[str, str], lines: Iterable[Line], chosen: Mapping[str, str]
) -> FacetView:
    others = {n: value for n, value in chosen.items() if n != name}
    among = [line for line in lines if _has(line, others)]
    counts = Counter(value for line in among for value in _values(line)[name])
    label = gettext("State") if name == STATE else gettext("Called for from")
    choices = (
        Choice(value, words, counts[value], value == chosen.get(name))
        for value, words in values.items()
        if counts[value] or value == chosen.get(name)
    )
    return FacetView(name, label, tuple(choices))


def _shares(lines: Sequence[Line], names: Mapping[str, str]) -> Iterable[Share]:
    counts, start = Counter(line.state for line in lines), 0.0
    for state in map(State, names):
        if counts[state]:
            width = 100 * counts[state] / len(lines)
            yield Share(state, names[state], counts[state], round(start, 2), round(width, 2))
            start += width


def _row(line: Line, visit: Visit) -> Row:
    row, language = line.row, visit.language
    return Row(
        id=line.id,
        topic=row.topic[language],
        levels=_words(LEVELS[level] for level in row.levels),
        concurrence=_words(CONCURRENCES[one] for one in row.concurrence),
        articles=", ".join(row.articles),
        days=_days(row, visit),
        state=line.state,
        state_label=gettext(STATES[line.state]),
        cards=tuple(Card.of(act, visit) for act in line.acts),
    )


def _words(messages: Iterable[str]) -> str:
    return "; ".join(map(gettext, messages))


def _days(row: Wanted, visit: Visit) -> tuple[date, ...]:
    return tuple(visit.catalogues.backlog.starts[stage] for stage in row.stages)
