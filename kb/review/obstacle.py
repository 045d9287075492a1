"""What stands in the way of a step: reasons for people, told before anybody tries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kb.errors import InvalidError


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A reason why a step is not open; `message` is for people and to be translated."""

    message: str
    details: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.details if self.details else self.message


Obstacles = tuple[Obstacle, ...]


class RefusedError(InvalidError):
    """A step was taken that is not open; `obstacles` say why, each to be translated by itself."""

    message = "%(reasons)s"

    def __init__(self, obstacles: Obstacles) -> None:
        super().__init__(reasons=" ".join(map(str, obstacles)))
        self.obstacles = obstacles


def told(*cases: tuple[bool, str]) -> Obstacles:
    """Return the messages of the cases that are so, as obstacles.

    >>> [str(one) for one in told((True, "Too late."), (False, "No reason."))]
    ['Too late.']
    """
    return tuple(Obstacle(message) for is_so, message in cases if is_so)


def refuse(obstacles: Iterable[Obstacle]) -> None:
    """Raise RefusedError if anything stands in the way."""
    found = tuple(obstacles)
    if found:
        raise RefusedError(found)
