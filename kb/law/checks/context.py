"""What a check needs to know beyond the act itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.law.analysis import Analyse
from kb.law.glossary import Glossary
from kb.law.identifiers import ActId, EId
from kb.law.procedure import Procedure


@dataclass(frozen=True, slots=True)
class KnownAct:
    """An act that others may refer to: its titles and the addresses of its provisions."""

    act: ActId
    titles: tuple[str, ...]
    eids: frozenset[EId]


@dataclass(frozen=True, slots=True)
class Context:
    """The kinds and bodies, the glossary, and the other acts of the same collection."""

    procedure: Procedure
    glossary: Glossary
    analyse: Analyse
    acts: Mapping[ActId, KnownAct] = field(default_factory=dict)
