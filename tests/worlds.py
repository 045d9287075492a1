"""Whole installations for tests: a database, indexes and a site in a folder of their own."""

import os
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient

from indexer import feed
from indexer.analysis.words import analyse
from indexer.engine import SearchEngine
from indexer.opening import open_engine
from kb.law.checks.context import Context
from kb.services import catalogues, demonstrating
from kb.services.demonstrating import Demo
from kb.services.importing import Importer, Result
from kb.settings import Settings
from kb.source import of_folder, read_catalogues
from kb.storage import migrate
from kb.storage.database import Database
from tests.factories import clock
from webapp.app import create_app


@cache
def _migrated() -> bytes:
    """Return a file of SQLite with the newest schema and nothing in it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kb.sqlite"
        with closing(Database(f"sqlite:///{path}")) as database:
            migrate.upgrade(database)
        return path.read_bytes()


class World:
    """An installation: what `make run` sets up, without a server."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = clock) -> None:
        self.folder = folder
        self.now = now
        self.settings = Settings(
            database_url=f"sqlite:///{folder / 'kb.sqlite'}",
            index_dir=folder / "index",
            secret_key="for tests only, and long enough",
        )
        self.database = Database(self.settings.database_url)
        self.engine: SearchEngine = open_engine(self.settings)
        kept = folder / "kb.sqlite"
        if not kept.exists():
            kept.write_bytes(_migrated())

    def import_acts(self, root: Path) -> list[Result]:
        """Take in the acts of a folder."""
        texts = read_catalogues(root)
        known = catalogues.read(texts)
        importer = Importer(Context(known.procedure, known.glossary, analyse), self.now)
        with self.database.writing() as db:
            catalogues.keep(db, texts, self.now)
            return importer.take(db, of_folder(root))

    def demonstrate(self, path: Path) -> None:
        """Do what a demo.yaml says."""
        wanted = catalogues.parsed(Demo, str(path), path.read_text(encoding="utf-8"))
        with self.database.writing() as db:
            demonstrating.set_up(db, wanted, catalogues.stored(db).procedure, self.now)

    def index(self) -> None:
        """Index what has changed."""
        with self.database.writing() as db:
            feed.drain(db, self.engine)

    def set_up(self, root: Path) -> None:
        """Import the acts of a folder with its demo.yaml, and index them."""
        self.import_acts(root)
        self.demonstrate(root / "demo.yaml")
        self.index()

    def app(self) -> Flask:
        """Return a site of this installation."""
        made = create_app(self.settings, self.now)
        made.config["WTF_CSRF_ENABLED"] = False
        return made

    def client(
        self, name: str | None = None, password: str = "only-for-demonstration"
    ) -> FlaskClient:
        """Return a browser of sorts; signed in, if a name is given."""
        client = self.app().test_client()
        if name:
            answer = client.post("/en/sign-in", data={"name": name, "password": password})
            assert answer.status_code == 302, answer.text
        return client

    def environment(self) -> dict[str, str]:
        """Return the variables with which a command works on this installation."""
        return {
            **os.environ,
            "KB_DATABASE_URL": self.settings.database_url,
            "KB_INDEX_DIR": str(self.settings.index_dir),
        }

    def close(self) -> None:
        """Give back what was opened."""
        self.database.close()
