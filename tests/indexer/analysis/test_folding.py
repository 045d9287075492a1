import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.folding import clean, fold, repair, surface

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяәіңғүұқөһabcdefghijklmnopqrstuvwxyzéüşə"
WORDS = st.text(st.sampled_from(LETTERS + LETTERS.upper()), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("kazakh", "typed"),
    [
        ("әкімшілік", "акимшилик"),
        ("құқықтық", "кукыктык"),
        ("тәуелсіз", "тауелсиз"),
        ("өңір", "онир"),
        ("үкімет", "укимет"),
        ("ғылым", "гылым"),
        ("қаһарман", "кахарман"),
        ("устав", "устав"),
    ],
)
def test_kazakh_letters_fold_to_the_russian_ones_typed_for_them(kazakh, typed):
    assert fold(kazakh) == typed


@given(WORDS)
def test_folding_twice_changes_nothing_more(word):
    assert fold(fold(word)) == fold(word)


@given(WORDS)
def test_the_surface_of_a_surface_is_itself(word):
    assert surface(surface(word)) == surface(word)


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("мемлекеттiк", "мемлекеттік"),
        ("бекiтiледi", "бекітіледі"),
        ("Аuthority", "Authority"),
        ("cтатья", "статья"),
        ("дəптер", "дәптер"),
        ("VІ", "VI"),
        ("XІX", "XIX"),
        ("закон", "закон"),
        ("law", "law"),
        ("əliyev", "əliyev"),
    ],
)
def test_a_look_alike_goes_over_to_the_alphabet_of_its_word(printed, meant):
    assert repair(printed) == meant


def test_a_word_in_two_alphabets_that_no_look_alike_explains_stays():
    assert repair("wеb-сайт") == "wеb-сайт"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("ЗАҢ", "заң"),
        ("Ёлка", "елка"),
        ("ере\u00adже", "ереже"),
        ("за\u0301кон", "закон"),
        (unicodedata.normalize("NFD", "йод"), "йод"),
        ("café", "cafe"),
        ("Zürich", "zurich"),
        ("Alatau\u2019s", "alatau's"),
    ],
)
def test_all_spellings_of_a_word_have_one_surface(printed, expected):
    assert surface(printed) == expected


def test_cleaning_composes_letters_and_drops_what_cannot_be_seen():
    assert clean("Аталу\u00adы \u200bи\u0306") == "Аталуы й"


def test_cleaning_leaves_look_alikes_and_dashes_to_the_author():
    assert clean("мемлекеттiк – қадір‐қасиет") == "мемлекеттiк – қадір‐қасиет"
