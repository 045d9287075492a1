"""The glossary and the procedure: read, refused with file and line, kept."""

import pytest
from sqlalchemy import select

from kb.errors import CatalogueError
from kb.recent import Recent
from kb.services import catalogues
from kb.services.catalogues import BACKLOG, GLOSSARY, PROCEDURE
from kb.source import read_catalogues
from kb.storage.acts import CatalogueRow
from tests.kb.services.desk import ACTS, known

TEXTS = read_catalogues(ACTS)
MORE = TEXTS[GLOSSARY] + "# A remark.\n"


def test_the_repositorys_own_are_read():
    assert known().procedure.kinds
    assert known().glossary.terms
    assert len(known().glossary_hash) == 64


def test_a_list_is_read_once_for_as_long_as_it_says_the_same():
    first, other = (catalogues.read({**TEXTS, GLOSSARY: text}) for text in (TEXTS[GLOSSARY], MORE))

    again = catalogues.read(TEXTS)
    assert again.glossary is first.glossary
    assert again.procedure is other.procedure
    assert again.glossary is not other.glossary


@pytest.mark.parametrize("name", [GLOSSARY, PROCEDURE])
@pytest.mark.parametrize(("folder", "place"), [("acts", "acts/"), ("", "")])
def test_one_that_is_missing_is_named(name, folder, place):
    texts = {other: text for other, text in TEXTS.items() if other != name}

    with pytest.raises(CatalogueError) as caught:
        catalogues.read(texts, folder)

    assert str(caught.value) == f"{place}{name}:1: missing; it lies beside the acts."


@pytest.mark.parametrize("name", [GLOSSARY, PROCEDURE, BACKLOG])
@pytest.mark.parametrize(
    ("spoil", "line", "problem"),
    [
        (lambda text: "# one\n# two\nkinds: [\n", 4, "expected the node content"),
        (lambda text: "- a list\n", 1, ""),
        (lambda text: "", 1, ""),
        (lambda text: text + "\nunknown_key: 1\n", None, "unknown_key: "),
        (lambda text: "a: 1\na: 2\n", 2, "a"),
    ],
    ids=["no YAML", "a list", "empty", "an unknown key", "a key twice"],
)
def test_one_that_cannot_be_used_is_refused_with_its_line(name, spoil, line, problem):
    text = spoil(TEXTS[name])
    line = line or len(text.splitlines())

    with pytest.raises(CatalogueError) as caught:
        catalogues.read({**TEXTS, name: text}, "acts")

    assert str(caught.value).startswith(f"acts/{name}:{line}: ")
    assert problem in str(caught.value)


def test_those_that_were_kept_last_are_the_ones_in_use(desk):
    before = "# An older one.\n" + TEXTS[GLOSSARY]
    hashes = []
    for texts in ({**TEXTS, GLOSSARY: before}, TEXTS, TEXTS):
        with desk.database.writing() as db:
            catalogues.keep(db, texts, desk.clock)
            hashes.append(catalogues.hashes(db))

    with desk.database.reading() as db:
        assert catalogues.stored(db) == known()
    assert hashes[0] != hashes[1] == hashes[2]


def test_what_was_read_once_is_not_read_from_yaml_again(desk, monkeypatch):
    with desk.database.writing() as db:
        catalogues.keep(db, TEXTS, desk.clock)
    monkeypatch.setattr(catalogues, "_READ", Recent(8))
    monkeypatch.setattr(catalogues, "load", None)  # Whoever reads YAML now, fails.
    with desk.database.reading() as db:
        assert catalogues.stored(db).backlog.rows


@pytest.mark.parametrize("said", ["", '{"no": "longer"}', "{"])
def test_what_another_release_had_read_is_read_anew(desk, monkeypatch, said):
    with desk.database.writing() as db:
        catalogues.keep(db, TEXTS, desk.clock)
        for row in db.scalars(select(CatalogueRow)):
            row.parsed = said
    monkeypatch.setattr(catalogues, "_READ", Recent(8))
    with desk.database.reading() as db:
        assert catalogues.stored(db) == known()


def test_a_collection_may_do_without_a_backlog_and_one_that_is_gone_is_forgotten(desk):
    without = {name: text for name, text in TEXTS.items() if name != BACKLOG}
    rows = []
    for texts in (TEXTS, without):
        with desk.database.writing() as db:
            catalogues.keep(db, texts, desk.clock)
            rows.append(len(catalogues.stored(db).backlog.rows))

    assert rows == [58, 0]


def test_before_the_first_import_there_are_none(desk):
    with desk.database.reading() as db, pytest.raises(CatalogueError, match="missing"):
        catalogues.stored(db)
