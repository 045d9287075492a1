"""The passages in which an act is found, listed and read: articles, or numbered paragraphs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.law.act import CONTAINERS, Expression, Provision, ProvisionKind

_BASIC: Final = frozenset({ProvisionKind.ARTICLE, ProvisionKind.PARAGRAPH})


@dataclass(frozen=True, slots=True)
class Passage:
    """A basic unit of an act with all that is read together with it.

    `parts` are the unit's provision and everything below it, in the order of the text, and
    `path` the headings it stands under, the greatest first. Text that stands in a chapter or an
    appendix outside any article is a passage too, so that no word of an act is without one.
    """

    provision: Provision
    parts: tuple[Provision, ...]
    path: tuple[Provision, ...]


def passages(expression: Expression) -> Iterator[Passage]:
    """Yield the passages of an act in the order of the text."""
    for provision in expression.provisions:
        yield from _passages(provision, ())


def _passages(provision: Provision, path: tuple[Provision, ...]) -> Iterator[Passage]:
    if provision.kind not in CONTAINERS:
        yield Passage(provision, tuple(provision.walk()), path)
        return
    loose = [child for child in provision.children if not holds_passages(child)]
    if provision.text or loose:
        parts: list[Provision] = [provision]
        for child in loose:
            parts.extend(child.walk())
        yield Passage(provision, tuple(parts), path)
    for child in provision.children:
        if holds_passages(child):
            yield from _passages(child, (*path, provision))


def holds_passages(provision: Provision) -> bool:
    """Tell whether a provision is a passage of its own within another, or groups such."""
    return provision.kind in CONTAINERS or provision.kind in _BASIC
