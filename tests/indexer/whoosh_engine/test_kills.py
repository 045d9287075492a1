"""A writer that is killed at any moment, and readers beside a writer: all of a change or nothing."""

import multiprocessing
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from indexer.whoosh_engine.engine import WhooshEngine
from kb.law.identifiers import ActId
from tests.indexer.asking import ANYBODY, articles, ask, draft, reader_of

HEIGHT = ActId("height")
OLD = articles(*(f"Прежняя высота {n}." for n in range(7)))
NEW = articles(*(f"Новая высота {n}." for n in range(11)))
DRAFTS = [draft("Высота навеса.", act=ActId("plan"), eid=f"art_{n}") for n in range(3)]
COMPLETE = {("прежний", 7), ("новый", 11)}
"""What may be found at any moment: all of one version, nothing of the other."""

CHANGES = 20
"""How many changes a reader lives to see."""


def write_forever(folder: Path, *, anew: bool) -> None:
    """Replace the old text by the new and the new by the old, until killed."""
    engine = WhooshEngine(folder)
    for documents in cycle((NEW, OLD)):
        if anew:
            engine.rebuild([*documents, *DRAFTS])
        else:
            engine.replace([HEIGHT], documents)


def started(folder: Path, *, anew: bool) -> BaseProcess:
    writer = multiprocessing.get_context("fork").Process(
        target=write_forever, args=(folder,), kwargs={"anew": anew}
    )
    writer.start()
    return writer


def content(engine: WhooshEngine, viewer) -> set[tuple[str, int]]:
    """Return which words are in the one act, and in how many passages."""
    counts = (
        (word, ask(engine, f'"{word}" act:height', viewer).total) for word in ("прежний", "новый")
    )
    return {(word, count) for word, count in counts if count}


def seen(engine: WhooshEngine) -> Iterator[str]:
    """Yield what a reader sees, who asks again and again."""
    while True:
        found = ask(engine, "высота", size=20)
        yield " ".join(sorted(f"{hit.passage}:{hit.snippet[0].text}" for hit in found.hits))


def several(engine: WhooshEngine) -> set[str]:
    """Return all that a reader sees until it has changed often enough."""
    answers: list[str] = []
    for answer, _ in zip(seen(engine), range(100_000), strict=False):
        if answer not in answers[-1:]:
            answers.append(answer)
        if len(answers) == CHANGES:
            break
    return set(answers)


@pytest.fixture
def folder(tmp_path):
    WhooshEngine(tmp_path).rebuild([*OLD, *DRAFTS])
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("anew", [False, True], ids=["changes", "rebuilds"])
def test_forty_kills_leave_indexes_that_hold_all_of_one_version(folder, anew):
    moments = random.Random(40)
    kept = set()
    for _ in range(40):
        writer = started(folder, anew=anew)
        writer.join(timeout=moments.uniform(0.0, 0.4))
        writer.kill()
        writer.join()

        engine = WhooshEngine(folder)
        for viewer in (ANYBODY, reader_of("plan")):
            (found,) = content(engine, viewer)
            assert found in COMPLETE
            kept.add(found)
        assert ask(engine, "навес", reader_of("plan")).total == len(DRAFTS)

    assert kept == COMPLETE


@pytest.mark.slow
def test_after_kills_a_rebuild_leaves_nothing_lying_about(folder):
    for moment in range(8):
        writer = started(folder, anew=True)
        writer.join(timeout=moment / 20)
        writer.kill()
        writer.join()

    WhooshEngine(folder).rebuild(OLD)

    for index in ("public", "desk"):
        assert len(list((folder / index).iterdir())) == len({"CURRENT", "LOCK", "the generation"})


@pytest.mark.slow
@pytest.mark.parametrize("anew", [False, True], ids=["changes", "rebuilds"])
def test_readers_beside_a_writer_always_see_all_of_one_version(folder, anew):
    shared = WhooshEngine(folder)
    expected = {next(seen(shared))}
    WhooshEngine(folder).replace([HEIGHT], NEW)
    expected.add(next(seen(shared)))
    writer = started(folder, anew=anew)
    try:
        with ThreadPoolExecutor(3) as threads:
            # Two threads of one process, and one that reads as another process does.
            engines = (shared, shared, WhooshEngine(folder))
            rounds = [threads.submit(several, engine) for engine in engines]
            answers = [one.result() for one in rounds]
    finally:
        writer.kill()
        writer.join()

    assert set().union(*answers) == expected
