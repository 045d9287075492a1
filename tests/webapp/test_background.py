"""Work that outlives the request that started it."""

from collections.abc import Callable
from dataclasses import replace
from queue import Queue
from threading import Event, Thread

import pytest
from sqlalchemy import select

from kb.services import webhooks
from kb.storage.acts import ActRow
from kb.webhooks import Call, Provider
from tests.factories import NOW
from tests.repositories import GitRepository
from tests.webapp.town import Town
from tests.worlds import World
from webapp.background import Errand, start_index, start_sync


@pytest.mark.slow
def test_what_was_pushed_is_taken_in_by_a_process_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("KB_GIT_REMOTE", "/nowhere")  # The settings of the site are what counts.
    repository = GitRepository.create(tmp_path / "texts")
    repository.catalogues()
    repository.act()
    repository.commit()
    world = World(tmp_path)
    copy = tmp_path / "copy.git"
    world.settings = replace(
        world.settings, git_remote=str(repository.folder), git_dir=copy, secret_key="s" * 32
    )
    with world.database.writing() as db:
        webhooks.accept(db, Call(Provider.GITEA, {"x-gitea-delivery": "1"}, b"{}"), NOW)

    waiting = start_sync(world.settings)
    waiting.join(timeout=120)

    assert not waiting.is_alive()
    with world.database.reading() as db:
        assert list(db.scalars(select(ActRow.slug))) == ["height"]
        assert webhooks.waiting(db) == []
    world.close()


@pytest.mark.slow
def test_what_was_published_is_indexed_by_a_process_of_its_own(own_town: Town) -> None:
    settings = replace(own_town.settings, secret_key="s" * 32)
    own_town.publish("parks", 2)
    browser = own_town.browser()
    assert browser.get("/api/v1/search?q=More&act=parks").get_json()["total"] == 0

    start_index(settings).join(timeout=120)

    assert browser.get("/api/v1/search?q=More&act=parks").get_json()["total"] == 1


def running(runs: "Queue[Event]") -> Callable[[], Thread]:
    """Return a command that ends when the event is set that it leaves in a queue."""

    def start() -> Thread:
        runs.put(end := Event())
        waiting = Thread(target=end.wait, args=(60,))
        waiting.start()
        return waiting

    return start


def test_an_errand_is_run_at_once_and_once_more_for_all_who_ask_meanwhile() -> None:
    runs: Queue[Event] = Queue()
    errand, start = Errand(pause=0), running(runs)
    errand.ask(start)
    first = runs.get_nowait()

    for _ in range(20):
        errand.ask(start)
    assert runs.empty()
    first.set()

    runs.get(timeout=60).set()
    assert runs.empty()


def test_an_errand_that_could_not_be_started_is_tried_when_somebody_asks_again() -> None:
    runs: Queue[Event] = Queue()
    errand = Errand(pause=0)

    with pytest.raises(OSError, match="no room"):
        errand.ask(no_room)
    errand.ask(running(runs))

    runs.get_nowait().set()


def no_room() -> Thread:
    problem = "no room"
    raise OSError(problem)
