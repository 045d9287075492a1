"""Neighbouring texts are compared before anybody asks, and only those that were not yet."""

from io import StringIO

from rich.console import Console

from indexer.analysis.words import analyse
from kb.cli.comparing import compare
from kb.cli.environment import Environment
from kb.services import redlining
from kb.settings import Settings
from tests.kb.services.desk import Desk
from tests.repositories import changed


def environment(desk: Desk) -> Environment:
    settings = Settings(database_url=desk.database.url.render_as_string())
    return Environment(settings, analyse, 1, console=Console(file=StringIO()))


def test_every_pair_of_neighbours_is_compared_once_with_progress(database):
    desk = Desk(database)
    desk.bring(commit_="a1")
    assert compare(environment(desk)) == 0
    desk.bring(commit_="b2", texts=changed("Other"))
    with_console = environment(desk)

    assert compare(with_console) == 3
    assert compare(environment(desk)) == 0
    assert "Comparing: 3 of 3 texts" in with_console.console.file.getvalue()


def test_a_stored_redline_is_what_a_reader_gets(database, monkeypatch):
    desk = Desk(database)
    desk.bring(commit_="a1")
    desk.bring(commit_="b2", texts=changed("Other"))
    compare(environment(desk))
    monkeypatch.delattr(redlining, "redline")

    with database.reading() as db:
        (first, *_) = redlining.neighbours(db)
        assert not redlining.Redliner().redline(db, first).is_empty
