"""YAML as plain values, and nothing of YAML that can surprise."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language import Language
from kb.law.words import Strict, Words
from kb.law.yaml_text import MOST_BYTES, YamlError, load, validated


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("a: 1", {"a": 1}),
        ("a: -7", {"a": -7}),
        ("a: 1.50", {"a": "1.50"}),
        ("a: 010", {"a": 10}),
        ("a: 0x1F", {"a": "0x1F"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: 99999999999999999999", {"a": "99999999999999999999"}),
        ("a: true", {"a": True}),
        ("a: False", {"a": False}),
        ("a: yes", {"a": "yes"}),
        ("a: no", {"a": "no"}),
        ("a: null", {"a": None}),
        ("a: ~", {"a": None}),
        ("a:", {"a": None}),
        ("a: 2026-07-01", {"a": "2026-07-01"}),
        ("a: 12:30", {"a": "12:30"}),
        ('a: "1"', {"a": "1"}),
        ("a: '<<'", {"a": "<<"}),
        ("1: a", {"1": "a"}),
        ("a: [1, b, [c]]", {"a": [1, "b", ["c"]]}),
        ("a: |\n  б\n  в\n", {"a": "б\nв\n"}),
        ("# слова\na: б # слова", {"a": "б"}),
        ("---\na: б", {"a": "б"}),
        ("слова", "слова"),
    ],
)
def test_a_document_has_the_values_that_a_reader_sees(text, value):
    assert load(text).value == value


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("a: 1\na: 2", 2, "duplicate key “a”"),
        ("a:\n  b: 1\n  'b': 2", 3, "duplicate key “b”"),
        ("a: &x 1", 1, "anchor &x: write the value out"),
        ("b: 1\na: *x", 2, "alias *x: write the value out"),
        ("a:\n  <<: {b: 1}", 2, "a merge key (<<): write the values out"),
        ("a: !!str 1", 1, "a tag (!…): plain values only"),
        ("a: !python/object:os.system x", 1, "a tag (!…): plain values only"),
        ("%YAML 1.1\n---\na: 1", 1, "a directive (%…): plain values only"),
        ("a: 1\n---\nb: 2", 2, "a second document (---): one to a file"),
        ("a: 1\n...", 2, "the end of a document (...): leave it out"),
        ("[a]: 1", 1, "a key that is not a word"),
        ("a: 1\nb: [", 2, None),
        ("a: 1\n\tb: 2", 2, None),
        ("a: 'б", 1, None),
        ("a: 1\nb: \u0007", 2, "a character that YAML does not allow (U+0007)"),
        ("a: б\n" + "б" * MOST_BYTES, 1, None),
        ("a:\n  " + "[" * 16_000, 2, "lists within lists, too deep to read"),
        ("{a: " * 4_000, 1, "lists within lists, too deep to read"),
        ("- " * 8_000, 1, "lists within lists, too deep to read"),
        ("? " * 8_000, 1, "lists within lists, too deep to read"),
    ],
)
def test_anything_that_surprises_is_refused_with_its_line(text, line, problem):
    with pytest.raises(YamlError) as caught:
        load(text)

    assert caught.value.line == line
    assert str(caught.value)
    assert problem is None or str(caught.value) == problem


def test_a_bomb_of_aliases_is_refused_before_it_grows():
    bomb = "a: &a [1]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise("abcdefg"))

    with pytest.raises(YamlError, match="anchor &a"):
        load(bomb)


def test_every_value_has_its_line():
    document = load("a: 1\nb:\n  - 2\n  - c: 3\n    d: 4\n")

    places = [(), ("a",), ("b",), ("b", 0), ("b", 1, "c"), ("b", 1, "d")]
    assert [document.line(place) for place in places] == [1, 1, 2, 3, 4, 5]


def test_a_value_that_is_not_there_has_the_line_of_what_is_around_it():
    document = load("a: 1\nb:\n  - c: 3\n")

    assert document.line(("b", 0, "x", "y")) == 3
    assert document.line(("x",)) == 1


class Sheet(Strict):
    """Values of every sort that a model here asks for."""

    words: Words | None = None
    day: str = ""
    many: tuple[Language, ...] = ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("words: {ru: а}\nmany: [kk]", []),
        ("\nother: 1", ["2 other: unknown key"]),
        ("many: kk", ["1 many: must be a list, such as [a, b]"]),
        ("many:\n  - kk\n  - de", ["3 many, item 2: must be 'kk', 'ru' or 'en'"]),
        ("day: 1", ["1 day: must be words"]),
        ("words: а", ["1 words: must have keys and values"]),
        ("words: {}", ["1 words: give the words in at least one of kk, ru, en"]),
        ("words:\n  ru: |\n    а\n    б", ["2 words, ru: must be words in one line"]),
        ("words:\n  ru: ' '", ["2 words, ru: must be words in one line"]),
        ("слова", ["1 the document: must have keys and values"]),
        ("", ["1 the document: must have keys and values"]),
    ],
)
def test_what_a_model_does_not_take_is_told_with_its_place(text, told):
    value, problems = validated(Sheet, load(text))

    assert [f"{each.line} {each.place}: {each.message}" for each in problems] == told
    assert (value is None) == bool(told)


PIECES = "a: |- |\n|  |[|]|{|}|&a|*a|!!x |<<: |? |: |> |'|\"|#|%|---|\\|0|2026-01-01|\ufeff|\u0085|\ud800|\t"


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["|", *PIECES.split("|")]) | st.text(max_size=4), max_size=30).map(
        "".join
    )
)
def test_any_text_is_read_or_refused(text):
    try:
        document = load(text)
    except YamlError as refused:
        assert 1 <= refused.line <= len(text.splitlines()) + 2  # noqa: PT017
        return
    validated(Sheet, document)
