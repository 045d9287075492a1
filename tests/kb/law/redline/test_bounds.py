"""No text makes a redline slow: the work is counted, since time depends on the machine."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

import pytest
from rapidfuzz.distance import LCSseq, Opcodes

from kb.law.redline import alignment, similarity
from kb.law.redline.change import ChangeKind
from kb.law.redline.comparing import redline
from kb.law.redline.rebuilding import after, before
from kb.law.redline.similarity import likeness
from tests.kb.law.redline.acts import flat

MANY = 20_000
WORDS = 200_000


@dataclass
class Work:
    """What was compared: the products of lengths, and pairs of provisions."""

    products: list[int] = field(default_factory=list)
    pairs: int = 0

    def opcodes(self, old: Sequence[int], new: Sequence[int]) -> Opcodes:
        """Compare as the library does, and count."""
        self.products.append(len(old) * len(new))
        return LCSseq.opcodes(old, new)

    def likeness(self, one, other) -> float:
        """Compare two provisions, and count."""
        self.pairs += 1
        return likeness(one, other)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    counted = Work()
    monkeypatch.setattr(alignment, "LCSseq", counted)
    monkeypatch.setattr(similarity, "likeness", counted.likeness)
    return counted


def words(count: int, of: int, seed: int = 0) -> str:
    random = Random(seed)
    return " ".join(f"слово{random.randrange(of)}" for _ in range(count))


@pytest.mark.slow
def test_many_provisions_that_are_all_different_are_not_compared_each_with_each(work):
    old = flat([words(6, 40_000, seed) for seed in range(MANY)])
    new = flat([words(6, 40_000, MANY + seed) for seed in range(MANY)], prefix="9")

    made = redline(old, new)

    assert work.pairs <= 3 * MANY
    assert all(product <= alignment.MOST_WORK for product in work.products)
    assert len(made.changes) > 1.9 * MANY


@pytest.mark.slow
def test_many_equal_provisions_correspond_in_their_order(work):
    made = redline(flat(["Одно и то же правило."] * MANY), flat(["Одно и то же правило."] * MANY))

    assert made.is_empty
    assert work.pairs == 0
    assert sum(work.products) == 0


@pytest.mark.slow
@pytest.mark.parametrize("of", [2, WORDS], ids=["two words", "many words"])
def test_a_provision_of_very_many_words_is_replaced_as_a_whole(work, of):
    old = flat(["Начало " + words(WORDS, of) + " конец"])
    new = flat(["Начало " + words(WORDS, of, 1) + " конец"])

    made = redline(old, new)

    assert sum(work.products) <= alignment.MOST_WORK
    assert before(made)[0] == "1. " + old.provisions[0].text
    assert after(made)[0] == "1. " + new.provisions[0].text


def test_sentences_of_a_long_provision_are_compared_each_by_itself(work, monkeypatch):
    monkeypatch.setattr(alignment, "MOST_WORK", 5000)
    sentences = [words(10, 500, seed) + "." for seed in range(100)]
    changed = [*sentences[:50], "Вставка вместо прежнего.", *sentences[51:-1], "Иной конец."]

    (change,) = redline(flat([" ".join(sentences)]), flat([" ".join(changed)])).changes

    assert change.kind is ChangeKind.CHANGED
    assert all(product <= 5000 for product in work.products)
    assert sum(len(piece.old) for piece in change.text if not piece.new) < 250
