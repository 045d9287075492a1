"""Many who write at once lose nothing, and a writer that is killed leaves all of a comment or nothing."""

import multiprocessing
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from itertools import count

import pytest
from sqlalchemy import func, select

from kb.errors import ConflictError
from kb.services import audit, commenting, threads
from kb.services.commenting import EditedMeanwhileError, Remark
from kb.storage.database import Database
from kb.storage.review import CommentRow, DispositionRow, SuggestionRow
from tests.kb.services.desk import Desk
from tests.kb.services.reviewing import CONTENT, PARAGRAPH, QUOTE, Review
from tests.kb.services.test_commenting import WORDING

pytestmark = pytest.mark.slow
REVIEWERS = [f"expert{number}" for number in range(20)]
EACH = 5
KILLS = 15


@pytest.fixture
def review(desk) -> Review:
    made = Review(desk).set_up()
    made.hold()
    return made


def counted(review, rows) -> int:
    with review.desk.database.reading() as db:
        return db.scalar(select(func.count()).select_from(rows)) or 0


def is_sound(review) -> bool:
    with review.desk.database.reading() as db:
        return audit.verify(db)[1] is None


def test_twenty_reviewers_who_post_at_once_lose_nothing(review):
    """Each sends everything twice, as a browser does that had no answer."""
    for name in REVIEWERS:
        review.expert(name, None)

    def post(name: str) -> list[str]:
        return [
            review.says(name, f"{name} {number}", token=str(number))
            for number in range(EACH)
            for _ in range(2)
        ]

    with ThreadPoolExecutor(len(REVIEWERS)) as together:
        found = dict(zip(REVIEWERS, together.map(post, REVIEWERS), strict=True))

    ids = {id_ for one in found.values() for id_ in one}
    assert len(ids) == counted(review, DispositionRow) == len(REVIEWERS) * EACH
    listed = review.do("secretary", threads.listed)
    assert {one.id: f"{one.author.name.lower()} " for one in listed} == {
        one.id: one.content.text[:-1] for one in listed
    }
    assert {one.id for one in listed} == ids
    assert is_sound(review)


def test_fifty_edits_at_once_are_all_kept_or_told_to_be_late(review):
    comment = review.says("aigul")

    def edit(number: int) -> str | None:
        content = replace(CONTENT, text=f"Слова {number}")
        try:
            review.do("aigul", commenting.edit, comment, number % 2, content)
        except EditedMeanwhileError:
            return None
        return content.text

    with ThreadPoolExecutor(10) as together:
        kept = {text for text in together.map(edit, range(50)) if text}

    found = review.do("aigul", threads.find, comment)
    said = [*(one.content.text for one in found.history), found.content.text]
    assert said[0] == CONTENT.text
    assert set(said[1:]) == kept
    assert len(said) == found.revision + 1 == len(kept) + 1
    assert is_sound(review)


def test_two_who_report_at_once_report_once(review):
    review.ends()

    def report(_: int) -> bool:
        try:
            review.reports()
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(4) as together:
        assert sum(together.map(report, range(4))) == 1
    assert is_sound(review)


def post_forever(url: str, told, run: int, moment) -> None:
    """Submit comments until killed, and tell of each that was acknowledged."""
    with closing(Database(url)) as database:
        review = Review(Desk(database))
        review.desk.clock.now = moment
        for number in count():
            content = replace(CONTENT, suggestion=WORDING)
            remark = Remark(QUOTE if number % 2 else PARAGRAPH, content, f"{run}-{number}")
            told.send(review.do("aigul", commenting.submit, remark))


def acknowledged(review, run: int, dice: random.Random) -> Iterator[str]:
    """Yield the comments that a writer told of until it was killed, at any moment."""
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)
    url = review.desk.database.url.render_as_string(hide_password=False)
    review.desk.database.close()
    arguments = (url, there, run, review.desk.clock.now)
    writer = fork.Process(target=post_forever, args=arguments)
    writer.start()
    there.close()
    yield here.recv()
    for _ in range(dice.randrange(8)):
        yield here.recv()
    writer.kill()
    writer.join()
    try:
        while True:
            yield here.recv()
    except EOFError:
        here.close()


def test_a_writer_that_is_killed_loses_no_acknowledged_comment(review):
    dice = random.Random(4)
    told = {id_ for run in range(KILLS) for id_ in acknowledged(review, run, dice)}

    with review.desk.database.reading() as db:
        kept = set(db.scalars(select(CommentRow.id)))
    assert len(told) >= KILLS
    assert told <= kept
    assert len(kept) - len(told) <= KILLS, "at most the one under way is there unacknowledged"
    assert counted(review, DispositionRow) == counted(review, SuggestionRow) == len(kept)
    assert is_sound(review)
