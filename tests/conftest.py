"""Fixtures that many tests share: a database, a collection of acts, a whole site."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from kb.locking import locked
from kb.services import passwords
from kb.storage import database as database_
from kb.storage import migrate
from kb.storage.database import Database
from tests import thrift
from tests.commands import Commands
from tests.worlds import World

ROOT = Path(__file__).parent.parent
ACTS = ROOT / "acts"
_HASHER, _PRAGMAS = passwords._hasher, database_._PRAGMAS

# How long an example takes depends on the machine, and what else it does.
settings.register_profile("calm", deadline=None)
settings.register_profile("quick", deadline=None, max_examples=15)
settings.load_profile("calm")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return one worker more than processors where some of them wait for a browser."""
    return (os.cpu_count() or 1) + ("not browser" not in config.option.markexpr)


@pytest.fixture(scope="session", autouse=True)
def thrifty() -> Iterator[None]:
    """Do once what every test needs, and keep passwords with little work."""
    with pytest.MonkeyPatch.context() as patch:
        thrift.use(patch)
        yield


@pytest.fixture
def in_earnest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep passwords, and what is written to SQLite, as the system does."""
    monkeypatch.setattr(passwords, "_hasher", _HASHER)
    monkeypatch.setattr(database_, "_PRAGMAS", _PRAGMAS)


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the newest schema and nothing in it, to be copied."""
    path = tmp_path_factory.mktemp("schema") / "empty.sqlite"
    database = Database(f"sqlite:///{path}")
    migrate.upgrade(database)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Iterator[Database]:
    """A database of the test's own."""
    path = tmp_path / "kb.sqlite"
    shutil.copy(empty_database, path)
    opened = Database(f"sqlite:///{path}")
    yield opened
    opened.close()


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    """A folder with the repository's glossary and procedure, and no acts."""
    folder = tmp_path / "acts"
    folder.mkdir()
    for name in ("glossary.yaml", "procedure.yaml"):
        shutil.copy(ACTS / name, folder / name)
    return folder


@pytest.fixture
def kb(
    tmp_path: Path,
    empty_database: Path,
    collection: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Commands:
    """The command `kb` on an installation of the test's own: a schema, the catalogues, no acts."""
    for name in [name for name in os.environ if name.startswith("KB_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    made = Commands(tmp_path, monkeypatch, capsys)
    shutil.copy(empty_database, made.database)
    return made.with_(
        KB_DATABASE_URL=f"sqlite:///{made.database}",
        KB_INDEX_DIR=tmp_path / "index",
        KB_ACTS_DIR=collection,
        COLUMNS=100,
    )


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[World]:
    """The demonstration: the repository's acts imported, published, indexed. Read only.

    The worker that comes first sets it up, and the others copy it.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    kept, own = shared / "demonstration", tmp_path_factory.mktemp("demo") / "world"
    with locked(shared / "demonstration.lock"):
        if not kept.exists():
            _set_up_demonstration(tmp_path_factory.mktemp("made")).rename(kept)
    shutil.copytree(kept, own)
    world = World(own)
    yield world
    world.close()


def _set_up_demonstration(folder: Path) -> Path:
    world = World(folder)
    world.set_up(ACTS)
    world.close()
    return folder
