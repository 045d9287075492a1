"""BM25, worked out by hand on four passages."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from indexer.analysis.words import analyse
from indexer.ranking import FieldLengths, Lengths, numbers, raise_all, rank
from indexer.recovery.query import Alternative, QueryWord
from kb.language import Language

Counts = dict[str, dict[int, int]]


@dataclass
class Written:
    """Postings as they are written here: for each term the passages and how often it stands there."""

    terms: Counts = field(default_factory=dict)
    headings: Counts = field(default_factory=dict)
    words: Counts = field(default_factory=dict)
    grams: Counts = field(default_factory=dict)
    passages: int = 4

    def of_terms(self, term):
        return _arrays(self.terms.get(term, {}))

    def of_headings(self, term):
        return _arrays(self.headings.get(term, {}))

    def of_words(self, word):
        return _arrays(self.words.get(word, {}))

    def of_grams(self, gram):
        return _arrays(self.grams.get(gram, {}))


def _arrays(counts):
    return np.array([*counts], np.int32), np.array([*counts.values()], np.float32)


LENGTHS = FieldLengths(
    terms=Lengths(np.array([10, 5, 5, 0], np.float32), 5.0),
    headings=Lengths(np.array([2, 2, 2, 2], np.float32), 2.0),
    grams=Lengths(np.array([8, 8, 8, 8], np.float32), 8.0),
)


def word(term, *others, form="-"):
    alternatives = (Alternative(term, form), *(Alternative(one, form, 0.5) for one in others))
    return QueryWord(analyse("слово", Language.RU)[0], alternatives)


def ranked(written, *words, beginnings=()):
    scores = np.zeros(4, np.float32)
    found = rank(words, beginnings, written, LENGTHS, scores)
    return scores.tolist(), numbers(found).tolist()


LN2 = 0.693147  # ln(1 + (4 - 2 + 0.5) / (2 + 0.5)): a term that two of four passages have
LN_OF_ONE = 1.203973  # ln(1 + (4 - 1 + 0.5) / (1 + 0.5)): a term that one of four has


@pytest.mark.parametrize(
    ("written", "words", "expected"),
    [
        # Twice in 10 words, where 5 are usual: 2.2 * 2 / (2 + 1.2 * (0.25 + 0.75 * 10 / 5)).
        # Once in 5 words: 2.2 * 1 / (1 + 1.2).
        (Written(terms={"a": {0: 2, 1: 1}}), [word("a")], [LN2 * 1.073171, LN2, 0, 0]),
        (Written(headings={"a": {2: 1}}), [word("a")], [0, 0, 0.6 * LN_OF_ONE, 0]),
        (Written(words={"A": {2: 1}}), [word("a", form="A")], [0, 0, 0.5 * LN_OF_ONE, 0]),
        (Written(terms={"a": {1: 1}, "b": {1: 1}}), [word("a"), word("b")], [0, 2 * LN_OF_ONE, 0, 0]),
        # The same word twice counts once; alternatives are one term, the second of half the weight:
        # 2.2 * 1.5 / (1.5 + 1.2).
        (Written(terms={"a": {1: 1}}), [word("a"), word("a")], [0, LN_OF_ONE, 0, 0]),
        (
            Written(terms={"a": {1: 1}, "b": {1: 1}}),
            [word("a", "b")],
            [0, LN_OF_ONE * 1.222222, 0, 0],
        ),
        (Written(terms={"a": {1: 1}, "b": {2: 1}}), [word("a", "b")], [0, LN2, LN2 * 0.647059, 0]),
        (Written(), [word("a")], [0, 0, 0, 0]),
    ],
)  # fmt: skip
def test_what_a_passage_earns_by_words(written, words, expected):
    assert ranked(written, *words)[0] == pytest.approx(expected, abs=1e-5)


def test_grams_earn_little_and_only_if_few_passages_have_them():
    # Of ten passages two may have a gram: ln(1 + (10 - 2 + 0.5) / (2 + 0.5)) and weight 0.3.
    written = Written(grams={"_wat": {0: 1, 1: 1}, "wate": {0: 1, 1: 1, 2: 1}}, passages=10)

    scores, found = ranked(written, word("water", form="water"))

    assert scores == pytest.approx([0.3 * 1.481605] * 2 + [0, 0], abs=1e-5)
    assert found == []


def test_a_beginning_counts_as_one_term():
    written = Written(terms={"a": {0: 1, 1: 1}, "b": {1: 1}})

    scores, found = ranked(written, beginnings=[("a", "b", "c")])

    assert scores[1] == pytest.approx(LN2 * 2.2 * 2 / (2 + 1.2), abs=1e-5)
    assert found == [0, 1]


def test_a_quotation_raises_what_has_it_like_a_rare_word():
    scores = np.zeros(4, np.float32)

    raise_all(np.array([2], np.int32), Written(), scores)
    raise_all(np.array([], np.int32), Written(), scores)

    assert scores.tolist() == pytest.approx([0, 0, LN_OF_ONE, 0], abs=1e-5)


def test_an_index_of_nothing_can_be_ranked():
    nothing = Lengths(np.zeros(0, np.float32), 0.0)
    scores = np.zeros(0, np.float32)

    found = rank([word("a")], [("b",)], Written(passages=0), FieldLengths(*[nothing] * 3), scores)

    assert found.size == 0
