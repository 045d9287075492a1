"""From what a reference says to the address of a provision that exists.

Addresses follow acts/README.md: articles, chapters and, in acts without articles, paragraphs
are numbered through the whole act and take no prefix; the first part of a paragraph, like the
first indent of a subparagraph, is the paragraph itself; in an appendix everything begins anew.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product
from typing import Final

from kb.law.identifiers import STEP, EId
from kb.law.units import UNITS, Path, Step, Unit

_CONTAINERS: Final = (Unit.SECTION, Unit.CHAPTER, Unit.DIVISION)
_BEGIN_ANEW: Final = (*_CONTAINERS, Unit.APPENDIX)
_THROUGH: Final = (Unit.SECTION, Unit.CHAPTER, Unit.ARTICLE)
_TEXTS: Final = (Unit.PART, Unit.INDENT)
_LISTS: Final = range(2, 20)
"""The parts of a paragraph that may hold a list of their own."""


def address(path: Path, here: Unit | None, within: EId, known: Collection[EId]) -> EId | None:
    """Return the address in `known` that `path` means in the provision `within`, or None.

    `here` is the unit that "this" names, if any: "пункт 1 настоящей статьи". Without it a path
    that lacks its article is understood from `within`; inside an appendix the appendix is tried
    first, then the act. `known` holds the addresses of the act; in a sequence or a mapping
    they stand in its order, which tells the chapter of a division (§).

    >>> known = {EId("art_5"), EId("art_5__para_2")}
    >>> str(address((Step(Unit.PARAGRAPH, "2"),), Unit.ARTICLE, EId("art_5"), known))
    'art_5__para_2'
    """
    ways = dict.fromkeys((path, _without_containers(path)))
    for steps, loosely in product(ways, (False, True)):
        for base in _bases(steps, here, within, known):
            for target in _walk(base, steps, known, loosely=loosely):
                return target
    return None


def _without_containers(path: Path) -> Path:
    """Drop the chapter of an article: its number says enough, and it may have moved."""
    if path[-1].unit in _CONTAINERS:
        return path
    return tuple(step for step in path if step.unit not in _CONTAINERS)


def _bases(steps: Path, here: Unit | None, within: EId, known: Collection[EId]) -> Iterator[EId]:
    """Yield the provisions that the first step may lie in, the likeliest first."""
    top = steps[0].unit
    if here is not None and here not in _CONTAINERS:
        yield from _this(here, within)
        if here is not Unit.APPENDIX:
            return
    elif top.depth > Unit.PARAGRAPH.depth:
        yield from _around(steps[0], within)
        return
    elif top is Unit.PARAGRAPH and (article := _nearest(within, Unit.ARTICLE)):
        yield article
        return
    elif top is Unit.DIVISION:
        yield from _chapters(within, known)
    yield from (eid for eid in within.lineage() if _unit(eid) in _BEGIN_ANEW)
    yield EId("")


def _this(here: Unit, within: EId) -> Iterator[EId]:
    """Yield what "this" unit is: the first part has no address but its owner's."""
    owners = {
        Unit.PART: (Unit.PART, Unit.PARAGRAPH, Unit.ARTICLE),
        Unit.INDENT: (Unit.INDENT, Unit.SUBPARAGRAPH),
    }
    found = (_nearest(within, unit) for unit in owners.get(here, (here,)))
    yield from [eid for eid in found if eid is not None][:1]


def _around(step: Step, within: EId) -> Iterator[EId]:
    """Yield the provisions around `within` that may have such a part."""
    first = step.number == "1" and step.unit is not Unit.SUBPARAGRAPH
    for eid in within.lineage():
        unit = _unit(eid)
        if (
            not first
            or unit in {Unit.ARTICLE, Unit.PARAGRAPH}
            or (step.unit is Unit.INDENT and unit is Unit.SUBPARAGRAPH)
        ):
            yield eid


def _chapters(within: EId, known: Collection[EId]) -> Iterator[EId]:
    if chapter := _nearest(within, Unit.CHAPTER):
        yield chapter
    elif isinstance(known, Mapping | Sequence) and within in known:
        order = list(known)
        before = order[: order.index(within)]
        yield from [eid for eid in before if _unit(eid) is Unit.CHAPTER][-1:]


def _walk(base: EId, steps: Path, known: Collection[EId], *, loosely: bool) -> Iterator[EId]:
    """Yield where the steps may lead from `base`, passing only what is known."""
    if not steps:
        yield base
        return
    ways = list(_down(base, steps[0]))
    for eid in [*ways, *_loosely_down(base, steps[0])] if loosely else ways:
        if eid in known and not _is_one_of_many(steps[0], known):
            yield from _walk(eid, steps[1:], known, loosely=loosely)


def _is_one_of_many(step: Step, known: Collection[EId]) -> bool:
    """Whether "the appendix" is said where there are several."""
    return not step.number and EId(f"{step.unit}_2") in known


def _down(base: EId, step: Step) -> Iterator[EId]:
    unit, number = step
    if unit is Unit.APPENDIX and not number:
        yield from (EId(Unit.APPENDIX), EId(f"{Unit.APPENDIX}_1"))
        return
    yield base.child(unit, number)
    if unit in _TEXTS and number == "1":
        yield base
    elif unit in _THROUGH or (unit is Unit.PARAGRAPH and _nearest(base, Unit.ARTICLE) is None):
        yield (_nearest(base, Unit.APPENDIX) or EId("")).child(unit, number)


def _loosely_down(base: EId, step: Step) -> Iterator[EId]:
    """Yield what is meant where the law takes a part for an indent, or names no part of a list."""
    if step.unit in _TEXTS and step.number != "1":
        yield base.child(Unit.INDENT if step.unit is Unit.PART else Unit.PART, step.number)
    elif step.unit is Unit.SUBPARAGRAPH:
        yield from _in_other_lists(base, step.number)


def _in_other_lists(base: EId, number: str) -> Iterator[EId]:
    """Yield a subparagraph's place where the list belongs to another part than was said."""
    if _unit(base) is Unit.PART and (owner := base.parent):
        yield owner.child(Unit.SUBPARAGRAPH, number)
    else:
        for part in _LISTS:
            yield base.child(Unit.PART, str(part)).child(Unit.SUBPARAGRAPH, number)


def _nearest(within: EId, unit: Unit) -> EId | None:
    return next((eid for eid in within.lineage() if _unit(eid) is unit), None)


def _unit(eid: EId) -> Unit | None:
    """Return the unit of the last step of an address."""
    return UNITS.get(eid.rpartition(STEP)[2].partition("_")[0])
