"""Brings the history of a repository into the database, from where it was left."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy.orm import Session

from kb.cli.environment import Environment
from kb.cli.progress import progress
from kb.history import History
from kb.law.checks.context import Context
from kb.services import catalogues, importing
from kb.services.catalogues import Catalogues
from kb.services.importing import Importer, Prepared, Result
from kb.source import Revision

BATCH: Final = 50
"""Commits that are stored in one transaction: a kill loses at most so many, and they are taken anew."""


def follow(environment: Environment, history: History, title: str) -> list[Result]:
    """Take in what is new in a history of acts, with the catalogues at its tip."""
    found = history.catalogues()
    importer = importer_of(environment, catalogues.read(found, history.prefix))
    return Following(environment, history, importer, found).run(title)


def importer_of(environment: Environment, known: Catalogues) -> Importer:
    """Return what takes acts in that may name these kinds, bodies and terms."""
    context = Context(known.procedure, known.glossary, environment.analyse)
    return Importer(context, environment.clock)


class _OvertakenError(Exception):
    """Another import of these texts has got on meanwhile."""


@dataclass(frozen=True)
class Following:
    """An import of the commits that are new; texts are read between transactions, not within them."""

    environment: Environment
    history: History
    importer: Importer
    found: dict[str, str]

    def run(self, title: str) -> list[Result]:
        """Store what is new, and the catalogues as they are at the tip; return what became of the acts."""
        results: list[Result] = []
        while True:
            try:
                self._follow(title, results)
            except _OvertakenError:
                continue
            return results

    def _follow(self, title: str, results: list[Result]) -> None:
        marks = self._marks()
        after = self.history.known_until(marks.values())
        if after == self.history.tip and after not in marks.values():
            return  # An older commit of what is here already: its catalogues are older too.
        total = self.history.count(after)
        with progress(self.environment.console, total, title, "commits") as advance:
            self._take(marks, self.history.revisions(after), results, advance)
        with self.environment.database.writing() as db:
            self._move_mark(db, marks, self.history.tip)
            catalogues.keep(db, self.found, self.environment.clock)

    def _take(
        self,
        marks: dict[str, str],
        revisions: Iterator[Revision],
        results: list[Result],
        advance: Callable[[int], None],
    ) -> None:
        for batch in _batches(self.importer.prepare(revision) for revision in revisions):
            results += self._store(marks, batch)
            advance(len(batch))

    def _store(self, marks: dict[str, str], batch: list[Prepared]) -> list[Result]:
        last = batch[-1].revision.commit
        assert last is not None  # noqa: S101  # revisions of a history have commits
        with self.environment.database.writing() as db:
            self._move_mark(db, marks, last.id)
            return [result for one in batch for result in self.importer.store(db, one)]

    def _move_mark(self, db: Session, marks: dict[str, str], commit: str) -> None:
        """Note how far this import has got, unless another one has moved the marks."""
        if importing.marks(db, self.history.prefix) != marks:
            raise _OvertakenError
        importing.mark(db, self.history.source, commit, self.environment.clock())
        marks[self.history.source] = commit

    def _marks(self) -> dict[str, str]:
        with self.environment.database.reading() as db:
            return importing.marks(db, self.history.prefix)


def _batches(prepared: Iterator[Prepared]) -> Iterator[list[Prepared]]:
    while batch := list(islice(prepared, BATCH)):
        yield batch
