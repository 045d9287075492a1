"""The growing tree of an act, before its provisions have addresses."""

from dataclasses import dataclass, field
from typing import Self

from kb.law.act import RANK, Provision, ProvisionKind
from kb.law.identifiers import NOWHERE, EId


@dataclass(slots=True, eq=False)
class Node:
    """A provision that is still being read; `indent` is the column its number stands in."""

    kind: ProvisionKind
    number: str = ""
    label: str = ""
    heading: str = ""
    text: str = ""
    markup: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    line: int = 0
    text_line: int = 0
    indent: int = 0
    eid: EId = NOWHERE
    children: list[Self] = field(default_factory=list)

    @property
    def rank(self) -> int:
        """A node stands inside one of a smaller rank."""
        return RANK[self.kind]

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been said under the node's heading yet."""
        return not self.text and not self.children

    def frozen(self) -> Provision:
        """Return the finished provision with all below it."""
        return Provision(
            kind=self.kind,
            eid=self.eid,
            number=self.number,
            label=self.label,
            heading=self.heading,
            text=self.text,
            markup=self.markup,
            rows=self.rows,
            line=self.line,
            text_line=self.text_line or self.line,
            children=tuple(child.frozen() for child in self.children),
        )
