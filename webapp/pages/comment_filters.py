"""Narrowing the comments of a round down, with how many there would be; of what the viewer may know only."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kb.access import Panel, PersonId
from kb.errors import msg
from kb.language import Language
from kb.law.identifiers import NOWHERE, STEP, EId
from kb.review.comments import CommentType, Severity
from kb.review.dispositions import Verdict
from kb.services.threads import Thread
from webapp import labels, review_labels
from webapp.locale import collation_key, gettext
from webapp.pages.comment_view import name_of, place_of
from webapp.pages.facets import Choice

OPEN: Final = "open"
"""Stands for what is not answered yet, as far as the viewer may know."""
WHOLE: Final = "act"
"""Stands for the act as a whole, whose address is empty."""

FACETS: Final = {
    "person": msg("Person"),
    "panel": msg("Panel"),
    "type": msg("What it is about"),
    "severity": msg("Severity"),
    "language": msg("Language"),
    "disposition": msg("Answer"),
    "provision": msg("Provision"),
}
"""By what comments are narrowed down; the names stand in addresses."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One way of narrowing down; `chosen` is the value that is asked for."""

    name: str
    label: str
    chosen: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The comments that are left of all that the viewer may know of."""

    threads: tuple[Thread, ...]
    total: int
    facets: tuple[Facet, ...]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for."""
        return any(facet.chosen for facet in self.facets)


def narrowed(threads: Sequence[Thread], asked: Mapping[str, str]) -> Narrowed:
    """Return the comments that are asked for; what a facet's values count is what the others leave.

    A person goes by the first comment: the numbers of people would tell how many there are.
    """
    wanted = {name: asked[name] for name in FACETS if asked.get(name)}
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    people: dict[str, str] = {}
    left = []
    first = _first_comments(threads)
    if "person" in wanted:  # Officers' pages name people by number, as they see all of them.
        numbers = {str(person): comment for person, comment in first.items()}
        wanted["person"] = numbers.get(wanted["person"], wanted["person"])
    for one in threads:
        values = {**_values(one), "person": first[one.author.person]}
        people.setdefault(values["person"], name_of(one.author))
        missed = [name for name, value in wanted.items() if values[name] != value]
        if not missed:
            left.append(one)
        for name in FACETS if not missed else missed[:1] if len(missed) == 1 else ():
            counts[name][values[name]] += 1
    facets = (_facet(name, counts[name], wanted.get(name, ""), people) for name in FACETS)
    return Narrowed(tuple(left), len(threads), tuple(facets))


def by_name(name: str) -> tuple[int, ...]:
    """Return what orders names, whoever reads: those in Latin letters first, then as in Kazakh."""
    return collation_key(Language.KK, name)


def _first_comments(threads: Sequence[Thread]) -> dict[PersonId | None, str]:
    """Return the first comment of everybody whom the viewer may know as the author."""
    first: dict[PersonId | None, str] = {None: ""}
    for one in threads:
        first.setdefault(one.author.person, one.id)
    return first


def _values(thread: Thread) -> dict[str, str]:
    """Return the value of a comment in every facet; empty where the viewer is not told."""
    content, author = thread.content, thread.author
    return {
        "panel": author.panel or "",
        "type": content.type if content else "",
        "severity": content.severity if content else "",
        "language": content.language if content else "",
        "disposition": thread.answer.verdict if thread.answer else OPEN,
        "provision": unit_of(thread.anchor.eid),
    }


def unit_of(eid: EId) -> str:
    """Return the article, or other unit, that a comment belongs to."""
    return WHOLE if eid == NOWHERE else eid.split(STEP)[0]


def _facet(name: str, counts: Counter[str], chosen: str, people: Mapping[str, str]) -> Facet:
    choices = [
        Choice(value, label, counts[value], value == chosen)
        for value, label in _named(name, counts, people)
        if counts[value] or value == chosen
    ]
    return Facet(name, gettext(FACETS[name]), chosen, tuple(choices))


def _named(
    name: str, counts: Iterable[str], people: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the values of a facet with what they are called, in the order in which they are shown."""
    there = [one for one in counts if one]
    match name:
        case "person":
            yield from sorted(
                ((one, people[one]) for one in there), key=lambda pair: by_name(pair[1])
            )
        case "panel":
            yield from ((one.value, labels.panel(one)) for one in Panel)
        case "type":
            yield from ((one.value, review_labels.type_of(one)) for one in CommentType)
        case "severity":
            yield from ((one.value, review_labels.severity(one)) for one in Severity)
        case "language":
            yield from ((one.value, one.endonym) for one in Language)
        case "disposition":
            yield OPEN, gettext(msg("not answered yet"))
            yield from ((one.value, review_labels.verdict(one)) for one in Verdict)
        case _:
            yield from ((one, place_of(EId("" if one == WHOLE else one))) for one in there)
