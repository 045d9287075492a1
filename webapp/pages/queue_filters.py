"""What the comments of a queue are filtered by."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kb.access import PersonId
from kb.errors import msg
from kb.language import Language
from kb.law.identifiers import EId
from kb.review.comments import CommentType, Severity
from kb.review.dispositions import Status, Verdict, obstacles_to_confirm
from kb.services.queueing import Entry
from webapp import answers_labels, labels, review_labels
from webapp.locale import gettext
from webapp.pages.comment_filters import WHOLE, by_name
from webapp.pages.comment_view import place_of

YES_OR_NO: Final = {"1": msg("yes"), "0": msg("no")}

Value = Callable[[Entry, PersonId | None], str]
VALUES: Final[Mapping[str, Value]] = {
    "status": lambda one, _: one.disposition.status,
    "verdict": lambda one, _: one.disposition.answer.verdict if one.disposition.answer else "",
    "type": lambda one, _: one.content.type,
    "severity": lambda one, _: one.content.severity,
    "language": lambda one, _: one.content.language,
    "provision": lambda one, _: one.anchor.eid or WHOLE,
    "person": lambda one, _: str(one.author.person or ""),
    "organisation": lambda one, _: one.author.organisation,
    "panel": lambda one, _: one.author.panel,
    "turn": lambda one, person: turn(one, person),  # noqa: PLW0108  # it is defined below
    "contested": lambda one, _: "1" if one.disposition.contest else "0",
    "suggestion": lambda one, _: "1" if one.content.suggestion else "0",
}
"""What a comment is filtered by, each under the name that it has in addresses."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a filter may have, and how many comments have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Filter:
    """One of the filters, with the value that is chosen."""

    name: str
    label: str
    chosen: str
    options: tuple[Option, ...]


def turn(entry: Entry, person: PersonId | None) -> str:
    """Return whose turn it is: to write an answer, to confirm it, to wait; or that it is settled."""
    if entry.disposition.is_settled:
        return "done"
    if entry.disposition.status is not Status.PROPOSED:
        return "write"
    may = person is not None and not obstacles_to_confirm(entry.disposition, person)
    return "confirm" if may else "wait"


def fits(entry: Entry, chosen: Mapping[str, str], person: PersonId | None) -> bool:
    """Tell whether a comment is one of those that are asked for."""
    return all(VALUES[name](entry, person) == value for name, value in chosen.items() if value)


def filters(
    entries: Sequence[Entry], chosen: Mapping[str, str], person: PersonId | None
) -> Iterator[Filter]:
    """Yield the filters that part the comments, with what may be chosen in them."""
    named = {str(one.author.person): one.author.name for one in entries}
    for name, value in VALUES.items():
        counts = Counter(value(one, person) for one in entries)
        options = [
            Option(one, _label(name, one, named), number) for one, number in counts.items() if one
        ]
        if len(options) > 1 or chosen[name]:
            label = gettext(answers_labels.FILTERS[name])
            yield Filter(name, label, chosen[name], tuple(_sorted(name, options)))


def _sorted(name: str, options: list[Option]) -> list[Option]:
    """Return options in an order that can be found one's way in: the provisions stay in that of the text."""
    if name == "provision":
        return options
    if name in _KNOWN:
        return sorted(options, key=lambda one: _KNOWN[name].index(one.value))
    return sorted(options, key=lambda one: by_name(one.label))


_KNOWN: Final[Mapping[str, Sequence[str]]] = {
    "status": tuple(Status),
    "verdict": tuple(Verdict),
    "type": tuple(CommentType),
    "severity": tuple(Severity),
    "language": tuple(Language),
    "turn": tuple(answers_labels.TURNS),
    "contested": tuple(YES_OR_NO),
    "suggestion": tuple(YES_OR_NO),
}


def _label(name: str, value: str, named: Mapping[str, str]) -> str:
    if name == "person":
        return named.get(value, value)
    return _LABELS[name](value) if name in _LABELS else value


_LABELS: Final[Mapping[str, Callable[[str], str]]] = {
    "status": lambda value: review_labels.status(Status(value)),
    "verdict": lambda value: review_labels.verdict(Verdict(value)),
    "type": lambda value: review_labels.type_of(CommentType(value)),
    "severity": lambda value: review_labels.severity(Severity(value)),
    "language": lambda value: Language(value).endonym,
    "provision": lambda value: place_of(EId("" if value == WHOLE else value)),
    "panel": labels.panel,
    "turn": lambda value: gettext(answers_labels.TURNS[value]),
    "contested": lambda value: gettext(YES_OR_NO[value]),
    "suggestion": lambda value: gettext(YES_OR_NO[value]),
}
"""What the values of a filter are called, where they do not speak for themselves."""
