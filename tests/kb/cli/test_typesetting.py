"""Pages of texts are made before anybody asks for them, and only those that are missing."""

from io import StringIO

import pytest
from rich.console import Console

from indexer.analysis.words import analyse
from kb.cli.environment import Environment
from kb.cli.typesetting import typeset
from kb.language import Language
from kb.services import catalogues, texts
from kb.services.texts import Typesetter
from kb.settings import Settings
from kb.source import read_catalogues
from tests.kb.services.desk import ACTS, Desk, known
from tests.repositories import changed


@pytest.fixture
def desk(database):
    """A desk with the catalogues stored, and one act."""
    desk = Desk(database)
    with database.writing() as db:
        catalogues.keep(db, read_catalogues(ACTS), desk.clock)
    desk.bring()
    return desk


def environment(desk: Desk, analysis: int = 1) -> Environment:
    settings = Settings(database_url=desk.database.url.render_as_string())
    return Environment(settings, analyse, analysis, console=Console(file=StringIO()))


def test_every_language_of_the_newest_version_is_made_once(desk):
    assert typeset(environment(desk)) == 3
    assert typeset(environment(desk)) == 0

    desk.bring(texts=changed("Other"), commit_="1")
    assert typeset(environment(desk)) == 3


def test_what_was_made_is_read_without_parsing_or_typesetting(desk, monkeypatch):
    typeset(environment(desk))
    fresh = Typesetter.of(known().glossary, known().glossary_hash, analyse, 1)
    with desk.database.reading() as db:
        expected = {key: fresh._made(db, *key) for key in sorted(texts.shown(db))}
        for name in ("expression", "parse", "rows", "marks"):
            monkeypatch.delattr(texts, name)

        assert {key: fresh.rows(db, *key) for key in expected} == expected
    assert {language for _, language in expected} == set(Language)


def test_another_analysis_makes_all_anew_and_keeps_nothing_of_the_old(desk):
    typeset(environment(desk))

    assert typeset(environment(desk, analysis=2)) == 3
    assert typeset(environment(desk, analysis=1)) == 3


def test_before_the_first_import_there_is_nothing_to_do(database):
    assert typeset(environment(Desk(database))) == 0


def test_progress_is_told(desk):
    here = environment(desk)

    typeset(here)

    assert here.console.file.getvalue() == "Typesetting: 3 of 3 texts\n"
