"""How adopted wordings come into the text of an act: a step for each provision, or why there is none.

Wordings for the same words agree, or they contradict one another and neither is taken. What stands
in the text already needs no step.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from kb.language import Language
from kb.law.identifiers import EId
from kb.law.passage import NoPassageError, WordingError
from kb.review.adopting import Adopted, Sources
from kb.review.comments import CommentId
from kb.review.dispositions import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The adopted wordings that change a provision, and all texts as they are after that.

    `needed` are the languages of the act in which nobody has given the wording.
    """

    eid: EId
    adopted: tuple[Adopted, ...]
    after: Sources
    changed: tuple[Language, ...]
    needed: tuple[Language, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two wordings, in one language, that cannot both stand in the text."""

    language: Language
    one: Adopted
    other: Adopted


@dataclass(frozen=True, slots=True)
class Unfit:
    """A wording that cannot take the place of its provision, and why."""

    adopted: Adopted
    language: Language
    error: WordingError


@dataclass(frozen=True, slots=True)
class Amendment:
    """What adopted wordings do to a text, in the order of its provisions."""

    steps: tuple[Step, ...]
    standing: tuple[Adopted, ...]
    conflicts: tuple[Conflict, ...]
    unfit: tuple[Unfit, ...]


def amend(sources: Sources, adopted: Iterable[Adopted]) -> Amendment:
    """Return what adopted wordings do to the texts of an act."""
    listed = _in_order(sources, adopted)
    missing = {one.comment: found for one in listed if (found := _missing(sources, one))}
    there = [one for one in listed if one.comment not in missing]
    standing = [one for one in there if one.stands_in(sources)]
    wanted = [one for one in there if one not in standing]
    conflicts = list(_conflicts(sources, wanted))
    against = {one.comment for conflict in conflicts for one in (conflict.one, conflict.other)}
    agreed = [one for one in wanted if one.comment not in against]
    made = list(_made(sources, _groups(sources, agreed)))
    unfit = [one for one in made if isinstance(one, Unfit)]
    return Amendment(
        steps=tuple(one for one in made if isinstance(one, Step)),
        standing=tuple(standing),
        conflicts=tuple(conflicts),
        unfit=(*missing.values(), *unfit),
    )


def _in_order(sources: Sources, adopted: Iterable[Adopted]) -> list[Adopted]:
    """Return adopted wordings in the order of the text, the greater provision first."""
    order: dict[EId, int] = {}
    for source in sources.values():
        for at, eid in enumerate(source.passages):
            order.setdefault(eid, at)

    def place(one: Adopted) -> tuple[int, CommentId]:
        return order.get(one.eid, len(order)), one.comment

    return sorted(adopted, key=place)


def _missing(sources: Sources, one: Adopted) -> Unfit | None:
    """Return in which language there is no such provision, if there is one."""
    for language, _ in one.wording:
        if language not in sources or one.eid not in sources[language].passages:
            return Unfit(one, language, NoPassageError(eid=one.eid))
    return None


def _conflicts(sources: Sources, adopted: Sequence[Adopted]) -> Iterator[Conflict]:
    for one, other in combinations(adopted, 2):
        contrary = (
            each for each in _overlap(sources, one, other) if _differ(sources, one, other, each)
        )
        language = next(contrary, None)
        if language is not None:
            yield Conflict(language, one, other)


def _overlap(sources: Sources, one: Adopted, other: Adopted) -> list[Language]:
    """Return the languages in which two wordings are for the same lines."""
    shared = dict(one.wording).keys() & dict(other.wording).keys()
    found = []
    for language in (each for each in Language if each in shared):
        here, there = (sources[language].passage(each.eid) for each in (one, other))
        if here.start < there.end and there.start < here.end:
            found.append(language)
    return found


def _differ(sources: Sources, one: Adopted, other: Adopted, language: Language) -> bool:
    """Tell whether two wordings for the same lines contradict one another; `one` has the more of them."""
    here, there = (dict(each.wording)[language] for each in (one, other))
    if one.eid == other.eid:
        return words(here) != words(there)
    try:
        return not sources[language].with_wording(one.eid, here).says(other.eid, there)
    except WordingError:
        return True


def _groups(sources: Sources, adopted: Sequence[Adopted]) -> list[list[Adopted]]:
    """Return wordings with those that they agree with: for the same provision, or for a part of it."""
    groups: list[list[Adopted]] = []
    for one in adopted:
        mine = (
            group
            for group in groups
            if any(each.eid == one.eid or _overlap(sources, each, one) for each in group)
        )
        group = next(mine, None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return groups


def _made(sources: Sources, groups: Iterable[Sequence[Adopted]]) -> Iterator[Step | Unfit]:
    for group in groups:
        left = list(group)
        while left:
            made = _step(sources, left)
            yield made
            if isinstance(made, Step):
                sources = made.after
                break
            left.remove(made.adopted)


def _step(before: Sources, group: Sequence[Adopted]) -> Step | Unfit:
    """Return the texts with the wordings of a group in them, or why one of these does not fit."""
    after = dict(before)
    for one in group:
        for language, wording in one.wording:
            try:
                after[language] = after[language].with_wording(one.eid, wording)
            except WordingError as error:
                return Unfit(one, language, error)
    given = {language for one in group for language, _ in one.wording}
    return Step(
        eid=group[0].eid,
        adopted=tuple(group),
        after=after,
        changed=tuple(each for each in before if after[each] is not before[each]),
        needed=tuple(each for each in Language if each in before and each not in given),
    )
