"""What the database promises: nothing is lost, nobody waits for ever, errors say what to do."""

import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError, InternalError, OperationalError
from sqlalchemy.orm import Session

from kb.errors import SettingError, StorageBusyError, StorageDamagedError
from kb.storage.acts import CatalogueRow, ImportRow, VersionRow
from kb.storage.database import Database
from tests.factories import NOW

COUNTER = "counter"


@pytest.fixture
def sqlite(empty_database: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "kb.sqlite"
    path.write_bytes(empty_database.read_bytes())
    with closing(Database(f"sqlite:///{path}")) as opened:
        yield opened


@pytest.fixture
def locked(sqlite: Database) -> Iterator[Database]:
    """A database in which another process is in the middle of writing."""
    other = sqlite3.connect(str(sqlite.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with closing(other):
        yield sqlite


def impatient(database: Database) -> Database:
    """Let the one connection of a database wait for nothing."""
    with database.connection() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=0")
    return database


def count(database: Database) -> int:
    with database.reading() as db:
        row = db.get(CatalogueRow, COUNTER)
        return int(row.text) if row else 0


def increment(database: Database, times: int) -> None:
    for _ in range(times):
        with database.writing() as db:
            row = db.get(CatalogueRow, COUNTER) or CatalogueRow(name=COUNTER, hash="", text="0")
            row.text = str(int(row.text) + 1)
            db.add(row)


def keep(db: Session, name: str = "a", text_: str = "") -> None:
    db.add(CatalogueRow(name=name, hash="", text=text_))
    db.flush()


def fail(db: Session) -> None:
    keep(db)
    raise ZeroDivisionError


@pytest.mark.usefixtures("in_earnest")
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 5000)],
)
def test_every_connection_to_sqlite_is_made_to_keep_what_it_is_given(sqlite, pragma, value):
    with sqlite.connection() as one, sqlite.connection(writes=True) as two:
        found = [c.exec_driver_sql(f"PRAGMA {pragma}").scalar() for c in (one, two)]

    assert found == [value, value]


@pytest.mark.slow
def test_eight_threads_that_read_and_then_write_lose_nothing(database):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: increment(database, 40), range(8)))

    assert count(database) == 320


def test_what_is_written_is_there_afterwards(database):
    with database.writing() as db:
        keep(db)

    with database.reading() as db:
        assert db.get(CatalogueRow, "a") is not None


def test_an_error_leaves_nothing_behind(database):
    with pytest.raises(ZeroDivisionError), database.writing() as db:
        fail(db)

    with database.reading() as db:
        assert db.get(CatalogueRow, "a") is None


def test_a_session_that_reads_keeps_nothing(database):
    with suppress(InternalError), database.reading() as db:  # PostgreSQL refuses at once.
        keep(db)

    with database.reading() as db:
        assert db.get(CatalogueRow, "a") is None


def test_a_reader_sees_the_database_as_it_was_when_it_began(database):
    with database.reading() as reader:
        before = reader.scalar(select(func.count()).select_from(CatalogueRow))
        with database.writing() as db:
            keep(db)
        after = reader.scalar(select(func.count()).select_from(CatalogueRow))

    assert (before, after) == (0, 0)


def test_a_row_that_names_what_is_not_there_is_refused(database):
    version = VersionRow(
        act_id=77, sequence=1, committed_at=NOW, details={}, content_hash="", starts=[]
    )
    with pytest.raises(IntegrityError), database.writing() as db:
        db.add(version)


def test_a_moment_comes_back_in_utc(database):
    with database.writing() as db:
        db.add(ImportRow(source="s", commit="c", at=NOW))

    with database.reading() as db:
        found = db.get_one(ImportRow, "s").at
    assert found == NOW
    assert str(found.tzinfo) == "UTC"


def test_a_locked_database_is_busy_for_writers(locked):
    with pytest.raises(StorageBusyError), impatient(locked).writing() as db:
        keep(db)


def test_a_locked_database_goes_on_being_read(locked):
    assert count(locked) == 0


