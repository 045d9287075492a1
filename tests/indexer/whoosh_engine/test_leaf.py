"""What a segment tells as arrays, and what it forgets."""

import numpy as np
import pytest

from indexer.analysis.words import term_of
from indexer.whoosh_engine import leaf as leaves
from indexer.whoosh_engine import schema as names
from indexer.whoosh_engine.leaf import Leaf
from indexer.whoosh_engine.posting_pool import MOST_PLACES
from kb.language import Language
from kb.law.identifiers import ActId
from tests.factories import document
from tests.indexer.asking import articles, draft

RU = Language.RU
TERMS, WORDS = names.terms(RU), names.words(RU)


@pytest.fixture
def leaf(index):
    """The segment of two acts, of which one was dropped later."""
    index.change((), [*articles("Высота, высоты.", "Ширина."), *articles("Высота.", act="tax")])
    index.change([ActId("tax")], ())
    return opened(index)


def opened(index) -> Leaf:
    ((_, one),) = index._leaves_of(index._generations.in_service().reader()).items()
    return one


def test_postings_tell_where_a_term_stands_and_how_often(leaf):
    found = leaf.postings(TERMS, "высот".encode())

    assert found.ids.tolist() == [0]
    assert found.counts.tolist() == [2.0]
    assert (found.ids.dtype, found.counts.dtype) == (np.int32, np.float32)


@pytest.mark.parametrize(
    "field", [TERMS, WORDS, names.grams(RU), names.headings(Language.KK), "no"]
)
def test_a_term_that_is_nowhere_has_no_postings(leaf, field):
    assert leaf.postings(field, "налог".encode()).ids.size == 0


def test_passages_that_were_dropped_are_not_live(leaf):
    assert leaf.live().tolist() == [True, True, False]


def test_positions_are_given_of_the_passages_asked_for(leaf):
    among = np.array([0, 1], np.int32)

    assert {n: list(at) for n, at in leaf.positions(TERMS, "высот".encode(), among).items()} == {
        0: [0, 1]
    }


def test_the_lexicon_counts_passages_and_the_words_of_a_passage_are_what_it_put_there(leaf):
    assert leaf.lexicon(WORDS) == {"высота": 2, "высоты": 1, "ширина": 1}
    assert set(leaf.words(0).words) == {"высота", "высоты"}
    assert (leaf.words(2).language, leaf.words(2).terms) == (RU, ("высот",))


def test_the_lists_that_are_kept_are_those_asked_for_last(leaf, monkeypatch):
    monkeypatch.setattr(leaves, "_KEPT", 2)
    first = leaf.postings(TERMS, "высот".encode())
    leaf.postings(TERMS, "ширин".encode())

    assert leaf.postings(TERMS, "высот".encode()) is first
    leaf.postings(TERMS, "налог".encode())
    assert leaf.postings(TERMS, "высот".encode()) is first
    assert len(leaf._kept) == 2


def test_a_reader_opened_anew_takes_up_the_segments_that_it_knows(index):
    index.change((), articles("Высота.", "Ширина."))
    before = index.opened()
    kept = dict(index._leaves)
    index.change((), [document("Глубина.", eid="art_3")])

    assert index.opened() is not before
    assert kept.items() <= index._leaves.items()


def test_an_answer_that_is_being_made_still_sees_what_was_dropped_meanwhile(index):
    index.change((), articles("Высота."))
    before = index.opened().snapshot
    index.change([ActId("height")], ())
    index.opened()

    assert before.live.tolist() == [True]
    assert before.shown(0).text == "Высота."


def test_a_dropped_act_leaves_no_word_to_those_who_may_not_read_it(index):
    index.change((), [*articles("Высота.", act="tax"), *articles("Ширина."), draft("Тайна.")])
    index.change([ActId("tax")], ())

    opened = index.opened()
    assert dict(opened.view(frozenset()).lexicons[RU].words) == {"ширина": 1}
    of_drafter = opened.view(frozenset({ActId("height")})).lexicons[RU]
    assert set(of_drafter.words) >= {"тайна"}


def test_words_beyond_the_last_place_are_found_but_not_as_phrases(index):
    text = "слово " * (MOST_PLACES - 1) + "первое второе третье четвертое"
    index.change((), [document(text)])
    part = index.opened().view(frozenset()).in_language(RU)
    stems = [term_of(word, RU) for word in ("первое", "второе", "третье", "четвертое")]

    assert part.of_terms(stems[3])[0].tolist() == [0]
    assert part.with_phrase(stems[:2]).tolist() == [0]
    assert part.with_phrase(stems[1:]).tolist() == []
