"""The schema that migrations make is the one that the rows declare, whole or not at all."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import OperationalError

from kb.errors import NewerSchemaError, SchemaError, StorageBusyError
from kb.storage import migrate, schema
from kb.storage.base import Base
from kb.storage.database import Database
from tests import postgres


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Database]:
    """A SQLite database with nothing in it."""
    with closing(Database(f"sqlite:///{tmp_path / 'bare.sqlite'}")) as opened:
        yield opened


def tables(database: Database) -> set[str]:
    with database.connection() as connection:
        return set(inspect(connection).get_table_names())


def set_number(database: Database, number: str) -> None:
    with database.connection(writes=True) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :n"), {"n": number})
        connection.commit()


def test_the_schema_of_the_migrations_is_that_of_the_declared_rows(bare):
    migrate.upgrade(bare)

    assert migrate.differences(bare) == []


@pytest.mark.slow
def test_the_schema_is_the_same_on_postgresql(postgresql_url):
    with closing(Database(postgresql_url)) as database:
        assert migrate.differences(database) == []
        assert schema.current(database) == schema.newest()


def test_a_missing_column_is_a_difference(bare):
    migrate.upgrade(bare)
    with bare.connection(writes=True) as connection:
        connection.execute(text("ALTER TABLE act DROP COLUMN category"))
        connection.commit()

    assert len(migrate.differences(bare)) == 1


def test_an_empty_database_is_brought_to_the_newest_schema(bare):
    assert schema.current(bare) is None

    migrate.upgrade(bare)

    assert schema.current(bare) == schema.newest()
    assert tables(bare) == {*Base.metadata.tables, "alembic_version"}


def test_a_database_that_is_up_to_date_stays_as_it_is(bare):
    migrate.upgrade(bare)
    with bare.writing() as db:
        db.execute(text("INSERT INTO catalogue (name, hash, text) VALUES ('a', 'b', 'c')"))

    migrate.upgrade(bare)

    with bare.reading() as db:
        assert db.scalar(text("SELECT count(*) FROM catalogue")) == 1


def test_a_migration_that_fails_leaves_nothing_behind(bare):
    with bare.connection(writes=True) as connection:
        connection.execute(text("CREATE TABLE version (id INTEGER)"))
        connection.commit()

    with pytest.raises(OperationalError, match="already exists"):
        migrate.upgrade(bare)

    assert tables(bare) == {"version"}


def test_two_who_upgrade_at_once_take_turns(bare):
    with ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda _: migrate.upgrade(bare), range(2)))

    assert migrate.differences(bare) == []


@pytest.mark.slow
def test_two_who_upgrade_postgresql_at_once_take_turns(postgresql_url, worker_id):
    with (
        postgres.emptied(postgresql_url, f"{worker_id}_bare") as url,
        closing(Database(url)) as database,
        ThreadPoolExecutor(2) as threads,
    ):
        list(threads.map(lambda _: migrate.upgrade(database), range(2)))
        assert migrate.differences(database) == []


def test_a_locked_database_is_not_upgraded_but_told_of(bare, tmp_path):
    with closing(Database(str(bare.url))) as other, other.connection(writes=True) as holder:
        holder.exec_driver_sql("CREATE TABLE held (id INTEGER)")
        with bare.connection() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=0")
        with pytest.raises(StorageBusyError):
            migrate.upgrade(bare)


def test_an_empty_database_is_refused_with_what_to_do(bare):
    with pytest.raises(SchemaError) as told:
        schema.require(bare)

    assert "is at schema empty" in str(told.value)
    assert "kb db upgrade" in str(told.value)


def test_an_older_schema_is_refused_with_what_to_do(bare):
    migrate.upgrade(bare)
    set_number(bare, "0000")

    with pytest.raises(SchemaError, match=r"0000.*kb db upgrade"):
        schema.require(bare)


@pytest.mark.parametrize("use", [schema.require, migrate.upgrade])
def test_a_newer_schema_asks_for_a_newer_program(bare, use):
    migrate.upgrade(bare)
    set_number(bare, "0999")

    with pytest.raises(NewerSchemaError, match=r"0999.*install a newer program"):
        use(bare)


def test_the_right_schema_is_taken(bare):
    migrate.upgrade(bare)

    schema.require(bare)


def test_the_numbers_of_migrations_follow_one_another():
    stems = sorted(path.stem for path in (schema.MIGRATIONS / "versions").glob("[0-9]*.py"))

    assert [stem.partition("_")[0] for stem in stems] == [f"{n:04}" for n, _ in enumerate(stems, 1)]
