"""What a check finds in an act: where, how bad, and how to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is: an error keeps an act from being imported or published."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Said:
    """Words within a sentence of a finding, over named values; to be translated as it is."""

    message: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        return self.message % dict(self.values) if self.values else self.message


@dataclass(frozen=True, slots=True)
class Listed:
    """Several things within a sentence of a finding.

    >>> str(Listed(("1", "2", "3"))), str(Listed(("1",)))
    ('1, 2 and 3', '1')
    """

    items: tuple[object, ...]

    def __str__(self) -> str:
        *others, last = map(str, self.items)
        return f"{', '.join(others)} and {last}" if others else last


class UnfitError(ValueError):
    """A value is not what its model asks for; the problem is a message over named values."""

    def __init__(self, problem: str, **values: object) -> None:
        self.said = Said(problem, tuple(values.items()))
        super().__init__(str(self.said))


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is checked; `name` is stable and can be searched for in the documentation.

    `message` and `cure` are templates over a finding's details.
    """

    name: str
    severity: Severity
    message: str
    cure: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in a file of an act that breaks a rule; lines count from 1."""

    rule: Rule
    file: str
    line: int
    details: Mapping[str, object] = field(default_factory=dict)
    severity: Severity | None = None

    @property
    def weight(self) -> Severity:
        """The severity in this place, which may be milder than the rule's."""
        return self.severity or self.rule.severity

    @property
    def said(self) -> Said:
        """What is wrong, in a sentence to be translated."""
        return Said(self.rule.message, tuple(self.details.items()))

    @property
    def message(self) -> str:
        """What is wrong, in a sentence."""
        return self.rule.message % self.details

    @property
    def cure(self) -> str:
        """How to mend it, in a sentence."""
        return self.rule.cure % self.details


def error(name: str, message: str, cure: str) -> Rule:
    """Return a rule that no act may break."""
    return Rule(name, Severity.ERROR, message, cure)


def warning(name: str, message: str, cure: str) -> Rule:
    """Return a rule that an act breaks only for a reason."""
    return Rule(name, Severity.WARNING, message, cure)
