"""A desk to test services at: it brings in acts, publishes them and lets people in, one line each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from indexer.analysis.words import analyse
from kb.access import Role, Viewer
from kb.language import Language
from kb.law.checks.context import Context
from kb.law.folder import METADATA as METADATA_FILE
from kb.law.folder import TEXTS as TEXT_FILES
from kb.law.folder import ActFolder
from kb.law.identifiers import ActId
from kb.law.procedure import Stage
from kb.services import accounts, catalogues, publishing
from kb.services.accounts import NewPerson
from kb.services.catalogues import Catalogues
from kb.services.importing import Importer, Result
from kb.services.publishing import Adoption
from kb.source import Commit, Revision, read_catalogues
from kb.storage.database import Database
from tests.clocks import Clock
from tests.factories import METADATA, NOW, TEXTS, TODAY

ACTS = Path(__file__).parent.parent.parent.parent / "acts"
HEIGHT = ActId("height")
PASSWORD = "горы стоят на востоке"


@cache
def known() -> Catalogues:
    """Return the repository's own catalogues."""
    return catalogues.read(read_catalogues(ACTS))


def folder(
    path: str = "development/height",
    metadata: str = METADATA,
    texts: Mapping[Language, str] = TEXTS,
) -> ActFolder:
    """Return the folder of an act."""
    files = {METADATA_FILE: metadata.encode()}
    files |= {TEXT_FILES[language]: text.encode() for language, text in texts.items()}
    return ActFolder(path, files, {})


def commit(id_: str) -> Commit:
    """Return a commit with this id, padded to the length of real ones."""
    return Commit(id_.ljust(40, "0"), "Дана Сейтқали", NOW - timedelta(days=1), f"Commit {id_}")


@dataclass
class Desk:
    """A database with what is needed to work on it."""

    database: Database
    clock: Clock = field(default_factory=Clock)

    @property
    def importer(self) -> Importer:
        """An importer that knows the repository's own catalogues."""
        return Importer(Context(known().procedure, known().glossary, analyse), self.clock)

    def take(self, revision: Revision) -> list[Result]:
        """Take a revision in."""
        with self.database.writing() as db:
            return self.importer.take(db, revision)

    def bring(
        self,
        path: str = "development/height",
        metadata: str = METADATA,
        texts: Mapping[Language, str] = TEXTS,
        commit_: str | None = None,
        rivals: tuple[str, ...] = (),
    ) -> Result:
        """Take one act in, as a commit or a folder has it."""
        made = commit(commit_) if commit_ else None
        names = {path: rivals} if rivals else {}
        (result,) = self.take(Revision(made, (folder(path, metadata, texts),), rivals=names))
        return result

    def publish(self, act: ActId = HEIGHT, version: int = 1, **more: date | str) -> int:
        """Publish a version, in force since yesterday if nothing else is said."""
        values = {"adopted_on": TODAY, "decision": "№ 1", "starts": TODAY - timedelta(days=1)}
        adoption = Adoption(version=version, **{**values, **more})  # type: ignore[arg-type]
        with self.database.writing() as db:
            return publishing.publish(db, PUBLISHER, known().procedure, act, adoption, self.clock)

    def move(self, stage: Stage, act: ActId = HEIGHT) -> None:
        """Put a draft at a stage."""
        with self.database.writing() as db:
            publishing.move(db, act, stage, self.clock)

    def person(self, name: str, *roles: Role, invited: Iterable[ActId] = ()) -> str:
        """Open an account, and return its name."""
        with self.database.writing() as db:
            person = NewPerson(name=name, full_name=name.title(), roles=roles)
            accounts.add(db, person, PASSWORD, self.clock)
            for act in invited:
                accounts.invite(db, name, act, self.clock)
        return name

    def viewer(self, name: str) -> Viewer:
        """Return what a person may read and do."""
        with self.database.reading() as db:
            return accounts.viewer_of(db, name)


PUBLISHER = Viewer(roles=frozenset({Role.PUBLISHER}))
