"""Addresses for a tree of provisions: Akoma Ntoso eIds, unique within the act.

What is numbered through the whole act takes no prefix, so that `art_5` survives a move to another
chapter; where a number starts again in every chapter, the chapter is part of the address.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kb.law.act import ProvisionKind
from kb.law.identifiers import EId
from kb.law.lookalikes import CYRILLIC_TO_LATIN
from kb.law.tree import Node

Kind = ProvisionKind

DUPLICATE: Final = "~"
"""Stands before the ordinal of a second provision with the same number, which is a fault."""

_THROUGH: Final = (Kind.SECTION, Kind.CHAPTER, Kind.ARTICLE, Kind.PARAGRAPH)
_WITHOUT_NUMBER: Final = frozenset({Kind.PREAMBLE, Kind.CONCLUSION})
_COUNTED_WITH_TEXT: Final = frozenset({Kind.PART, Kind.INDENT})
_UNSAFE: Final = re.compile(r"[^0-9A-Za-z]+")


def address_all(top: list[Node]) -> list[Node]:
    """Give every node of an act its address; return the same list."""
    used: dict[str, int] = {}
    body = [node for node in top if node.kind is not Kind.APPENDIX]
    _Scope(EId(""), _numbered_through(body), used).give(body, EId(""))
    for order, appendix in enumerate((n for n in top if n.kind is Kind.APPENDIX), start=1):
        number = _printed(appendix) or str(order)
        appendix.eid = _unique(EId("").child(Kind.APPENDIX, number), used)
        scope = _Scope(appendix.eid, _numbered_through(appendix.children), used)
        scope.give(appendix.children, appendix.eid, has_text=bool(appendix.text))
    return top


@dataclass(frozen=True, slots=True)
class _Scope:
    """The body of an act, or one appendix: where numbers begin anew.

    `through` are the kinds whose numbers run through all of it; `used` the addresses of the act,
    each with how many provisions wanted it.
    """

    eid: EId
    through: frozenset[ProvisionKind]
    used: dict[str, int]

    def give(
        self, nodes: list[Node], owner: EId, *, has_text: bool = False, in_article: bool = False
    ) -> None:
        """Address the children of `owner`; its own text counts as the first part."""
        counts: dict[ProvisionKind, int] = defaultdict(int)
        counts |= dict.fromkeys(_COUNTED_WITH_TEXT, int(has_text))
        for node in nodes:
            counts[node.kind] += 1
            through = node.kind in self.through
            prefix = owner if in_article or not through else self.eid
            node.eid = _unique(prefix.child(node.kind, _step(node, counts[node.kind])), self.used)
            self.give(
                node.children,
                node.eid,
                has_text=bool(node.text),
                in_article=in_article or node.kind is Kind.ARTICLE,
            )


def _unique(eid: EId, used: dict[str, int]) -> EId:
    candidate = eid
    while candidate in used:
        used[eid] += 1
        candidate = EId(f"{eid}{DUPLICATE}{used[eid]}")
    used[candidate] = 1
    return candidate


def _step(node: Node, count: int) -> str:
    return "" if node.kind in _WITHOUT_NUMBER else _printed(node) or str(count)


def _printed(node: Node) -> str:
    return _UNSAFE.sub("-", node.number.translate(CYRILLIC_TO_LATIN)).strip("-")


def _numbered_through(nodes: list[Node]) -> frozenset[ProvisionKind]:
    """Return the kinds whose first number never returns in `nodes`, and so need no prefix."""
    numbers: dict[ProvisionKind, list[str]] = defaultdict(list)
    for node in _outside_articles(nodes):
        numbers[node.kind].append(node.number)
    return frozenset(
        kind for kind in _THROUGH if numbers[kind] and numbers[kind].count(numbers[kind][0]) == 1
    )


def _outside_articles(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        if node.kind is not Kind.ARTICLE:
            yield from _outside_articles(node.children)
