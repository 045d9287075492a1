import time
from io import StringIO

import pytest

from kb import spooling
from kb.spooling import KEPT_SECONDS, STARTING_SECONDS, Spooled, State, busy, clear, take, tidy


@pytest.fixture
def spooled(tmp_path) -> Spooled:
    return Spooled(tmp_path / "exports" / "a.docx")


def test_a_file_is_asked_for_made_and_there(spooled):
    assert spooled.state(time.time()) is State.ABSENT
    assert spooled.start()
    assert spooled.state(time.time()) is State.STARTED
    with spooled.making(4) as (draft, advance):
        draft.write(b"words")
        advance(1)
        advance(1)
        assert spooled.progress() == (2, 4)
        assert spooled.state(time.time()) is State.STARTED
        assert busy(spooled.path.parent, time.time()) == 1

    assert spooled.state(time.time()) is State.READY
    assert spooled.path.read_bytes() == b"words"
    assert [path.name for path in spooled.path.parent.iterdir()] == ["a.docx"]


def test_one_that_was_just_asked_for_takes_a_place_and_one_that_failed_takes_none(spooled):
    place, now = spooled.path.parent, time.time()
    assert busy(place, now) == 0
    spooled.start()
    assert busy(place, now) == 1
    assert busy(place, now + STARTING_SECONDS + 1) == 0


def test_what_was_made_at_once_is_kept_whole_for_the_next_reader_alone(spooled):
    for content in (b"words", b"others"):
        spooled.keep(content)

        assert spooled.path.read_bytes() == content
        assert spooled.state(time.time()) is State.READY
    (kept,) = spooled.path.parent.iterdir()
    assert kept.stat().st_mode & 0o077 == 0


def test_only_one_process_is_asked_to_make_it(spooled):
    assert spooled.start()
    assert not spooled.start()


def test_a_maker_that_is_gone_has_failed_and_another_can_be_asked(spooled):
    spooled.start()
    later = time.time() + STARTING_SECONDS + 1

    def give_up() -> None:
        with spooled.making(1):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        give_up()
    assert spooled.state(later) is State.FAILED
    assert not spooled.path.exists()
    spooled.forget()
    assert spooled.start()


def test_one_that_works_for_long_has_not_failed(spooled):
    spooled.start()
    with spooled.making(1):
        assert spooled.state(time.time() + 10 * STARTING_SECONDS) is State.STARTED


def test_what_a_killed_maker_left_is_not_in_what_the_next_one_makes(spooled):
    spooled.start()
    spooled.path.with_name("a.docx.part").write_bytes(b"half of it")

    with spooled.making(1) as (draft, _):
        draft.write(b"all")

    assert spooled.path.read_bytes() == b"all"


def test_progress_is_not_written_for_every_row(spooled, monkeypatch):
    written: list[str] = []
    monkeypatch.setattr(
        spooling.Path, "open", lambda path, mode, **more: written.append(mode) or StringIO()
    )
    told = spooling._Told(spooled.path, 10_000)

    for _ in range(10_000):
        told.add(1)

    assert 100 < len(written) < 300


def test_of_what_is_cleared_nothing_stays_and_nothing_that_was_begun_before_comes(spooled):
    clear(spooled.path.parent)
    ready = Spooled(spooled.path.with_name("b.docx"))
    ready.keep(b"words")
    spooled.start()
    with spooled.making(2) as (draft, advance):
        draft.write(b"words")
        clear(spooled.path.parent)
        advance(1)

    assert list(spooled.path.parent.iterdir()) == []
    assert spooled.state(time.time()) is State.ABSENT


def test_places_are_counted_and_taken_in_one_turn(spooled, monkeypatch):
    """Two who ask at one moment do not both find the last place free."""
    lock, turns = spooled.path.parent.with_name("exports.lock"), []

    def noted(work):
        def step(*arguments):
            turns.append(spooling._is_locked(lock))
            return work(*arguments)

        return step

    monkeypatch.setattr(spooling, "busy", noted(busy))
    monkeypatch.setattr(Spooled, "start", noted(Spooled.start))
    other = Spooled(spooled.path.with_name("b.docx"))

    assert [take(one, 1, time.time()) for one in (spooled, other)] == [True, False]
    assert turns == [True] * 3


def test_what_nobody_came_for_is_removed_after_a_day(spooled):
    spooled.start()
    with spooled.making(1):
        pass

    tidy(spooled.path.parent, time.time() + KEPT_SECONDS / 2)
    assert spooled.path.exists()
    tidy(spooled.path.parent, time.time() + KEPT_SECONDS + 60)
    assert not spooled.path.exists()