def test_a_full_disk_is_told_of_and_loses_nothing(sqlite):
    with sqlite.writing() as db:
        keep(db, text_="kept")
    with sqlite.connection() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")

    with pytest.raises(StorageBusyError), sqlite.writing() as db:
        keep(db, "b", "x" * 100_000)

    with sqlite.reading() as db:
        assert db.scalars(select(CatalogueRow.text)).all() == ["kept"]
        assert db.scalar(text("PRAGMA integrity_check")) == "ok"


def test_there_is_room_again_after_a_full_disk(sqlite):
    with sqlite.connection() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    with pytest.raises(StorageBusyError), sqlite.writing() as db:
        keep(db, "b", "x" * 100_000)
    with sqlite.connection() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=100000")

    with sqlite.writing() as db:
        keep(db, "b", "x" * 100_000)

    with sqlite.reading() as db:
        assert db.get(CatalogueRow, "b") is not None


def test_a_writer_waits_for_another_of_its_process_only_so_long(sqlite, monkeypatch):
    monkeypatch.setattr("kb.storage.database._WAIT_SECONDS", 0.01)

    def write() -> int:
        with sqlite.writing() as db:
            return db.scalar(text("SELECT 1")) or 0

    with ThreadPoolExecutor(1) as another:
        with sqlite.writing(), pytest.raises(StorageBusyError):
            another.submit(write).result()
        assert another.submit(write).result() == 1


def test_who_has_undone_what_it_wrote_may_write_apart(sqlite):
    with sqlite.writing() as db:
        db.execute(text("SELECT 1"))
        db.rollback()
        with sqlite.writing() as apart:
            assert apart.scalar(text("SELECT 1")) == 1


def test_a_file_that_is_no_database_is_told_of(tmp_path):
    path = tmp_path / "kb.sqlite"
    path.write_text("this is no database, and long enough to be looked at" * 100)

    with closing(Database(f"sqlite:///{path}")) as database, pytest.raises(StorageDamagedError):
        count(database)


def test_a_database_in_a_place_that_cannot_be_opened_is_unavailable(tmp_path):
    (tmp_path / "kb.sqlite").mkdir()

    url = f"sqlite:///{tmp_path / 'kb.sqlite'}"
    with closing(Database(url)) as database, pytest.raises(StorageBusyError):
        count(database)


def test_an_error_in_a_query_is_no_busy_database(sqlite):
    with pytest.raises(OperationalError, match="no such table"), sqlite.reading() as db:
        db.execute(text("SELECT * FROM nowhere"))


@pytest.mark.slow
def test_a_server_that_is_not_there_is_unavailable(postgresql_url, tmp_path):
    url = f"postgresql+psycopg://kb@/kb?host={tmp_path}"
    with closing(Database(url)) as database, pytest.raises(StorageBusyError):
        count(database)


@pytest.mark.slow
def test_on_postgresql_a_writer_waits_its_turn_only_so_long(postgresql_url):
    with (
        closing(Database(postgresql_url)) as database,
        closing(Database(postgresql_url)) as another,
        database.writing() as db,
    ):
        keep(db, "unfinished")
        with pytest.raises(StorageBusyError), another.writing() as other:
            keep(other, "other")
        db.rollback()


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("kb.sqlite", "no address of a database"),
        ("", "no address of a database"),
        ("postgresql://kb@host:port/kb", "no address of a database"),
        ("mysql://kb@host/kb", "“mysql” is no database that can be used"),
        ("postgresql://kb@host/kb", "“postgresql” is no database that can be used"),
    ],
)
def test_an_address_that_cannot_be_used_names_its_setting_and_the_cure(url, problem):
    with pytest.raises(SettingError) as told:
        Database(url)

    assert f"KB_DATABASE_URL: {problem}" in str(told.value).replace("This is ", "")
    assert "sqlite:///PATH" in str(told.value)


def test_a_password_in_an_address_is_not_repeated():
    with pytest.raises(SettingError) as told:
        Database("mysql://kb:hush@host/kb")

    assert "hush" not in str(told.value)


def test_a_folder_that_cannot_be_made_names_the_setting(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(SettingError, match="KB_DATABASE_URL"):
        Database(f"sqlite:///{tmp_path / 'file' / 'kb.sqlite'}")


def test_the_folder_of_a_new_database_is_for_its_owner_only(tmp_path):
    Database(f"sqlite:///{tmp_path / 'var' / 'kb.sqlite'}").close()

    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700
