"""A clock for tests in which time passes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.factories import NOW


@dataclass
class Clock:
    """A clock that goes when it is told to."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def go(self, **time: float) -> None:
        """Let time pass."""
        self.now += timedelta(**time)
