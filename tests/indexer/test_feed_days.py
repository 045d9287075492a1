"""What the feed gives the indexes of older publications, and what a search of a day finds of them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from indexer import feed
from indexer.query import Facet
from kb.access import Viewer
from kb.errors import WithdrawnError
from kb.language import Language
from kb.law.words import Words
from kb.services import library, publishing
from kb.services.library import Edition
from kb.services.publishing import Withdrawal
from tests.factories import TEXTS
from tests.indexer.asking import ask, reader_of
from tests.kb.services.desk import HEIGHT, PUBLISHER

WORDS = ("здания", "ограды", "моста", "навеса")
SEPTEMBER, JANUARY, MAY = date(2026, 9, 1), date(2027, 1, 1), date(2027, 5, 1)
A_DAY = timedelta(days=1)
DAYS = [day for turn in (SEPTEMBER, JANUARY, MAY) for day in (turn - A_DAY, turn)]


def bring(desk, number):
    """Bring in a version of the act; each has a word that the others have not."""
    russian = TEXTS[Language.RU].replace("здания", WORDS[number - 1])
    desk.bring(commit_=str(number), texts={**TEXTS, Language.RU: russian})


@pytest.fixture
def amended(desk, engine):
    """An act published three times, with a draft over it."""
    for number, starts in enumerate((SEPTEMBER, JANUARY, MAY), 1):
        bring(desk, number)
        desk.publish(version=number, starts=starts)
    bring(desk, 4)
    drain(desk, engine)
    return desk


def drain(desk, engine):
    with desk.database.writing() as db:
        feed.drain(db, engine)


def withdraw(desk, number):
    reason = Words(kk="Қате", ru="Ошибка", en="Error")
    with desk.database.writing() as db:
        publishing.withdraw(db, PUBLISHER, HEIGHT, Withdrawal(number, reason), desk.clock)


def on(engine, day, viewer=None):
    """Return which versions are found on a day, and what force they have."""
    result = ask(engine, "высота", viewer or Viewer(), as_of=day)
    texts = ["".join(piece.text for piece in hit.snippet) for hit in result.hits]
    return [(n, hit.force) for hit, text in zip(result.hits, texts, strict=True)
            for n, word in enumerate(WORDS, 1) if word in text]  # fmt: skip


def test_every_publication_has_its_days_and_the_first_all_before(amended):
    with amended.database.reading() as db:
        made = list(feed.documents(db, HEIGHT))

    stretches = {d.edition.applies for d in made if d.edition.applies}
    ends = sorted((one.since or date.min, one.until or date.max) for one in stretches)
    assert ends == list(pairwise((date.min, JANUARY, MAY, date.max)))
    assert len({d.key for d in made}) == len(made) == 4 * 3
    assert [d.edition.applies for d in made if d.edition.is_newest] == [None] * 3


@pytest.mark.parametrize("viewer", [Viewer(), reader_of("height")])
def test_a_search_of_a_day_finds_what_the_page_of_that_day_shows(amended, engine, viewer):
    for day in DAYS:
        with amended.database.reading() as db:
            act = library.find(db, Viewer(), HEIGHT, Edition(day=day))
        assert on(engine, day, viewer) == [(act.shown.sequence, act.force(day))]


def test_what_is_withdrawn_is_found_on_no_day(amended, engine):
    withdraw(amended, 2)
    drain(amended, engine)

    assert [number for day in DAYS for number, _ in on(engine, day)] == [1, 1, 1, 1, 1, 3]
    for day in DAYS:
        assert not any("ограды" in piece.text for hit in ask(engine, "ограды", as_of=day).hits
                       for piece in hit.snippet)  # fmt: skip


def test_an_act_of_which_all_is_withdrawn_is_found_on_no_day(amended, engine):
    for number in (1, 2, 3):
        withdraw(amended, number)
    drain(amended, engine)

    assert [ask(engine, "act:height", reader_of("height"), as_of=day).total for day in DAYS] == (
        [0] * len(DAYS)
    )
    with amended.database.reading() as db, pytest.raises(WithdrawnError):
        library.find(db, Viewer(), HEIGHT)


def test_a_version_that_is_published_again_applies_twice(desk, engine):
    for version, starts in ((1, SEPTEMBER), (2, JANUARY), (1, MAY)):
        if version == 2 or starts == SEPTEMBER:
            bring(desk, version)
        desk.publish(version=version, starts=starts)
    drain(desk, engine)

    found = [on(engine, day) for day in DAYS]

    assert [one[0][0] for one in found] == [1, 1, 1, 2, 2, 1]
    assert [one[0][1] for one in found] == ["not-yet", *["in-force"] * 5]


def test_the_year_is_that_of_the_publication(amended, engine):
    assert ask(engine, "высота", as_of=SEPTEMBER).counts[Facet.YEAR] == {"2026": 1}
