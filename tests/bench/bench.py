"""What all parts of the benchmark share: where the texts are, where to write, whom to tell."""

import gc
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from indexer.document import IndexDocument
from indexer.feed import of_passage
from kb.language import Language
from kb.law.identifiers import ActId
from kb.law.parse import parse
from kb.law.passages import passages
from kb.law.profile import GENERIC
from tests.bench.report import Demand, Table
from tests.factories import DOCUMENT, EDITION

Found = Iterator[Table | Demand]
"""What a part finds out, as it finds it."""

KINDS: Final = ("rules", "standard", "regulatory-order", "council-decision")
BODIES: Final = ("council", "parliament", "president")


class AbsentError(Exception):
    """Texts that a part needs are not there."""


@dataclass(eq=False)
class Bench:
    """A run of the benchmark; `folder` is its own and vanishes with it."""

    corpus: Path
    folder: Path
    tell: Callable[[str], None]

    def text(self, *path: str) -> Path:
        """Return a file or folder of the corpus, or raise AbsentError."""
        found = self.corpus.joinpath(*path)
        if not found.exists():
            raise AbsentError(f"there is no {found}")
        return found

    def new(self, name: str) -> Path:
        """Make a folder."""
        return Path(mkdtemp(prefix=f"{name}-", dir=self.folder))

    @cached_property
    def irish_acts(self) -> list[Path]:
        """The 4,020 Acts of the Oireachtas as Markdown, by year."""
        bundle = self.text("ie", "ie-acts.bundle")
        self.tell("cloning the Irish acts")
        git = ("git", "-c", "advice.detachedHead=false", "clone", "--quiet")
        subprocess.run([*git, bundle.resolve(), self.folder / "ie"], check=True)
        return sorted((self.folder / "ie").glob("ie/IE-*.md"))

    def irish(self, count: int) -> list[IndexDocument]:
        """Return passages of Irish acts from all years: of every fourth act, as many as are wanted."""
        have = self._irish
        self.tell(f"{count:,} passages of Irish acts")
        have.extend(islice(self._more_irish, max(count - len(have), 0)))
        gc.freeze()  # What is kept here must not burden the collector of what is measured.
        return have[:count]

    @cached_property
    def _irish(self) -> list[IndexDocument]:
        return []

    @cached_property
    def _more_irish(self) -> Iterator[IndexDocument]:
        mixed = (path for start in range(4) for path in self.irish_acts[start::4])
        return (document for path in mixed for document in irish_passages(path))


def irish_passages(path: Path) -> Iterator[IndexDocument]:
    """Yield the passages of an Irish act; facets get some variety from its year."""
    tree = parse(path.read_text(encoding="utf-8"), Language.EN, GENERIC)
    year = int(path.stem.split("-")[1])
    edition = replace(
        EDITION,
        act=ActId(path.stem.lower()),
        language=Language.EN,
        languages=(Language.EN,),
        title=tree.title,
        kind=KINDS[year % len(KINDS)],
        body=BODIES[year % len(BODIES)],
        day=date(year, 1, 1),
    )
    for order, passage in enumerate(passages(tree)):
        yield of_passage(passage, edition, order, DOCUMENT.history)


def fresh(document: IndexDocument) -> IndexDocument:
    """Return a passage that has not been analysed yet."""
    return replace(document)
