"""What every search engine promises: writing, and the state of its indexes."""

from dataclasses import replace
from datetime import date

import pytest

from indexer.query import Facet
from kb.errors import IndexUnavailableError
from kb.language import Language
from kb.law.force import Change, Force
from kb.law.identifiers import ActId, EId
from tests.factories import document
from tests.indexer.asking import (
    ANYBODY,
    articles,
    ask,
    draft,
    found,
    in_languages,
    many,
    reader_of,
)

HEIGHT = ActId("height")
PARKING = ActId("parking")

# Writing


def test_what_was_put_can_be_found(engine):
    engine.put([document("Высота здания.")])

    assert found(engine, "высота") == ["height#art_1"]


def test_putting_a_passage_again_replaces_it(engine):
    engine.put([document("Высота здания.")])
    engine.put([document("Ширина улицы.")])

    assert found(engine, "высота") == []
    assert found(engine, "ширина") == ["height#art_1"]


def test_of_a_passage_that_is_put_twice_at_once_the_last_one_counts(engine):
    engine.put([document("Высота здания."), document("Ширина улицы.")])

    assert ask(engine, "kind:regulatory-provision").total == 1
    assert found(engine, "ширина") == ["height#art_1"]


def test_a_dropped_act_is_found_in_no_language_and_in_no_index(engine):
    engine.put(
        [*in_languages(kk="Биіктік.", ru="Высота.", en="Height."), draft("Высота.", eid="art_2")]
    )

    engine.drop(HEIGHT)

    assert ask(engine, "kind:regulatory-provision").total == 0
    assert ask(engine, "kind:regulatory-provision", reader_of(HEIGHT)).total == 0


def test_an_act_that_is_not_there_can_be_dropped(engine):
    engine.put([document("Высота здания.")])

    engine.drop(PARKING)

    assert found(engine, "высота") == ["height#art_1"]


def test_replacing_acts_forgets_the_passages_that_a_new_version_lacks(engine):
    engine.put(articles("Высота здания.", "Высота забора.", "Высота дерева."))

    engine.replace([HEIGHT], articles("Высота здания."))

    assert found(engine, "высота") == ["height#art_1"]


def test_a_rebuild_forgets_what_was_there_and_tells_how_much_is_there_now(engine):
    engine.put(articles("Высота здания.", "Высота забора."))

    count = engine.rebuild([document("Парковка.", act=PARKING), draft("Парковка.")])

    assert count == 2
    assert found(engine, "высота") == []
    assert found(engine, "парковка", reader_of(HEIGHT)) == ["height#art_1", "parking#art_1"]


def test_documents_may_come_one_by_one(engine):
    engine.rebuild(one for one in articles("Высота здания.", "Высота забора."))

    assert ask(engine, "высота").total == 2


def test_passages_without_words_and_with_endless_ones_can_be_indexed(engine):
    engine.put(articles("", "—", "а" * 70_000, "слово " * 70_000))

    assert ask(engine, "kind:regulatory-provision").total == 4
    assert found(engine, "слово") == ["height#art_4"]


# The state of the indexes


def test_an_empty_index_answers_that_there_is_nothing(engine):
    result = ask(engine, "высота")

    assert (result.total, result.hits) == (0, ())
    assert ask(engine, "kind:rules").total == 0
    assert engine.acts_with(ANYBODY, EId("art_1")) == ()


def test_without_an_index_search_is_unavailable(opening):
    engine = opening()

    for asked in (
        lambda: ask(engine, "высота"),
        lambda: ask(engine, "высота", reader_of(HEIGHT)),
        lambda: engine.acts_with(ANYBODY, EId("art_1")),
        engine.status,
    ):
        with pytest.raises(IndexUnavailableError):
            asked()


def test_the_first_change_makes_the_index(opening):
    engine = opening()

    engine.put([document("Высота здания.")])

    assert found(engine, "высота") == ["height#art_1"]


def test_the_status_tells_how_many_passages_there_are_and_changes_with_them(engine):
    before = engine.status()
    engine.put([*articles("Высота.", "Ширина."), draft("Длина.", act=PARKING)])
    after = engine.status()

    assert (after["public"].documents, after["desk"].documents) == (2, 3)
    assert after["public"].generation != before["public"].generation
    assert after["public"].changed_at is not None


def test_a_reader_follows_the_changes_and_rebuilds_of_another_process(opening, engine):
    reader = opening()
    assert found(reader, "высота") == []

    engine.put([document("Высота здания.")])
    assert found(reader, "высота") == ["height#art_1"]

    engine.rebuild([document("Ширина улицы.")])
    assert found(reader, "высота") == []
    assert found(reader, "ширина") == ["height#art_1"]


# The order of writing


@pytest.mark.parametrize("size", [1, 3, 20])
def test_answers_are_the_same_however_the_content_came_into_the_index(opening, size):
    content = [
        *many(7),
        *articles("Высота здания.", "Высота ограды и высота здания.", "Здания и ограды."),
        *in_languages("art_9", kk="Жер туралы.", ru="О земле.", en="On land."),
    ]
    queries = ["высота здания", "земля", "lang:kk", "kind:regulatory-provision", "жер", "land"]
    engine = opening()
    engine.rebuild(content)
    at_once = [ask(engine, query, size=50) for query in queries]

    engine.rebuild(())
    backwards = content[::-1]
    for start in range(0, len(content), size):
        engine.put(backwards[start : start + size])

    assert [ask(engine, query, size=50) for query in queries] == at_once


# The day


@pytest.mark.parametrize(
    ("day", "force"),
    [
        (date(2026, 6, 30), Force.NOT_YET),
        (date(2026, 7, 1), Force.IN_FORCE),
        (date(2026, 11, 1), Force.SUSPENDED),
    ],
)
def test_force_is_told_as_of_the_day_asked_for(engine, day, force):
    history = (Change(date(2026, 7, 1), Force.IN_FORCE), Change(date(2026, 11, 1), Force.SUSPENDED))
    engine.put([replace(document("Высота здания."), history=history)])

    result = ask(engine, "высота", day=day)

    assert result.hits[0].force is force
    assert result.counts[Facet.STATUS] == {force.value: 1}
    assert (
        ask(engine, "высота", day=day, chosen={Facet.STATUS: frozenset({force.value})}).total == 1
    )


def test_a_draft_has_no_force(engine):
    engine.put([draft("Высота здания.")])

    assert ask(engine, "высота", reader_of("height")).hits[0].force is Force.DRAFT


def test_an_act_may_be_in_one_language_only(engine):
    engine.put([document("On height.", language=Language.EN, languages=(Language.EN,))])

    assert found(engine, "height") == ["height#art_1"]
    assert found(engine, "высота") == []
