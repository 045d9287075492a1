"""The languages of one act side by side."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import Language
from kb.law.identifiers import EId
from kb.law.parallel import align

KK, RU, EN = Language
ORDER = (KK, RU, EN)


@dataclass(frozen=True)
class Cell:
    eid: EId


def aligned(kk: str, ru: str, en: str = "") -> list[str]:
    """Return the addresses in their order, each with the languages that have it."""
    texts = {
        language: [Cell(EId(eid)) for eid in eids.split()]
        for language, eids in zip(ORDER, (kk, ru, en), strict=True)
    }
    return [
        row.eid + "".join("." if cell is None else "x" for cell in row.cells)
        for row in align(texts, ORDER)
    ]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("a b c", "a b c", "a b c"), "axxx bxxx cxxx"),
        (("a c", "a b c", "a c"), "axxx b.x. cxxx"),
        (("a b", "a", "a b c"), "axxx bx.x c..x"),
        (("b c", "a b c"), "a.x. bxx. cxx."),
        (("", "a b"), "a.x. b.x."),
        (("a b", "a x", "a y"), "axxx y..x x.x. bx.."),
        (("a b c", "c b a"), "axx. bxx. cxx."),
        (("a a b", "a b"), "axx. bxx."),
        (("", "", ""), ""),
    ],
)
def test_every_address_stands_once_after_what_it_follows(texts, expected):
    assert aligned(*texts) == expected.split()


def test_the_first_cell_of_a_row_is_that_of_the_first_language_that_has_it():
    (row,) = align({RU: [Cell(EId("a"))]}, ORDER)

    assert row.first is row.cells[1]


sequences = st.lists(st.sampled_from("abcdefgh"), max_size=12).map(" ".join)


@given(sequences, sequences, sequences)
def test_every_address_of_any_texts_stands_once_and_the_first_language_keeps_its_order(kk, ru, en):
    rows = aligned(kk, ru, en)

    eids = [row[0] for row in rows]
    assert sorted(eids) == sorted({*kk.split(), *ru.split(), *en.split()})
    assert [eid for eid in eids if eid in kk.split()] == list(dict.fromkeys(kk.split()))


@given(st.lists(st.sets(st.sampled_from("abcdefgh")), min_size=3, max_size=3))
def test_languages_that_agree_on_an_order_all_keep_it(texts):
    rows = aligned(*(" ".join(sorted(text)) for text in texts))

    for position, text in enumerate(texts, start=1):
        assert [row[0] for row in rows if row[position] == "x"] == sorted(text)
