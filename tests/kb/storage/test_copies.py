"""A backup is a whole database, and only a whole one is put back."""

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kb.errors import ConflictError, NewerSchemaError
from kb.storage.acts import CatalogueRow
from kb.storage.copies import back_up, restore
from kb.storage.database import Database


@pytest.fixture
def source(empty_database: Path, tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "kb.sqlite"
    path.write_bytes(empty_database.read_bytes())
    with closing(Database(f"sqlite:///{path}")) as opened:
        with opened.writing() as db:
            db.add(CatalogueRow(name="glossary.yaml", hash="h", text="слова " * 5000))
        yield opened


@pytest.fixture
def target(tmp_path: Path) -> Iterator[Database]:
    with closing(Database(f"sqlite:///{tmp_path / 'new' / 'kb.sqlite'}")) as opened:
        yield opened


def path_of(database: Database) -> Path:
    return Path(str(database.url.database))


def words(database: Database) -> str:
    with database.reading() as db:
        return db.get_one(CatalogueRow, "glossary.yaml").text


def test_what_was_backed_up_is_there_after_a_restore(source, target, tmp_path):
    back_up(source, tmp_path / "copy")

    restore(target, tmp_path / "copy")

    assert words(target) == words(source)


def test_a_backup_is_made_while_somebody_writes(source, target, tmp_path):
    with source.writing() as db:
        db.get_one(CatalogueRow, "glossary.yaml").text = "unfinished"
        db.flush()
        back_up(source, tmp_path / "copy")

    restore(target, tmp_path / "copy")
    assert words(target).startswith("слова")


def test_a_backup_and_a_restored_database_are_for_their_owner_only(source, target, tmp_path):
    back_up(source, tmp_path / "copy")
    restore(target, tmp_path / "copy")

    for path in (tmp_path / "copy", path_of(target)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_backup_replaces_no_file(source, tmp_path):
    (tmp_path / "copy").write_text("precious")

    with pytest.raises(ConflictError, match="copy exists"):
        back_up(source, tmp_path / "copy")

    assert (tmp_path / "copy").read_text() == "precious"


def test_a_backup_that_was_cut_off_does_not_stand_in_the_way_of_the_next(source, target, tmp_path):
    (tmp_path / "copy.part").write_text("half of it")

    back_up(source, tmp_path / "copy")
    restore(target, tmp_path / "copy")

    assert words(target) == words(source)
    assert not list(tmp_path.rglob("*.part"))


def test_there_is_no_backup_of_a_database_that_is_not_there(target, tmp_path):
    with pytest.raises(ConflictError, match="There is no"):
        back_up(target, tmp_path / "copy")

    assert not (tmp_path / "copy").exists()
    assert not path_of(target).exists()


@pytest.mark.parametrize("ending", ["", "-wal", "-journal"])
def test_nothing_is_restored_over_a_database_or_what_is_left_of_one(
    source, target, tmp_path, ending
):
    back_up(source, tmp_path / "copy")
    present = path_of(target).with_name(f"kb.sqlite{ending}")
    present.write_text("precious")

    with pytest.raises(ConflictError, match=f"kb.sqlite{ending} exists; nothing was changed"):
        restore(target, tmp_path / "copy")

    assert present.read_text() == "precious"


def test_a_copy_that_is_damaged_is_refused_and_leaves_the_place_free(source, target, tmp_path):
    back_up(source, tmp_path / "copy")
    content = bytearray((tmp_path / "copy").read_bytes())
    content[8192:40960] = b"\xff" * (40960 - 8192)
    (tmp_path / "damaged").write_bytes(content)

    with pytest.raises(ConflictError, match=r"damaged is damaged\. Use another copy\."):
        restore(target, tmp_path / "damaged")

    assert not list(path_of(target).parent.iterdir())
    restore(target, tmp_path / "copy")
    assert words(target) == words(source)


def test_a_copy_that_was_cut_off_is_refused(source, target, tmp_path):
    back_up(source, tmp_path / "copy")
    content = (tmp_path / "copy").read_bytes()
    (tmp_path / "half").write_bytes(content[: len(content) // 2])

    with pytest.raises(ConflictError, match="half is damaged"):
        restore(target, tmp_path / "half")


def test_a_file_that_is_no_database_is_refused(target, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear colleague, " * 200)

    with pytest.raises(ConflictError, match=r"letter\.txt is damaged"):
        restore(target, tmp_path / "letter.txt")


def test_another_systems_database_is_refused(target, tmp_path):
    with closing(sqlite3.connect(tmp_path / "other")) as other:
        other.execute("CREATE TABLE t (x)")

    with pytest.raises(ConflictError, match="other is no copy of this database"):
        restore(target, tmp_path / "other")


def test_a_copy_made_by_a_newer_program_is_refused(source, target, tmp_path):
    back_up(source, tmp_path / "copy")
    with closing(sqlite3.connect(tmp_path / "copy")) as copy, copy:
        copy.execute("UPDATE alembic_version SET version_num = '0999'")

    with pytest.raises(NewerSchemaError):
        restore(target, tmp_path / "copy")


def test_a_restore_leaves_the_copy_as_it_is(source, target, tmp_path):
    back_up(source, tmp_path / "copy")
    before = (tmp_path / "copy").read_bytes()

    restore(target, tmp_path / "copy")

    assert (tmp_path / "copy").read_bytes() == before
    assert not (tmp_path / "copy-wal").exists()


@pytest.mark.slow
def test_postgresql_has_its_own_tools(postgresql_url, tmp_path):
    with (
        closing(Database(postgresql_url)) as database,
        pytest.raises(ConflictError, match="Use pg_dump and pg_restore"),
    ):
        back_up(database, tmp_path / "copy")
