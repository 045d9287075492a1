"""Time, by the wall clock and by the CPU's: others may be at work on the same machine."""

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, Final, TypeVar

T = TypeVar("T")

MEDIAN: Final = 0.5
P95: Final = 0.95


@dataclass(frozen=True, slots=True)
class Took:
    """How long something took, in seconds."""

    wall: float
    cpu: float

    def __add__(self, other: "Took") -> "Took":
        return Took(self.wall + other.wall, self.cpu + other.cpu)

    @property
    def ms(self) -> "Took":
        """The same in milliseconds."""
        return Took(1000 * self.wall, 1000 * self.cpu)

    def rate(self, count: float) -> "Took":
        """Return how many of `count` there were in a second."""
        return Took(count / self.wall, count / self.cpu)


def timed(work: Callable[[], T]) -> tuple[T, Took]:
    """Return what some work returns, and how long it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return result, Took(time.perf_counter() - wall, time.process_time() - cpu)


def took(work: Callable[[], object]) -> Took:
    """Return how long some work took."""
    return timed(work)[1]


def quantile(times: Iterable[Took], share: float) -> Took:
    """Return the time within which a share of the times lie: by each clock its own."""
    given = list(times)
    at = min(round(share * len(given)), len(given) - 1)
    return Took(sorted(t.wall for t in given)[at], sorted(t.cpu for t in given)[at])


def spread(times: Iterable[Took]) -> tuple[int, float, float, float, float]:
    """Return how many times there are, and the columns of `SPREAD` in milliseconds."""
    given = list(times)
    median, p95 = quantile(given, MEDIAN).ms, quantile(given, P95).ms
    return len(given), median.wall, p95.wall, median.cpu, p95.cpu


SPREAD: Final = {
    "times": ",d",
    "p50 ms": ",.2f",
    "p95 ms": ",.2f",
    "p50 CPU ms": ",.2f",
    "p95 CPU ms": ",.2f",
}


def apart(work: Callable[..., T], *arguments: Any) -> T:
    """Do some work in a new process, which has nothing in memory of what went before."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()


def counted(items: Iterable[T], tell: Callable[[str], None], what: str, every: int) -> Iterator[T]:
    """Yield items, and tell every now and then how many there were."""
    for number, item in enumerate(items, 1):
        yield item
        if number % every == 0:
            tell(f"{number:,} {what}")
