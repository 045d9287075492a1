"""What every search engine promises: the law of a day, and no trace of it in other answers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer.query import Facet, Sort
from kb.language import Language
from kb.law.applying import Stretch
from kb.law.force import Change, Force
from kb.law.identifiers import ActId, EId
from tests.factories import document
from tests.indexer.asking import ANYBODY, articles, ask, draft, found, many, reader_of

HEIGHT, PARKING = ActId("height"), ActId("parking")
JULY, JANUARY, MAY = date(2026, 7, 1), date(2027, 1, 1), date(2027, 5, 1)
A_DAY = timedelta(days=1)

FIRST = document("Высота здания.", applies=Stretch(None, JANUARY), is_newest=False)
SECOND = document("Высота ограды.", applies=Stretch(JANUARY, MAY), is_newest=False)
THIRD = document("Высота моста.", applies=Stretch(MAY), is_newest=False)
DRAFT = draft("Высота навеса.")


@pytest.fixture
def library(engine):
    engine.rebuild([FIRST, SECOND, THIRD, DRAFT])
    return engine


def texts(engine, viewer=ANYBODY, **wanted):
    result = ask(engine, "высота", viewer, **wanted)
    assert result.total == len(result.hits)
    return ["".join(piece.text for piece in hit.snippet) for hit in result.hits]


@pytest.mark.parametrize("viewer", [ANYBODY, reader_of(), reader_of("height")])
@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date.min, FIRST),
        (JULY, FIRST),
        (JANUARY - A_DAY, FIRST),
        (JANUARY, SECOND),
        (MAY - A_DAY, SECOND),
        (MAY, THIRD),
        (date.max, THIRD),
    ],
)
def test_on_a_day_all_find_what_applies_on_it_and_nobody_finds_drafts(
    library, viewer, day, expected
):
    assert texts(library, viewer, as_of=day) == [expected.text]
    assert ask(library, "навес", viewer, as_of=day) == ask(library, "навес", as_of=day)


def test_without_a_day_everybody_finds_the_newest_that_is_theirs(library):
    assert texts(library) == [THIRD.text]
    assert texts(library, reader_of("height")) == [DRAFT.text]


def test_days_are_told_apart_however_often_they_are_asked_for(library):
    days = [JULY, MAY, JANUARY, JULY, JANUARY, MAY]

    assert [texts(library, as_of=day) for day in days] == [
        [FIRST.text], [THIRD.text], [SECOND.text], [FIRST.text], [SECOND.text], [THIRD.text],
    ]  # fmt: skip


def test_status_and_its_counts_are_told_as_of_the_day(engine):
    history = (Change(JULY, Force.IN_FORCE), Change(MAY, Force.REPEALED))
    engine.put([replace(FIRST, history=history), replace(SECOND, history=history)])

    for day, force in ((JULY - A_DAY, "not-yet"), (JULY, "in-force"), (MAY - A_DAY, "in-force")):
        result = ask(engine, "высота", as_of=day)
        assert [hit.force for hit in result.hits] == [force]
        assert result.counts[Facet.STATUS] == {force: 1}
        only = ask(engine, "высота", as_of=day, chosen={Facet.STATUS: frozenset({force})})
        assert only.hits == result.hits


def test_each_edition_of_an_act_has_the_facets_that_it_had(engine):
    engine.rebuild([replace(FIRST, edition=replace(FIRST.edition, kind="rules")), SECOND, THIRD])

    assert ask(engine, "высота", as_of=JULY).counts[Facet.KIND] == {"rules": 1}
    assert ask(engine, "kind:rules", as_of=JANUARY).total == 0


def test_what_applies_no_more_can_be_put_replaced_and_dropped(library):
    library.put([replace(FIRST, text="Высота башни.")])
    assert texts(library, as_of=JULY) == ["Высота башни."]

    library.replace([HEIGHT], [replace(SECOND, edition=replace(SECOND.edition, applies=Stretch()))])
    assert {day: texts(library, as_of=day) for day in (JULY, MAY)} == {
        JULY: [SECOND.text],
        MAY: [SECOND.text],
    }

    library.drop(HEIGHT)
    assert texts(library, as_of=JULY) == []


def test_the_acts_with_an_address_are_those_that_have_it_on_the_day(engine):
    second = document("Новая.", eid="art_2", applies=Stretch(JANUARY))
    engine.rebuild([FIRST, second, draft("Проект.", act=PARKING)])

    asked = {day: engine.acts_with(reader_of("parking"), EId("art_2"), day) for day in (JULY, MAY)}

    assert asked == {JULY: (), MAY: (HEIGHT,)}
    assert engine.acts_with(ANYBODY, EId("art_1"), MAY) == ()


def test_the_status_counts_older_publications_apart(library):
    assert {name: one.documents for name, one in library.status().items()} == {
        "public": 1, "older": 2, "desk": 2,
    }  # fmt: skip


def test_another_process_finds_what_has_been_published_since(opening, library):
    reader = opening()
    assert texts(reader, as_of=MAY) == [THIRD.text]

    never = replace(THIRD, edition=replace(THIRD.edition, applies=Stretch(MAY, MAY + A_DAY)))
    library.replace([HEIGHT], [FIRST, SECOND, never])

    assert texts(reader, as_of=MAY) == [THIRD.text]
    assert texts(reader, as_of=MAY + A_DAY) == []


# As if nothing else had ever been published

WORDS = ["земля", "землю", "секретная", "мера", "налог", "высота", "ограды", "жер", "land"]
QUERIES = [*WORDS, "секретнаая", "нал*", '"мера"', "zemlya", "kind:rules", "налог -мера"]
WAYS = [{}, {"by_act": True}, {"sort": Sort.DATE}, {"interface": Language.KK, "literal": True}]
STRETCHES = [
    Stretch(None, JULY),
    Stretch(JULY, JANUARY),
    Stretch(JANUARY, MAY),
    Stretch(MAY),
]
PASSAGES = st.builds(
    document,
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    heading=st.sampled_from(WORDS),
    act=st.sampled_from([HEIGHT, PARKING]),
    language=st.sampled_from(Language),
    eid=st.sampled_from(["art_1", "art_2", "art_3"]),
    kind=st.sampled_from(["rules", "decree"]),
    applies=st.sampled_from(STRETCHES),
    is_newest=st.just(False),
)


def answers(engine, **wanted):
    return [ask(engine, query, **way, **wanted) for query in QUERIES for way in WAYS]


def fill(engine, passages):
    """Put passages as they are given, each in the place of the one with its key, if there is one."""
    engine.rebuild({one.key: one for one in passages}.values())


@pytest.mark.slow
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(passages=st.lists(PASSAGES, max_size=10), day=st.sampled_from([date.min, JULY, MAY]))
def test_the_law_of_a_day_is_searched_as_if_nothing_else_had_ever_been_published(
    opening, passages, day
):
    content = [*many(5), DRAFT]
    engine = opening()
    fill(engine, [*content, *passages])
    as_of = answers(engine, as_of=day, day=JULY)

    applying = [one for one in passages if day in one.edition.applies]
    made = [replace(one, edition=replace(one.edition, applies=Stretch())) for one in applying]
    fill(engine, [*content, *made])

    assert answers(engine, day=day) == as_of


@pytest.mark.slow
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(passages=st.lists(PASSAGES, max_size=10))
def test_older_publications_whatever_make_no_difference_to_who_names_no_day(opening, passages):
    content = [*many(5), DRAFT, THIRD]
    older = [one for one in passages if one.edition.applies.until is not None]
    engine = opening()
    told = []
    for others in ([], older):
        fill(engine, content)
        engine.put(others)
        told.append([answers(engine, viewer=one) for one in (ANYBODY, reader_of("height"))])

    assert told[0] == told[1]


def test_older_publications_make_no_difference_to_who_names_no_day(engine):
    engine.rebuild([*many(5), THIRD])
    before = answers(engine)

    engine.put(articles(" ".join(WORDS), "Налог, налог.", applies=Stretch(None, JULY)))
    assert ask(engine, "налог", as_of=date.min).total == 2

    assert answers(engine) == before


def test_a_search_of_a_day_goes_through_pages_as_any_other(engine):
    older = articles(*["Высота."] * 5, applies=Stretch(None, JANUARY))
    engine.rebuild([*older, THIRD])

    pages = [found(engine, "высота", as_of=JULY, size=2, page=n) for n in (1, 2, 3, 4)]

    assert [place for page in pages for place in page] == [f"height#art_{n}" for n in range(1, 6)]
