import subprocess
import sys

import pytest

from indexer.analysis import english, russian


@pytest.mark.parametrize(
    "forms",
    [
        "статья статьи статьёй статьями статьях",
        "закон законом законов законами",
        "правило правил правилами",
        "решение решением решений",
        "подпункт подпунктом подпунктов",
        "люди человек людьми",
        "идти шел шла",
        "маслихат маслихата маслихатом",
    ],
)
def test_the_forms_of_a_russian_word_have_one_stem(forms):
    assert len({russian.stem(form.replace("ё", "е")) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("пункт", "подпункт"),
        ("право", "правило"),
        ("акт", "актив"),
        ("за", "заем"),
        ("орган", "организация"),
    ],
)
def test_different_russian_words_have_different_stems(one, other):
    assert russian.stem(one) != russian.stem(other)


def test_the_likeliest_reading_of_a_russian_word_is_taken():
    assert russian.lemma("стали") == "стать"


def test_the_dictionary_form_has_no_dots_over_its_letters():
    assert russian.lemma("учетом") == "учет"


@pytest.mark.parametrize(
    "forms", ["licence licences", "regulate regulated regulates", "council councils council's"]
)
def test_the_forms_of_an_english_word_have_one_stem(forms):
    assert len({english.stem(form) for form in forms.split()}) == 1


def test_a_word_with_a_letter_of_a_script_without_names_stays_as_it_is():
    assert russian.stem("закон\U00017000") == "закон\U00017000"


def test_importing_the_analysis_loads_no_dictionary():
    loaded = "{'pymorphy3', 'snowballstemmer'} & {*sys.modules}"
    script = f"import sys, indexer.analysis.words; print({loaded})"

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "set()"
