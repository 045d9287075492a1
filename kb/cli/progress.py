"""Progress of long work: a bar on a terminal, plain lines elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

EVERY: Final = 1000
"""Without a terminal, a line is printed each time so many more are done."""


@contextmanager
def progress(
    console: Console, total: int | None, title: str, things: str
) -> Iterator[Callable[[int], None]]:
    """Give a function that is told how many more things are done."""
    if console.is_terminal:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, TimeRemainingColumn(), console=console) as bar:
            task = bar.add_task(title, total=total)
            yield lambda more: bar.advance(task, more)
    else:
        yield _Lines(console, total, title, things).add


class _Lines:
    """Counts, and prints a line now and then and at the end."""

    def __init__(self, console: Console, total: int | None, title: str, things: str) -> None:
        self._console, self._total, self._title, self._things = console, total, title, things
        self._done = 0

    def add(self, more: int) -> None:
        before, self._done = self._done, self._done + more
        if self._done // EVERY > before // EVERY or self._done == self._total:
            of = f" of {self._total}" if self._total else ""
            self._console.print(f"{self._title}: {self._done}{of} {self._things}", highlight=False)
