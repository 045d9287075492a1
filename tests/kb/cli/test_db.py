"""`kb db`: the schema, a copy, and a copy put back."""

import pytest

from kb.storage import schema
from tests.factories import write_act


def test_an_empty_place_gets_the_newest_schema_and_may_be_asked_again(kb):
    kb.with_(KB_DATABASE_URL=f"sqlite:///{kb.folder}/new/kb.sqlite")

    first, second = kb("db", "upgrade"), kb("db", "upgrade")

    assert (first.status, second.status) == (0, 0)
    assert first.err == second.err == f"The schema is at {schema.newest()}.\n"


def test_what_was_backed_up_is_there_after_it_is_restored(kb):
    write_act(kb.acts)
    assert kb("acts", "import", "--plain").status == 0
    assert kb("db", "backup", "copy.sqlite").status == 0
    kb.database.unlink()

    told = kb("db", "restore", "copy.sqlite")

    assert told.status == 0
    assert "kb db upgrade; kb index rebuild" in told.err
    assert kb("db", "upgrade").status == 0
    assert '"unchanged": 1' in kb("acts", "import", "--plain", "--json").out


def test_a_copy_replaces_nothing(kb):
    (kb.folder / "copy.sqlite").write_text("another file")

    told = kb("db", "backup", "copy.sqlite")

    assert (told.status, told.err) == (1, "kb: copy.sqlite exists. Name a new file.\n")
    assert (kb.folder / "copy.sqlite").read_text() == "another file"


def test_a_database_that_is_there_is_not_restored_over(kb):
    kb("db", "backup", "copy.sqlite")
    before = kb.database.read_bytes()

    told = kb("db", "restore", "copy.sqlite")

    assert told.status == 1
    assert "exists; nothing was changed. Stop the site, and move it away first." in told.err
    assert kb.database.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (
            b"no database " * 1000,
            "copy.sqlite is damaged. Use another copy. (file is not a database)",
        ),
        (b"", "copy.sqlite is no copy of this database. Use another."),
    ],
    ids=["damaged", "empty"],
)
def test_a_copy_that_cannot_be_used_is_refused_and_leaves_nothing(kb, content, complaint):
    kb.database.unlink()
    (kb.folder / "copy.sqlite").write_bytes(content)

    told = kb("db", "restore", "copy.sqlite")

    assert (told.status, told.err) == (1, f"kb: {complaint}\n")
    assert not kb.database.exists()
