"""The queries of the benchmark: all different, and the same in every run."""

from collections import Counter

from indexer.query import Facet
from tests.bench.queries import Way, queries
from tests.factories import document
from tests.indexer.asking import articles

TEXTS = ["высота здания ограничивается правилами", "вентиляционные коридоры города свободны"]


def test_queries_are_different_and_the_same_in_every_run():
    asked = queries(articles(*TEXTS), 60)

    assert len({one.text for one in asked}) == len(asked) == 60
    assert asked == queries(articles(*TEXTS), 60)


def test_of_six_queries_one_is_narrowed_and_one_has_slips():
    ways = Counter(one.way for one in queries(articles(*TEXTS), 60))

    assert ways == {Way.PLAIN: 40, Way.NARROWED: 10, Way.SLIPPED: 10}


def test_a_narrowed_query_chooses_a_facet_of_the_passage_it_was_made_of():
    narrowed = [one for one in queries(articles(*TEXTS), 60) if one.way is Way.NARROWED]

    assert {one.query().chosen[Facet.KIND] for one in narrowed} == {
        frozenset({"regulatory-provision"})
    }


def test_few_words_make_few_queries():
    assert [one.text for one in queries([document("высота")], 60)] == ["высота"]
